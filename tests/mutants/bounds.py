"""Who sees which row, a second time and in plain Python: what a dropped scoping predicate is held against."""

from __future__ import annotations

from typing import Any

from models.access import Person, Role
from tests.facts.plain import Rows, is_there

HANGS_ON = {
    "client": ("ward",),
    "client_contact": ("client",),
    "client_need": ("client",),
    "client_status_history": ("client",),
    "club_member": ("client",),
    "counselling_session": ("client", "ward"),
    "quarterly_classification": ("club_member",),
    "referral": ("client",),
    "screening": ("client",),
    "social_support": ("client", "club_member"),
    "support_grant": ("client",),
}
"""Tables of rows about people, and the tables of the rows they belong to, the first that is set."""

ABOUT = ("audit_entry", "rule_acknowledgement", "rule_finding")
"""Tables of what is known about a row of another table."""

OWN = {"account": "id", "account_scope": "account_id"}
"""Tables everybody reads their own rows of, and administrators the others'; the column that says whose."""

KEYS = {("quarterly_classification", "club_member"): "member_id"}
"""Columns not named after the table they lead to."""


def ward_of(rows: Rows, table: str, row: Any) -> int | None:
    """Follow a row to its ward."""
    for target in HANGS_ON[table]:
        key = getattr(row, KEYS.get((table, target), f"{target}_id"))
        if key is not None:
            return key if target == "ward" else ward_of(rows, target, found(rows, target, key))
    return None


def found(rows: Rows, table: str, row_id: int) -> Any:
    """Find a row, in the trash too."""
    return next((row for row in rows.everything[table] if row.id == row_id), None)


def expected(rows: Rows, person: Person, table: str, *, counting: bool = False) -> set[int]:
    """Name the rows of a table that a person sees, or counts."""
    return {row.id for row in rows.there[table] if is_seen(rows, person, table, row, counting=counting)}


def is_seen(rows: Rows, person: Person, table: str, row: Any, *, counting: bool = False) -> bool:
    """Say whether a person sees a row, or counts it."""
    if table in OWN:
        return person.role is Role.admin or getattr(row, OWN[table]) == person.account_id
    if table == "saved_view":
        shared = row.audience.name == "everyone" or (row.audience.name == "role" and row.role is person.role)
        theirs = row.owner_id == person.account_id or shared
        return theirs and not counting and person.role is not Role.viewer
    if table not in {*HANGS_ON, *ABOUT}:
        return True
    if person.role is Role.viewer and (not counting or table in {*ABOUT, "client_status_history"}):
        return False
    if person.wards is None:
        return True
    return ward_of(rows, table, row) in person.wards if table in HANGS_ON else is_told(rows, person, row)


def is_told(rows: Rows, person: Person, record: Any) -> bool:
    """Say whether what is known of a row is seen: as the row is; of places and other references always."""
    table = record.table_name
    if table not in HANGS_ON:
        return table not in {*ABOUT, *OWN, "saved_view"}
    row = found(rows, table, record.row_id)
    return row is not None and is_there(row) and ward_of(rows, table, row) in person.wards
