"""Page after page: which one an address asks for, and the way to the ones beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from forms.words import say

LAST_PAGE = 1_000_000


def page_asked(args: MultiDict[str, str]) -> int:
    """Read the number of a page; raises BadRequest where it is none."""
    asked = args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:8]) <= LAST_PAGE):
        raise BadRequest(say("Số trang không hợp lệ.", "That is not the number of a page."))
    return int(asked[:8])


def pager(page: int, count: int, rows: int, to: Callable[[int], str]) -> dict[str, Any]:
    """Say which rows a page shows, and lead to the pages beside it."""
    pages = max(1, -(-count // rows))
    first = (page - 1) * rows + 1
    return {
        "page": page,
        "pages": pages,
        "first": first,
        "last": min(first + rows - 1, count),
        "previous_url": to(page - 1) if page > 1 else "",
        "next_url": to(page + 1) if page < pages else "",
    }
