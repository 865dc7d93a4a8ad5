"""What the database says of itself, its accounts and its backups, to whoever looks after the server."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from models.access import Role
from models.account import Account
from models.audit_chain import START, head_of
from models.audit_entry import Action, AuditEntry
from models.base import now
from models.gate import look_past
from models.second_factor import has_second_factor
from models.server_log import loud

FIRST_PASSWORD_DAYS = 30
UNUSED_DAYS = 90


@dataclass(frozen=True, slots=True)
class ServerState:
    """How the database is run; on SQLite, which is a file of this machine, most of it cannot be wrong."""

    is_remote: bool = False
    has_tls: bool = True
    is_superuser: bool = False
    owns_the_record: bool = False
    has_checksums: bool = True
    is_durable: bool = True
    logs_rows: bool = False
    clock_seconds: float = 0.0  # how far its clock is from this machine's


@dataclass(frozen=True, slots=True)
class ContentState:
    """What stands in the database that matters to its safety: numbers only, no name."""

    administrators: int = 2
    administrators_without_second_factor: int = 0
    first_passwords_kept: int = 0
    unused_accounts: int = 0
    days_since_backup: float | None = 0.0  # None: there never was one
    chain_is_whole: bool = True
    newest_entry_is_past: bool = True


SETTINGS = text(
    "SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages, "
    "current_setting('data_checksums') AS checksums, clock_timestamp() AT TIME ZONE 'UTC' AS clock, "
    "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super, "
    "EXISTS (SELECT FROM pg_tables WHERE tablename = 'audit_entry' AND tableowner = current_user) AS owns, "
    "COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS tls, "
    "inet_server_addr() IS NOT NULL AND NOT inet_server_addr() <<= '127.0.0.0/8' "
    "AND inet_server_addr() <> '::1' AS remote"
)
"""One look at a PostgreSQL server, as the panel's own role sees it."""


def server_state(connection: Connection) -> ServerState:
    """Ask the server how it is run."""
    if connection.dialect.name != "postgresql":
        return ServerState()
    row = connection.execute(SETTINGS).one()
    return ServerState(
        is_remote=row.remote,
        has_tls=row.tls,
        is_superuser=row.super,
        owns_the_record=row.owns,
        has_checksums=row.checksums == "on",
        is_durable=row.fsync == row.pages == "on",
        logs_rows=bool(loud(connection)),
        clock_seconds=abs((row.clock - now()).total_seconds()),
    )


def content_state(session: Session) -> ContentState:
    """Count what matters; asks as nobody, past the gate, and tells no row."""
    active: list[Account] = list(session.scalars(look_past(select(Account).where(Account.is_active))))
    heads = [account for account in active if account.role is Role.admin]
    newest: Any = session.execute(
        look_past(select(AuditEntry.at, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1))
    ).first()
    return ContentState(
        administrators=len(heads),
        administrators_without_second_factor=sum(not has_second_factor(session, each.id) for each in heads),
        first_passwords_kept=sum(map(_keeps_first_password, active)),
        unused_accounts=sum(map(_is_unused, active)),
        days_since_backup=_days_since_backup(session),
        chain_is_whole=head_of(session)[1] == (newest.hash if newest else START),
        newest_entry_is_past=newest is None or newest.at <= now() + datetime.timedelta(minutes=1),
    )


def _keeps_first_password(account: Account) -> bool:
    return account.must_change_password and _days_since(account.created_at) > FIRST_PASSWORD_DAYS


def _is_unused(account: Account) -> bool:
    return _days_since(account.last_login_at or account.created_at) > UNUSED_DAYS


def _days_since_backup(session: Session) -> float | None:
    made = select(AuditEntry.at).where(AuditEntry.action == Action.backed_up)
    at = session.scalar(look_past(made.order_by(AuditEntry.id.desc()).limit(1)))
    return None if at is None else _days_since(at)


def _days_since(moment: datetime.datetime) -> float:
    return (now() - moment).total_seconds() / 86_400
