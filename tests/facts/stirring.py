"""The demo data stirred, so that rows meet as no form would let them: what a fact is there to notice."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import Column, ForeignKey, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.access import SYSTEM, Role
from models.account import Account
from models.base import db, entity, now
from models.client_contact import Relation
from models.client_group import ClientGroup
from models.client_status_history import HistoryKind
from models.grant_policy import CapScope, GrantKind
from models.saved_view import SavedView
from models.schema import today
from tests.applications import application_on

ROUNDS = ("once", "again")
"""Seeds: what one leaves unmet, the other may not."""

MET = 40
"""Rows of a table that are stirred, the first ones; the others stay as they are."""

TRIES = 4
"""Times other values are drawn where the database has a constraint against the first."""

FEW = 10
"""A table of fewer rows has none in the trash."""

THROWN_AWAY = {"ward_succession": 3 / 4}
"""The share of rows put into the trash: with many successions every ward leads to every other."""

STIRRED = {
    "account": "role is_active last_login_at must_change_password",
    "account_scope": "account_id province_id ward_id",
    "client": "full_name_search birth_year phone address ward_id coordinator_id case_status client_group"
    " intake_on",
    "client_contact": "client_id relation is_guardian",
    "client_status_history": "client_id kind old_value new_value effective_on",
    "club": "ward_id",
    "club_member": "club_id client_id status joined_on left_on assigned_officer_id",
    "coordinator": "full_name_search phone",
    "coordinator_assignment": "coordinator_id ward_id role start_date end_date",
    "counselling_session": "client_id ward_id coordinator_id session_on mode group_key topics duration_min",
    "grant_policy": "cap_scope grant_kind budget_vnd",
    "grant_policy_group": "policy_id client_group requires_hardship_any first_sanction_only",
    "legal_basis": "",
    "legal_basis_group": "legal_basis_id client_group",
    "province": "gso_code valid_from valid_to",
    "quarterly_classification": "member_id year quarter",
    "referral": "client_id destination_id service status urgency referred_on",
    "referral_destination": "",
    "saved_view": "name table_name owner_id",
    "screening": "client_id screened_on",
    "support_grant": "client_id policy_id status amount_vnd recovered_vnd budget_year decision_no decision_on"
    " issuer eligibility_group receiver_name",
    "ward": "gso_code valid_from valid_to",
    "ward_succession": "from_ward_id to_ward_id is_default",
}
"""The columns that are stirred, by table; every table also has some of its rows put into the trash."""

DAYS = [today() + timedelta(days=number) for number in range(-3, 4)]
"""Days beside one another, so that one time ends on the day another begins."""

GROUPS = [ClientGroup.voluntary, ClientGroup.methadone, ClientGroup.admin_sanction]
INSTEAD: dict[str, list[Any]] = {
    "address": ["1 Lê Lợi", "2 Lê Lợi"], "amount_vnd": [6_000_000, 8_000_000],
    "recovered_vnd": [1_000_000, 6_000_000], "budget_vnd": [50_000_000] * 4, "budget_year": [2025, 2026],
    "issuer": ["UBND phường", ""], "first_sanction_only": [True, False], "is_guardian": [True, *[False] * 5],
    "relation": [Relation.mother, *[Relation.sibling] * 5], "last_login_at": [now()],
    "year": [2025, 2026], "quarter": [1, 2, 3, 4],
    "is_default": [True, False], "is_active": [True, False], "must_change_password": [True, False],
    "phone": [f"090000000{number}" for number in range(6)], "old_value": GROUPS, "new_value": GROUPS,
    "client_group": GROUPS, "eligibility_group": GROUPS,
    "account.role": [Role.admin, Role.admin, Role.viewer], "group_key": ["G1", "G2", "G3"],
    "decision_on": [*DAYS, DAYS[0] - timedelta(days=400)],
    "kind": [HistoryKind.legal_group, HistoryKind.legal_group, HistoryKind.ward],
    "saved_view.name": ["Một", "Hai", "Ba"], "table_name": ["client", "referral"],
}  # fmt: skip
"""Values where the demo data has too few."""

IN_TURN: dict[str, list[Any]] = {
    "cap_scope": [*CapScope],
    "grant_kind": [GrantKind.vocational, GrantKind.reward_clean, GrantKind.hardship],
}
"""Values that go round: there are two policies only."""


def stirred(url: str, seed: str) -> None:
    """Stir the database of an address."""
    with application_on(url) as app, app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        stir(session, seed)
        session.commit()


def stir(session: Session, seed: str) -> None:
    """Give rows of each table values of one another; what the database itself refuses stays as it was."""
    chance = Random(seed)
    keep_views(session)
    few: dict[Any, list[int]] = {}
    for table, names in STIRRED.items():
        cells = entity(table).__table__.c
        first = select(entity(table).__table__).order_by(cells.id).limit(MET)
        met = session.connection().execute(first).mappings().all()
        pools = {name: pool(cells[name], [row[name] for row in met], chance) for name in names.split()}
        for cell, key in [(cells[name], key) for name in pools for key in cells[name].foreign_keys]:
            if key.column not in few:
                few[key.column] = some_ids(session, key, chance)
            pools[cell.name] = few[key.column] + [None] * cell.nullable
        for number, row in enumerate(met, start=ROUNDS.index(seed)):
            change = update(entity(table).__table__).where(cells.id == row["id"])
            for _time in range(TRIES):
                given = {name: chance.choice(values) for name, values in pools.items()}
                given |= {
                    name: values[number % len(values)] for name, values in IN_TURN.items() if name in given
                }
                if (
                    "deleted_at" in cells
                    and len(met) > FEW
                    and chance.random() < THROWN_AWAY.get(table, 1 / 6)
                ):
                    given["deleted_at"] = now()
                if not given or put(session, change.values(given)):
                    break


def some_ids(session: Session, key: ForeignKey, chance: Random) -> list[int]:
    """Choose a few rows a link may lead to, so that many lead to the same."""
    ids = list(session.connection().scalars(select(key.column).order_by(key.column).limit(MET)))
    return chance.sample(ids, min(8 if key.column.table.name in {"client", "ward"} else 4, len(ids)))


def keep_views(session: Session) -> None:
    """Keep views of a list for two accounts: the demo data has none."""
    owners = list(session.scalars(select(Account.id).order_by(Account.id).limit(2)))
    session.add_all(
        SavedView(name=f"Khung nhìn {number}", table_name="client", owner_id=owners[number % 2])
        for number in range(MET)
    )
    session.flush()


def put(session: Session, statement: Any) -> bool:
    """Write a row, unless the database has a constraint against it; say whether it was written."""
    try:
        with session.begin_nested():
            session.connection().execute(statement)
    except IntegrityError:
        return False
    return True


def pool(cell: Column[Any], values: list[Any], chance: Random) -> list[Any]:
    """Choose few values of a column, so that rows share them: nothing where it may be."""
    name = f"{cell.table.name}.{cell.name}" if f"{cell.table.name}.{cell.name}" in INSTEAD else cell.name
    few = INSTEAD.get(name) or chance.sample(values, min(5, len(values)))
    few = [*(getattr(cell.type, "enum_class", None) or few)] if name not in INSTEAD else few
    if name not in INSTEAD and any(type(each) is date for each in values):
        few = DAYS
    return few + [None] * (2 if cell.nullable else 0)
