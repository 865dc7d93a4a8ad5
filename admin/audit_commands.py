"""Commands about the record of everything: verify its chain, print its head."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import with_appcontext

from models.audit_chain import head_of, verify
from models.base import db

MOST_SHOWN = 20
"""Faults printed; the first is the one that matters."""


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(_audit)


@click.group("audit")
def _audit() -> None:
    """Look after the record of who did what."""


@_audit.command("head")
@with_appcontext
def _head() -> None:
    """Print the head of the chain, to be kept elsewhere: on paper, in another office."""
    place, found = head_of(db.session())
    click.echo(f"{place}:{found}")


@_audit.command("verify")
@click.option("--head", "kept", default="", help="A head printed earlier, as NUMBER:HASH.")
@with_appcontext
def _verify(kept: str) -> None:
    """Read the whole chain again; any entry altered, removed, inserted or moved is named."""
    faults = 0
    for fault in verify(db.session(), read_head(kept)):
        faults += 1
        if faults <= MOST_SHOWN:
            click.echo(fault)
    place, _hash = head_of(db.session())
    click.echo(f"{place} entries, {faults} faults.")
    if faults:
        raise click.exceptions.Exit(1)


def read_head(kept: str) -> tuple[int, str] | None:
    """Read a head as it was printed."""
    if not kept:
        return None
    number, colon, text = kept.partition(":")
    if not (colon and number.isascii() and number.isdigit() and text):
        message = "A head is written NUMBER:HASH, as `flask audit head` prints it."
        raise click.BadParameter(message)
    return int(number), text
