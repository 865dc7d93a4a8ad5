"""What each database calls the few functions that write values as text; both give the same letters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, String, cast, func, literal, type_coerce

Sql = ColumnElement[Any]

MOST_PARTS = 90
"""Arguments of one call; PostgreSQL takes a hundred."""

FIRST_DAY = date(1899, 12, 30)
"""The day a spreadsheet counts from."""

MILLION, DAY_SECONDS = 1_000_000, 86_400
HOURS_AHEAD = 7
"""Vietnam's clock, as long as there have been records."""


def as_text(cell: Sql) -> Sql:
    """Take what is kept as text for a text, whatever Python makes of it."""
    return type_coerce(cell, String)


def fraction(seconds: Sql) -> Sql:
    """Count the millionths of a day that seconds are."""
    return (seconds * MILLION + DAY_SECONDS // 2).op("/", precedence=15)(literal(DAY_SECONDS))


class PostgreSQL:
    """Functions of PostgreSQL."""

    has_lateral = True

    def joined(self, parts: list[Sql]) -> Sql:
        """Put texts behind one another; an empty one is as good as none."""
        if len(parts) > MOST_PARTS:
            return self.joined([self.joined(parts[:MOST_PARTS]), *parts[MOST_PARTS:]])
        return func.concat(*parts)

    def whole(self, cell: Sql) -> Sql:
        """Write a whole number."""
        return cast(cell, String)

    def day(self, cell: Sql, *, spoken: bool = False) -> Sql:
        """Write a day, 2025-12-31 or as people do, 31/12/2025."""
        return func.to_char(cell, "DD/MM/YYYY") if spoken else cast(cell, String)

    def moment(self, cell: Sql) -> Sql:
        """Write a moment as Vietnam's clock shows it."""
        return func.to_char(cell + timedelta(hours=HOURS_AHEAD), "YYYY-MM-DD HH24:MI:SS")

    def hour(self, cell: Sql) -> Sql:
        """Write a time of day: 08:30."""
        return func.to_char(cell, "HH24:MI")

    def decimal(self, cell: Sql) -> Sql:
        """Write a number without zeros at its end."""
        return cast(func.trim_scale(cell), String)

    def hundredth(self, cell: Sql) -> Sql:
        """Divide by a hundred, exactly."""
        return self.decimal(cell / 100)

    def json_text(self, text: Sql) -> Sql:
        """Write a text as JSON does."""
        return cast(func.to_json(text), String)

    def days_since(self, cell: Sql) -> Sql:
        """Count the days since a spreadsheet's first."""
        return cast(cell - literal(FIRST_DAY), String)

    def seconds_of(self, cell: Sql) -> Sql:
        """Count the seconds of a moment's day in Vietnam."""
        return cast(func.to_char(cell + timedelta(hours=HOURS_AHEAD), "SSSSS"), BigInteger)

    def day_of(self, cell: Sql) -> Sql:
        """Give the day of a moment in Vietnam, as `days_since` takes it."""
        return func.date(cell + timedelta(hours=HOURS_AHEAD))

    def minutes_of(self, cell: Sql) -> Sql:
        """Count the minutes of a time of day."""
        return cast(func.extract("hour", cell) * 60 + func.extract("minute", cell), BigInteger)

    def six_digits(self, number: Sql) -> Sql:
        """Write a number below a million with the zeros before it."""
        return func.lpad(cast(number, String), 6, "0")


class SQLite:
    """Functions of SQLite; its days, times and moments are texts."""

    has_lateral = False

    def joined(self, parts: list[Sql]) -> Sql:
        whole = as_text(func.coalesce(parts[0], ""))
        for part in parts[1:]:
            whole = whole.concat(func.coalesce(part, ""))
        return whole

    def whole(self, cell: Sql) -> Sql:
        return cast(cell, String)

    def day(self, cell: Sql, *, spoken: bool = False) -> Sql:
        return func.strftime("%d/%m/%Y", as_text(cell)) if spoken else as_text(cell)

    def moment(self, cell: Sql) -> Sql:
        return func.datetime(func.substr(as_text(cell), 1, 19), f"+{HOURS_AHEAD} hours")

    def hour(self, cell: Sql) -> Sql:
        return func.substr(as_text(cell), 1, 5)

    def decimal(self, cell: Sql) -> Sql:
        return cast(type_coerce(cell, String), String)

    def hundredth(self, cell: Sql) -> Sql:
        return cast(type_coerce(cell, String).op("/")(100.0), String)

    def json_text(self, text: Sql) -> Sql:
        return func.json_quote(text)

    def days_since(self, cell: Sql) -> Sql:
        gone = func.julianday(as_text(cell)) - func.julianday(FIRST_DAY.isoformat())
        return cast(cast(gone, Integer), String)

    def seconds_of(self, cell: Sql) -> Sql:
        return cast(func.strftime("%s", self.moment(cell)), Integer).op("%")(DAY_SECONDS)

    def day_of(self, cell: Sql) -> Sql:
        return func.substr(self.moment(cell), 1, 10)

    def minutes_of(self, cell: Sql) -> Sql:
        hours, minutes = (cast(func.substr(as_text(cell), start, 2), Integer) for start in (1, 4))
        return hours * 60 + minutes

    def six_digits(self, number: Sql) -> Sql:
        return func.printf("%06d", number)


Engine = PostgreSQL | SQLite
ENGINES: dict[str, Engine] = {"postgresql": PostgreSQL(), "sqlite": SQLite()}
