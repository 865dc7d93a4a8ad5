"""Where in a file something may be broken, what stands there, and in which function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

ALIASES = {"Answer", "Key", "Change", "Subject", "__all__"}
"""Names of types, and of what a module offers: declarations no test could notice."""

WORDS = {"vi", "en", "source"}
"""What a rule says to people."""

Position = tuple[int, int]


class Places:
    """A file's source; lines count from 1, columns in characters from 0."""

    def __init__(self, source: str) -> None:
        self.source, self.lines, self.tree = source, source.splitlines(keepends=True), ast.parse(source)
        self.closed = [self.span(node) for node in self._closed()]
        self.functions = [
            (name, min((node.lineno, *(each.lineno for each in node.decorator_list))), node.end_lineno)
            for name, node in _functions(self.tree)
        ]

    @property
    def bodies(self) -> dict[str, range]:
        """Give the lines of each function's body, without the lines that only declare it."""
        return {
            name: range(
                node.body[0].lineno + (len(node.body) > 1 and _is_text(node.body[0])), node.end_lineno + 1
            )
            for name, node in _functions(self.tree)
        }

    def _closed(self) -> Iterator[ast.AST]:
        """Yield what is left alone."""
        for node in ast.walk(self.tree):
            match node:
                case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
                    yield node
                case ast.Assign(targets=[ast.Name(id=name)]) if name in ALIASES:
                    yield node
                case ast.keyword(arg=name) if name in WORDS:
                    yield node
            for name in ("annotation", "returns"):
                if (declared := getattr(node, name, None)) is not None:
                    yield declared

    def span(self, node: ast.AST) -> tuple[Position, Position]:
        """Tell where a node begins and ends."""
        return (
            (node.lineno, self._column(node.lineno, node.col_offset)),
            (node.end_lineno, self._column(node.end_lineno, node.end_col_offset)),
        )

    def _column(self, line: int, offset: int) -> int:
        """Turn an offset in bytes, as `ast` counts, into one in characters."""
        return len(self.lines[line - 1].encode()[:offset].decode())

    def is_open(self, line: int, column: int) -> bool:
        """Say whether what begins here may be broken."""
        return not any(start <= (line, column) < end for start, end in self.closed)

    def offset(self, position: Position) -> int:
        """Count the characters before a position."""
        return sum(map(len, self.lines[: position[0] - 1])) + position[1]

    def replaced(self, node: ast.AST, text: str) -> str:
        """Give the source with other words in the place of a node."""
        start, end = (self.offset(position) for position in self.span(node))
        return self.source[:start] + text + self.source[end:]

    def told(self, start: Position, end: Position, broken: str) -> str:
        """Say what was put in the place of what."""
        first, last = self.offset(start), self.offset(end)
        after = broken[first : len(broken) - (len(self.source) - last)]
        return f"{short(self.source[first:last])} → {short(after)}"

    def text(self, line: int) -> str:
        """Give a line as it stands."""
        return self.lines[line - 1].strip()

    def function(self, line: int) -> str:
        """Name the innermost function a line belongs to, its decorators among its lines."""
        within = [(start, name) for name, start, end in self.functions if start <= line <= end]
        return max(within)[1] if within else ""


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
        inner = f"{prefix}{node.name}." if isinstance(node, ast.FunctionDef | ast.ClassDef) else prefix
        yield from _functions(node, inner)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def short(text: str, most: int = 60) -> str:
    """Put a piece of code on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
