"""The project's own Python files as syntax trees: what each imports, names, calls and is called."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("models", "forms", "admin", "seed", "tests")
Use = tuple[str, int]  # a dotted name and the line it stands on


@dataclass(frozen=True)
class Source:
    """One file: its path from the project's root, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parse the file; one that is no Python raises SyntaxError."""
        return ast.parse(self.text, self.path)

    @property
    def folder(self) -> str:
        """Tell the top folder, or the file's own name at the root."""
        return self.path.split("/")[0].removesuffix(".py")

    @property
    def stem(self) -> str:
        """Tell the file's name without its ending."""
        return Path(self.path).stem

    @cached_property
    def imports(self) -> dict[str, str]:
        """Tell what each imported name stands for: `{"select": "sqlalchemy.select"}`."""
        return {alias.asname or alias.name: name for alias, name, _line in self._aliases()}

    def imported(self) -> Iterator[Use]:
        """Yield what is imported, by its full name."""
        return ((name, line) for _alias, name, line in self._aliases())

    def uses(self) -> Iterator[Use]:
        """Yield imports (`sqlalchemy.select`), chains of names (`models.base.db.session`), `.attribute`s."""
        yield from self.imported()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute):
                yield f".{node.attr}", node.lineno
                if chain := self._chain(node):
                    yield chain, node.lineno

    def strings(self) -> Iterator[Use]:
        """Yield every string that is not a docstring."""
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield node.value, node.lineno

    def identifiers(self) -> Iterator[Use]:
        """Yield every name the code gives or uses, without what follows `Role.`, the roles' own words."""
        for node in ast.walk(self.tree):
            line = getattr(node, "lineno", 0)
            match node:
                case ast.Attribute(value=ast.Name(id="Role")):
                    continue
                case (
                    ast.Name(id=name)
                    | ast.Attribute(attr=name)
                    | ast.arg(arg=name)
                    | ast.keyword(arg=str(name))
                ):
                    yield name, line
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    yield name, line
                case ast.alias(name=name):
                    yield from ((part, line) for part in name.split("."))
                case ast.ImportFrom(module=str(name)):
                    yield from ((part, line) for part in name.split("."))

    def tables(self) -> dict[str, str]:
        """Tell the tables declared here and what each holds: `{"client": "PERSON"}`."""
        return {
            snake(node.name): _holds(node)
            for node in self.tree.body
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Model" for base in node.bases)
        }

    def forms(self) -> list[str]:
        """Name the tables that have their rules here: the argument of each `@form_for(...)`."""
        return [
            snake(ast.unparse(decorator.args[0]))
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ClassDef)
            for decorator in node.decorator_list
            if isinstance(decorator, ast.Call)
            and ast.unparse(decorator.func) == "form_for"
            and decorator.args
        ]

    def _aliases(self) -> Iterator[tuple[ast.alias, str, int]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias, alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                package = self.path.split("/")[: -node.level] if node.level else []
                module = ".".join([*package, *filter(None, [node.module])])
                yield from ((alias, f"{module}.{alias.name}", node.lineno) for alias in node.names)

    def _chain(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            return self.imports.get(node.id, node.id)
        if isinstance(node, ast.Attribute) and (start := self._chain(node.value)):
            return f"{start}.{node.attr}"
        return None


def sources(*folders: str) -> list[Source]:
    """Read the Python files of some folders; what Alembic writes has its own form."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    names = [path.relative_to(ROOT).as_posix() for path in paths]
    return [Source(name, (ROOT / name).read_text()) for name in names if "/migrations/" not in name]


def snake(name: str) -> str:
    """Name the table of a class: `SupportGrant` is kept in `support_grant`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def camel(table: str) -> str:
    """Name the class of a table: `support_grant` is `SupportGrant`."""
    return "".join(word.capitalize() for word in table.split("_"))


def _holds(table: ast.ClassDef) -> str:
    for node in table.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="holds")], value=value):
                return ast.unparse(value).removeprefix("Kind.")
            case ast.AnnAssign(target=ast.Name(id="holds"), value=ast.expr() as value):
                return ast.unparse(value).removeprefix("Kind.")
    return ""
