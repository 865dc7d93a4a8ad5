"""What came of the rules on a row: confirmations with their reasons, and warnings still open."""

from __future__ import annotations

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.base import Model, column, link
from models.schema import PUBLIC, SENSITIVE, TABLE, Area, Kind
from models.ward import Ward


class RuleAcknowledgement(Model):
    """Somebody confirmed a value that a rule doubted, and said why; lapses when the value changes."""

    words = "Xác nhận", "Acknowledgements"
    menu = Area.accounts
    holds = Kind.RECORD
    scoped_by = ("ward",)
    titled_by = ("rule_code", "table_name")

    rule_code: Mapped[str] = column(
        "Quy tắc", "Rule", PUBLIC, listed=True, filtered=True, sql=String(12), typed=False
    )
    table_name: Mapped[str] = column(
        "Bảng", "Table", PUBLIC, listed=True, filtered=True, unit=TABLE, sql=String(40), typed=False
    )
    row_id: Mapped[int] = mapped_column(Integer)
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
    scoped_by = ("ward",)
    titled_by = ("rule_code", "table_name")

    rule_code: Mapped[str] = column(
        "Quy tắc", "Rule", PUBLIC, listed=True, filtered=True, sql=String(12), typed=False
    )
    table_name: Mapped[str] = column(
        "Bảng", "Table", PUBLIC, listed=True, filtered=True, unit=TABLE, sql=String(40), typed=False
    )
    row_id: Mapped[int] = mapped_column(Integer)
    ward: Mapped[Ward | None] = link("Phường, xã", "Ward", PUBLIC, listed=True, filtered=True, typed=False)

    __table_args__ = (Index(None, "table_name", "row_id"),)
