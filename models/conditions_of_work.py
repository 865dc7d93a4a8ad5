"""What waits for somebody: people nobody has spoken with for long, steps overdue, doors with one lock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import aliased

from models.account import Account
from models.client import Client
from models.client_choices import CaseStatus
from models.conditions import condition
from models.counselling_session import CounsellingSession
from models.referral import Referral
from models.referral_choices import OPEN
from models.schema import today
from models.second_factor import is_enrolled

SILENT_DAYS = 30
"""Days without a session after which somebody is to be asked how they are."""


@condition(Client, f"Chưa liên hệ trong {SILENT_DAYS} ngày", f"No contact for {SILENT_DAYS} days")
def out_of_touch(client: Any) -> ColumnElement[bool]:
    """Match open cases, received that long ago, that had no session since."""
    since = today() - timedelta(days=SILENT_DAYS)
    session = aliased(CounsellingSession)  # not the sessions a list may be about
    lately = select(session.id).where(session.client_id == client.id, session.session_on >= since)
    return and_(client.case_status != CaseStatus.closed, client.intake_on < since, not_(lately.exists()))


@condition(Referral, "Quá hạn bước tiếp theo", "Next step overdue")
def overdue(referral: Any) -> ColumnElement[bool]:
    """Match open referrals whose next step was due before today."""
    return and_(referral.status.in_(OPEN), referral.due_on < today())


@condition(Account, "Chưa bật xác thực hai lớp", "Without a second factor")
def single_factor(account: Any) -> ColumnElement[bool]:
    """Match accounts that a password alone opens."""
    return not_(is_enrolled(account.id))
