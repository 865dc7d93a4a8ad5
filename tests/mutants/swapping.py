"""How a mutant gets into a running program: a function's code is exchanged, or a module imported broken."""

from __future__ import annotations

import gc
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from tests.mutants.making import Mutant
from tests.structure.sources import ROOT


class Broken(importlib.abc.MetaPathFinder, importlib.machinery.SourceFileLoader):
    """Gives the mutant where its module is imported."""

    def __init__(self, mutant: Mutant) -> None:
        name = mutant.path.removesuffix(".py").replace("/", ".")
        super().__init__(name, str(ROOT / mutant.path))
        self.source = mutant.source

    def find_spec(self, name: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        """Find the one module."""
        del path, target
        return (
            importlib.util.spec_from_file_location(name, self.path, loader=self)
            if name == self.name
            else None
        )

    def get_code(self, fullname: str) -> CodeType:
        """Give the broken code, whatever was compiled before."""
        del fullname
        return compile(self.source, self.path, "exec", dont_inherit=True)

    def install(self) -> None:
        """Stand before all other finders."""
        sys.meta_path.insert(0, self)


def changed_functions(mutant: Mutant) -> dict[str, CodeType] | None:
    """Give the functions whose code differs, by name; None where more than their inside differs."""
    path = str(ROOT / mutant.path)
    whole, broken = (
        compile(source, path, "exec", dont_inherit=True)
        for source in ((ROOT / mutant.path).read_text(), mutant.source)
    )
    if _print(whole, inside=False) != _print(broken, inside=False):
        return None
    pairs = zip(_functions(whole), _functions(broken), strict=True)
    found = {new.co_qualname: new for old, new in pairs if _print(old) != _print(new)}
    return None if any("<" in name for name in found) else found


class Living:
    """The functions of the program by file and name, found once: looking through all objects takes time."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], list[FunctionType]] = defaultdict(list)
        for each in [each for each in gc.get_objects() if type(each) is FunctionType]:
            self.found[each.__code__.co_filename, each.__code__.co_qualname].append(each)

    def has(self, path: str, functions: dict[str, CodeType]) -> bool:
        """Say whether all of these functions live."""
        return all((str(ROOT / path), name) in self.found for name in functions)

    def exchange(self, path: str, functions: dict[str, CodeType]) -> None:
        """Give every function of these names its new code, whoever holds it: decorators, listeners, rules."""
        for name, code in functions.items():
            for each in self.found[str(ROOT / path), name]:
                each.__code__ = code


def _functions(code: CodeType) -> Iterator[CodeType]:
    """Yield the outermost functions of a module and of its classes."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_flags & 1:  # "optimized": a function; what is not is a class
                yield inner
            else:
                yield from _functions(inner)


def _print(code: CodeType, *, inside: bool = True) -> tuple[Any, ...]:
    """Take what a code does, but for its line numbers; `inside` says whether functions count."""
    constants = tuple(
        (_print(each, inside=inside) if inside or not each.co_flags & 1 else each.co_qualname)
        if isinstance(each, CodeType)
        else (type(each), repr(each))
        for each in code.co_consts
    )
    names = code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars
    return (
        code.co_qualname,
        code.co_code,
        constants,
        names,
        code.co_flags,
        code.co_argcount,
        code.co_kwonlyargcount,
    )
