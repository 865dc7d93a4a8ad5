"""The paper of figures: a line per figure, the newest result, nothing of tests that are gone."""

from tests.assurance import Figure, keep, merged, read

MINE = "test_a_new_result_replaces_its_line_and_leaves_the_others"


def figure(row: str, obtained: str, test: str = MINE) -> Figure:
    """Make a figure of a test."""
    return Figure(row, "tries", "0", obtained, "SQLite", "2026-11-22", f'`make test-long ARGS="-k {test}"`')


def test_a_new_result_replaces_its_line_and_leaves_the_others(tmp_path):
    paper = tmp_path / "assurance.md"
    keep([figure("Cost", "1"), figure("A10", "first"), figure("A2", "kept | as it was")], paper)
    keep([figure("A10", "second")], paper)
    lines = [(line.row, line.obtained) for line in read(paper.read_text())]
    assert lines == [("A2", "kept ¦ as it was"), ("A10", "second"), ("Cost", "1")]


def test_the_line_of_a_test_that_is_gone_goes_too():
    gone = figure("B1", "0 missing", "test_" + "that_nobody_wrote")
    assert read(merged([gone, figure("B2", "0")], [])) == [figure("B2", "0")]
