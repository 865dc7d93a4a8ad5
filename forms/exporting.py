"""A file with names: why somebody takes it out, and how much of it at most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from forms.base import rule
from forms.giving_reason import ReasonForm
from forms.sheet_size import MOST_ROWS
from models.base import Model

LARGE = 200
"""Rows with names from which whoever takes them shows once more who they are."""


class ExportForm(ReasonForm):
    """What is asked before values leave that are not public (EX1); nothing is written into a row."""

    def __init__(
        self, session: Session, data: Mapping[str, Any] | None, model: type[Model], rows: int = 0
    ) -> None:
        """Ask about so many rows of a table."""
        self.rows = rows
        super().__init__(session, data, model())

    @property
    def values(self) -> dict[str, Any]:
        """Give the number of rows too."""
        return super().values | {"rows": self.rows}

    @rule(
        "EX1", "rows", most=MOST_ROWS,
        vi="Tệp có thông tin cá nhân chỉ được tối đa {most} dòng: lọc bớt rồi xuất lại.",
        en="A file with personal data holds at most {most} rows: narrow the list, then export again.",
    )  # fmt: skip
    def is_not_the_whole_register(self, rows: int) -> bool:
        """A whole register is never taken out with its names."""
        return rows <= MOST_ROWS
