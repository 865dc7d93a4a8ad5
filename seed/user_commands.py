"""Commands about accounts: make, close, unlock; end sessions, forget a lost telephone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import with_appcontext

from forms.account import AccountForm
from forms.load_report import Report
from forms.loading import load
from forms.words import put_datetime, speaking
from models.access import SYSTEM, Role
from models.account import Account, account_named
from models.audit import Action, record
from models.base import db
from models.second_factor import remove
from models.sign_in_session import end_all, sessions_of
from models.sign_in_try import by_code, by_name, locked_until, unlock
from models.transactions import begin_write
from seed.planting import asked_by


@click.group("user")
def users() -> None:
    """Make accounts, close them, and help their owners back in."""


@users.command("create")
@click.argument("name")
@click.option("--role", type=click.Choice([role.name for role in Role]), required=True)
@click.option("--full-name", required=True, help="As it is shown in the panel.")
@click.option("--coordinator", default="", help="Whose account it is, for the role coordinator.")
@click.option(
    "--password-from-stdin", is_flag=True, help="Read the password from the first line of the input."
)
@with_appcontext
def _create(name: str, role: str, full_name: str, coordinator: str, *, password_from_stdin: bool) -> None:
    """Make an account through its form; its owner changes the password at the first sign-in."""
    if password_from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    row = {
        "username": name, "role": role, "full_name": full_name, "coordinator": coordinator,
        "new_password": password, "again": password,
    }  # fmt: skip
    begin_write(db.session())
    with asked_by(db.session(), SYSTEM):
        report = load(db.session(), "account", [row])
        _or_fail(report)
        db.session.commit()
    click.echo(f"The account {name} was made.")


@users.command("unlock")
@click.argument("name")
@with_appcontext
def _unlock(name: str) -> None:
    """Let an account try again at once that wrong passwords or codes had locked."""
    with _account(name) as account:
        was = locked_until(db.session(), by_name(name)) or locked_until(db.session(), by_code(account.id))
        unlock(db.session(), by_name(name))
        unlock(db.session(), by_code(account.id))
        record(db.session(), Action.unlocked, row=account)
    click.echo(f"{name} may sign in again." if was else f"{name} was not locked.")


@users.command("close")
@click.argument("name")
@with_appcontext
def _close(name: str) -> None:
    """Let an account sign in no more; its sessions end at once."""
    with _account(name) as account, speaking("en"):
        form = AccountForm(db.session(), {"is_active": "0"}, account)
        if not form.validate():
            raise click.ClickException(" ".join(problem.message for problem in form.problems))
        form.save()
    click.echo(f"The account {name} is closed.")


@users.command("sessions")
@click.argument("name")
@click.option("--end", is_flag=True, help="End them all.")
@with_appcontext
def _sessions(name: str, *, end: bool) -> None:
    """List where an account is signed in, or end all of it."""
    with _account(name) as account, speaking("en"):
        found = sessions_of(db.session(), account.id)
        for each in found:
            click.echo(f"since {put_datetime(each.started_at)}, last used {put_datetime(each.last_seen_at)}")
        if end:
            end_all(db.session(), account.id)
            record(db.session(), Action.signed_out, row=account)
    click.echo(f"Sessions {'ended' if end else 'open'}: {len(found)}.")


@users.command("reset-second-factor")
@click.argument("name")
@with_appcontext
def _reset_second_factor(name: str) -> None:
    """Ask an account for no more codes, when telephone and paper are lost; it can enrol again."""
    with _account(name) as account:
        remove(db.session(), account.id)
        unlock(db.session(), by_code(account.id))
        end_all(db.session(), account.id)
        record(db.session(), Action.second_factor_changed, row=account, state="reset")
    click.echo(f"{name} signs in with the password alone, until it enrols again.")


@contextmanager
def _account(name: str) -> Iterator[Account]:
    """Find the account a command is about, and commit what is done to it."""
    begin_write(db.session())
    with asked_by(db.session(), SYSTEM):
        account = account_named(db.session(), name)
        if account is None:
            raise click.ClickException(f"There is no account {name}.")
        yield account
        db.session.commit()


def _or_fail(report: Report) -> None:
    """End the command with what is wrong."""
    if not report.ok:
        raise click.ClickException("\n".join(f"{fault.column}: {fault.message}" for fault in report.faults))
