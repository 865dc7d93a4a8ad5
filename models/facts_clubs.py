"""Facts about clubs: who is a member where and when, who helps how many, what has been classified."""

from __future__ import annotations

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    SmallInteger,
    and_,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from models.client import Client
from models.club import Club
from models.club_member import ClubMember
from models.facts import fact
from models.facts_places import FAR
from models.quarterly_classification import QuarterlyClassification
from models.ward import WardSuccession

ARROWS = WardSuccession.__table__.c
CLASSES = QuarterlyClassification.__table__.c
CLIENTS = Client.__table__.c
CLUBS = Club.__table__.c
MEMBERS = ClubMember.__table__.c


def _count_members(asked: CTE, match: ColumnElement[bool]) -> Select[tuple[int, int]]:
    """Count the memberships, but for the one asking, that match each question."""
    other = and_(ClubMember.id != asked.c.id, match)
    return (
        select(asked.c.n, func.count(ClubMember.id)).join_from(asked, ClubMember, other).group_by(asked.c.n)
    )


def _in_the_club(asked: CTE) -> ColumnElement[bool]:
    """Match the person's memberships of the club asked about."""
    return and_(MEMBERS.client_id == asked.c.client, MEMBERS.club_id == asked.c.club)


@fact("client", club=Integer, client=Integer, id=Integer)
def open_memberships(asked: CTE) -> Select[tuple[int, int]]:
    """Count the person's other open memberships in the same club (CM1)."""
    return _count_members(asked, and_(_in_the_club(asked), ClubMember.left_on.is_(None)))


@fact("client", twins="citizen_number_key", looks_past=True, club=Integer, client=Integer, id=Integer)
def open_memberships_elsewhere(asked: CTE) -> Select[tuple[int, int]]:
    """Count the person's open memberships in other clubs, in any area and under any record (CM1)."""
    own, row = aliased(Client), aliased(Client)
    same_person = or_(row.id == own.id, row.citizen_number_key == own.citizen_number_key)
    elsewhere = and_(
        MEMBERS.client_id == row.id, MEMBERS.club_id != asked.c.club, ClubMember.left_on.is_(None)
    )
    records = select(asked.c.n, func.count(ClubMember.id)).join_from(asked, own, own.id == asked.c.client)
    return records.join(row, same_person).join(ClubMember, elsewhere).group_by(asked.c.n)


@fact("client", club=Integer, client=Integer, joined_on=Date, left_on=Date, id=Integer)
def overlapping_memberships(asked: CTE) -> Select[tuple[int, int]]:
    """Count the person's other times in the same club that overlap; two open ones are CM1's (CM5)."""
    overlaps = and_(
        ClubMember.joined_on < func.coalesce(asked.c.left_on, FAR),
        func.coalesce(ClubMember.left_on, FAR) > asked.c.joined_on,
        or_(ClubMember.left_on.is_not(None), asked.c.left_on.is_not(None)),
    )
    return _count_members(asked, and_(_in_the_club(asked), overlaps))


@fact(club=Integer, client=Integer)
def ways_to_the_club(asked: CTE) -> Select[tuple[int, int]]:
    """Count the ways from the club's ward to the person's, or back, through the mergers (CM2)."""
    there = _way(asked, "there", CLUBS.ward_id, CLIENTS.ward_id)
    back = _way(asked, "back", CLIENTS.ward_id, CLUBS.ward_id)
    found = union_all(there, back).subquery("found")
    return select(found.c.n, func.count()).group_by(found.c.n)


def _way(asked: CTE, name: str, start: ColumnElement[int], wanted: ColumnElement[int]) -> Select[tuple[int]]:
    """Follow the successions onward from one ward, and keep the questions that arrive at the other."""
    first = select(asked.c.n, start.label("ward_id"), wanted.label("wanted_id"))
    first = first.join_from(asked, Club, Club.id == asked.c.club).join(Client, Client.id == asked.c.client)
    way = first.cte(name, recursive=True)
    onward = select(way.c.n, ARROWS.to_ward_id, way.c.wanted_id)
    way = way.union(onward.join_from(way, WardSuccession, ARROWS.from_ward_id == way.c.ward_id))
    return select(way.c.n).where(way.c.ward_id == way.c.wanted_id)


@fact(assigned_officer=Integer, id=Integer)
def members_of_officer(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other members whom an assigned officer follows now (CM6)."""
    followed = and_(MEMBERS.assigned_officer_id == asked.c.assigned_officer, ClubMember.left_on.is_(None))
    return _count_members(asked, followed)


@fact(member=Integer, year=SmallInteger, quarter=SmallInteger, id=Integer)
def classifications_of_quarter(asked: CTE) -> Select[tuple[int, int]]:
    """Count the member's other classifications of the same quarter (QC4)."""
    row = QuarterlyClassification
    same = and_(
        CLASSES.member_id == asked.c.member,
        row.year == asked.c.year,
        row.quarter == asked.c.quarter,
        row.id != asked.c.id,
    )
    return select(asked.c.n, func.count(row.id)).join_from(asked, row, same).group_by(asked.c.n)
