"""Tells mypy that `ward: Mapped[Ward] = link(…)` also makes `ward_id`, as models/linking.py does."""

from collections.abc import Callable

from mypy.nodes import AssignmentStmt, CallExpr, NameExpr
from mypy.plugin import ClassDefContext, Plugin
from mypy.plugins.common import add_attribute_to_class
from mypy.types import NoneType, UnionType


class LinkPlugin(Plugin):
    """Adds the foreign keys to every table."""

    def get_base_class_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        """Look at the classes built on Model."""
        return _add_keys if fullname == "models.base.Model" else None


def _add_keys(context: ClassDefContext) -> None:
    """Add `<name>_id: Mapped[int]` (or `int | None`) for each link in the class's body."""
    for statement in context.cls.defs.body:
        if not isinstance(statement, AssignmentStmt) or not isinstance(statement.rvalue, CallExpr):
            continue
        callee, target = statement.rvalue.callee, statement.lvalues[0]
        if isinstance(callee, NameExpr) and callee.name == "link" and isinstance(target, NameExpr):
            number = context.api.named_type("builtins.int")
            optional = "None" in str(statement.unanalyzed_type)
            kind = UnionType([number, NoneType()]) if optional else number
            mapped = context.api.named_type("sqlalchemy.orm.base.Mapped", [kind])
            add_attribute_to_class(context.api, context.cls, f"{target.name}_id", mapped)


def plugin(_version: str) -> type[Plugin]:
    """Hand the plugin to mypy."""
    return LinkPlugin
