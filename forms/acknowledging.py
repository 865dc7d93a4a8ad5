"""What is kept of the rules after a save: confirmations with their reasons, and warnings still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from forms.rules import CONFIRM, WARNING, Problem, Rule
from models.access import person_of
from models.base import Model
from models.cipher import fingerprint
from models.rule_acknowledgement import RuleAcknowledgement, RuleFinding
from models.schema import Choice
from models.ward import Ward


def print_of(rule: Rule, values: Mapping[str, Any]) -> str:
    """Fingerprint the values a rule judged, so that a confirmation lapses when one of them changes."""
    parts = [rule.code, rule.name, *(_plain(values[name]) for name in rule.fields)]
    return fingerprint("\x1f".join(parts))


def _plain(value: Any) -> str:
    if isinstance(value, Model):
        return f"{value.__tablename__}#{value.id}"
    if isinstance(value, frozenset):
        return ",".join(sorted(member.name for member in value))
    return value.name if isinstance(value, Choice) else repr(value)


def previously_confirmed(session: Session, row: Model, problem: Problem) -> bool:
    """Say whether somebody has confirmed this rule on this row for these very values."""
    if not inspect(row).persistent:
        return False
    kept = select(RuleAcknowledgement.id).where(
        RuleAcknowledgement.table_name == row.__tablename__,
        RuleAcknowledgement.row_id == row.id,
        RuleAcknowledgement.rule_name == problem.name,
        RuleAcknowledgement.value_fingerprint == problem.fingerprint,
    )
    return session.scalar(kept.limit(1)) is not None


def keep_outcome(session: Session, row: Model, problems: Iterable[Problem], *, is_new: bool = False) -> None:
    """Keep the confirmations just given and the warnings that stand now; the caller flushes."""
    problems = list(problems)
    if is_new and not problems:
        return
    person = person_of(session)
    mark: dict[str, Any] = {"table_name": row.__tablename__, "row_id": row.id, "ward": ward_of(row)}
    for problem in problems:
        if problem.severity is CONFIRM and not problem.stored:
            session.add(
                RuleAcknowledgement(
                    rule_code=problem.code,
                    rule_name=problem.name,
                    reason=problem.reason,
                    value_fingerprint=problem.fingerprint,
                    account_id=person.account_id,
                    **mark,
                )
            )
    standing = {problem.name: problem.code for problem in problems if problem.severity is WARNING}
    for finding in [] if is_new else findings_of(session, row):
        if standing.pop(finding.rule_name, None) is None:
            session.delete(finding)
    session.add_all(
        RuleFinding(rule_name=name, rule_code=standing[name], **mark) for name in sorted(standing)
    )


def findings_of(session: Session, row: Model) -> list[RuleFinding]:
    """List the warnings that stand on a row."""
    statement = select(RuleFinding).where(
        RuleFinding.table_name == row.__tablename__, RuleFinding.row_id == row.id
    )
    return list(session.scalars(statement.order_by(RuleFinding.rule_code)))


def acknowledgements_of(session: Session, row: Model) -> list[RuleAcknowledgement]:
    """List what was confirmed on a row, latest first."""
    statement = select(RuleAcknowledgement).where(
        RuleAcknowledgement.table_name == row.__tablename__, RuleAcknowledgement.row_id == row.id
    )
    return list(session.scalars(statement.order_by(RuleAcknowledgement.id.desc())))


def ward_of(row: Model) -> Ward | None:
    """Find whose area a row belongs to, by the same links the gate follows."""
    for name in row.scoped_by:
        target = getattr(row, name)
        if isinstance(target, Ward):
            return target
        if target is not None:
            return ward_of(target)
    return None
