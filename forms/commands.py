"""Commands about the declarations: check them, write them down, begin a new entity."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from forms.base import FORMS
from forms.checks import findings
from forms.handbook import handbook
from forms.new_entity import write_entity
from forms.why_command import why
from forms.words import LANGUAGES

ROOT = Path(__file__).parent.parent


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(_check)
    app.cli.add_command(_handbook)
    app.cli.add_command(_new)
    app.cli.add_command(why)


@click.command("check")
@click.option("--deploy", is_flag=True, help="Look at this installation too: settings, files, database.")
@with_appcontext
def _check(*, deploy: bool) -> None:
    """Look for wrong or missing declarations; each has a number and a hint."""
    found = findings(list(FORMS.values()))
    rules = sum(len(form.rules) for form in FORMS.values())
    for each in found:
        click.echo(f"{each.code} {each.place}: {each.message}\n      {each.hint}")
    click.echo(f"{len(FORMS)} entities, {rules} rules, {len(found)} findings.")
    serious = current_app.extensions["check_deployment"](current_app) if deploy else 0
    if found or serious:
        raise click.exceptions.Exit(1)


@click.command("handbook")
def _handbook() -> None:
    """Write docs/handbook.vi.md and docs/handbook.en.md from the rules themselves."""
    for language in LANGUAGES:
        path = ROOT / "docs" / f"handbook.{language}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(handbook(language))
        click.echo(f"docs/{path.name}")


@click.command("new")
@click.argument("name")
def _new(name: str) -> None:
    """Write the files of a new entity NAME (singular, with underscores): model, form, seed, test."""
    for path in write_entity(ROOT, name):
        click.echo(path.relative_to(ROOT))
