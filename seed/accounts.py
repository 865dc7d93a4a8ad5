"""The demo accounts, and who each of them is to the gate."""

from __future__ import annotations

from models.access import Person
from models.account import person_for
from seed.planting import Planter, Typed

CAST: list[Typed] = [
    {"username": "an", "full_name": "Nguyễn Văn An", "role": "admin"},
    {"username": "lan", "full_name": "Lê Thị Lan", "role": "coordinator", "coordinator": "Lê Thị Lan"},
    {
        "username": "minh", "full_name": "Trần Quang Minh", "role": "coordinator",
        "coordinator": "Trần Quang Minh",
    },
    {"username": "hoa", "full_name": "Phạm Thị Hoa", "role": "supervisor"},
    {"username": "binh", "full_name": "Đỗ Văn Bình", "role": "viewer"},
]  # fmt: skip
SCOPES: list[Typed] = [
    {"account": "lan", "ward": "20209@2025-07-01"},
    {"account": "minh", "ward": "20242@2025-07-01"},
    {"account": "hoa", "province": "48@2025-07-01"},
    {"account": "binh", "province": "48@2025-07-01"},
]


def plant_accounts(planter: Planter, password: str) -> dict[str, Person]:
    """Save the five accounts with one password and their areas; tell who each is."""
    known = {"must_change_password": "0", "new_password": password, "again": password}
    accounts = planter.plant("account", [row | known for row in CAST])
    planter.plant("account_scope", SCOPES)
    return {account.username: person_for(planter.session, account) for account in accounts}
