"""What is told of a file that was loaded: each fault at its line and column, and no personal value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from forms.base import CONFIRM, ERROR, SchemaForm
from forms.fields import SchemaField
from forms.rules import Problem, Severity
from forms.words import say
from models.base import Model
from models.schema import PUBLIC

REFUSED = (
    "Trùng với bản ghi đã có, hoặc không được phép ghi ở đó.",
    "Repeats an existing record, or may not be written there.",
)
THERE = "Đã có trong hệ thống.", "Already there."
UNKNOWN = "Không có cột này để nhập.", "There is no such column to fill."


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be saved as it is; never says the value of a personal column."""

    line: int
    column: str
    message: str
    code: str = ""
    severity: Severity = ERROR
    rule: str = ""


@dataclass(slots=True)
class Report:
    """What came of a load: the rows saved, or every fault of every row and nothing saved."""

    table: str
    total: int = 0
    rows: list[Model] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: int = 0

    @property
    def ok(self) -> bool:
        """Say whether every row may be saved."""
        return not self.faults

    @property
    def failed(self) -> int:
        """Count the rows with faults."""
        return len({fault.line for fault in self.faults})

    @property
    def needs_a_reason(self) -> bool:
        """Say whether one reason for the whole file is all that is missing."""
        return bool(self.faults) and all(fault.severity is CONFIRM for fault in self.faults)


def stopping(form: SchemaForm, line: int, problems: Iterable[Problem]) -> Iterator[Fault]:
    """Give the broken rules that keep a row out, at the first column they speak of."""
    for problem in problems:
        if problem.stops:
            first = next((name for name in problem.fields if name in form), "")
            column = form[first].label.text if first else ""
            message = problem.neutral or problem.message
            yield Fault(line, column, message, problem.code, problem.severity, problem.name)


def unreadable(form: SchemaForm, line: int) -> Iterator[Fault]:
    """Give the values that cannot be read or are missing; what rules say of them is left to `stopping`."""
    said = {problem.message for problem in form.problems}
    for one in cast("list[SchemaField]", list(form)):
        for message in one.errors:
            if message not in said:
                yield Fault(line, one.label.text, without_value(one, str(message)))


def natural_label(form: SchemaForm) -> str:
    """Name the columns of a row's key as people know them."""
    return ", ".join(form[name].label.text for name in form.model.keyed_by if name in form)


def without_value(one: SchemaField, message: str) -> str:
    """Take out of a message whatever it repeats of a value that is not public."""
    if one.spec.secrecy is PUBLIC or not one.raw:
        return message
    if one.proposal:
        return say(
            "Cần sửa trong tệp: có thể thiếu số 0 ở đầu, là đầu số cũ, hoặc ngày và tháng đổi chỗ.",
            "Correct it in the file: a leading 0 may be missing, the prefix old, or day and month swapped.",
        )
    typed = one.raw
    return re.sub(r"\w*\d\w*", lambda found: "••" if found[0] in typed else found[0], message)
