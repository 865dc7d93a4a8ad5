"""Who a row that somebody keeps is for, in words and in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models.schema import Choice


class Audience(Choice):
    """Whom its owner lets see it."""

    private = "Chỉ mình tôi", "Only me"
    role = "Một vai trò", "One role"
    everyone = "Mọi người", "Everyone"


def shared_with(model: Any, account_id: int | None, role: Choice) -> ColumnElement[bool]:
    """Give people their own rows, and what is meant for them; what lies in the trash is its owner's alone."""
    for_role = and_(model.audience == Audience.role, model.role == role)
    meant = and_(model.deleted_at.is_(None), or_(model.audience == Audience.everyone, for_role))
    return or_(model.owner_id == account_id, meant)
