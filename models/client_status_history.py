"""What has changed in a case: legal group, status, ward, coordinator; written by the product alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Dialect, String, TypeDecorator
from sqlalchemy.orm import Mapped

from models.base import TEXT_LENGTH, Model, column, link
from models.client import Client
from models.client_choices import CaseStatus
from models.client_group import ClientGroup
from models.schema import PUBLIC, SENSITIVE, Area, Choice, Kind


class HistoryKind(Choice):
    """Which value changed."""

    legal_group = "Nhóm, diện", "Legal group"
    case_status = "Tình trạng hồ sơ", "Case status"
    ward = "Nơi cư trú", "Ward"
    coordinator = "Điều phối viên", "Coordinator"


_CHOICES: dict[str, Choice] = {member.name: member for kind in (ClientGroup, CaseStatus) for member in kind}


class HistoryValue(TypeDecorator[Any]):
    """A legal group or a status, kept by its name and given back as the choice; other text as it is."""

    impl = String(TEXT_LENGTH)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Keep a choice by its name, so that `new_value == ClientGroup.methadone` can be asked."""
        del dialect
        return value.name if isinstance(value, Choice) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Give the choice back, so that it is shown in the reader's language."""
        del dialect
        return _CHOICES.get(value, value)


class ClientStatusHistory(Model):
    """One change in one case. Before its first row of a kind, `old_value` held from the intake on."""

    words = "Lịch sử hồ sơ", "Case history"
    menu = Area.cases
    rank = 80
    holds = Kind.RECORD
    scoped_by = ("client",)
    titled_by = ("client", "kind", "effective_on")

    client: Mapped[Client] = link("Người được hỗ trợ", "Client", PUBLIC, listed=True, typed=False)
    kind: Mapped[HistoryKind] = column("Thay đổi", "Change", PUBLIC, listed=True, filtered=True, typed=False)
    old_value: Mapped[Any] = column(
        "Trước", "Before", PUBLIC, sql=HistoryValue(), listed=True, typed=False, nullable=True
    )
    new_value: Mapped[Any] = column(
        "Sau", "After", PUBLIC, sql=HistoryValue(), listed=True, typed=False, nullable=True
    )
    effective_on: Mapped[date] = column(
        "Từ ngày", "Effective on", PUBLIC, listed=True, filtered=True, sortable=True, typed=False
    )
    reason: Mapped[str | None] = column("Lý do", "Reason", SENSITIVE, typed=False)
    document_no: Mapped[str | None] = column("Số văn bản", "Document number", SENSITIVE, typed=False)
