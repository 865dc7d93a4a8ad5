"""The whole answer to “why”: each question about a row or a field, its verdict, and the steps to it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from forms.access_words import PLACE_WORDS, RIGHT_WORDS
from forms.explaining import why_changed, why_clear, why_of_row
from forms.showing import shown
from forms.why_words import told
from forms.words import say
from models.access import Person, Place, Right
from models.base import Model
from models.explaining import Step, all_yes, areas_of

ASKED = (Right.VIEW, Right.EDIT, Right.DELETE)
"""What is asked about a whole row."""


def blocks_of(session: Session, person: Person, row: Model, name: str) -> list[dict[str, Any]]:
    """Answer for a row, or for one of its fields: {title, yes, steps}; the asker must see the row."""
    if not name:
        return [_of_row(session, person, row, right) for right in ASKED]
    places = [_of_place(session, person, row, name, place) for place in Place]
    title = say("Sửa trường này", "Change the field")
    return [*places, _block(title, why_changed(session, person, row, name))]


def area_told(session: Session, person: Person) -> str:
    """Name the area of an account as it was given."""
    if person.wards is None:
        return say("mọi địa bàn", "everywhere")
    areas = areas_of(session, person.account_id or 0)
    return ", ".join(shown(area) for area in areas) or say("chưa có địa bàn nào", "none yet")


def _of_row(session: Session, person: Person, row: Model, right: Right) -> dict[str, Any]:
    vi, en = RIGHT_WORDS[right]
    title = say(f"{vi.capitalize()} bản ghi này", f"{en.capitalize()} the row")
    return _block(title, why_of_row(session, person, row, right))


def _of_place(session: Session, person: Person, row: Model, name: str, place: Place) -> dict[str, Any]:
    vi, en = PLACE_WORDS[place]
    return _block(say(f"Thấy rõ {vi}", f"See it clear {en}"), why_clear(session, person, row, name, place))


def _block(title: str, steps: list[Step]) -> dict[str, Any]:
    return {"title": title, "yes": all_yes(steps), "steps": [told(step) for step in steps]}
