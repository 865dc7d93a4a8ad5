"""What a check is: a number, a hint, and a function that says where a declaration is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forms.base import SchemaForm

Wrong = Iterator[tuple[str, str]]
"""What a check yields: the attribute that is wrong (empty for the whole class), and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One wrong declaration: its number, where it stands, what is wrong, what to do."""

    code: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Check:
    """One numbered look at a form and its table; the hint is the same wherever it finds something."""

    code: str
    hint: str
    of_rules: bool  # what it finds stands in the form's class, not in the table's
    look: Callable[[type[SchemaForm]], Wrong]

    def findings(self, form: type[SchemaForm]) -> Iterator[Finding]:
        """Look at one form."""
        owner = form.__name__ if self.of_rules else form.model.__name__
        for name, message in self.look(form):
            yield Finding(self.code, f"{owner}.{name}".rstrip("."), message, self.hint)


CHECKS: dict[str, Check] = {}
"""Every check by its number."""


def check(code: str, hint: str, *, of_rules: bool = False) -> Callable[[Callable[..., Wrong]], Check]:
    """Declare a function to be the check of a number; a number is given once."""

    def declare(look: Callable[..., Wrong]) -> Check:
        if code in CHECKS:
            message = f"Two checks have the number {code}."
            raise ValueError(message)
        CHECKS[code] = Check(code, hint, of_rules, look)
        return CHECKS[code]

    return declare
