"""How migrations run: on the application's own engine, in one transaction, tables rebuilt where SQLite needs it."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, TypeDecorator

from models.base import db
from models.migrating import schema_change


def ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:  # noqa: FBT001 - Alembic's signature
    """Leave tables of other programs in the same database alone."""
    return kind != "table" or name in db.metadata.tables


def plainly(kind: str, thing: Any, _context: Any) -> str | bool:
    """Write our own column types as what the database holds, so that history never depends on today's code."""
    if kind == "type" and isinstance(thing, TypeDecorator) and type(thing).__module__.startswith("models."):
        return f"sa.{thing.impl_instance!r}"
    return False


def run() -> None:
    """Run the migrations, or compare the schema with the models; in a transaction already open, if one is given."""
    given = context.config.attributes.get("connection")
    if given is not None:
        run_on(given)
        return
    with schema_change(db.engine) as connection:
        run_on(connection)


def run_on(connection: Connection) -> None:
    """Run on a connection whose transaction is ended by whoever began it."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        include_object=ours,
        render_item=plainly,
        compare_server_default=False,
        transactional_ddl=True,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
