"""Grants for livelihood and vocational training, from the application to what came of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped

from models.account import Account
from models.base import Model, column, link
from models.client import Client
from models.client_group import ClientGroup
from models.grant_policy import GrantKind, GrantPolicy, HardshipBasis
from models.schema import PUBLIC, SENSITIVE, VND, YEAR, Area, Kind, Workflow
from models.support_grant_choices import GrantResult, GrantStatus, PaymentMethod, Receiver
from models.support_grant_steps import STEPS

ASKED = "Đề nghị", "Application"
NEED = "Căn cứ hoàn cảnh", "Basis of need"
DECISION = "Quyết định", "Decision"
PAYMENT = "Chi trả", "Payment"
AFTER = "Theo dõi sau hỗ trợ", "Follow-up"


class SupportGrant(Model):
    """Money for one person under one policy; what they may still receive is asked at every step (GR2)."""

    words = "Hỗ trợ sinh kế, học nghề", "Support grants"
    menu = Area.support
    rank = 20
    holds = Kind.CASE
    scoped_by = ("client",)
    titled_by = ("client", "policy", "application_on")
    keyed_by = ("client", "policy", "application_on")
    corrected_by_supervisor = True
    workflow = Workflow(
        "status",
        GrantStatus.draft,
        STEPS,
        good=frozenset({GrantStatus.approved, GrantStatus.paid}),
        bad=frozenset({GrantStatus.returned, GrantStatus.rejected, GrantStatus.recovered}),
        over=frozenset({GrantStatus.closed, GrantStatus.cancelled}),
    )

    client: Mapped[Client] = link(
        "Người được hỗ trợ", "Client", PUBLIC, listed=True, filtered=True, group=ASKED
    )
    policy: Mapped[GrantPolicy] = link(
        "Chính sách", "Policy", PUBLIC, listed=True, filtered=True, group=ASKED
    )
    grant_kind: Mapped[GrantKind] = column(
        "Loại hỗ trợ", "Kind", PUBLIC, listed=True, filtered=True, group=ASKED
    )
    amount_vnd: Mapped[int] = column(
        "Số tiền", "Amount", PUBLIC, unit=VND, listed=True, filtered=True, sortable=True, group=ASKED
    )
    purpose: Mapped[str] = column("Mục đích", "Purpose", group=ASKED, example="Mua dụng cụ sửa xe")
    trade: Mapped[str | None] = column("Nghề", "Trade", group=ASKED)
    application_on: Mapped[date] = column(
        "Ngày đề nghị",
        "Applied on",
        PUBLIC,
        listed=True,
        filtered=True,
        sortable=True,
        group=ASKED,
        index=True,
    )
    budget_year: Mapped[int | None] = column(
        "Năm ngân sách",
        "Budget year",
        PUBLIC,
        bulk=True,
        unit=YEAR,
        sql=SmallInteger(),
        filtered=True,
        group=ASKED,
        help=("Để trống: năm của ngày đề nghị.", "Left empty: the year of the application."),
    )

    eligibility_group: Mapped[ClientGroup | None] = column(
        "Thuộc nhóm",
        "Eligible as",
        PUBLIC,
        filtered=True,
        group=NEED,
        help=("Để trống: nhóm hiện nay của người được hỗ trợ.", "Left empty: the person’s present group."),
    )
    hardship_basis: Mapped[HardshipBasis | None] = column(
        "Căn cứ", "Basis", PUBLIC, filtered=True, group=NEED
    )
    hardship_note: Mapped[str | None] = column(
        "Mô tả hoàn cảnh", "Situation", SENSITIVE, long=True, group=NEED
    )
    terms_by: Mapped[Account | None] = link(
        "Người ghi nội dung sau cùng", "Terms last typed by", PUBLIC, typed=False, group=NEED
    )

    status: Mapped[GrantStatus] = column(
        "Trạng thái", "Status", PUBLIC, listed=True, filtered=True, typed=False, default=GrantStatus.draft
    )
    verified_on: Mapped[date | None] = column(
        "Ngày thẩm định", "Verified on", PUBLIC, typed=False, group=DECISION
    )
    verified_by: Mapped[Account | None] = link(
        "Người thẩm định", "Verified by", PUBLIC, typed=False, group=DECISION
    )
    decision_no: Mapped[str | None] = column(
        "Số quyết định", "Decision number", SENSITIVE, typed=False, group=DECISION
    )
    decision_on: Mapped[date | None] = column(
        "Ngày quyết định",
        "Decided on",
        PUBLIC,
        typed=False,
        listed=True,
        filtered=True,
        sortable=True,
        group=DECISION,
    )
    issuer: Mapped[str | None] = column(
        "Cơ quan quyết định", "Issued by", PUBLIC, typed=False, group=DECISION
    )
    approved_by: Mapped[Account | None] = link(
        "Người duyệt", "Approved by", PUBLIC, typed=False, group=DECISION
    )
    recorded_by: Mapped[Account | None] = link(
        "Người ghi quyết định giấy", "Paper decision recorded by", PUBLIC, typed=False, group=DECISION
    )
    review_note: Mapped[str | None] = column(
        "Ý kiến, lý do", "Reason", typed=False, long=True, group=DECISION
    )

    paid_on: Mapped[date | None] = column(
        "Ngày chi", "Paid on", PUBLIC, typed=False, filtered=True, group=PAYMENT
    )
    paid_by: Mapped[Account | None] = link("Người chi", "Paid by", PUBLIC, typed=False, group=PAYMENT)
    payment_method: Mapped[PaymentMethod | None] = column(
        "Hình thức chi", "Payment method", PUBLIC, typed=False, group=PAYMENT
    )
    receiver: Mapped[Receiver | None] = column("Người nhận", "Receiver", PUBLIC, typed=False, group=PAYMENT)
    receiver_name: Mapped[str | None] = column(
        "Họ tên người nhận", "Receiver’s name", typed=False, group=PAYMENT
    )
    receipt_no: Mapped[str | None] = column(
        "Số phiếu chi", "Receipt number", SENSITIVE, typed=False, group=PAYMENT
    )

    followup_on: Mapped[date | None] = column("Ngày theo dõi", "Visited on", PUBLIC, typed=False, group=AFTER)
    result: Mapped[GrantResult | None] = column(
        "Kết quả", "Result", PUBLIC, typed=False, filtered=True, group=AFTER
    )
    recovered_vnd: Mapped[int | None] = column(
        "Đã thu hồi", "Recovered", PUBLIC, unit=VND, typed=False, group=AFTER
    )

    __table_args__ = (
        CheckConstraint("amount_vnd > 0 AND amount_vnd % 1000 = 0", name="amount_in_thousands"),
        CheckConstraint(
            "recovered_vnd IS NULL OR recovered_vnd BETWEEN 0 AND amount_vnd", name="recovered_within"
        ),
        Index(None, "client_id", "policy_id"),
    )
