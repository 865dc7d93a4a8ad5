"""What came of the rules on a row: confirmations with their reasons, and warnings still open."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, Integer, String, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.account import Account
from models.base import Model, column, link
from models.schema import PUBLIC, SENSITIVE, TABLE, Area, Kind
from models.ward import Ward


class RuleAcknowledgement(Model):
    """Somebody confirmed a value that a rule doubted, and said why; lapses when the value changes."""

    words = "Xác nhận", "Acknowledgements"
    menu = Area.accounts
    holds = Kind.RECORD
    scoped_by = ()
    follows_subject = True
    titled_by = ("rule_code", "table_name")

    rule_code: Mapped[str] = column(
        "Quy tắc", "Rule", PUBLIC, listed=True, filtered=True, sql=String(12), typed=False
    )
    table_name: Mapped[str] = column(
        "Bảng", "Table", PUBLIC, listed=True, filtered=True, unit=TABLE, sql=String(40), typed=False
    )
    row_id: Mapped[int] = mapped_column(Integer)
    rule_name: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = column("Lý do", "Reason", SENSITIVE, listed=True, long=True, typed=False)
    value_fingerprint: Mapped[str] = mapped_column(String(64))
    account: Mapped[Account | None] = link("Người xác nhận", "Confirmed by", PUBLIC, listed=True, typed=False)
    ward: Mapped[Ward | None] = link("Phường, xã", "Ward", PUBLIC, listed=True, typed=False)

    __table_args__ = (Index(None, "table_name", "row_id"),)


class RuleFinding(Model):
    """A warning that stands on a saved row, kept so that it can be listed and counted."""

    words = "Cảnh báo dữ liệu", "Data warnings"
    menu = Area.cases
    holds = Kind.RECORD
    scoped_by = ()
    follows_subject = True
    titled_by = ("rule_code", "table_name")

    rule_code: Mapped[str] = column(
        "Quy tắc", "Rule", PUBLIC, listed=True, filtered=True, sql=String(12), typed=False
    )
    table_name: Mapped[str] = column(
        "Bảng", "Table", PUBLIC, listed=True, filtered=True, unit=TABLE, sql=String(40), typed=False
    )
    row_id: Mapped[int] = mapped_column(Integer)
    rule_name: Mapped[str] = mapped_column(String(80))
    ward: Mapped[Ward | None] = link("Phường, xã", "Ward", PUBLIC, listed=True, filtered=True, typed=False)

    __table_args__ = (Index(None, "table_name", "row_id"),)


@event.listens_for(Session, "before_flush")
def _forget_with_the_row(session: Session, _context: Any, _instances: Any) -> None:
    """Delete what was said about a row together with the row: nothing of it may pass to another."""
    for row in list(session.deleted):
        if row.holds is Kind.RECORD:
            continue
        for record in (RuleAcknowledgement, RuleFinding):
            said = select(record).where(record.table_name == row.__tablename__, record.row_id == row.id)
            for each in session.scalars(said):
                session.delete(each)
