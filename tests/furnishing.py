"""The world every rule is tried in: a province, two wards, and the cast with their areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.access import SYSTEM
from tests.applications import SETTINGS

if TYPE_CHECKING:
    from tests.world import World

CAST = {"an": "admin", "lan": "coordinator", "minh": "coordinator", "hoa": "supervisor", "binh": "viewer"}
WARDS = {"lan": ("20209", "Thanh Khê"), "minh": ("20242", "Hải Châu")}


def furnish(world: World) -> World:
    """Make the places, then the people who will ask."""
    with world.asked_by(SYSTEM):
        province = world.make("province")
        for name, role in CAST.items():
            given = {"username": name, "full_name": name.capitalize(), "role": role}
            if role == "coordinator":
                code, ward_name = WARDS[name]
                ward = world.make("ward", gso_code=code, name=ward_name, province=province)
                given["coordinator"] = world.make("coordinator", full_name=f"{name.capitalize()} Điều Phối")
                world.make("coordinator_assignment", coordinator=given["coordinator"], ward=ward, role="lead")
            account = world.make("account", **given, new_password=SETTINGS["DEMO_PASSWORD"])
            account.must_change_password = False
            if role == "coordinator":
                world.make("account_scope", account=account, ward=ward)
            elif role in {"supervisor", "viewer"}:
                world.make("account_scope", account=account, province=province)
        world.session.commit()
    return world
