"""What the database writes into a file by itself is, byte for byte, what Python writes row by row."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from admin.export_order import pen_of
from forms.base import FORMS
from forms.file_rows import Wanted, lines, short_way
from forms.file_shapes import Shape, shape_of
from forms.file_titles import UnwrittenError
from forms.registry import declare
from forms.words import MASKED
from models.access import SYSTEM, Person, Role
from models.account import account_named, person_for
from models.base import db, described, now
from models.ward import Ward
from tests.clients import client_for
from tests.hostile_texts import ODD
from tests.neighbours import as_system, neighbour

declare()

FEW = 60
EYE = Person(Role.supervisor, 1, None)
WAYS = ("csv", "vi"), ("xlsx", "vi"), ("jsonl", "en")
TEXTS = (
    "=1+1", "+84", "-2", "@x", "\t=1", "\r=1", "＝1", "'=1", "''=1", "'x", 'a"b', "a,b", "a\nb", "a\r\nb",
    "<b>&amp;", "]]>", "\x01\x1f", "\\n \\ {}", "_x0041_", "x" * 255, " ", "•", "𠀀", "\ufffe",
    "%s %(a)s %%", "{}", "null",
)  # fmt: skip


def wanted(model, names, language, *criteria, eye=EYE):
    """Order some columns of some rows of a table, with their versions."""
    return Wanted(model, tuple(names), criteria, [model.id], eye, language, versions=True)


def written(app, order, kind, *, short, person=SYSTEM):
    """Write the rows of an order as one person."""
    pen = pen_of(kind, order.headings)
    with app.app_context(), Session(db.engine, info={"person": person}) as session:
        return [bytes(line) for batch in lines(session, order, pen, short=short) for line in batch]


def by_sql(model):
    """List the described columns of a table that SQL can write."""
    return [name for name in described(model) if shape_of(model, name) is not Shape.SPOKEN]


def both_ways(app, few):
    """Write every table both ways in each form; give the lines compared and the tables that differ."""
    compared, different = 0, []
    for table, form in FORMS.items():
        some = form.model.id.in_(select(form.model.id).limit(few).scalar_subquery()) if few else True
        for kind, language in WAYS:
            criteria = [some] if few else []
            order = wanted(form.model, by_sql(form.model), language, *criteria)
            short, long = (written(app, order, kind, short=way) for way in (True, False))
            compared += len(short)
            different += [(table, kind)] * (short != long)
    return compared, different


def test_every_table_is_written_alike_by_sql_and_by_python(seeded):
    compared, different = both_ways(seeded, FEW)
    assert different == []
    assert compared > 300


@pytest.mark.long
def test_the_whole_demo_data_is_written_alike_by_sql_and_by_python(seeded, measured):
    compared, different = both_ways(seeded, 0)
    measured(row="11", what="lines of files written otherwise by SQL than by Python", target="0",
             obtained=f"{len(different)} of {compared:,}")  # fmt: skip
    assert different == []


def test_most_tables_are_written_by_sql_whole(seeded):
    engine = "sqlite" if seeded.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite") else "postgresql"
    long_way = set()
    for table, form in FORMS.items():
        try:
            short_way(wanted(form.model, by_sql(form.model), "vi"), pen_of("csv"), engine)
        except UnwrittenError:
            long_way.add(table)
    assert long_way == set()


def test_odd_texts_are_written_alike_and_are_no_formulas(small_app):
    with small_app.app_context():
        ward = as_system(small_app).scalar(select(Ward).limit(1))
        session = db.session()
        for place, text in enumerate([*TEXTS, *(odd for odd in ODD if _kept(odd))]):
            same = {name: getattr(ward, name) for name in ("kind", "valid_from", "province")}
            session.add(Ward(gso_code=f"{place:05}", name=text, legal_document=text, **same))
        session.commit()
    for kind, language in WAYS:
        order = wanted(Ward, by_sql(Ward), language)
        assert written(small_app, order, kind, short=True) == written(small_app, order, kind, short=False)
    cells = b"".join(written(small_app, wanted(Ward, ["name"], "vi"), "csv", short=True)).split(b'"')
    assert not [cell for cell in cells if cell.startswith((b"=", b"+", b"-", b"@", b"\t", b"\r"))]


def _kept(text):
    """Say whether both databases keep a text."""
    return "\0" not in text and len(text) <= 200 and text.isprintable()


def test_both_ways_go_through_the_gate(street):
    with street.app_context():
        lan = person_for(as_system(street), account_named(db.session(), "lan"))
    mine, theirs = (neighbour(street, name) for name in ("lan", "minh"))
    for table in ("client", "counselling_session", "support_grant"):
        order = wanted(FORMS[table].model, by_sql(FORMS[table].model), "vi", eye=lan)
        for short in (True, False):
            text = b"".join(written(street, order, "jsonl", short=short, person=lan)).decode()
            assert mine.code in text
            assert theirs.code not in text
            assert not [word for word in theirs.words if word in text]


def test_a_row_out_of_sight_is_masked_in_the_file_as_in_the_list(two_wards):
    order = wanted(FORMS["client"].model, ["client_code", "coordinator"], "vi")
    with two_wards.app_context(), db.engine.begin() as connection:
        connection.execute(update(db.metadata.tables["coordinator"]).values(deleted_at=now()))
    for short in (True, False):
        found = written(two_wards, order, "csv", short=short)
        assert [line.decode().split(",")[1] for line in found] == [f'"{MASKED}"'] * 2
    assert MASKED in client_for(two_wards, "lan").get("/admin/client/?columns=coordinator").text
