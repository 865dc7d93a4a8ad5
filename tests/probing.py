"""Probes: every page that takes an id, asked for rows somebody may not see and for rows that never were."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from forms.base import FORMS
from models.access import SYSTEM
from models.base import db
from models.gate import WITH_DELETED
from models.schema import Kind
from models.trash import put_away
from tests.applications import application_on
from tests.furnishing import WARDS
from tests.two_worlds.neighbourhood import Neighbourhood, hanging_tables
from tests.two_worlds.pair import Answer, Request, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

NOWHERE = 2_000_000_000
"""The id of a row that never was."""

WITHOUT_AN_ID = {"", "search/", "lookup/", "trash/", "columns/", "views/update/"}
"""Pages of a table that are about no row."""

COUNTED = ("export/", "export/<export_type>/", "new/", "facet/", "groups/", "groups/csv/", "views/keep/", "")
"""Pages that take somebody's id as `client`."""


def throw_away(url: str) -> None:
    """Make one row of every kind in each of the two wards, and put it into the trash."""
    with application_on(url) as app, app.app_context():
        world = Neighbourhood(db.session())
        for code, _name in WARDS.values():
            home = world.assignment_of(code)
            for table in ("client", *hanging_tables()):
                world.home = home
                with world.asked_by(SYSTEM):
                    put_away(world.session, world.make(table), "Nhập nhầm.")
                    world.session.commit()


def deleted_rows(app: Flask) -> dict[str, list[int]]:
    """Name what lies in the trash: of each table Lan's first, then the other ward's."""
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        return {
            table: list(
                session.scalars(
                    select(form.model.id)
                    .where(form.model.deleted_at.is_not(None))
                    .order_by(form.model.id)
                    .execution_options(**{WITH_DELETED: True})
                )
            )
            for table, form in FORMS.items()
            if form.model.holds is not Kind.RECORD
        }


@dataclass(frozen=True)
class Probe:
    """A page of a table, and how it is asked for."""

    table: str
    page: str
    method: str

    def of(self, row: int, mark: str) -> Request:
        """Ask for it with a row's id, wherever an address can name one."""
        path = f"/admin/{self.table}/{self.page.replace('<export_type>', 'csv')}"
        name = "client" if self.page in COUNTED else "id"
        workflow = FORMS[self.table].model.workflow
        query = [(name, str(row))] + [
            ("step", move.name) for move in (workflow.moves[:1] if workflow else ())
        ]
        if self.page in COUNTED:
            query = query[:1]
        if self.method == "GET":
            return Request(path, tuple(query))
        data = (
            ("csrf_token", mark),
            ("reason", "vì"),
            ("confirm", "1"),
            ("row_version", "1"),
            ("rowid", str(row)),
            ("rows", "picked"),
            ("ids", str(row)),
        )
        return Request(path, tuple(query), "POST", data)


def probes(app: Flask, tables: set[str]) -> Iterator[Probe]:
    """List every way to ask a table for a row, from the URL map."""
    for rule in app.url_map.iter_rules():
        found = re.fullmatch(r"/admin/(\w+)/(.*)", rule.rule)
        if found and found[1] in tables and found[2] not in WITHOUT_AN_ID - set(COUNTED):
            for method in sorted(rule.methods & {"GET", "POST"}):
                if found[2] not in COUNTED or (method == "GET" and links_to_somebody(found[1])):
                    yield Probe(found[1], found[2], method)


def links_to_somebody(table: str) -> bool:
    """Say whether the rows of a table belong to a client."""
    return "client_id" in FORMS[table].model.__table__.c


def without_the_id(answer: Answer, row: int) -> tuple[int, str, str]:
    """Take from an answer the one thing that may differ: the id that was asked for."""
    text, location = (
        re.sub(rf"\b(id|client)={row}\b", r"\1=ID", each) for each in (unmarked(answer.text), answer.location)
    )
    return answer.status, location, text
