"""Our own ways to break code: a condition dropped from a query, a guard left out, an answer made constant."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import Any

from tests.mutants.places import Places, short

JOINING = {"and_", "or_", "where", "union_all", "union", "order_by", "group_by", "coalesce"}
"""Calls each of whose arguments is a condition or a part of its own."""

SWAPPED = {"and_": "or_", "is_": "is_not", "in_": "not_in", "is_distinct_from": "is_not_distinct_from"}
SWAPPED |= {new: old for old, new in SWAPPED.items()}
TURNED = {"any": "all", "all": "any", "min": "max", "max": "min"}

Edit = tuple[ast.AST, str, str]  # what is replaced, how that is told, by what


def edits(places: Places) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the words and the source of our own mutants."""
    for node in ast.walk(places.tree):
        for child in ast.iter_child_nodes(node):
            child.above = node
    for node in ast.walk(places.tree):
        if hasattr(node, "lineno") and places.is_open(*places.span(node)[0]):
            for way in (dropped, swapped, decided, filtered, answered, left_out, turned, unnamed):
                for target, what, text in way(node):
                    yield target.lineno, what, places.replaced(target, text)


def without(node: Any, name: str, place: int) -> str:
    """Write a node again without one of its parts."""
    smaller = copy.copy(node)
    setattr(smaller, name, [each for number, each in enumerate(getattr(node, name)) if number != place])
    return ast.unparse(smaller)


def dropped(node: ast.AST) -> Iterator[Edit]:
    """Drop one condition, operand, member or entry of several."""
    match node:
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=parts) if called in JOINING:
            name = "args"
        case ast.BoolOp(values=parts):
            name = "values"
        case ast.Set(elts=parts) | ast.List(elts=parts, ctx=ast.Load()):
            name = "elts"
        case ast.Tuple(elts=parts, ctx=ast.Load()) if _is_gone_through(node):
            name = "elts"
        case ast.Dict(keys=keys, values=parts):
            for place, part in enumerate(parts if len(parts) > 1 else ()):
                rest = ast.Dict(keys[:place] + keys[place + 1 :], parts[:place] + parts[place + 1 :])
                yield node, f"without {short(ast.unparse(keys[place] or part))}", ast.unparse(rest)
            return
        case _:
            return
    for place, part in enumerate(parts if len(parts) > 1 else ()):
        whole = node if name != "values" or len(parts) > 2 else parts[1 - place]
        text = without(node, name, place) if whole is node else ast.unparse(whole)
        yield node, f"without {short(ast.unparse(part))}", f"({text})" if name == "values" else text


def _is_gone_through(node: Any) -> bool:
    """Say whether a tuple is a list of things, and not one thing of several sides."""
    above = node.above
    match above:
        case ast.For(iter=each) | ast.comprehension(iter=each) | ast.Starred(value=each):
            return each is node
        case ast.Compare(ops=[ast.In() | ast.NotIn()]):
            return above.comparators[0] is node
        case ast.Assign() | ast.keyword(arg="facts"):
            return isinstance(getattr(above, "above", None), ast.Module | ast.Call)
    return isinstance(above, ast.Call) and getattr(above.func, "attr", "") in {"in_", "not_in"}


def swapped(node: ast.AST) -> Iterator[Edit]:
    """Turn `and_` into `or_`, `in_` into `not_in`, `any` into `all`, and the like."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in {"and_", "or_"}:
            yield node.func, f"{name} → {SWAPPED[name]}", f'__import__("sqlalchemy").{SWAPPED[name]}'
        case ast.Call(func=ast.Name(id=name)) if name in TURNED:
            yield node.func, f"{name} → {TURNED[name]}", TURNED[name]
        case ast.Call(func=ast.Attribute(value=of, attr=name)):
            other = SWAPPED.get(name) or (TURNED.get(name) if ast.unparse(of) == "func" else None)
            if other:
                yield node.func, f"{name} → {other}", f"{ast.unparse(of)}.{other}"
            if name == "desc":
                yield node, "without .desc()", ast.unparse(of)


def decided(node: ast.AST) -> Iterator[Edit]:
    """Let a condition always hold, or never."""
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            for answer in ("True", "False"):
                yield test, f"{short(ast.unparse(test))} → {answer}", answer
        case ast.Match(cases=cases):
            for case in cases:
                yield case.pattern, f"never case {short(ast.unparse(case.pattern))}", _never(case)


def _never(case: ast.match_case) -> str:
    return f"{ast.unparse(case.pattern)} if False"


def filtered(node: ast.AST) -> Iterator[Edit]:
    """Drop a comprehension's condition."""
    if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        for place, part in enumerate(node.generators):
            for number, test in enumerate(part.ifs):
                whole = copy.deepcopy(node)
                del whole.generators[place].ifs[number]
                text = ast.unparse(whole)
                yield node, f"without if {short(ast.unparse(test))}", text


def answered(node: ast.AST) -> Iterator[Edit]:
    """Answer always the same."""
    if isinstance(node, ast.Return) and node.value is not None:
        above = node
        while not isinstance(above, ast.FunctionDef | ast.Lambda):
            above = above.above
        declared = ast.unparse(above.returns) if getattr(above, "returns", None) else ""
        for answer in ("True", "False") if declared == "bool" else ("None",):
            yield node.value, f"{short(ast.unparse(node.value))} → {answer}", answer


def left_out(node: ast.AST) -> Iterator[Edit]:
    """Leave a statement out: a call, a raise, a yield, a write into something."""
    within = isinstance(node, ast.stmt) and not isinstance(node.above, ast.Module | ast.ClassDef)
    if not within:
        return
    match node:
        case (
            ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom())
            | ast.Raise()
            | ast.AugAssign()
            | ast.Delete()
        ):
            yield node, f"without {short(ast.unparse(node))}", "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]) | ast.Return(value=None):
            yield node, f"without {short(ast.unparse(node))}", "pass"


def turned(node: ast.AST) -> Iterator[Edit]:
    """Turn `in` into `not in`."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
        other = copy.copy(node)
        other.ops = [ast.NotIn() if isinstance(node.ops[0], ast.In) else ast.In()]
        words = ("not in → in", "in → not in")[isinstance(node.ops[0], ast.In)]
        yield node, words, f"({ast.unparse(other)})"


def unnamed(node: ast.AST) -> Iterator[Edit]:
    """Drop a named argument: what it says is then left to the default."""
    if not isinstance(node, ast.Call):
        return
    for place, given in enumerate(node.keywords):
        switch = isinstance(given.value, ast.Constant) and isinstance(given.value.value, bool)
        if given.arg not in {None, "vi", "en", "source"} and not switch:
            yield node, f"without {short(ast.unparse(given))}", without(node, "keywords", place)
