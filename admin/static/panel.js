/* What scripts add to pages that work without them: look-ups while typing, a warning before changes are lost, one
   submission per click, and the focus where the news is. Text from the server is only ever set as text. */

const vietnamese = document.documentElement.lang === "vi";
const say = (vi, en) => (vietnamese ? vi : en);
const token = document.querySelector('meta[name="csrf-token"]').content;

/* --- Look-ups: a text box offers rows of another table; the id of the chosen one goes into the hidden box after it --- */

class Lookup {
  constructor(input) {
    this.input = input;
    this.id = input.nextElementSibling;
    this.rows = [];
    this.active = -1;
    this.list = this.make("ul", { role: "listbox", id: `${input.id}-list`, hidden: "" });
    this.list.className = "found-list";
    this.list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
    this.status = this.make("div", { role: "status" });
    this.status.className = "visually-hidden";
    this.id.after(this.list, this.status);
    const aria = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries({ ...aria, autocomplete: "off" })) input.setAttribute(name, value);
    input.addEventListener("input", (event) => event.isComposing || this.typed());
    input.addEventListener("compositionend", () => this.typed());
    input.addEventListener("keydown", (event) => event.isComposing || this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the box
    this.list.addEventListener("click", (event) => this.pick(this.rows[[...this.list.children].indexOf(event.target.closest("li"))]));
  }

  make(tag, attributes) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  typed() {
    this.id.value = "";
    clearTimeout(this.timer);
    this.request?.abort();
    if (!this.input.value.trim()) return this.close();
    this.timer = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    this.request?.abort();
    const request = (this.request = new AbortController());
    try {
      const answer = await fetch(this.input.dataset.lookup, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ q: this.input.value.trim() }),
        signal: request.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const { rows } = await answer.json();
      if (this.request === request) this.show(rows);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.close();
      this.status.textContent = say("Không tra cứu được, hãy thử lại.", "The look-up failed, please try again.");
    }
  }

  show(rows) {
    this.rows = rows;
    this.list.replaceChildren(...rows.map((row, index) => this.option(row, index)));
    this.status.textContent = rows.length ? say(`${rows.length} kết quả`, `${rows.length} found`) : say("Không tìm thấy", "Nothing found");
    this.list.hidden = !rows.length || document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(-1);
  }

  option(row, index) {
    const item = this.make("li", { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" });
    item.textContent = row.text;
    if (row.note) item.append(Object.assign(document.createElement("small"), { textContent: row.note }));
    return item;
  }

  mark(index) {
    this.active = index;
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    const item = this.list.children[index];
    if (!item) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const open = !this.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!open) return void this.ask();
      const count = this.rows.length;
      this.mark(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.pick(this.rows[this.active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }

  pick(row) {
    if (!row) return;
    this.input.value = row.text;
    this.id.value = row.id;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = null;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

document.querySelectorAll("input[data-lookup]").forEach((input) => new Lookup(input));

/* --- Filters: a button above the list opens the control that its own page has, below the bar. Ticks made in one stay while
       another is opened; all of them are applied together. --- */

/* The browser itself makes a document of one of our pages; no text ever becomes markup here (trusted types allow none). */
const pageAt = (address) =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? done(request.response) : failed(request.status));
    request.onerror = failed;
    request.send();
  });

class Filter {
  constructor(link) {
    this.link = link;
    this.bar = link.closest("form");
    this.name = new URL(link.href).searchParams.get("of") ?? "more";
    for (const [name, value] of Object.entries({ role: "button", "aria-expanded": "false" })) link.setAttribute(name, value);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (this.open) this.close();
      else this.show();
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
  }

  get open() {
    return this.link.getAttribute("aria-expanded") === "true";
  }

  async show() {
    filters.forEach((other) => other.close());
    this.link.setAttribute("aria-expanded", "true");
    if (!this.tray) {
      try {
        this.take((await pageAt(this.link.href)).getElementById("facet"));
      } catch {
        return void location.assign(this.link.href); // its own page says what is wrong
      }
    }
    if (!this.open) return; // another was opened meanwhile
    this.tray.hidden = false;
    this.tray.querySelector("input:not([type=hidden]), a, button")?.focus();
  }

  take(facet) {
    this.tray?.remove();
    this.tray = document.createElement("div");
    Object.assign(this.tray, { className: "tray", id: `tray-${this.name}`, hidden: true });
    this.tray.append(...document.importNode(facet, true).childNodes);
    this.link.after(this.tray);
    this.link.setAttribute("aria-controls", this.tray.id);
    this.tray.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      this.close();
      this.link.focus();
    });
    this.tray.querySelectorAll("input[data-lookup]").forEach((input) => new Lookup(input));
    // what was carried along unseen is now asked by the boxes themselves
    const names = ["", "__from", "__to", "__empty"].map((end) => this.name + end);
    for (const input of this.bar.querySelectorAll(":scope > input[type=hidden]")) if (names.includes(input.name)) input.remove();
  }

  close() {
    this.link.setAttribute("aria-expanded", "false");
    if (this.tray) this.tray.hidden = true;
  }
}

