"""Facts about those who work here: coordinators with their wards and cases, accounts with their areas."""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, Date, Integer, Select, String, and_, func, or_, select
from sqlalchemy.orm import Session

from models.access import Role
from models.account import Account, AccountScope
from models.base import Model
from models.client import Client
from models.client_choices import CaseStatus
from models.coordinator import AssignmentRole, Coordinator, CoordinatorAssignment
from models.facts import fact, lock
from models.facts_places import FAR
from models.gate import look_past
from models.ward import WardSuccession

ACCOUNTS = Account.__table__.c
ARROWS = WardSuccession.__table__.c
ASSIGNMENTS = CoordinatorAssignment.__table__.c
CLIENTS = Client.__table__.c
SCOPES = AccountScope.__table__.c


def _counted(asked: CTE, model: type[Model], match: ColumnElement[bool]) -> Select[tuple[int, int]]:
    """Count the rows of a table that match each question."""
    return select(asked.c.n, func.count(model.id)).join_from(asked, model, match).group_by(asked.c.n)


def _other_lead(asked: CTE) -> ColumnElement[bool]:
    """Match the lead assignments of the ward, but for the one asking."""
    other = CoordinatorAssignment
    return and_(
        ASSIGNMENTS.ward_id == asked.c.ward, other.role == AssignmentRole.lead, other.id != asked.c.id
    )


@fact(anchor="ward", ward=Integer, id=Integer)
def open_leads(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other leads of a ward who are still there (CO1)."""
    match = and_(_other_lead(asked), CoordinatorAssignment.end_date.is_(None))
    return _counted(asked, CoordinatorAssignment, match)


@fact(anchor="ward", ward=Integer, start_date=Date, end_date=Date, id=Integer)
def overlapping_leads(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other leads of a ward in the same time, unless both are still there, which is CO1's (CO2)."""
    other = CoordinatorAssignment
    match = and_(
        _other_lead(asked),
        other.start_date < func.coalesce(asked.c.end_date, FAR),
        func.coalesce(other.end_date, FAR) > asked.c.start_date,
        or_(other.end_date.is_not(None), asked.c.end_date.is_not(None)),
    )
    return _counted(asked, other, match)


@fact(ward=Integer)
def wards_grown_from(asked: CTE) -> Select[tuple[int, int]]:
    """Count the former wards whose cases a ward took over (CO1, CO2)."""
    match = and_(ARROWS.to_ward_id == asked.c.ward, WardSuccession.is_default)
    return _counted(asked, WardSuccession, match)


@fact(coordinator=Integer, ward=Integer)
def cases_in_ward(asked: CTE) -> Select[tuple[int, int]]:
    """Count a coordinator's open cases in one ward (CO4)."""
    match = and_(_open_case(asked), CLIENTS.ward_id == asked.c.ward)
    return _counted(asked, Client, match)


@fact(coordinator=Integer)
def caseload(asked: CTE) -> Select[tuple[int, int]]:
    """Count a coordinator's open cases everywhere (CO7)."""
    return _counted(asked, Client, _open_case(asked))


def _open_case(asked: CTE) -> ColumnElement[bool]:
    """Match the coordinator's cases that are not closed."""
    return and_(CLIENTS.coordinator_id == asked.c.coordinator, Client.case_status != CaseStatus.closed)


@fact(full_name_search=String, phone=String, id=Integer)
def coordinators_alike(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other coordinators of the same name and phone number (CO6)."""
    match = and_(
        Coordinator.full_name_search == asked.c.full_name_search,
        Coordinator.phone == asked.c.phone,
        Coordinator.id != asked.c.id,
    )
    return _counted(asked, Coordinator, match)


@fact(username=String, id=Integer)
def accounts_named(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other accounts of a user name (US1)."""
    return _counted(asked, Account, and_(Account.username == asked.c.username, Account.id != asked.c.id))


@fact(coordinator=Integer, id=Integer)
def accounts_of_coordinator(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other accounts of a coordinator (US1)."""
    match = and_(ACCOUNTS.coordinator_id == asked.c.coordinator, Account.id != asked.c.id)
    return _counted(asked, Account, match)


@fact(id=Integer)
def other_administrators(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other administrators who may sign in and can: an account never taken up is none (US1)."""
    taken_up = or_(Account.last_login_at.is_not(None), Account.must_change_password.is_(False))
    match = and_(Account.role == Role.admin, Account.is_active, taken_up, Account.id != asked.c.id)
    return _counted(asked, Account, match)


def hold_administrators(session: Session) -> None:
    """Lock the administrators' rows to the end, so that no two shut each other out at once (US1)."""
    admins = session.scalars(look_past(select(Account.id).where(Account.role == Role.admin)))
    lock(session, Account, admins)


@fact(id=Integer)
def areas_of_account(asked: CTE) -> Select[tuple[int, int]]:
    """Count the areas an account works in (US1)."""
    return _counted(asked, AccountScope, SCOPES.account_id == asked.c.id)


@fact(account=Integer, province=Integer, ward=Integer, id=Integer)
def same_areas(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other rows that give an account the same area; the UNIQUE does not see empty columns."""
    match = and_(
        SCOPES.account_id == asked.c.account,
        SCOPES.province_id.is_not_distinct_from(asked.c.province),
        SCOPES.ward_id.is_not_distinct_from(asked.c.ward),
        AccountScope.id != asked.c.id,
    )
    return _counted(asked, AccountScope, match)
