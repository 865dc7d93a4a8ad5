"""The commands that plant the first rows."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from models.access import SYSTEM, Role
from models.account import Account
from models.base import db
from models.transactions import begin_write
from seed.accounts import CAST
from seed.demo import plant_demo
from seed.demo_password import demo_password, password_file
from seed.fill import fill_command
from seed.planting import asked_by
from seed.reference import plant_reference
from seed.user_commands import users


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(_seed)
    app.cli.add_command(users)
    app.cli.add_command(fill_command)


@click.command("seed")
@click.option("--demo", is_flag=True, help="Also plant invented people and five accounts.")
@with_appcontext
def _seed(*, demo: bool) -> None:
    """Plant the directory (provinces, wards, law, facilities) in a database without accounts."""
    with asked_by(db.session(), SYSTEM):
        if db.session.scalar(select(Account.id).limit(1)) is not None:
            click.echo("The database already has accounts: nothing was planted.")
        elif demo:
            plant_demo(current_app)
        else:
            begin_write(db.session())
            plant_reference(db.session())
            db.session.commit()
            click.echo(
                "The directory was planted. Make the first account: flask user create NAME --role admin"
            )
        names = {row["username"] for row in CAST}
        planted = set(db.session.scalars(select(Account.username).where(Account.username.in_(names))))
    if demo and planted == names:
        _tell_cast()


def _tell_cast() -> None:
    """Print the demo accounts and their password, or where it is."""
    for row in CAST:
        role = Role[row["role"]].words[1]
        click.echo(f"  {row['username']:6} {role} ({row['full_name']})")
    if current_app.config.get("DEMO_PASSWORD"):
        click.echo("Their password is that of FLASK_DEMO_PASSWORD.")
    else:
        click.echo(f"Their password: {demo_password(current_app)} (kept in {password_file(current_app).name}")
        click.echo(f"under {password_file(current_app).parent})")
