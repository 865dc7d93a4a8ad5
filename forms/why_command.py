"""The command that says why somebody may or may not see or change a row and a field."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from forms.access_words import rights_told
from forms.base import FORMS
from forms.why_answer import area_told, blocks_of
from forms.words import LANGUAGES, put_yes_no, speaking, spoken
from models.access import SYSTEM
from models.account import account_named, person_for
from models.base import db, described


@click.command("why")
@click.argument("user")
@click.argument("table")
@click.argument("row_id", type=int, required=False)
@click.argument("field", required=False, default="")
@click.option("--language", type=click.Choice(LANGUAGES), default="en")
@with_appcontext
def why(user: str, table: str, row_id: int | None, field: str, language: Any) -> None:
    """Say why USER may or may not see, change or delete a row of TABLE, or see and change its FIELD."""
    session = db.session()
    session.info["person"] = SYSTEM
    account = account_named(session, user)
    if account is None or table not in FORMS:
        raise click.ClickException(f"There is no account {user}." if table in FORMS else f"No table {table}.")
    model = FORMS[table].model
    if field and field not in described(model):
        raise click.ClickException(f"{table} has no field {field}: {', '.join(described(model))}.")
    person = person_for(session, account)
    with speaking(language):
        click.echo(f"{user}: {spoken(account.role.words)}; {area_told(session, person)}")
        click.echo(f"{spoken(model.words)}: {rights_told(model, account.role)}")
        if row_id is None:
            return
        row = session.scalar(select(model).where(model.id == row_id))
        if row is None:
            raise click.ClickException("There is no such row.")
        for block in blocks_of(session, person, row, field):
            _print(block)


def _print(block: dict[str, Any]) -> None:
    click.echo(f"\n{block['title']}: {put_yes_no(block['yes'])}")
    for step in block["steps"]:
        click.echo(f"  {put_yes_no(step['yes']):5} {step['question']} {step['reason']}")
