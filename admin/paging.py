"""Page after page: where in a list an address asks to be, and the way to the pages beside it.

An address names the row a page follows or precedes, never what that row is sorted by. The number of the page
beside it is only said; without a row it is where the page is looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from admin.counting import Count
from forms.lookup import key_in
from forms.words import put_number, say
from models.base import Model

LAST_PAGE = 1_000_000
AFTER, BEFORE, PAGE = "after", "before", "page"
NAMES = (PAGE, AFTER, BEFORE)
"""What an address says of where in a list one is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list a page is: its number, and the row it follows (or, `back`, precedes)."""

    page: int = 1
    cursor: int | str = 0
    back: bool = False
    lost: bool = False
    """The row is not there any more, or is not this reader's: the list is shown from its beginning."""


def place_asked(model: type[Model], args: MultiDict[str, str]) -> Place:
    """Read where in the list of a table to be; raises BadRequest for what is no place."""
    page, cursors = page_asked(args), {name: args[name] for name in (AFTER, BEFORE) if args.get(name)}
    if not cursors:
        return Place(page)
    (name, text), *more = cursors.items()
    cursor = key_in(model, text)
    if more or cursor is None:
        raise BadRequest(say("Không đọc được vị trí trong danh sách.", "That is no place in the list."))
    return Place(page, cursor, back=name == BEFORE)


def page_asked(args: MultiDict[str, str]) -> int:
    """Read the number of a page; raises BadRequest where it is none."""
    asked = args.get(PAGE, "1")
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:8]) <= LAST_PAGE):
        raise BadRequest(say("Số trang không hợp lệ.", "That is not the number of a page."))
    return int(asked[:8])


def pager(first: int, shown: int, count: Count, rows: int, beside: tuple[str, str]) -> dict[str, Any]:
    """Say which rows a page shows, out of how many; `beside` are the addresses before and after it."""
    page, pages = (
        -(-first // rows),
        f"/{put_number(max(1, -(-count.number // rows)))}" if count.is_exact else "",
    )
    return {
        "rows": f"{put_number(first)}–{put_number(first + shown - 1)} {say('trong', 'of')} {count.words}",
        "page": f"{say('Trang', 'Page')} {put_number(page)}{pages}",
        "previous_url": beside[0],
        "next_url": beside[1],
    }
