"""Commands about backups: write one, look whether it is sound, restore it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from admin.audit_commands import read_head
from admin.secret_keys import weakness
from models.access import SYSTEM
from models.backup import back_up, check, is_newest
from models.backup_file import Heading
from models.backup_restore import restore
from models.backup_seal import BackupError
from models.base import db
from models.migrating import BrokenLinkError

FILE = click.Path(dir_okay=False, path_type=Path)


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(_backup)
    app.cli.add_command(_restore)


@click.command("backup")
@click.argument("file", type=FILE)
@click.option("--check", "checking", is_flag=True, help="Read FILE from end to end; needs no database.")
@with_appcontext
def _backup(file: Path, *, checking: bool) -> None:
    """Write the whole database to FILE, sealed with FLASK_BACKUP_KEY; FILE must not be there yet."""
    with _said_plainly():
        if checking:
            with file.open("rb") as sealed:
                reading = check(sealed, _key())
            _tell(reading.heading, {name: found.rows for name, found in reading.sums.items()})
            click.echo("The backup is whole.")
            return
        if not is_newest(db.engine):
            raise BackupError("The database is not at this version's revision: run `flask db upgrade` first.")
        session = db.session()
        session.info["person"] = SYSTEM
        receipt = back_up(session, file, _key())
        _tell(receipt.heading, receipt.rows)
        click.echo(f"SHA-256 of the file: {receipt.sha256}")


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--head", default="", help="The head of the record of everything as it was noted: NUMBER:HASH.")
@with_appcontext
def _restore(file: Path, head: str) -> None:
    """Bring FILE back into an empty database: all of it, proved by reading it back, or nothing."""
    with _said_plainly(), file.open("rb") as sealed:
        reading = restore(db.engine, sealed, _key(), read_head(head))
        _tell(reading.heading, {name: found.rows for name, found in reading.sums.items()})
    click.echo("Restored and compared. Everybody signs in again.")
    click.echo("What was deleted for ever since the backup is back: delete it again (docs/keeping.md).")


@contextmanager
def _said_plainly() -> Iterator[None]:
    """End a command that fails with the sentence that says why."""
    try:
        yield
    except (BackupError, BrokenLinkError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except OSError as wrong:
        raise click.ClickException(f"{wrong.strerror}: {wrong.filename}") from wrong


def _key() -> str:
    """Take the key backups are sealed with; the product makes none, for it would lie beside the data."""
    given = current_app.config.get("BACKUP_KEY")
    wrong = weakness(given)
    if wrong:
        raise BackupError(
            f"FLASK_BACKUP_KEY {wrong}. Make one with `python -c 'import secrets; "
            "print(secrets.token_urlsafe(48))'` and keep it away from this machine."
        )
    return str(given)


def _tell(heading: Heading, rows: dict[str, int]) -> None:
    """Print what a backup is of."""
    for name, number in rows.items():
        if number:
            click.echo(f"  {name:28} {number:>9}")
    total = sum(rows.values())
    click.echo(f"{total} rows of {heading.moment}, revision {heading.revision}, {heading.engine}.")
    if heading.head:
        click.echo(f"Head of the record, to be noted elsewhere: {heading.head[0]}:{heading.head[1]}")
