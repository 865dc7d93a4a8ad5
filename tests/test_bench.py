"""The bench measures what it says: the floor answers rightly, figures are judged, the paper kept."""

import io
import tempfile
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Enum

from models.base import db
from tests.bench import compare, report
from tests.bench.asking import Ask
from tests.bench.cast import seen_by_each
from tests.bench.choices import IN_THE_SCHEMA
from tests.bench.data import Data
from tests.bench.facts import facts_of
from tests.bench.judging import judged
from tests.bench.operations import FILES, OPERATIONS, PAGES, Target
from tests.bench.serving import serving
from tests.bench.site_floor import Floor
from tests.bench.timing import Figures, measure_crowd, measure_files, measure_pages, measure_start


@pytest.fixture
def floor(seeded_copy, tmp_path):
    """Serve the floor on the demo data."""
    with seeded_copy.app_context():
        people = seen_by_each(db.session())
    url = seeded_copy.config["DATABASE_URL"]
    keys = dict.fromkeys(("secret", "data", "password"), "for a test")
    data = Data(url.split(":")[0].split("+")[0], url, 132, keys, people)
    with serving(Floor(data, facts_of(data)), tmp_path / "log") as server:
        yield server


def shown(server, name: str):
    """Ask the floor for something."""
    visitor = server.visitor("")
    return visitor.ask(getattr(server.site, name)(visitor))


def test_the_floor_shows_the_rows_asked_for(floor):
    facts = floor.site.facts
    first, middle = shown(floor, "list_first").text, shown(floor, "list_middle").text
    assert first.count("<tr>") == middle.count("<tr>") == 51
    assert f"<p>{facts.clients}</p>" in first
    assert shown(floor, "list_next").text == middle  # by the key of the row before
    assert f"<td>{facts.after}</td>" not in middle
    assert shown(floor, "search_hits").text.count(facts.phrase) >= 1
    assert "<p>0</p>" in shown(floor, "search_none").text
    assert facts.phrase in shown(floor, "look_up").text
    assert shown(floor, "look_up_none").body == b""


def test_the_floor_writes_whole_files_and_saves(floor):
    clients = floor.site.facts.clients
    assert shown(floor, "csv_all").body.count(b"\n") == clients + 1
    book = openpyxl.load_workbook(io.BytesIO(shown(floor, "sheet").body), read_only=True)
    assert clients / 20 < len(list(book.active.rows)) - 1 < clients / 3
    assert shown(floor, "save").status == 303


def test_each_operation_is_measured(floor):
    everything, quiet = set(OPERATIONS), lambda _words: None
    found = measure_start([floor], 1, quiet) | measure_pages([floor], everything, 2, quiet)
    found |= measure_crowd([floor], 0.1, quiet) | measure_files([floor], everything, 1, quiet)
    assert found.keys() == {"start", "crowd", *(each.name for each in (*PAGES, *FILES))}
    figures = [each["floor"] for each in found.values()]
    assert [each.failed for each in figures if each.failed] == []
    assert all(value > 0 for each in figures for name, value in each.plain().items() if name != "memory")
    text = report.tables(found, ["floor"], "sqlite")
    assert report.FAILED not in text
    assert text.count("\n| ") > len(OPERATIONS)


def test_a_page_that_is_refused_has_failed(floor):
    floor.site.list_first = lambda _visitor: Ask("/nowhere")
    found = measure_pages([floor], {"list_first"}, 1, lambda _words: None)
    assert "404" in found["list_first"]["floor"].failed
    assert report.FAILED in report.tables(found, ["floor"], "sqlite")


def test_a_target_is_missed_by_its_figure_or_where_there_is_none_by_its_ratio():
    assert not Target("median", 0.005, 2).missed(0.004, 0.001)
    assert Target("median", 0.005, 2).missed(0.006, 0.004)
    assert Target("median", times_floor=3).missed(0.004, 0.001)
    assert not Target("median", times_floor=3).missed(0.002, 0.001)
    assert Target("rate", least_of_floor=0.3).missed(29, 100)
    assert not Target("rate", least_of_floor=0.3).missed(31, 100)


def test_figures_are_held_against_floor_and_best_peer():
    of = {
        "this panel": Figures([0.006]),
        "floor": Figures([0.002]),
        "a": Figures([0.06]),
        "b": Figures([0.03]),
    }
    line = next(line for line in judged({"sort_name": of}, "postgresql"))
    assert line == [
        "6",
        "sort by name",
        "median",
        "≤ 5.0 ms; 2.6× floor",
        "6.0 ms",
        "**missed**",
        "3.00",
        "0.20",
    ]
    of["this panel"] = Figures(failed="500")
    assert report.missed({"sort_name": of}, "postgresql") == [
        "6: sort by name, median: failed (≤ 5.0 ms; 2.6× floor)"
    ]


def test_each_run_replaces_its_own_part_of_the_paper(tmp_path):
    paper = tmp_path / "performance.md"
    for name, part in (("growth", "grown"), ("postgresql", "old"), ("postgresql", "new")):
        report.keep_part(paper, name, part)
    text = paper.read_text()
    assert "old" not in text
    assert text.index("# How fast") < text.index("new") < text.index("grown")


def test_the_peers_offer_the_choices_of_the_schema():
    for place, values in IN_THE_SCHEMA.items():
        table, _, column = place.partition(".")
        kind = db.metadata.tables[table].c[column].type
        assert isinstance(kind, Enum)
        assert tuple(kind.enums) == values, place


@pytest.mark.long
@pytest.mark.parametrize("kind", report.KINDS)
def test_everybody_answers_every_request_of_the_bench(kind, tmp_path):
    arguments = ["--database", kind, "--clients", "300", "--rounds", "1", "--seconds", "0.2"]
    paper = tmp_path / "performance.md"
    asked = compare.options([*arguments, "--paper", str(paper)])
    with tempfile.TemporaryDirectory() as folder:  # PostgreSQL's own user cannot enter pytest's
        compare.compare(asked, Path(folder))
    assert report.FAILED not in paper.read_text()
