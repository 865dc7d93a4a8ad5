"""How typed text is read: one function a kind of value, `str` in, the value out, None for nothing typed.

Every function raises `Unreadable` with a sentence saying what was expected, and nothing else.
"""

from __future__ import annotations

from forms.reading_dates import read_date, read_time, read_year
from forms.reading_identity import read_citizen_number, read_email, read_phone
from forms.reading_numbers import read_integer, read_money, read_percentage
from forms.reading_text import Proposed, Unreadable, read_lines, read_text, read_yes_no

__all__ = [
    "Proposed", "Unreadable", "read_citizen_number", "read_date", "read_email", "read_integer", "read_lines",
    "read_money", "read_percentage", "read_phone", "read_text", "read_time", "read_year", "read_yes_no",
]  # fmt: skip
