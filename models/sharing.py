"""What people keep for themselves and may share: whose it is to write, and who may share at all."""

from __future__ import annotations

from typing import Any

from models.access import OVERSEERS, Person, Right, Role, may
from models.audience import Audience
from models.base import Model
from models.schema import Kind

SHARERS = OVERSEERS
"""Who may share with others: those who answer for more than their own list."""


def keeps(person: Person, right: Right, row: Any) -> bool:
    """Say whether a row is this person's to write: their own, and shared only by those who may share.

    An administrator may put away what somebody else shares: they may have left.
    """
    is_shared = row.audience in {Audience.role, Audience.everyone}
    if row.owner_id != person.account_id:
        return is_shared and right is Right.DELETE and person.role is Role.admin
    return person.role in SHARERS or not is_shared or right in {Right.DELETE, Right.PURGE}


def offered(person: Person, right: Right, row: Model) -> bool:
    """Say whether a page offers to write a row; the gate asks more as it is written (models/gate.py)."""
    return may(person, right, type(row)) and (row.holds is not Kind.VIEW or keeps(person, right, row))
