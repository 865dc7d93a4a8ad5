"""How somebody has laid out a list for themselves: which columns, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Model, now
from models.schema import Kind


class ListSetting(Model):
    """The columns one account chose for one table, by name; no row: the schema's own."""

    holds: ClassVar[Kind] = Kind.RECORD
    scoped_by: ClassVar[tuple[str, ...]] = ()

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    table_name: Mapped[str] = mapped_column(String(40))
    columns: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("account_id", "table_name"),)


SETTINGS = Model.metadata.tables["list_setting"]
_CHOSEN = select(SETTINGS.c.columns).where(
    SETTINGS.c.account_id == bindparam("account"), SETTINGS.c.table_name == bindparam("table")
)  # made once, as every list asks
_INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def chosen_columns(session: Session, account_id: int, table: str) -> list[str]:
    """List what somebody chose; nothing when they never did."""
    found: str | None = session.connection().scalar(_CHOSEN, {"account": account_id, "table": table})
    return found.split(",") if found else []


def choose_columns(session: Session, account_id: int, table: str, names: Sequence[str]) -> None:
    """Keep somebody's choice; an empty one gives the list back to the schema. The caller commits.

    In one statement: two pages of one person may be sent at once, and the later one counts.
    """
    connection, key = session.connection(), {"account_id": account_id, "table_name": table}
    if not names:
        mine = (SETTINGS.c[name] == value for name, value in key.items())
        connection.execute(delete(SETTINGS).where(*mine))
        return
    chosen = {"columns": ",".join(names), "updated_at": now()}
    insert = _INSERT[connection.dialect.name](SETTINGS).values(**key, **chosen)
    connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=chosen))
