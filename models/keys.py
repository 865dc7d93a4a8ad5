"""Keys by which Vietnamese text is found and put in order, computed here so that every database agrees."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

KEY_LENGTH = 255
"""Characters kept of a key: as many as the column that stores it takes."""

_Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

MOST_MARKS = 30
"""Marks kept on one letter (the stream-safe text of UAX #15); no language writes nearly as many."""

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_DIGITS = "0123456789"
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
"""Huyền, hỏi, ngã, sắc, nặng: the order of ICU's Vietnamese collation; a word without a mark (ngang) is 1."""

_ETH = "ðɖ"
"""Letters of other alphabets whose capitals (Ð, Ɖ) look like Đ and are typed for it."""


class _Folding(dict[int, str]):
    """For `str.translate`: what a decomposed small character becomes in a search key; filled as met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        folded = " "
        if character in _ETH:
            folded = "d"
        elif character.isalnum():
            folded = character
        elif category[0] == "M" or (category in {"Cc", "Cf"} and not character.isspace()):
            folded = ""
        self[code] = folded
        return folded


class _Apart(dict[int, str]):
    """For `str.translate`: letters, digits and marks as they are, a space for what stands between words."""

    def __missing__(self, code: int) -> str:
        kept = chr(code) if unicodedata.category(chr(code))[0] == "M" else _FOLDING[code] and " "
        self[code] = chr(code) if chr(code).isalnum() else kept
        return self[code]


class _Weights(dict[int, str]):
    """For `str.translate`: two digits of rank for each letter; filled as characters are met.

    Only digits: no database's collation reorders or contracts them, as some do with letters (Danish aa).
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        weight = "02"
        if character.isspace():
            weight = "01"
        elif category[0] == "M" or category in {"Cc", "Cf"}:
            weight = ""
        elif character.isalnum():
            weight = f"99{code:07d}"
        self[code] = weight
        return weight


_FOLDING = _Folding({ord("đ"): "d"})
_SIGNS_APART = _Apart(dict.fromkeys(map(ord, _ETH), "đ"))
_WITHOUT_TONES = dict.fromkeys(map(ord, _TONES))
_WEIGHTS = _Weights(
    {ord(letter): f"{rank:02d}" for rank, letter in enumerate(_DIGITS, 10)}
    | {ord(letter): f"{rank:02d}" for rank, letter in enumerate(_LETTERS, 20)}
    | {ord(letter): f"{20 + _LETTERS.index('đ'):02d}" for letter in _ETH}
)


def normalised(form: _Form, text: str) -> str:
    """Normalise, but for runs of marks that nobody writes: sorting one takes its length squared."""
    if len(text) <= MOST_MARKS or text.isascii():
        return unicodedata.normalize(form, text)
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return unicodedata.normalize(form, "".join(kept))


def search_key(text: str) -> str:
    """Fold a text to what people type when they look for it: small unmarked letters, digits, single spaces.

    All spellings of a text have one key: composed or not, tone mark old or new style (hoà, hòa), any case.
    """
    decomposed = normalised("NFKD", normalised("NFKD", text).casefold())
    return " ".join(decomposed.translate(_FOLDING).split())[:KEY_LENGTH].rstrip()


def sort_key(text: str) -> str:
    """Give the place of a text in Vietnamese order as digits, which sort alike under every collation.

    Letters decide first, then tones word by word, as in ICU's `vi`; case and the style of the mark do not.
    """
    return _level_by_level(text)[:KEY_LENGTH]


def person_sort_key(full_name: str) -> str:
    """Give the place of a person in a list: by given name, then middle, then family name."""
    *before, given = full_name.split() or [""]
    parts = given, " ".join(before[1:]), " ".join(before[:1])
    return "".join(map(_level_by_level, parts))[:KEY_LENGTH]


@lru_cache(maxsize=20_000)
def marked_words(text: str) -> tuple[tuple[str, str], ...]:
    """Take a text apart into words, each as its letters and its tone: alike for hoà and hòa, not for hoa."""
    words = normalised("NFKD", normalised("NFKD", text).casefold()).translate(_SIGNS_APART).split()
    return tuple((normalised("NFC", word.translate(_WITHOUT_TONES)), _tone(word)) for word in words)


def _level_by_level(text: str) -> str:
    """Write the ranks of the letters, a 00 lower than any rank, then one digit of tone per word."""
    words = normalised("NFKD", normalised("NFKD", text).casefold()).split()
    letters = normalised("NFC", " ".join(words).translate(_WITHOUT_TONES))
    tones = "".join(map(_tone, " ".join(words).replace("-", " ").split()))
    return f"{letters.translate(_WEIGHTS)}00{tones}"


def _tone(word: str) -> str:
    """Find the tone of one decomposed word: that of its first tone mark."""
    return next((_TONES[character] for character in word if character in _TONES), "1")
