"""Facts about counselling sessions: the same day, the same coordinator, the same group."""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, Date, Integer, Select, String, and_, case, func, or_, select

from models.choice_set import ChoiceSet
from models.counselling_session import CounsellingSession, SessionMode, SessionTopic
from models.facts import fact

SESSIONS = CounsellingSession.__table__.c


def _count(asked: CTE, rule: ColumnElement[bool]) -> Select[tuple[int, int]]:
    """Count the sessions that match each question."""
    count = func.count(CounsellingSession.id)
    return select(asked.c.n, count).join_from(asked, CounsellingSession, rule).group_by(asked.c.n)


def _same_group(asked: CTE) -> ColumnElement[bool]:
    """Match the other rows of the group session asked about."""
    return and_(CounsellingSession.group_key == asked.c.group_key, CounsellingSession.id != asked.c.id)


@fact("client", client=Integer, session_on=Date, mode=String, id=Integer)
def same_sessions(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other sessions of a person on the same day in the same mode (CS3)."""
    same = and_(
        SESSIONS.client_id == asked.c.client,
        CounsellingSession.session_on == asked.c.session_on,
        SESSIONS.mode == asked.c.mode,
        CounsellingSession.id != asked.c.id,
    )
    return _count(asked, same)


@fact(coordinator=Integer, session_on=Date, id=Integer)
def individual_sessions_that_day(asked: CTE) -> Select[tuple[int, int]]:
    """Count the coordinator's other individual sessions of the day (CS4)."""
    same = and_(
        SESSIONS.coordinator_id == asked.c.coordinator,
        CounsellingSession.session_on == asked.c.session_on,
        CounsellingSession.mode == SessionMode.individual,
        CounsellingSession.id != asked.c.id,
    )
    return _count(asked, same)


@fact(coordinator=Integer, session_on=Date, group_key=String, id=Integer)
def minutes_that_day(asked: CTE) -> Select[tuple[int, int]]:
    """Add up the minutes of the coordinator's other sessions of the day, a group's only once (CS4)."""
    same = and_(
        SESSIONS.coordinator_id == asked.c.coordinator,
        CounsellingSession.session_on == asked.c.session_on,
        CounsellingSession.id != asked.c.id,
        or_(
            asked.c.group_key.is_(None),
            CounsellingSession.group_key.is_(None),
            CounsellingSession.group_key != asked.c.group_key,
        ),
    )
    minutes = func.coalesce(func.max(CounsellingSession.duration_min), 0).label("minutes")
    alone = case((CounsellingSession.group_key.is_(None), CounsellingSession.id))
    occasions = (
        select(asked.c.n, minutes)
        .join_from(asked, CounsellingSession, same)
        .group_by(asked.c.n, CounsellingSession.group_key, alone)
        .subquery()
    )
    return select(occasions.c.n, func.sum(occasions.c.minutes)).group_by(occasions.c.n)


@fact(group_key=String, id=Integer)
def others_in_the_group(asked: CTE) -> Select[tuple[int, int]]:
    """Count the other rows of a group session (CS6)."""
    return _count(asked, _same_group(asked))


@fact(group_key=String, session_on=Date, coordinator=Integer, topics=ChoiceSet(SessionTopic), id=Integer)
def strangers_in_the_group(asked: CTE) -> Select[tuple[int, int]]:
    """Count the rows of a group session with another date, coordinator or topic (CS6)."""
    other = or_(
        CounsellingSession.session_on != asked.c.session_on,
        SESSIONS.coordinator_id != asked.c.coordinator,
        SESSIONS.topics.is_distinct_from(asked.c.topics),
    )
    return _count(asked, and_(_same_group(asked), other))
