"""The gate broken by hand, one hole at a time: a two-world test is worth as much as it finds of these."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import admin.cells
import admin.children
import admin.filter_making
import admin.filter_pages
import admin.filter_rows
import admin.grouping_table
import admin.home
import admin.listing
import admin.looks
import admin.sorting
import admin.view
import forms.finder
import forms.lookup
import forms.showing
import models.gate
import models.gate_criteria
import models.search
from admin.counting import Count
from admin.filter_fields import Field
from models.access import SYSTEM
from models.base import db, described
from models.saved_view import SavedView
from tests.two_worlds.worlds import HIDDEN, MASKED

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from models.base import Model


@dataclass(frozen=True)
class Hole:
    """One hole: who notices it in which pair of worlds, on the pages of which table."""

    username: str
    run: str
    table: str
    breaks: Callable[[pytest.MonkeyPatch], None]


def unbounded(model: type[Model]) -> Callable[[pytest.MonkeyPatch], None]:
    """Drop the criterion of one table."""

    def breaks(patch: pytest.MonkeyPatch) -> None:
        real = models.gate_criteria.scope
        patch.setattr(
            models.gate_criteria,
            "scope",
            lambda asked, person, **rest: None if asked is model else real(asked, person, **rest),
        )

    return breaks


def seeing_all(*modules: Any) -> Callable[[pytest.MonkeyPatch], None]:
    """Let a module believe that everybody sees every value."""

    def breaks(patch: pytest.MonkeyPatch) -> None:
        for module in modules:
            patch.setattr(module, "sees", lambda *_asked: True)

    return breaks


def asking_as_the_product(owner: Any, *names: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Let functions read as the product itself, past every bound."""

    def past(real: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(real)
        def run(*given: Any, **named: Any) -> Any:
            info = db.session().info
            person, info["person"] = info["person"], SYSTEM
            try:
                return real(*given, **named)
            finally:
                info["person"] = person

        return run

    def breaks(patch: pytest.MonkeyPatch) -> None:
        for name in names:
            patch.setattr(owner, name, past(getattr(owner, name)))

    return breaks


def setting(owner: Any, name: str, value: Any) -> Callable[[pytest.MonkeyPatch], None]:
    """Replace something by something else."""
    return lambda patch: patch.setattr(owner, name, value)


def _every_filter(model: type[Model], person: Any, session: Any) -> list[Any]:
    del person
    return [admin.filter_making.filter_for(Field(model, name), session) for name in described(model)]


def _every_row(listing: Any, _found: Any) -> Count:
    info = listing.session.info
    person, info["person"] = info["person"], SYSTEM
    try:
        return Count(listing.count())
    finally:
        info["person"] = person


HOLES = {
    "a list may be sorted by what is masked": Hole("hoa", MASKED, "client", seeing_all(admin.sorting)),
    "a search looks into what is masked": Hole("hoa", MASKED, "client", seeing_all(models.search)),
    "a list may be narrowed by what is masked": Hole(
        "hoa", MASKED, "client_contact", setting(admin.listing, "filters_of", _every_filter)
    ),
    "a cell shows what is masked": Hole("hoa", MASKED, "client", seeing_all(admin.cells)),
    "a title shows what is masked": Hole("an", MASKED, "client", seeing_all(forms.showing)),
    "a list shows a coordinator what only the record shows": Hole(
        "lan", MASKED, "rule_acknowledgement", seeing_all(admin.cells)
    ),
    "rows are gathered by a masked link": Hole("an", MASKED, "ward", seeing_all(admin.children)),
    "a count counts every row": Hole(
        "lan", HIDDEN, "client", setting(admin.listing.Listing, "total", _every_row)
    ),
    "a picker offers every row": Hole("lan", HIDDEN, "client", asking_as_the_product(admin.view, "offers")),
    "a page opens every row": Hole(
        "lan", HIDDEN, "screening", asking_as_the_product(admin.view.SchemaView, "row_or_404")
    ),
    "a filter finds every row": Hole(
        "lan", HIDDEN, "screening", asking_as_the_product(admin.filter_rows.Rows, "rows")
    ),
    "a filter counts every row": Hole(
        "lan", HIDDEN, "client", asking_as_the_product(admin.filter_pages, "facet_of")
    ),
    "counts by group count every row": Hole(
        "lan", HIDDEN, "client", asking_as_the_product(admin.grouping_table, "grouped")
    ),
    "a list opens everybody's views": Hole(
        "lan", HIDDEN, "client", asking_as_the_product(admin.looks, "view_of")
    ),
    "a list names everybody's views": Hole("hoa", HIDDEN, "client", unbounded(SavedView)),
    "a field finds every row": Hole(
        "lan", HIDDEN, "screening", asking_as_the_product(forms.finder, "find", "by_id")
    ),
    "a viewer's count counts every row": Hole(
        "binh",
        HIDDEN,
        "",
        setting(models.gate, "criteria_of", lambda *_given, **_named: models.gate_criteria._Gate([])),
    ),
    "a viewer is told small counts": Hole("binh", HIDDEN, "", setting(admin.home, "FEWEST", 0)),
}
