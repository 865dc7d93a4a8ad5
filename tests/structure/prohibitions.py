"""What no folder may contain, and how a file is read for it."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from tests.structure.sources import Source, Use, camel, sources

BENEATH = {
    "models": {"models"},
    "forms": {"models", "forms"},
    "admin": {"models", "forms", "admin"},
    "seed": {"models", "forms", "seed"},
    "app": {"models", "forms", "admin", "seed", "app"},
}
PANELS_OWN = {"ACCOUNT", "RECORD", "VIEW"}
"""Kinds of table the panel itself works with: who signs in, what was done, how lists are looked at."""

LOOKS = {"c", "columns", "name", "primary_key", "constraints"}  # what a table's description says
SELECTING = {"select", "select_from", "exists", "join", "outerjoin", "with_only_columns", "add_columns"}


class Ban(NamedTuple):
    """Names (patterns of dotted names) that may not be used in a folder, and the reason."""

    folders: tuple[str, ...]
    names: tuple[str, ...]
    reason: str


SQL = ("text", "insert", "update", "delete", "Table", "table")
BANS = (
    Ban(
        ("models",),
        ("flask.request", "flask.session", "flask.flash", "flask.render_*", "flask.redirect", "flask.url_for",
         "flask_login.current_user", "wtforms*", "flask_wtf*", "flask_admin*", "jinja2*", "markupsafe*"),
        "the schema knows no request, no page and no form",
    ),
    Ban(
        ("rules",),
        ("sqlalchemy*", "models.base.db*", ".query", ".execute", ".scalar", ".scalars"),
        "a rule names a fact of models/facts.py instead of asking the database",
    ),
    Ban(("rules",), ("wtforms*", "flask_admin*", "flask.*"), "fields come from the table, not from here"),
    Ban(
        ("forms", "rules", "admin", "seed", "app"),
        (*(f"sqlalchemy*.{name}" for name in SQL), *(f"*db.{name}" for name in SQL), "*.look_past",
         ".from_statement", ".exec_driver_sql", ".raw_connection", ".bulk_*"),
        "the gate cannot see it; put it into models/",
    ),
    Ban(("seed",), ("*session.execute", "*session.add*"), "rows are saved through the forms"),
    Ban(("app",), (".route", "*.select", ".query", ".execute", ".scalars"), "app.py only wires"),
    Ban(
        ("tests",),
        ("unittest.mock*", "pytest_mock*", "time.sleep", "asyncio.sleep", ".wait_for_timeout"),
        "tests wait for what happens and use the real database",
    ),
)  # fmt: skip


def places(source: Source) -> set[str]:
    """Tell which bans apply: those of the folder, and in forms/ those of a file with an entity's rules."""
    return {"rules"} if source.forms() and source.folder == "forms" else {source.folder}


def core_tables(source: Source) -> Iterator[Use]:
    """Yield where a Core table is used for more than a look at its columns, or its columns are selected."""
    nodes = list(ast.walk(source.tree))
    looked_at = {id(node.value) for node in nodes if isinstance(node, ast.Attribute) and node.attr in LOOKS}
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr == "__table__" and id(node) not in looked_at:
            yield "uses a Core table", node.lineno
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SELECTING:
            arguments = map(ast.unparse, [*node.args, *(keyword.value for keyword in node.keywords)])
            if any("__table__" in argument for argument in arguments):
                yield "selects from a Core table", node.lineno


def complaints(source: Source) -> list[str]:
    """List what is in a file that may not be there."""
    found = [
        (line, f"imports {name}: imports point down only")
        for name, line in source.imported()
        if (top := name.split(".")[0]) in BENEATH and top not in BENEATH.get(source.folder, BENEATH)
    ]
    found += [
        (line, f"uses {name}: {ban.reason}")
        for ban in BANS
        if places(source) & set(ban.folders)
        for name, line in source.uses()
        if any(fnmatchcase(name, pattern) for pattern in ban.names)
    ]
    if source.folder in {"forms", "admin", "seed", "app"}:
        found += [(line, f"{what}: the gate cannot see it") for what, line in core_tables(source)]
    if source.folder == "seed":
        found += [
            (line, "writes SQL")
            for text, line in source.strings()
            if re.search(r"\binsert\s+into\b", text, re.IGNORECASE)
        ]
    return [f"{source.path}:{line} {words}" for line, words in sorted(set(found))]


def entity_words() -> set[str]:
    """Name every entity, as a table and as a class, but for the panel's own."""
    tables = {table: holds for source in sources("models") for table, holds in source.tables().items()}
    entities = {table for table, holds in tables.items() if holds not in PANELS_OWN}
    return entities | set(map(camel, entities))


def named_entities(source: Source, entities: set[str]) -> list[str]:
    """List where a file of the panel names an entity, in its code or in a string."""
    words = [
        *source.identifiers(),
        *((word, line) for text, line in source.strings() for word in re.findall(r"\w+", text)),
    ]
    return [f"{source.path}:{line} names {word}" for word, line in sorted(set(words)) if word in entities]
