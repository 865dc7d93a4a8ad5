"""How many rows of an edit come to what, told without what is masked: whether one has a value already."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from admin.batch_asked import Errand
from admin.cells import is_clear
from forms.words import put_number, spoken
from models.access import Place, person_of
from models.batch import BatchState
from models.batch_rows import Outcome, counts_of

TONES = {
    Outcome.will: "info", Outcome.done: "success", Outcome.doubt: "warning", Outcome.refused: "danger",
    Outcome.since: "warning",
}  # fmt: skip

FIRST = (Outcome.refused, Outcome.doubt, Outcome.since)
"""What stands in the way is looked at before anything else; where nothing does, what will be done."""


class Counts:
    """The numbers of one edit."""

    def __init__(self, errand: Errand) -> None:
        """Count, once."""
        self.errand = errand
        self.found = counts_of(errand.session, errand.batch.id)

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
        return sum(self.found[each] for outcome in outcomes for each in self.with_equals(outcome))

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

    def looked_at(self, name: str) -> tuple[Outcome, ...]:
        """Read which rows are to be listed; without a word those that stand in the way come first."""
        asked = Outcome.__members__.get(name)
        if asked is not None:
            return self.with_equals(asked)
        if self.number(*FIRST):
            return FIRST
        over = self.errand.batch.state is not BatchState.checked
        return self.with_equals(Outcome.done if over else Outcome.will)
