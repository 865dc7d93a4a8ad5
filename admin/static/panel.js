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
  if (!button || event.defaultPrevented) return;
  setTimeout(() => {
    button.disabled = true;
    resting.add(button);
  });
});
addEventListener("pageshow", () => {
  resting.forEach((button) => (button.disabled = false));
  resting.clear();
});

/* --- The focus goes to what must be read first; an open account menu closes on Escape or a click elsewhere --- */

document.getElementById("summary")?.focus();

const account = document.querySelector("details.account");
document.addEventListener("click", (event) => account?.contains(event.target) || account?.removeAttribute("open"));
account?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !account.open) return;
  account.open = false;
  account.querySelector("summary").focus();
});
