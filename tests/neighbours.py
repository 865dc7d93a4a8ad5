"""Two wards side by side: in each somebody helped, with rows of every kind, told apart by their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from forms.base import FORMS
from models.access import SYSTEM
from models.base import db, described
from models.client import Client
from models.coordinator import CoordinatorAssignment
from models.schema import PUBLIC
from models.trash import purge, put_away
from tests.applications import application_on
from tests.furnishing import WARDS
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from sqlalchemy.orm import Session

    from models.base import Model

NAMES = {"lan": "Nguyễn Thị Lành", "minh": "Đặng Văn Mừng"}
"""Who is helped by whom."""

HANGING = (
    "client_contact", "client_need", "counselling_session", "screening", "referral", "club_member",
    "social_support", "support_grant",
)  # fmt: skip


@dataclass(frozen=True)
class Neighbour:
    """Somebody helped in one coordinator's ward: the ids of their rows by table, and their telling words."""

    ids: dict[str, int]
    words: frozenset[str]
    code: str
    ward_id: int


def settle(url: str) -> None:
    """Make the people and what hangs on them in a furnished database."""
    with application_on(url) as app, app.app_context():
        world = World(db.session())
        for number, username in enumerate(NAMES, 1):
            with world.asked_by(SYSTEM):
                client = world.make("client", **_told(world, username, number))
                for table in HANGING:
                    world.make(table, client=client)
        _send_away_the_others(world.session)


def _send_away_the_others(session: Session) -> None:
    """Delete whom the typical rows were made for before they were given to our two."""
    session.info["person"] = SYSTEM
    for other in session.scalars(select(Client).where(Client.full_name.not_in(NAMES.values()))):
        put_away(session, other, "Không cần nữa")
        purge(session, other)
    session.commit()


def _told(world: World, username: str, number: int) -> dict[str, Any]:
    """Say of somebody what nobody else may read."""
    name = NAMES[username]
    code, _ward = WARDS[username]
    assignments = world.session.scalars(select(CoordinatorAssignment)).all()
    mine = next(each for each in assignments if each.ward.gso_code == code)
    return {
        "full_name": name, "ward": mine.ward, "coordinator": mine.coordinator, "phone": f"098765432{number}",
        "citizen_number": f"04809012345{number}", "address": f"Số {number} ngõ Tre",
        "alias": f"{name.split()[-1]} còi", "hardship_note": f"Nhà dột cột xiêu, của {name}",
    }  # fmt: skip


def as_system(app: Flask) -> Session:
    """Ask as the product itself, within an application context."""
    del app
    session = db.session()
    session.info["person"] = SYSTEM
    return session


def neighbour(app: Flask, username: str) -> Neighbour:
    """Find whoever a coordinator helps."""
    with app.app_context():
        session = as_system(app)
        client = session.scalars(select(Client).where(Client.full_name == NAMES[username])).one()
        rows = {table: _hanging(session, table, client) for table in HANGING} | {"client": client}
        ids = {table: row.id for table, row in rows.items()}
        return Neighbour(ids, frozenset(telling(client)), client.client_code, client.ward_id)


def _hanging(session: Session, table: str, client: Client) -> Any:
    model = FORMS[table].model
    return session.scalars(select(model).where(model.client_id == client.id)).first()


def telling(row: Model) -> Iterator[str]:
    """Give the words of a row that are not public, those too long to stand on a page by chance."""
    for name, spec in described(type(row)).items():
        value: Any = getattr(row, name)
        if spec.secrecy is not PUBLIC and isinstance(value, str) and len(value) > 5:
            yield value
