"""Counts on the page: what to choose from, the table with a list behind each number, the chart, the notes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from admin.addresses import path_of
from admin.chart import MOST_BARS, Chart, chart_of
from admin.counting import counted
from admin.filter_bar import Pairs, asked_pairs
from admin.filter_fields import within
from admin.grouping_fields import Grouping, sum_label
from admin.grouping_laid import Laid
from admin.grouping_reading import BY, SUM, Question
from admin.grouping_table import Table, table_of
from forms.showing import shown
from forms.words import put_number, say, spoken
from models.access import Right, may
from models.base import described


def page_of(question: Question) -> dict[str, Any]:
    """Give the template everything the page shows."""
    listing, model = question.listing, question.listing.model
    asked = asked_pairs(listing)
    page: dict[str, Any] = {
        "title": say(f"{spoken(model.words)}: đếm theo nhóm", f"{spoken(model.words)}, counted"),
        "list_title": spoken(model.words),
        "list_url": _address(path_of(f"{model.__tablename__}.index_view"), asked),
        "csv_url": "",
        "sentence": listing.sentence(),
        "carried": asked,
        "choices": [_choices(question, number) for number in range(2)],
        "sums": [(name, sum_label(spec), name == question.summed) for name, spec in question.sums.items()],
    }
    if not question.groupings:
        return page
    table = table_of(listing, question.groupings, question.summed)
    if may(listing.person, Right.EXPORT, model):
        chosen = [(BY, each.name) for each in question.groupings]
        chosen += [(SUM, question.summed)] if question.summed else []
        page["csv_url"] = _address(path_of(f"{model.__tablename__}.groups_export"), [*chosen, *asked])
    return page | {
        "count_text": counted(model, table.whole.count),
        "caption": caption_of(question),
        "chart": _chart(question, table),
        "sets": [each.label for each in question.groupings if each.is_set],
    } | Laid(question, table).out()  # fmt: skip


def caption_of(question: Question) -> str:
    """Say what a table counts, and of which rows."""
    by = say(" và ", " and ").join(within(each.label) for each in question.groupings)
    counted_by = say(f"Số lượng theo {by}", f"Count by {by}")
    sentence = question.listing.sentence()
    return f"{counted_by}. {sentence}" if sentence else counted_by


def _choices(question: Question, number: int) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """List what can be chosen, by the link that leads to it: name, label, whether it is chosen."""
    chosen = question.groupings[number].name if number < len(question.groupings) else ""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for name, each in question.known.items():
        found.setdefault(_way(each, question), []).append((name, each.label, name == chosen))
    return list(found.items())


def _way(grouping: Grouping, question: Question) -> str:
    """Name the row that has what is counted by: the list's own, or the one a link leads to."""
    steps = grouping.asked.field.steps
    model, link = steps[0] if steps else (question.listing.model, "")
    return spoken(described(model)[link].words if link else model.words)


def _chart(question: Question, table: Table) -> dict[str, Any] | None:
    """Draw the totals of the rows: what was added up, or how many there are."""
    summed = question.summed
    unit = question.sums[summed].unit if summed else None
    values = []
    for row in table.rows:
        cell = table.of_rows[row.key]
        value = cell.total if summed else cell.count
        values.append((row.label, value, shown(value, unit)))
    latest = table.groupings[0].part is not None
    drawn: Chart | None = chart_of(values[-MOST_BARS:] if latest else values)
    if drawn is None:
        return None
    what = sum_label(question.sums[summed]) if summed else say("Số lượng", "Count")
    by = within(table.groupings[0].label)
    label = say(f"{what} theo {by}", f"{what} by {by}")
    if len(values) > MOST_BARS:
        most = put_number(MOST_BARS)
        label += say(
            f" ({most} nhóm {'cuối' if latest else 'đầu'})", f" ({'last' if latest else 'first'} {most})"
        )
    return {"label": label, "bars": drawn.bars, "height": drawn.height}


def _address(url: str, pairs: Pairs) -> str:
    return f"{url}?{urlencode(pairs)}" if pairs else url
