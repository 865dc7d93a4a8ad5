"""Not yours, deleted and never there: one answer, byte for byte, on every page that takes an id."""

import pytest

from forms.registry import declare
from tests.applications import application_on_copy
from tests.fingerprints import fingerprints
from tests.probing import COUNTED, NOWHERE, deleted_rows, probes, throw_away, without_the_id
from tests.sight import given_away, plain, sights_of
from tests.two_worlds.pair import Asker, Request
from tests.two_worlds.streams import mark_on
from tests.two_worlds.worlds import templates

declare()

SAMPLE = 10
"""Rows of each table that are asked for."""

IN_THE_TRASH = {"restore/", "purge/"}
"""Pages on which what lies in the trash is rightly found."""


@pytest.fixture(scope="module")
def probed(databases, furnished):
    """Hand over two wards and a far one, with rows of every kind, some of them in the trash."""
    name = databases.template("probed", throw_away, templates(databases, furnished)["first"])
    with application_on_copy(databases, name) as app:
        yield app


@pytest.fixture(scope="module")
def sights(probed):
    """Sort the rows and the words by whose they are."""
    return sights_of(probed, "lan", "hoa")


def asked_for(person, rows, pages=None):
    """Put every probe for some rows and for a row that never was; yield what came and whether it is alike."""
    mark = mark_on(person.ask(Request("/admin/password/")))
    for probe in probes(person.app, set(rows)):
        if pages is None or probe.page in pages:
            missing = without_the_id(person.ask(probe.of(NOWHERE, mark)), NOWHERE)
            for row in rows["client" if probe.page in COUNTED else probe.table][:SAMPLE]:
                answer = person.ask(probe.of(row, mark))
                yield probe, row, answer, without_the_id(answer, row) == missing


@pytest.mark.parametrize("username", ["lan", "hoa", "binh"])
def test_every_way_to_anothers_row_is_the_way_to_nothing(probed, sights, username, measured):
    rows, words = hidden_from(sights, username)
    person = Asker(probed, username)
    before, pages, told = fingerprints(probed), {}, []
    for probe, row, answer, is_nothing in asked_for(person, rows):
        pages[f"{probe} {row}"] = plain(answer.text)
        told += [] if is_nothing else [(probe, row, answer.status)]
    leaks = given_away(words, pages)
    measured(
        row="A2", what=f"Probes of {username} for rows out of sight", target="≥ 2,500 for all, 0 canaries",
        obtained=f"{len(pages):,} probes, {len(leaks)} canaries, {len(told)} told apart from nothing",
    )  # fmt: skip
    assert (told, leaks) == ([], {})
    assert len(pages) > 600
    assert fingerprints(probed) == before


def hidden_from(sights, username):
    """Give the rows a person may not see, and the words on them; to a viewer that is everybody."""
    if username != "binh":
        return sights[username].others, sights[username].other_words
    seen = sights["hoa"]
    rows = {table: [*seen.mine[table][:2], *seen.others[table][:1]] for table in seen.mine}
    return rows, seen.my_words | seen.other_words


@pytest.mark.parametrize("username", ["lan", "hoa"])
def test_what_lies_in_the_trash_is_nowhere_else(probed, username):
    pages = {probe.page for probe in probes(probed, {"client"})} - IN_THE_TRASH
    found = asked_for(Asker(probed, username), deleted_rows(probed), pages)
    assert [(probe, row, answer.status) for probe, row, answer, is_nothing in found if not is_nothing] == []


def test_ones_own_rows_are_found_on_these_very_ways(probed, sights):
    mine = {"client": sights["lan"].mine["client"]}
    found = [
        answer for *_probe, answer, is_nothing in asked_for(Asker(probed, "lan"), mine) if not is_nothing
    ]
    pages = {str(number): plain(answer.text) for number, answer in enumerate(found)}
    assert len(given_away(sights["lan"].my_words, pages)) > SAMPLE
