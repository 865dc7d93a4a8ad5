"""A rule: a code, a sentence in two languages, a predicate over values and facts, and a severity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forms.showing import shown
from forms.words import spoken
from models.facts import Fact
from models.schema import Choice, Words

if TYPE_CHECKING:
    from forms.judging import Judging


class Severity(Choice):
    """What a broken rule does."""

    error = "Lỗi chặn", "Error"
    confirm = "Cần xác nhận", "Confirm"
    warning = "Cảnh báo", "Warning"


ERROR, CONFIRM, WARNING = Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One promise about a row. `predicate(form, *values, *answers)` says whether it is kept."""

    name: str
    code: str
    fields: tuple[str, ...]
    words: Words
    severity: Severity | Callable[[Judging], Severity]
    facts: tuple[Fact, ...]
    predicate: Callable[..., bool]
    source: str
    blank: bool  # asked even when a value is missing
    hint: bool  # stands under its first field
    given: Mapping[str, Any]  # limits named in the sentence, so that each stands in one place

    def weight(self, form: Judging) -> Severity:
        """Say how severe the rule is for this form and person."""
        return self.severity if isinstance(self.severity, Severity) else self.severity(form)

    def sentence(self, values: Mapping[str, Any] | None = None) -> str:
        """Say the rule; with values, its blanks are filled in, otherwise they are dots."""
        filled = {name: shown(value) for name, value in self.given.items()}
        return spoken(self.words).format_map(_Blanks(filled | dict(values or {})))


class _Blanks(dict[str, str]):
    """Leave a blank where a sentence names what is not known yet."""

    def __missing__(self, key: str) -> str:
        return "…"


def rule(  # noqa: PLR0913 - a rule says all of this about itself
    code: str,
    *fields: str,
    vi: str,
    en: str,
    severity: Severity | Callable[[Any], Severity] = ERROR,
    facts: tuple[Fact, ...] = (),
    source: str = "",
    blank: bool = False,
    hint: bool = False,
    **given: Any,
) -> Callable[[Callable[..., bool]], Rule]:
    """Declare a method of a form to be a rule over `fields`; the method returns whether the rule is kept."""

    def declare(predicate: Callable[..., bool]) -> Rule:
        return Rule(
            name=predicate.__name__,
            code=code,
            fields=fields,
            words=(vi, en),
            severity=severity,
            facts=facts,
            predicate=predicate,
            source=source,
            blank=blank,
            hint=hint,
            given=given,
        )

    return declare


@dataclass(slots=True)
class Problem:
    """A rule that a row breaks, with the sentence said to the person and, to confirm it, their reason."""

    code: str
    name: str
    severity: Severity
    message: str
    fields: tuple[str, ...] = ()
    fingerprint: str = ""
    ticked: bool = False
    reason: str = ""
    reason_error: str = ""
    stored: bool = False  # confirmed earlier, for the very same values
    neutral: str = ""  # the sentence without the values of personal columns, for reports that leave the form

    @property
    def tick_name(self) -> str:
        """Name the tick box on the form."""
        return f"confirm-{self.name}"

    @property
    def reason_name(self) -> str:
        """Name the reason's input on the form."""
        return f"reason-{self.name}"

    @property
    def stops(self) -> bool:
        """Say whether the row cannot be saved as it is."""
        if self.severity is ERROR:
            return True
        return self.severity is CONFIRM and not (self.stored or (self.ticked and self.reason))
