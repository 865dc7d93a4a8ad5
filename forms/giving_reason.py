"""A reason typed before something is done with a row; nothing of the row itself is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from forms.base import SchemaForm, rule
from models.base import Model
from models.schema import Spec

SHORTEST, LONGEST = 10, 500
"""Characters of a reason: a few words at least, no case history."""


class QuestionForm(SchemaForm):
    """What is asked before a thing is done with a row of any table; nothing of the row itself is typed."""

    model = Model  # the row's own, once there is one

    def __init__(self, session: Session, data: Mapping[str, Any] | None, row: Model) -> None:
        """Ask about one row; every question needs its answer."""
        self.model = type(row)  # type: ignore[misc]  # one form asks about the rows of every table
        super().__init__(session, data, row)
        for name in self.beside:
            self._fields[name].required = True

    def editable(self) -> tuple[str, ...]:
        """Leave the row as it is."""
        return ()


class ReasonForm(QuestionForm):
    """Why somebody wants to do a thing with a row; forms that do the thing build on it."""

    beside = {  # noqa: RUF012 - SchemaForm declares it a ClassVar
        "reason": Spec(
            words=("Lý do", "Reason"),
            long=True,
            help=("Không ghi tên hay số giấy tờ.", "Write no name and no document number."),
        ),
    }

    @rule(
        "LD1", "reason", hint=True, shortest=SHORTEST, longest=LONGEST,
        vi="Lý do có từ {shortest} đến {longest} ký tự.",
        en="A reason has {shortest} to {longest} characters.",
    )  # fmt: skip
    def says_why(self, reason: str) -> bool:
        """A letter typed to get past the question says nothing to whoever reads the record."""
        return SHORTEST <= len(" ".join(reason.split())) <= LONGEST

    @property
    def reason(self) -> str:
        """Give the reason on one line."""
        return " ".join(str(self.values["reason"] or "").split())
