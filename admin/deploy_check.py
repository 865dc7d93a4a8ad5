"""`flask check --deploy`: what is wrong with this installation, gathered here and now."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from admin import deploy_database, deploy_machine, deploy_settings
from admin.broken_views import broken_views
from admin.deploy_finding import Deployment, Machine, found_in
from forms.base import FORMS
from forms.checks import findings
from models.access import SYSTEM
from models.account import Account
from models.backup import is_newest
from models.base import db, now
from models.passwords import is_password
from models.server_state import content_state, server_state

DECLARED_IN = (deploy_settings, deploy_machine, deploy_database)
OTHERS, ENTER = 0o077, 0o011
MOST_COMPARED = 20
"""Accounts whose password is compared with the demo one: each takes as long as a sign-in."""


def machine_of(app: Flask) -> Machine:
    """Look at the files and at the process."""
    folder = Path(app.instance_path)
    data = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    file = Path(data.database or "") if data.get_backend_name() == "sqlite" else None
    kept = [folder, *(folder / name for name in ("secret-key", "data-key", "demo-password.txt"))]
    kept += [file.with_name(file.name + end) for end in ("", "-wal", "-shm")] if file else []
    umask = os.umask(OTHERS)
    os.umask(umask)
    key = folder / "data-key"
    return Machine(
        open_files=tuple(path.name for path in kept if path.exists() and _is_open(path)),
        keys_lie_beside_data=file is not None and key.exists() and file.parent == folder,
        is_root=os.geteuid() == 0,
        umask=umask,
        python=sys.version_info[:2],
        year_and_month=(now().year, now().month),
        knows_our_zone=_knows("Asia/Ho_Chi_Minh"),
        workers=os.environ.get("WEB_CONCURRENCY", "2"),
    )


def _is_open(path: Path) -> bool:
    """Say whether others may read a folder, or a file in a folder they may enter."""
    may_enter = path.is_dir() or path.parent.stat().st_mode & ENTER
    return bool(path.stat().st_mode & OTHERS and may_enter)


def _knows(zone: str) -> bool:
    try:
        return bool(ZoneInfo(zone))
    except ZoneInfoNotFoundError:
        return False


def deployment_of(app: Flask) -> Deployment:
    """Gather everything; what a database that is down or old cannot tell is left out."""
    wrong, machine = len(findings(list(FORMS.values()))), machine_of(app)
    server = content = None
    is_migrated, demo, broken = False, 0, 0
    try:
        with db.engine.connect() as connection:
            server = server_state(connection)
        is_migrated = is_newest(db.engine)
        if is_migrated:
            content, demo = content_state(db.session()), demo_accounts(app)
            broken = broken_views(db.session())
    except SQLAlchemyError as error:
        click.echo(f"The database was asked, and said {type(error).__name__}.")
    return Deployment(app.config, machine, server, content, is_migrated, wrong, demo, broken)


def demo_accounts(app: Flask) -> int:
    """Count the accounts that can be signed in to with the demo password."""
    file = Path(app.config["DEMO_PASSWORD_FILE"])
    password = app.config.get("DEMO_PASSWORD") or (file.read_text().strip() if file.exists() else "")
    if not password:
        return 0
    db.session().info["person"] = SYSTEM
    active = select(Account).where(Account.is_active).order_by(Account.id).limit(MOST_COMPARED)
    return sum(is_password(account, str(password)) for account in db.session.scalars(active))


def tell(app: Flask) -> int:
    """Print what was found; give the number of serious ones."""
    found = found_in(deployment_of(app))
    for check, sentence in found:
        weight = "serious" if check.is_serious else "note"
        click.echo(f"{check.code} {weight}: {sentence}\n      {check.hint}")
    serious = sum(check.is_serious for check, _sentence in found)
    click.echo(
        f"{serious} serious findings, {len(found) - serious} notes; docs/deploying.md says more of each."
    )
    return serious


def init_app(app: Flask) -> None:
    """Offer the check to `flask check --deploy`."""
    app.extensions["check_deployment"] = tell
