"""The code of a person helped: opaque, short enough to be read out, and safe against a slip of the pen."""

from __future__ import annotations

import secrets

from models.schema import today


def client_code(year: int, number: int) -> str:
    """Write a code, `KH26-004172-7`; the last digit checks it (weights 2…7 from the right, mod 11 mod 10)."""
    digits = f"{year % 100:02}{number:06}"
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(digits)))
    return f"KH{digits[:2]}-{digits[2:]}-{total % 11 % 10}"


def new_client_code() -> str:
    """Draw a code at random (a running number would tell how many people came before).

    One that is taken is refused by the database; whoever saves draws again.
    """
    return client_code(today().year, secrets.randbelow(1_000_000))
