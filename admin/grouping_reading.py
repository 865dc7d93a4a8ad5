"""Reading what rows are to be counted by: names the page knows, or a 400 that says which is near."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.addresses import without
from admin.counting import ASKED
from admin.filter_reading import LONGEST_NAME
from admin.grouping_fields import Grouping, groupings_of, sums_of
from admin.listing import Listing
from admin.paging import NAMES
from forms.words import say
from models.base import Model
from models.schema import Spec

BY, SUM = "by", "sum"
"""Names in the address: what rows are counted by (once or twice), and which number is added up."""

MOST = 2
"""Things rows are counted by at once: beneath one another, and beside one another."""


@dataclass(frozen=True)
class Question:
    """A list, and how its rows are to be counted."""

    listing: Listing
    known: dict[str, Grouping]
    groupings: list[Grouping]
    sums: dict[str, Spec]
    summed: str


def question_of(model: type[Model], session: Session, args: MultiDict[str, str]) -> Question:
    """Read an address; raises BadRequest where it makes no sense."""
    listing = Listing(model, session, without(args, BY, SUM, "sort", ASKED, *NAMES))
    known, sums = groupings_of(listing), sums_of(listing)
    names, added = (list(filter(None, args.getlist(name))) for name in (BY, SUM))
    found = [_named(name, known) for name in names] or _usual(model, known)
    if len(found) > MOST or len({each.asked.key for each in found}) < len(found) or len(added) > 1:
        raise BadRequest(
            say(
                "Đếm theo một hoặc hai mục khác nhau, cộng một cột.",
                "Count by one or two different things, and add up one column.",
            )
        )
    for name in added:
        _named(name, sums)
    return Question(listing, known, found, sums, added[0] if added else "")


def _usual(model: type[Model], known: dict[str, Grouping]) -> list[Grouping]:
    """Choose what is counted by before anybody says: the state of the work, or whatever comes first."""
    state = model.workflow.column if model.workflow else ""
    return [known[state]] if state in known else list(known.values())[:1]


def _named(name: str, known: dict[str, Any]) -> Any:
    if name in known:
        return known[name]
    raise BadRequest(_unknown(name[:LONGEST_NAME], known))


def _unknown(name: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(name, known, 1, 0)
    hint = say(f"; gần nhất là “{nearest[0]}”", f"; the nearest is “{nearest[0]}”") if nearest else ""
    return say(f"Không đếm hay cộng được theo “{name}”{hint}.", f"Nothing can be counted by “{name}”{hint}.")
