"""One entity, one name, in every folder: its table, its rules, its first rows, its tests."""

import pytest

from tests.structure.sources import ROOT, Source, camel, sources

MADE_BY_MACHINE = {"RECORD"}  # kinds of table nobody fills in; a form without rules puts them on a page


def parent_files() -> list[Source]:
    """List the files of models/ that declare a table; the others in a file are its children."""
    return [source for source in sources("models") if source.tables()]


def tables_with_forms() -> set[str]:
    """Name every table that has its rules somewhere in forms/."""
    return {table for source in sources("forms") for table in source.forms()}


def tables_people_fill() -> dict[str, Source]:
    """Tell for every table that people fill in which file declares it."""
    return {
        table: source
        for source in parent_files()
        for table, holds in source.tables().items()
        if holds not in MADE_BY_MACHINE
    }


@pytest.mark.parametrize("source", parent_files(), ids=lambda source: source.stem)
def test_a_file_is_named_after_the_table_it_declares(source):
    assert source.stem in source.tables(), f"{source.path} declares {', '.join(source.tables())}"


@pytest.mark.parametrize("source", sources("forms"), ids=lambda source: source.stem)
def test_rules_stand_in_a_file_named_like_their_table_or_its_parent(source):
    declared = {table: source for source in parent_files() for table in source.tables()}
    for table in source.forms():
        assert table in declared, f"{source.path} has rules for {table}, which no file of models/ declares"
        assert source.stem in {table, declared[table].stem}


def test_every_table_people_fill_in_has_a_form():
    assert sorted(set(tables_people_fill()) - tables_with_forms()) == []


@pytest.mark.parametrize("path", sorted((ROOT / "seed").rglob("*.csv")), ids=lambda path: path.stem)
def test_a_seed_file_is_named_after_a_table(path):
    assert path.stem in {table for source in parent_files() for table in source.tables()}


def test_a_form_class_is_named_after_its_table():
    for source in sources("forms"):
        for table in source.forms():
            assert f"class {camel(table)}Form(" in source.text, source.path
