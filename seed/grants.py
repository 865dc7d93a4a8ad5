"""Grants on their way: who applies, who verifies and decides, who pays, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.access import SYSTEM, Person
from seed.planting import Planter, Typed

POLICY = "Hỗ trợ sinh kế, học nghề theo Nghị quyết 334/2020/NQ-HĐND"
RATE = 10_000_000
"""VND a person (D0)."""

PURPOSES = (
    ("livelihood", "Mua dụng cụ sửa xe máy", "Sửa xe máy"),
    ("livelihood", "Mua xe máy cũ chạy giao hàng", "Giao hàng"),
    ("livelihood", "Mua tủ kính, bếp bán hàng ăn sáng", "Bán hàng ăn"),
    ("livelihood", "Mua máy cắt cỏ, dụng cụ làm vườn", "Làm vườn"),
    ("vocational", "Học nghề sửa chữa điện lạnh", "Điện lạnh"),
    ("vocational", "Học nghề cắt tóc", "Cắt tóc"),
)
ISSUER = "UBND thành phố Đà Nẵng"


@dataclass(frozen=True, slots=True)
class Asked:
    """One application: for whom, when, by whose account, how far it goes, under which decision."""

    client: Any
    on: date
    by: Person
    until: str
    decision_no: str = ""


STEPS = ("submit", "verify", "approve", "pay", "visit", "close")
"""The course of a grant; each goes as far as its last step says."""

DAYS = {"verify": 7, "approve": 14, "pay": 21, "visit": 80, "close": 180}
DATES = {"verify": "verified_on", "approve": "decision_on", "pay": "paid_on", "visit": "followup_on"}
SIDE_STEPS = {
    "return": ("submit", "Bổ sung xác nhận hoàn cảnh của UBND phường."),
    "reject": ("verify", "Chưa đủ điều kiện theo chính sách."),
    "cancel": ("submit", "Người được hỗ trợ xin thôi."),
}
"""Where a grant leaves its course: after which step, and why."""


def plant_grants(planter: Planter, asked: Sequence[Asked], above: Person) -> None:
    """Save applications by their accounts, and take each as far as it goes; `above` verifies and decides.

    What SYSTEM has applied for was decided on paper: the panel's own decision takes two accounts.
    """
    rows: list[tuple[Asked, Any]] = []
    for by in dict.fromkeys(each.by for each in asked):
        mine = [each for each in asked if each.by == by]
        saved = planter.plant(
            "support_grant", [_row(planter, each) for each in mine], dated="application_on", by=by
        )
        rows += zip(mine, saved, strict=True)
    for name in STEPS:
        _step(planter, name, [pair for pair in rows if _reaches(pair[0].until, name)], above)
    for name, (_after, reason) in SIDE_STEPS.items():
        planter.take(
            name, [(row, {"review_note": reason}) for each, row in rows if each.until == name], above
        )


def _row(planter: Planter, each: Asked) -> Typed:
    kind, purpose, trade = planter.rng.choice(PURPOSES)
    return {
        "client": each.client, "policy": POLICY, "grant_kind": kind, "purpose": purpose, "trade": trade,
        "amount_vnd": str(planter.rng.choice((RATE, RATE, RATE, RATE - 2_000_000))),
        "application_on": each.on, "hardship_basis": "difficult_economy",
        "hardship_note": "Gia đình thu nhập thấp, không ổn định, có xác nhận của tổ dân phố.",
    }  # fmt: skip


def _reaches(until: str, name: str) -> bool:
    """Say whether a grant that goes until a step takes another one on the way."""
    last = SIDE_STEPS[until][0] if until in SIDE_STEPS else until
    return last in STEPS and STEPS.index(name) <= STEPS.index(last)


def _step(planter: Planter, name: str, rows: Sequence[tuple[Asked, Any]], above: Person) -> None:
    """Take one step with all the grants that reach it, by those whose step it is."""
    decides = name in {"verify", "approve"}
    for by in dict.fromkeys(each.by for each, _row in rows):
        mine = [(each, row) for each, row in rows if each.by == by]
        on_paper = by == SYSTEM and decides
        if on_paper and name == "verify":
            continue
        move = "record_decision" if on_paper else name
        planter.take(
            move, [(row, _typed(name, each)) for each, row in mine], above if decides and not on_paper else by
        )


def _typed(name: str, each: Asked) -> Typed:
    """Type what a step asks for."""
    given: Typed = {DATES[name]: each.on + timedelta(days=DAYS[name])} if name in DATES else {}
    if name == "approve":
        given |= {"decision_no": each.decision_no, "issuer": ISSUER}
    if name == "pay":
        given |= {"payment_method": "cash", "receiver": "person", "receipt_no": f"PC-{each.decision_no[:3]}"}
    if name in {"visit", "close"}:
        given |= {"result": "working"}
    return given
