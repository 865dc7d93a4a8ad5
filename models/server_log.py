"""What PostgreSQL writes into its own log: that a row was refused, never what was in it."""

from __future__ import annotations

from typing import Any

QUIET = {"log_error_verbosity": "terse", "log_min_error_statement": "panic", "log_parameter_max_length": "0"}
"""The detail of a refusal is the whole row, and a slow statement is logged with its parameters.

Only a superuser, or a role allowed to (`GRANT SET ON PARAMETER … TO …`), may set these; for any other role
the operator sets them once (`ALTER ROLE … SET …`), and `loud` tells which are still to be set.
"""


def keep_rows_out(connection: Any) -> None:
    """Ask a new connection's server to log no values, as far as the role may."""
    from psycopg.errors import InsufficientPrivilege  # noqa: PLC0415 - SQLite does without

    for name, value in QUIET.items():
        try:
            connection.execute(f"SET {name} = '{value}'")
            connection.commit()
        except InsufficientPrivilege:
            connection.rollback()


def loud(connection: Any) -> list[str]:
    """List the settings with which this connection's server would log values, as what to set them to."""
    shown = {name: connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in QUIET}
    return [f"{name} = {value}" for name, value in QUIET.items() if shown[name] != value]
