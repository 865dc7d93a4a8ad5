"""Wrong or missing declarations, numbered, each with a hint: found before the server starts."""

from __future__ import annotations

from collections.abc import Iterable

from forms import checks_of_rules, checks_of_tables
from forms.base import SchemaForm
from forms.finding import CHECKS, Finding

__all__ = ["CHECKS", "Finding", "findings"]

_FIRST = checks_of_tables.table_is_whole
_DECLARED_IN = (checks_of_tables, checks_of_rules)


def findings(forms: Iterable[type[SchemaForm]]) -> list[Finding]:
    """Run every check over every form; a form whose table is not whole is not looked at further."""
    found: list[Finding] = []
    for form in forms:
        missing = list(_FIRST.findings(form))
        found += missing or [each for code in sorted(CHECKS) for each in CHECKS[code].findings(form)]
    return found