const filters = [...document.querySelectorAll("a[data-filter]")].map((link) => new Filter(link));
document.addEventListener("click", (event) => {
  const asked = filters.find((each) => each.open);
  if (asked && !asked.tray?.contains(event.target) && !asked.link.contains(event.target)) asked.close();
});
/* An address without blanks is one that can be read; coming back, the boxes are there again. */
for (const form of document.querySelectorAll("form.asking")) {
  const blank = () => [...form.querySelectorAll("input[name]")].filter((input) => !input.value);
  form.addEventListener("submit", () => blank().forEach((input) => (input.disabled = true)));
  addEventListener("pageshow", () => blank().forEach((input) => (input.disabled = false)));
}

/* --- The columns of a list: their chooser is fetched from its own page when it is opened, and put in order without asking the
       server; where a column has come to is said. --- */

for (const way of document.querySelectorAll("details[data-fetch]")) {
  way.addEventListener("toggle", async () => {
    if (!way.open || way.querySelector(".chooser")) return;
    try {
      const panel = way.querySelector(".panel");
      panel.replaceChildren(document.importNode((await pageAt(way.dataset.fetch)).querySelector(".chooser"), true));
      panel.querySelector("input[type=checkbox]").focus();
    } catch {
      location.assign(way.dataset.fetch); // its own page says what is wrong
    }
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.step");
  if (!button) return;
  event.preventDefault();
  const item = button.closest("li");
  const list = item.parentElement;
  const other = button.name === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.name === "up") other.before(item);
  else other.after(item);
  for (const step of list.querySelectorAll("button.step")) {
    const end = step.name === "up" ? list.firstElementChild : list.lastElementChild;
    step.setAttribute("aria-disabled", String(end.contains(step)));
  }
  button.focus();
  const said = { name: item.querySelector(".label").textContent, place: [...list.children].indexOf(item) + 1, all: list.children.length };
  list.closest("form").querySelector("[role=status]").textContent = list.dataset.order.replace(/{(\w+)}/g, (_, key) => said[key]);
});

/* --- Rows picked on a list: how many is said where they are edited, and one box ticks the whole page. --- */

const picks = [...document.querySelectorAll('input[form="pick"]')];
const wholePage = document.querySelector("[data-pick-page]");
const tellPicked = () => {
  const count = picks.filter((box) => box.checked).length;
  wholePage.checked = count === picks.length;
  wholePage.indeterminate = count > 0 && count < picks.length;
  document.querySelector("[data-picked]").textContent = count ? `(${count})` : "";
};
if (wholePage && picks.length) {
  wholePage.hidden = false;
  wholePage.addEventListener("change", () => {
    for (const box of picks) box.checked = wholePage.checked;
    tellPicked();
  });
  for (const box of picks) box.addEventListener("change", tellPicked);
  addEventListener("pageshow", tellPicked);
}

/* --- A changed form asks before it is left; one that came back with problems counts as changed --- */

const changed = new Set(document.querySelectorAll("form[data-changed]"));
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("change", () => changed.add(form));
  form.addEventListener("submit", () => changed.delete(form));
}
addEventListener("beforeunload", (event) => changed.size && event.preventDefault());

/* --- One submission per click. The button goes dead only after the browser has read its value, and comes back to life
       when the page is returned to. --- */

const resting = new Set();
addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || event.defaultPrevented || event.target.matches("[data-file]")) return; // after a file the page stays
  setTimeout(() => {
    button.disabled = true;
    resting.add(button);
  });
});
addEventListener("pageshow", () => {
  resting.forEach((button) => (button.disabled = false));
  resting.clear();
});

/* --- The focus goes to what must be read first; an open menu closes on Escape or a click elsewhere --- */

document.getElementById("summary")?.focus();

/* What a list holds is said once it is there: a page that comes anew is not read out by itself. */

const news = document.querySelector("[data-news]");
if (news) setTimeout(() => (news.textContent = news.dataset.news), 300);

for (const menu of document.querySelectorAll("details.account, details.way")) {
  document.addEventListener("click", (event) => menu.contains(event.target) || menu.removeAttribute("open"));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
