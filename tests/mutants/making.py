"""The mutants of a file: Cosmic Ray's operators, and our own for the words that SQL and rules are made of.

Not touched, because no test could or should notice: docstrings, annotations, aliases of types, imports,
strings (words to people, names of columns), the words of a rule's sentence. Of Cosmic Ray's 213 operators
those are used that keep the kind of a value (`==` becomes `!=`, `<=`, `>=`, not `is`; `|` becomes `&`, not
`**`): the others fail at the first call, and would only flatter the figure. Their `AddNot` is left to our
own, which make a condition always true and always false: whatever notices one of these notices the negation.
"""

from __future__ import annotations

import ast
import dataclasses
from collections import Counter
from collections.abc import Iterator

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider

from tests.mutants.edits import edits
from tests.mutants.places import Places
from tests.structure.sources import ROOT

COMPARED = {
    "Eq": ("NotEq", "LtE", "GtE"), "NotEq": ("Eq", "Lt", "Gt"), "Lt": ("LtE", "GtE"), "LtE": ("Lt", "Gt"),
    "Gt": ("GtE", "LtE"), "GtE": ("Gt", "Lt"), "Is": ("IsNot",), "IsNot": ("Is",),
}  # fmt: skip
RECKONED = {
    "Add": ("Sub",), "Sub": ("Add",), "Mul": ("FloorDiv",), "Div": ("Mul",), "FloorDiv": ("Mul",),
    "Mod": ("Mul",),
    "BitOr": ("BitAnd", "Sub"), "BitAnd": ("BitOr",), "BitXor": ("BitOr",),
}  # fmt: skip
CHOSEN = (
    *(f"ReplaceComparisonOperator_{old}_{new}" for old, others in COMPARED.items() for new in others),
    *(f"ReplaceBinaryOperator_{old}_{new}" for old, others in RECKONED.items() for new in others),
    "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_USub",
    "ReplaceUnaryOperator_Delete_Invert",
    "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ExceptionReplacer", "NumberReplacer",
    "RemoveDecorator", "ZeroIterationForLoop",
)  # fmt: skip

UNREADABLE = ""
"""What a source means that Python refuses to read: that is no mutant."""


@dataclasses.dataclass(frozen=True)
class Mutant:
    """A file with one thing broken; `nth` tells two of the same words on the same line apart."""

    path: str
    line: int
    function: str  # empty: what runs when the module is imported
    place: str  # the line as it is
    what: str
    source: str
    nth: int = 0

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """Say which mutant it is, wherever the line has moved."""
        return self.path, self.function, self.place, self.what, self.nth


def mutants(path: str) -> list[Mutant]:
    """Make every mutant of a file, each different from the file and from every other."""
    source = (ROOT / path).read_text()
    places, seen, found = Places(source), {_meaning(source), UNREADABLE}, list[Mutant]()
    told: Counter[tuple[str, ...]] = Counter()
    for line, what, broken in sorted((*classical(source, places), *edits(places)), key=lambda one: one[0]):
        if (meaning := _meaning(broken)) in seen:
            continue
        seen.add(meaning)
        words = path, places.function(line), places.text(line), what
        found.append(Mutant(path, line, *words[1:], broken, told[words]))
        told[words] += 1
    return found


def _meaning(source: str) -> str:
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return UNREADABLE


def classical(source: str, places: Places) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the words and the source of Cosmic Ray's mutants."""
    operators, nodes = OperatorProvider(), list(ast_nodes(get_ast(source)))
    for operator in (operators[name]() for name in CHOSEN):
        positions = [position for node in nodes for position in operator.mutation_positions(node)]
        for occurrence, (start, end) in enumerate(positions):
            if places.is_open(*start):
                broken = mutate_code(source, operator, occurrence)
                yield start[0], places.told(start, end, broken), broken
