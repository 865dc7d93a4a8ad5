"""Small counts are hidden, and nobody works them out from the counts that are shown."""

import itertools
import random

import pytest
from sqlalchemy import func, select

from forms.base import FORMS
from forms.registry import declare
from models.access import FEWEST, SYSTEM, Role
from models.account import account_named, person_for
from models.base import db
from models.small_counts import hidden, with_totals
from models.tallies import counted_by, tally
from tests.html_pages import Page

declare()

TABLES = 1_000
LARGEST = 9


def drawn(chance):
    """Draw a table of counts, small ones and zeros often among them."""
    rows, columns = chance.choice([(1, 3), (2, 2), (2, 3), (3, 2), (1, 5), (3, 3)])
    most = chance.choice([2, 5, LARGEST, 40])
    return [[chance.choice([0, chance.randint(0, most)]) for _ in range(columns)] for _ in range(rows)]


def solutions(table, away):
    """Try every table within one of the true one that has the shown counts, its sums, and no hidden zero."""
    height, width = len(table) - 1, len(table[0]) - 1
    by_row = []
    for row in range(height):
        moves = [(-1, 0, 1) if (row, column) in away else (0,) for column in range(width)]
        total = (row, width) in away
        by_row.append([move for move in itertools.product(*moves) if total or sum(move) == 0])
    for moves in itertools.product(*by_row):
        tried = with_totals([[table[r][c] + moves[r][c] for c in range(width)] for r in range(height)])
        spots = [(r, c) for r in range(height + 1) for c in range(width + 1)]
        if all(tried[r][c] >= 1 if (r, c) in away else tried[r][c] == table[r][c] for r, c in spots):
            yield tried


def worked_out(table, away):
    """List the hidden counts that can have one value only."""
    values = {spot: {table[spot[0]][spot[1]]} for spot in away}
    for tried in solutions(table, away):
        for row, column in away:
            values[row, column].add(tried[row][column])
    return [spot for spot, found in values.items() if len(found) < 2]


def test_no_hidden_count_can_be_worked_out():
    chance, shown, small = random.Random(10), 0, 0
    for _each in range(TABLES):
        table = with_totals(drawn(chance))
        away = hidden(table)
        if away is None:
            continue
        spots = [(r, c) for r, row in enumerate(table) for c, _count in enumerate(row)]
        assert all((r, c) in away for r, c in spots if 0 < table[r][c] < FEWEST)
        assert worked_out(table, away) == [], (table, away)
        shown += len(away) < len(spots) - 1
        small += bool(away)
    assert shown > TABLES / 4 < small


@pytest.mark.parametrize(
    "counts, away",
    [
        ([[10, 3]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[10, 30], [20, 40]], set()),
        ([[10, 0], [20, 40]], set()),
        ([[3, 1]], None),
        ([[1, 1, 1, 1, 1]], None),
        ([[3, 10], [20, 40]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ],
)  # fmt: skip
def test_as_little_is_hidden_as_keeps_the_small_ones(counts, away):
    assert hidden(with_totals(counts)) == away


def test_the_search_for_what_can_be_worked_out_finds_it():
    """One hidden count beside its sum is no secret; nor are ones that add up to their number."""
    assert worked_out(with_totals([[3, 10], [20, 40]]), {(0, 0)}) == [(0, 0)]
    assert worked_out(with_totals([[1, 1], [1, 1]]), {(0, 0), (0, 1), (1, 0), (1, 1)})


# --- the viewer's first page


@pytest.fixture
def tallies(seeded):
    with seeded.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        viewer = person_for(session, account_named(session, "binh"))
        assert viewer.role is Role.viewer
        session.info["person"] = viewer
        return {table: tally(session, form.model) for table, form in FORMS.items() if counted_by(form.model)}


def test_a_viewer_reads_no_small_count_and_every_other_one_right(tallies, seeded):
    assert {"client", "counselling_session"} <= set(tallies)
    found = [each for each in tallies.values() if each is not None]
    assert found
    with seeded.app_context():
        db.session().info["person"] = SYSTEM
        for each in found:
            shown = [count for line in each.counts for count in line if count is not None]
            assert all(count == 0 or count >= FEWEST for count in shown)
            state = getattr(each.model, each.by)
            true = dict(db.session.execute(select(state, func.count()).group_by(state)).all())
            for choice, count in zip(each.choices, each.counts[-1], strict=False):
                assert count in {None, true[choice]}


def test_a_table_of_counts_stands_on_the_first_page_of_viewers_alone(tallies, binh, hoa):
    shown = [each for each in tallies.values() if each is not None]
    assert Page(binh.get("/admin/").text).tags["table"] == len(shown) > 0
    assert Page(hoa.get("/admin/").text).tags["table"] == 0
