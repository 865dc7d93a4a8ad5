"""How large a file of rows may be, and how its refusal is worded."""

from __future__ import annotations

from forms.reading import Unreadable
from forms.words import put_number

LARGEST_FILE = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200


def too_large() -> Unreadable:
    """Refuse a file for its bytes."""
    limit = LARGEST_FILE // 1_000_000
    return Unreadable((f"Tệp lớn hơn {limit} MB.", f"The file is larger than {limit} MB."))


def too_long() -> Unreadable:
    """Refuse a file for its rows."""
    most = put_number(MOST_ROWS)
    return Unreadable((f"Tệp có hơn {most} dòng.", f"The file has more than {most} rows."))


def too_wide() -> Unreadable:
    """Refuse a file for its columns."""
    return Unreadable((f"Tệp có hơn {MOST_COLUMNS} cột.", f"The file has more than {MOST_COLUMNS} columns."))
