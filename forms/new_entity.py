"""The files of a new entity, ready to edit: a page each for the table, its rules, its rows, its cases."""

from __future__ import annotations

import re
from pathlib import Path

MODEL = '''"""{Words}: say in one sentence what the table holds."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from models.base import Model, column, derived
from models.keys import search_key
from models.schema import PUBLIC, Area, Kind


class {Class}(Model):
    """What one row is."""

    words = "{Words}", "{Words}s"
    menu = Area.places
    holds = Kind.REFERENCE  # CASE where a row is about a person; then say scoped_by = ("client",)
    scoped_by = ()
    titled_by = ("name",)
    keyed_by = ("name",)

    name: Mapped[str] = column("Tên", "Name", PUBLIC, listed=True, searched=True, sortable=True)
    name_search: Mapped[str] = derived(search_key, "name", index=True)
    valid_from: Mapped[date] = column("Từ ngày", "From", PUBLIC, listed=True, filtered=True, sortable=True)
'''

FORM = '''"""What must be true of a {words}."""

from __future__ import annotations

from datetime import date

from forms.base import WARNING, SchemaForm, form_for, rule
from models.{table} import {Class}
from models.schema import today


@form_for({Class})
class {Class}Form(SchemaForm):
    """A {words}."""

    @rule("{CODE}1", "valid_from", severity=WARNING, vi="Chưa đến ngày bắt đầu.", en="It has not begun yet.")
    def has_begun(self, start: date) -> bool:
        """Say what the rule protects."""
        return start <= today()
'''

SEED = "name,valid_from\n"

CASES = '''"""A typical {words}, and its rules kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world import case

if TYPE_CHECKING:
    from tests.world import Typed, World


def typical(_world: World) -> Typed:
    """Sound values as people type them."""
    return {{"name": "Ví dụ", "valid_from": "01/07/2025"}}


@case("{table}", "has_begun")
def next_century(world: World) -> tuple[Typed, Typed]:
    """A day that has not come, and none of us will see."""
    return world.typical("{table}"), world.typical("{table}") | {{"valid_from": "31/12/2100"}}
'''


def write_entity(root: Path, name: str) -> list[Path]:
    """Write the four files; refuses a name that is not singular_with_underscores, or files that exist."""
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name):
        message = "Name the entity in the singular, small letters and underscores: home_visit."
        raise SystemExit(message)
    words = name.replace("_", " ")
    said = {
        "table": name,
        "words": words,
        "Words": words.capitalize(),
        "Class": "".join(part.capitalize() for part in name.split("_")),
        "CODE": "".join(part[0] for part in name.split("_")).upper().ljust(2, "X"),
    }
    files = {
        root / "models" / f"{name}.py": MODEL.format(**said),
        root / "forms" / f"{name}.py": FORM.format(**said),
        root / "seed" / "data" / f"{name}.csv": SEED,
        root / "tests" / "cases" / f"{name}.py": CASES.format(**said),
    }
    standing = [path for path in files if path.exists()]
    if standing:
        message = f"{standing[0].relative_to(root)} already exists."
        raise SystemExit(message)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return list(files)
