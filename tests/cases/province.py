"""A typical province."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(_world: World) -> Typed:
    """Da Nang before and after the reform of 2025."""
    return {"gso_code": "48", "name": "Đà Nẵng", "kind": "thanh_pho", "valid_from": "01/01/1997"}
