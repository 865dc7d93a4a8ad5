"""How long files and functions are, and how long they may be."""

import ast
from collections.abc import Iterator
from statistics import median

from tests.structure.sources import Source, sources

FILE_LINES, FILE_AIM = 200, 150
FUNCTION_LINES, FUNCTION_AIM = 30, 25
MEASURED = ("models", "forms", "admin")
Size = tuple[int, str]


def file_sizes(files: list[Source]) -> list[Size]:
    """Count the lines of files."""
    return [(len(source.text.splitlines()), source.path) for source in files]


def function_sizes(files: list[Source]) -> list[Size]:
    """Count the lines of functions, from `def` to the last one, docstring and all."""
    return [
        (node.end_lineno - node.lineno + 1, f"{source.path}:{node.lineno} {node.name}")
        for source in files
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def too_long(sizes: list[Size], limit: int) -> list[Size]:
    """List what is over a limit, the longest first."""
    return sorted((size for size in sizes if size[0] > limit), reverse=True)


def summary() -> Iterator[str]:
    """Sum up each folder in two lines."""
    for folder in MEASURED:
        files = sources(folder)
        yield describe(folder, "files", file_sizes(files), FILE_AIM)
        yield describe(folder, "functions", function_sizes(files), FUNCTION_AIM)


def describe(folder: str, what: str, sizes: list[Size], aim: int) -> str:
    """Sum up sizes in one line."""
    lines, longest = max(sizes, default=(0, "none"))
    middle = median(size for size, _name in sizes) if sizes else 0
    over = f"over {aim}: {len(too_long(sizes, aim)):2}"
    return f"{folder:7} {len(sizes):4} {what:9}  median {middle:5.1f}  {over}  longest {lines} ({longest})"
