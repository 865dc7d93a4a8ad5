"""A page as its readers meet it: its texts, its headings, its inputs and what they are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "rect"}
SILENT = {"script", "style"}
SPOKEN = {"title", "placeholder", "aria-label", "data-label", "alt"}
"""Attributes that are read out or shown."""

ASKING = {"input", "select", "textarea"}
NAMELESS = {"hidden", "submit"}
NAMING = {"aria-label", "aria-labelledby"}


@dataclass(frozen=True)
class Element:
    """An element that is open, with its attributes."""

    tag: str
    attributes: dict[str, str]


class Page(HTMLParser):
    """One page, read once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[Element] = []
        self.language = ""
        self.ids: list[str] = []
        self.tags: Counter[str] = Counter()
        self.said: list[tuple[str, str]] = []
        self.labelled: set[str] = set()
        self.naming: set[str] = set()
        self.inputs: list[tuple[str, bool]] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"<{element.tag}> is never closed" for element in self.open]

    # --- what a test asks

    def texts(self, language: str) -> set[str]:
        """Give every text and every name that is said in a language, without its colon."""
        return {text.rstrip(":") for text, spoken in self.said if spoken == language}

    def repeated_ids(self) -> list[str]:
        """List the ids that stand on more than one element."""
        return [name for name, times in Counter(self.ids).items() if times > 1]

    def nameless_inputs(self) -> list[str]:
        """List the inputs that a person who does not see the page cannot tell apart."""
        return [name for name, named in self.inputs if not named and name not in self.labelled]

    def lost_labels(self) -> list[str]:
        """List the labels that belong to nothing on the page, and names that are not there."""
        return sorted((self.labelled | self.naming) - set(self.ids))

    # --- reading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag == "html":
            self.language = attributes.get("lang", "")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "label" and "for" in attributes:
            self.labelled.add(attributes["for"])
        self.naming |= set(attributes.get("aria-labelledby", "").split())
        if tag in ASKING and attributes.get("type") not in NAMELESS and "hidden" not in attributes:
            within = any(element.tag == "label" for element in self.open)
            self.inputs.append((attributes.get("id", ""), within or bool(NAMING & attributes.keys())))
        element = Element(tag, attributes)
        self.open.append(element)
        for name in SPOKEN & attributes.keys():
            self._say(attributes[name])
        if tag in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1].tag != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")
        elif self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(element.tag in SILENT for element in self.open):
            self._say(data)

    def _say(self, text: str) -> None:
        plain = " ".join(text.split())
        if plain:
            spoken = [element.attributes["lang"] for element in self.open if "lang" in element.attributes]
            self.said.append((plain, spoken[-1] if spoken else ""))
