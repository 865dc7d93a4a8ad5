"""Putting a row away and removing it for good: why, and what must be true first (WA9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from forms.base import rule
from forms.giving_reason import QuestionForm, ReasonForm
from forms.rules import Problem
from models.base import Model
from models.facts import lock
from models.facts_references import rows_that_ever_referred, rows_that_refer
from models.keys import search_key
from models.schema import PERSONAL, Spec
from models.trash import purge, put_away

REASON_CLASS = PERSONAL
"""A reason for deleting stands in the list of the trash as a name does; it is asked to hold none."""

PURGE_WORDS = "xóa vĩnh viễn", "delete for ever"
"""What is typed before a row is removed for good."""


class ReferredForm(QuestionForm):
    """A question about a row that also asks what links to it."""

    @property
    def values(self) -> dict[str, Any]:
        """Give the table's name too: the fact asks every link of the schema."""
        return super().values | {"table": self.model.__tablename__}

    def validate(self, extra_validators: Any = None) -> bool:
        """Lock the row first: nobody may hang something on it meanwhile."""
        lock(self.session, self.model, [self.row.id])
        return super().validate(extra_validators)


class DeletionForm(ReferredForm, ReasonForm):
    """Why a row is put into the trash."""

    @rule(
        "WA9", "id", facts=(rows_that_refer,),
        vi="Không thể xóa: đang có dữ liệu liên quan.", en="Cannot be deleted: other records belong to it.",
    )  # fmt: skip
    def nothing_refers_to_it(self, _row: int, rows: int) -> bool:
        """Close it instead: what refers to it would lead nowhere."""
        return rows == 0

    def _standing(self) -> Iterable[Problem]:
        yield from super()._standing()
        kept = self.row.undeletable()
        if kept is not None:
            yield self._plain("WA9", *kept)

    def save(self) -> Model:
        """Put the row into the trash."""
        put_away(self.session, self.row, self.reason)
        return self.row


class PurgeForm(ReferredForm):
    """Removing a row of the trash for good, with all that was said about it."""

    beside = {  # noqa: RUF012 - SchemaForm declares it a ClassVar
        "word": Spec(words=(f"Gõ “{PURGE_WORDS[0]}”", f"Type “{PURGE_WORDS[1]}”")),
    }

    @rule(
        "TR1", "word",
        vi="Gõ đúng cụm từ để xác nhận.", en="Type the words exactly to confirm.",
    )  # fmt: skip
    def is_meant(self, word: str) -> bool:
        """Removing for good takes more than a press; marks and capitals do not matter."""
        return search_key(word) in set(map(search_key, PURGE_WORDS))

    @rule(
        "TR1", "id", facts=(rows_that_ever_referred,),
        vi="Còn bản ghi trỏ tới bản ghi này, kể cả trong thùng rác: xóa vĩnh viễn những bản ghi đó trước.",
        en="Other records refer to it, in the trash too: remove those for good first.",
    )  # fmt: skip
    def nothing_ever_referred_to_it(self, _row: int, rows: int) -> bool:
        """The database keeps what is linked to, deleted or not."""
        return rows == 0

    def save(self) -> Model:
        """Remove the row, what was said about it, and the key of its entries."""
        purge(self.session, self.row)
        return self.row
