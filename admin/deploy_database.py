"""Checks of the database and of what stands in it, numbered from S030: accounts, backups, the record."""

from __future__ import annotations

from collections.abc import Callable

from admin.deploy_finding import Deployment, Look, looks
from models.server_state import FIRST_PASSWORD_DAYS, UNUSED_DAYS, ContentState, ServerState

MOST_CLOCK_SECONDS = 60
BACKUP_DAYS = 7


def of_server(look: Callable[[ServerState], object]) -> Look:
    """Look at the server, where it answers."""
    return lambda it: it.server is not None and look(it.server)


def of_content(look: Callable[[ContentState], object]) -> Look:
    """Look at what stands in the database, where it can be read."""
    return lambda it: it.content is not None and look(it.content)


def unproved(it: Deployment) -> int:
    """Count the administrators who must have a second factor and have none."""
    required = it.config.get("REQUIRE_SECOND_FACTOR") and it.content is not None
    return it.content.administrators_without_second_factor if required and it.content else 0


looks(
    "S030",
    "The database does not answer.",
    "Look at FLASK_DATABASE_URL and at the server.",
    lambda it: it.server is None,
)
looks(
    "S031",
    "The database is not migrated as far as this version.",
    "Run `flask db upgrade`.",
    lambda it: it.server is not None and not it.is_migrated,
)
looks(
    "S032",
    "The way to a database on another machine is not encrypted.",
    "Add ?sslmode=verify-full&sslrootcert=… to FLASK_DATABASE_URL.",
    of_server(lambda found: found.is_remote and not found.has_tls),
)
looks(
    "S033",
    "The panel's database role is a superuser: it could switch every guard off.",
    "CREATE ROLE panel LOGIN, own nothing but the panel's database.",
    of_server(lambda found: found.is_superuser),
)
looks(
    "S034",
    "The panel's database role owns the record of everything: it could drop its triggers.",
    "Give audit_entry and audit_head to another role; GRANT SELECT, INSERT to the panel's.",
    of_server(lambda found: found.owns_the_record),
    serious=False,
)
looks(
    "S035",
    "PostgreSQL does not check its pages: a dying disk is noticed late.",
    "Stop the server and run `pg_checksums --enable`.",
    of_server(lambda found: not found.has_checksums),
    serious=False,
)
looks(
    "S036",
    "PostgreSQL says “saved” before the disk has it (fsync or full_page_writes is off).",
    "Switch both on in postgresql.conf.",
    of_server(lambda found: not found.is_durable),
)
looks(
    "S037",
    "The clocks of the database and of this machine differ by more than a minute.",
    "Let both follow a time server (chrony, systemd-timesyncd).",
    of_server(lambda found: found.clock_seconds > MOST_CLOCK_SECONDS),
)
looks(
    "S038",
    "The newest entry of the record lies in the future: this clock is slow, or was fast.",
    "Let the machine follow a time server.",
    of_content(lambda found: not found.newest_entry_is_past),
)
looks(
    "S039",
    "The record of everything does not end where its head says.",
    "Run `flask audit verify`.",
    of_content(lambda found: not found.chain_is_whole),
)
looks(
    "S040",
    "Nobody administers the panel.",
    "Run `flask user create NAME --role admin`.",
    of_content(lambda found: found.administrators == 0),
)
looks(
    "S041",
    "There is one administrator: whoever is ill locks everybody else out.",
    "Make a second account.",
    of_content(lambda found: found.administrators == 1),
    serious=False,
)
looks(
    "S042",
    "Administrators who must have a second factor and have none yet: {found}.",
    "Have them sign in and set it up.",
    unproved,
)
looks(
    "S043",
    "Administrators without a second factor: {found}.",
    "Have them set it up from the account menu.",
    of_content(lambda found: found.administrators_without_second_factor),
    serious=False,
)
looks(
    "S044",
    f"Accounts with the password they were given more than {FIRST_PASSWORD_DAYS} days ago: {{found}}.",
    "Close them, or have them changed.",
    of_content(lambda found: found.first_passwords_kept),
)
looks(
    "S045",
    f"Accounts nobody has used for {UNUSED_DAYS} days: {{found}}.",
    "Close those whose owners have left.",
    of_content(lambda found: found.unused_accounts),
    serious=False,
)
looks(
    "S046",
    "There never was a backup.",
    "Run `flask backup FILE` every night.",
    of_content(lambda found: found.days_since_backup is None),
)
looks(
    "S047",
    f"The last backup is older than {BACKUP_DAYS} days.",
    "Run `flask backup FILE` every night.",
    of_content(lambda found: (found.days_since_backup or 0) > BACKUP_DAYS),
)
looks(
    "S048",
    "PostgreSQL writes refused rows into its own log, names and all.",
    "ALTER ROLE panel SET log_error_verbosity = terse; the same with log_min_error_statement = panic "
    "and log_parameter_max_length = 0.",
    of_server(lambda found: found.logs_rows),
)
looks(
    "S049",
    "Saved views that cannot be opened any more: {found}.",
    "Their owners mend them: opening one says what is wrong, and leads to what can still be used.",
    lambda it: it.broken_views,
    serious=False,
)
