"""Facts about people helped: who is already known, who is in charge, who stands in for a minor."""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, Date, Integer, Select, String, and_, func, literal, or_, select

from models.client import Client
from models.client_contact import PARENTS, ClientContact
from models.coordinator import CoordinatorAssignment
from models.facts import fact
from models.facts_places import FAR
from models.schema import today

CLIENTS = Client.__table__.c
CONTACTS = ClientContact.__table__.c
ASSIGNMENTS = CoordinatorAssignment.__table__.c


@fact(citizen_number_key=String, id=Integer, looks_past=True, deleted=True)
def numbers_in_use(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other people with the same citizen number, in any area and in the trash (CL13)."""
    same = and_(Client.citizen_number_key == asked.c.citizen_number_key, Client.id != asked.c.id)
    return select(asked.c.n, func.count(Client.id)).join_from(asked, Client, same).group_by(asked.c.n)


@fact(
    full_name_search=String, birth_year=Integer, phone=String, ward=Integer, citizen_number_key=String,
    id=Integer, looks_past=True,
)  # fmt: skip
def similar_records(asked: CTE) -> Select[tuple[int, int]]:
    """Count people of the same name and about the same age, phone or ward, in any area (CL16).

    Two different citizen numbers are two people, whatever else they share.
    """
    alike = and_(
        Client.full_name_search == asked.c.full_name_search,
        Client.id != asked.c.id,
        or_(
            func.abs(Client.birth_year - asked.c.birth_year) <= 1,
            Client.phone == asked.c.phone,
            CLIENTS.ward_id == asked.c.ward,
        ),
        or_(asked.c.citizen_number_key.is_(None), Client.citizen_number_key.is_(None)),
    )
    return select(asked.c.n, func.count(Client.id)).join_from(asked, Client, alike).group_by(asked.c.n)


@fact(phone=String, id=Integer)
def others_with_the_phone(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other people reached by the same number (CL18)."""
    same = and_(Client.phone == asked.c.phone, Client.id != asked.c.id)
    return select(asked.c.n, func.count(Client.id)).join_from(asked, Client, same).group_by(asked.c.n)


def in_charge(asked: CTE, day: ColumnElement[object]) -> ColumnElement[bool]:
    """Match the assignments of the coordinator asked about to the ward asked about on a day."""
    return and_(
        ASSIGNMENTS.coordinator_id == asked.c.coordinator,
        ASSIGNMENTS.ward_id == asked.c.ward,
        CoordinatorAssignment.start_date <= day,
        func.coalesce(CoordinatorAssignment.end_date, FAR) > day,  # the first day it no longer holds
    )


def _count_assignments(asked: CTE, rule: ColumnElement[bool]) -> Select[tuple[int, int]]:
    count = func.count(CoordinatorAssignment.id)
    return select(asked.c.n, count).join_from(asked, CoordinatorAssignment, rule).group_by(asked.c.n)


@fact(coordinator=Integer, ward=Integer, intake_on=Date)
def assignments_for_the_case(asked: CTE) -> Select[tuple[int, int]]:
    """Count the coordinator's assignments to the ward at intake or now, as people and wards move (CL19)."""
    then_or_now = or_(in_charge(asked, asked.c.intake_on), in_charge(asked, literal(today())))
    return _count_assignments(asked, then_or_now)


@fact(coordinator=Integer, ward=Integer, session_on=Date)
def assignments_that_day(asked: CTE) -> Select[tuple[int, int]]:
    """Count the coordinator's assignments to the ward on the day of a session (CS2)."""
    return _count_assignments(asked, in_charge(asked, asked.c.session_on))


@fact(client=Integer, default=False)
def has_guardian(asked: CTE) -> Select[tuple[int, bool]]:
    """Say whether a parent or lawful representative is among a person's contacts (CL4, CM4)."""
    theirs = and_(
        CONTACTS.client_id == asked.c.client,
        or_(ClientContact.is_guardian, ClientContact.relation.in_(PARENTS)),
    )
    found = func.count(ClientContact.id) > 0
    return select(asked.c.n, found).join_from(asked, ClientContact, theirs).group_by(asked.c.n)
