"""What a check of an installation is: a number, a sentence, a hint, and whether to serve in spite of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.server_state import ContentState, ServerState


@dataclass(frozen=True, slots=True)
class Machine:
    """This machine and process; as it should be, unless said otherwise."""

    open_files: tuple[str, ...] = ()  # of keys, data and passwords: those that others may read
    keys_lie_beside_data: bool = False
    is_root: bool = False
    umask: int = 0o077
    python: tuple[int, int] = (3, 13)
    year_and_month: tuple[int, int] = (2026, 1)
    knows_our_zone: bool = True
    workers: str = "2"


@dataclass(frozen=True, slots=True)
class Deployment:
    """Everything that is looked at; None stands for a database that did not answer."""

    config: Mapping[str, Any]
    machine: Machine = field(default_factory=Machine)
    server: ServerState | None = field(default_factory=ServerState)
    content: ContentState | None = field(default_factory=ContentState)
    is_migrated: bool = True
    wrong_declarations: int = 0
    demo_accounts: int = 0
    broken_views: int = 0

    @property
    def is_sqlite(self) -> bool:
        """Say whether the database is a file."""
        return str(self.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")


Look = Callable[[Deployment], object]
"""Tells whether the fault is there: anything true is, and a number or a text stands in the sentence."""


@dataclass(frozen=True, slots=True)
class DeployCheck:
    """One numbered look; serious is what nobody should serve real people with."""

    code: str
    message: str
    hint: str
    is_serious: bool
    look: Look


CHECKS: dict[str, DeployCheck] = {}
"""Every check by its number."""


def looks(code: str, message: str, hint: str, look: Look, *, serious: bool = True) -> None:
    """Declare a check; a number is given once."""
    if code in CHECKS:
        raise ValueError(f"Two checks have the number {code}.")
    CHECKS[code] = DeployCheck(code, message, hint, serious, look)


def found_in(deployment: Deployment) -> list[tuple[DeployCheck, str]]:
    """Run every check, and give those that found something with their sentence."""
    seen = [(check, check.look(deployment)) for _code, check in sorted(CHECKS.items())]
    return [(check, check.message.format(found=found)) for check, found in seen if found]
