"""Small files, small functions, and no drawer for odds and ends."""

import ast

import pytest

from tests.structure.sizes import FILE_LINES, FUNCTION_LINES, MEASURED, file_sizes, function_sizes, too_long
from tests.structure.sources import ROOT, Source, sources

DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "tools", "stuff"}


@pytest.mark.parametrize("folder", MEASURED)
def test_files_and_functions_are_small(folder):
    files = sources(folder)
    assert not too_long(file_sizes(files), FILE_LINES)
    assert not too_long(function_sizes(files), FUNCTION_LINES)


def test_a_long_file_and_a_long_function_are_noticed():
    long = Source("models/long.py", "def f():\n" + "    x = 1\n" * FILE_LINES)
    assert too_long(file_sizes([long]), FILE_LINES)
    assert too_long(function_sizes([long]), FUNCTION_LINES)
    short = Source("models/short.py", "def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 1))
    assert not too_long(function_sizes([short]), FUNCTION_LINES)


def test_no_file_is_a_drawer_for_odds_and_ends():
    files = [path for folder in (*MEASURED, "seed", "tests") for path in (ROOT / folder).rglob("*.py")]
    assert files
    assert [path for path in files if DRAWERS & set(path.stem.split("_"))] == []


@pytest.mark.parametrize("source", sources(*MEASURED, "seed", "tests"), ids=lambda source: source.path)
def test_every_file_opens_with_one_sentence(source):
    opening = (ast.get_docstring(source.tree) or "").partition("\n")[0]
    assert opening.endswith((".", "?", ":")), "the first line says what the file holds"
