"""How many rows of an edit come to what, told without what is masked: whether one has a value already."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from admin.batch_asked import Errand
from admin.cells import is_clear
from forms.words import put_number, spoken
from models.access import Place, person_of
from models.batch import BatchState
from models.batch_rows import Outcome, counted

TONES = {
    Outcome.will: "info", Outcome.done: "success", Outcome.doubt: "warning", Outcome.refused: "danger",
    Outcome.since: "warning",
}  # fmt: skip

FIRST = (Outcome.refused, Outcome.doubt, Outcome.since)
"""What stands in the way."""


class Counts:
    """The numbers of one edit."""

    def __init__(self, errand: Errand, found: Mapping[Outcome, int] | None = None) -> None:
        """Count, once; or take what was counted together with others."""
        self.errand = errand
        self.found = counted(errand.session, errand.batch.id) if found is None else found

    @cached_property
    def is_masked(self) -> bool:
        """Say whether a field is given that this person's lists mask."""
        person, model = person_of(self.errand.session), self.errand.model
        return not all(is_clear(model, name, person, Place.LIST) for name in self.errand.names())

    def with_equals(self, outcome: Outcome) -> tuple[Outcome, ...]:
        """Put rows that hold a masked value already among those that are given it."""
        if self.is_masked and outcome in {Outcome.will, Outcome.done}:
            begun = self.errand.batch.begun_at is not None
            return (outcome, Outcome.same) if begun is (outcome is Outcome.done) else (outcome,)
        return () if self.is_masked and outcome is Outcome.same else (outcome,)

    def number(self, *outcomes: Outcome) -> int:
        """Count the rows of some outcomes."""
        return sum(self.found[each] for each in self.kept(*outcomes))

    def text(self, outcome: Outcome) -> str:
        """Write how many rows come to something."""
        return put_number(self.number(outcome))

    def told(self, url: str) -> list[dict[str, Any]]:
        """List the numbers, each leading to its rows."""
        return [
            {
                "label": spoken(outcome.words),
                "number": self.text(outcome),
                "tone": TONES.get(outcome, "neutral"),
                "url": "" if outcome is Outcome.gone else f"{url}&show={outcome.name}",
            }
            for outcome in Outcome
            if self.number(outcome)
        ]

    def brief(self) -> str:
        """Say the numbers on one line."""
        return " · ".join(
            f"{self.text(outcome)} {spoken(outcome.words).lower()}"
            for outcome in Outcome
            if self.number(outcome)
        )

    def progress(self) -> dict[str, Any]:
        """Say how far an edit under way is."""
        if self.errand.batch.begun_at is None:
            done = sum(self.found.values())
            total = max(self.errand.batch.rows_total, done)
        else:
            done = self.found[Outcome.done]
            total = done + self.found[Outcome.will]
        words = {"done_text": put_number(done), "total_text": put_number(total)}
        return {"done": done, "total": max(total, 1), **words}

    def kept(self, *outcomes: Outcome) -> list[Outcome]:
        """Name the outcomes as they are kept."""
        return [each for outcome in outcomes for each in self.with_equals(outcome)]

    def looked_at(self) -> tuple[list[Outcome], list[Outcome]]:
        """Say which rows are shown unasked: those that change or have changed, those that cannot."""
        waits = self.errand.batch.state is BatchState.checked
        first = [Outcome.will if waits else Outcome.done]
        found = [each for each in FIRST if self.number(each)]
        return first if self.number(*first) else [], list(FIRST) if found else []
