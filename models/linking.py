"""What happens to a class of the schema while it is made: links get their keys, choices their walls."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Integer
from sqlalchemy.orm import MappedColumn, mapped_column, relationship

from models.cipher import Encrypted
from models.schema import Spec


def snake(name: str) -> str:
    """Name the table of a class: `SupportGrant` → `support_grant`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Link:
    """A relationship not yet given its foreign key; `Model` turns it into both when the class is made."""

    def __init__(self, spec: Spec, options: dict[str, Any]) -> None:
        """Keep what was said until the class is whole."""
        self.spec = spec
        self.options = options


def _target(annotation: Any) -> tuple[str, bool]:
    """Read `Mapped[Client | None]` into the target's name and whether the link may be empty."""
    text = annotation if isinstance(annotation, str) else repr(annotation)
    inner = text[text.index("[") + 1 : text.rindex("]")]
    name = re.findall(r"\w+", inner.replace("Optional", ""))[0]
    return name, "None" in inner or "Optional" in inner


def give_links_their_keys(cls: Any) -> None:
    """Replace each `Link` by a relationship and an indexed, restricted foreign key named `…_id`."""
    specs: dict[str, Spec] = {}
    annotations = dict(vars(cls).get("__annotations__", {}))
    for name, value in list(vars(cls).items()):
        if isinstance(value, MappedColumn) and "spec" in value.column.info:
            specs[name] = value.column.info["spec"]
        if not isinstance(value, Link):
            continue
        specs[name] = value.spec
        target, optional = _target(annotations.pop(name))
        key = mapped_column(
            Integer,
            ForeignKey(f"{snake(target)}.id", ondelete="RESTRICT"),
            nullable=optional,
            index=True,
            active_history=True,
            **value.options,
        )
        setattr(cls, f"{name}_id", key)
        relation: Any = relationship(
            target,
            foreign_keys=[key.column],
            info={"spec": value.spec},
            remote_side=f"{target}.id",  # or a link to its own table would point the other way
        )
        setattr(cls, name, relation)
    cls.__annotations__ = annotations
    cls.__described__ = specs


def wall_in(cls: Any) -> None:
    """Give every choice a CHECK and every ciphertext its label: the database is the last wall."""
    cls.__table__.dialect_options["sqlite"]["autoincrement"] = True  # an id is never used again
    for cell in cls.__table__.columns:
        if isinstance(cell.type, Enum):
            allowed = ", ".join(f"'{name}'" for name in cell.type.enums)
            cls.__table__.append_constraint(
                CheckConstraint(f"{cell.name} IN ({allowed})", name=f"{cell.name}_choice")
            )
        if isinstance(cell.type, Encrypted):
            cell.type = Encrypted(f"{cls.__tablename__}.{cell.name}")
