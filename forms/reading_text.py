"""Reading text, and the two ways of refusing: what cannot be read, and what can be read after a repair."""

from __future__ import annotations

import unicodedata

from forms.words import Words, spoken
from models.keys import normalised

_INVISIBLE = {"Cc", "Cf", "Cs"}
"""Control, format (zero-width, direction, soft hyphen) and lone surrogate characters."""

_YES = {"có", "co", "x", "1", "yes", "y", "true", "đúng", "dung", "✓", "✔"}
_NO = {"không", "khong", "0", "no", "n", "false", "sai"}


class Unreadable(ValueError):  # noqa: N818 - it says what the text is, not that we failed
    """What was typed cannot be read; `words` say what was expected."""

    def __init__(self, words: Words) -> None:
        super().__init__(spoken(words))
        self.words = words


class Proposed(Unreadable):
    """What was typed can be read if `proposal` was meant: the words ask, the person answers."""

    def __init__(self, words: Words, proposal: str) -> None:
        super().__init__(words)
        self.proposal = proposal


def tidy(raw: str) -> str:
    """Compose the letters, drop what cannot be seen, and make every run of white space one space."""
    seen = "".join(
        character
        for character in raw
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    return " ".join(normalised("NFC", seen).split())


def plain(raw: str) -> str:
    """Tidy a text for matching: small letters, full-width digits and the like made ordinary."""
    return tidy(normalised("NFKC", tidy(raw).casefold()))


def read_text(raw: str, maximum: int | None = None) -> str | None:
    """Read one line of text of at most `maximum` characters."""
    return _within(tidy(raw), maximum)


def read_lines(raw: str, maximum: int | None = None) -> str | None:
    """Read text of several lines; the breaks stay, as single line feeds."""
    return _within("\n".join(map(tidy, raw.splitlines())).strip("\n"), maximum)


def read_secret(raw: str, maximum: int | None = None) -> str | None:
    """Read a password as it was typed, spaces and all."""
    return _within(raw, maximum)


def read_yes_no(raw: str) -> bool | None:
    """Read a truth value, in words or as the cross of a paper form."""
    text = plain(raw)
    if text in _YES or text in _NO:
        return text in _YES
    if not text:
        return None
    raise Unreadable(("Viết có hoặc không.", "Write yes or no."))


def _within(text: str, maximum: int | None) -> str | None:
    """Refuse a text that is too long, saying by how much."""
    if maximum is not None and len(text) > maximum:
        raise Unreadable(
            (
                f"Không quá {maximum} ký tự; ở đây có {len(text)}.",
                f"At most {maximum} characters; there are {len(text)} here.",
            )
        )
    return text or None
