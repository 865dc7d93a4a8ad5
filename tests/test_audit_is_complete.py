"""Nothing is written without its entry: what the database itself noticed is what the record says (B1)."""

import random
from collections import Counter

import pytest
from sqlalchemy import select

from forms.base import FORMS
from forms.loading import load
from forms.registry import declare
from models.access import SYSTEM
from models.audit import Action, AuditEntry, told
from models.audit_changes import KEPT_QUIET
from models.base import db, entities
from models.client import Client
from models.gate import WITH_DELETED
from models.schema import Kind
from models.transactions import begin_write
from models.trash import bring_back, purge, put_away
from tests.clients import client_for
from tests.neighbours import as_system, neighbour
from tests.typed_pages import typed_on
from tests.world import World

declare()

FEW, MANY = 150, 10_000
SEED = 20261121
MADE = ("client", "counselling_session", "screening", "client_contact", "social_support", "support_grant")
WROTE = {Action.created, Action.changed, Action.deleted, Action.restored, Action.purged}


class Witness:
    """Triggers of the database's own, which note every row of an entity that is written, however it is."""

    def __init__(self, session):
        self.session, self.connect = session, session.connection
        self.postgresql = session.get_bind().dialect.name == "postgresql"
        self.run("CREATE TABLE witnessed (what TEXT, number INTEGER)")
        for model in entities():
            if model.holds is not Kind.RECORD:
                self.watch(model.__table__)
        session.commit()
        self.place = 0

    def run(self, statement):
        return self.connect().exec_driver_sql(statement)

    def watch(self, table):
        """Note what is inserted, removed, or changed in a column that means something."""
        cells = [
            cell.name
            for cell in table.columns
            if cell.name not in KEPT_QUIET - {"deleted_at"} and "derived" not in cell.info
        ]
        differs = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in cells)
        changed = f"WHEN ({differs})"
        for event, row, when in (("INSERT", "NEW", ""), ("DELETE", "OLD", ""), ("UPDATE", "NEW", changed)):
            name = f"witness_{table.name}_{event.lower()}"
            note = f"INSERT INTO witnessed VALUES ('{table.name}', {row}.id)"  # noqa: S608 - our own names
            head = f"CREATE TRIGGER {name} AFTER {event} ON {table.name} FOR EACH ROW {when}"
            if self.postgresql:
                body = f"BEGIN {note}; RETURN NULL; END"
                self.run(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
                self.run(f"{head} EXECUTE FUNCTION {name}()")
            else:
                self.run(f"{head} BEGIN {note}; END")

    def rows(self):
        """Take what was noted since the last time."""
        begin_write(self.session)
        found = {tuple(row) for row in self.run("SELECT what, number FROM witnessed")}
        self.run("DELETE FROM witnessed")
        self.session.commit()
        return found

    def entries(self):
        """Count the entries about rows since the last time, by transaction and row."""
        newer = select(AuditEntry).where(AuditEntry.id > self.place).order_by(AuditEntry.id)
        found = list(self.session.scalars(newer))
        self.place = found[-1].id if found else self.place
        return Counter((each.at, each.table_name, each.row_id) for each in found if each.action in WROTE)


class Hand:
    """Somebody who does one thing after another, drawn at random, as people do and as they fail to."""

    def __init__(self, world, rng):
        self.world, self.session, self.rng = world, world.session, rng

    def one(self, *, deleted=False):
        """Draw a row."""
        model = FORMS[self.rng.choice(MADE)].model
        found = select(model).where(model.deleted_at.is_not(None) if deleted else model.id > 0)
        rows = self.session.scalars(found.execution_options(**{WITH_DELETED: deleted}).limit(50)).all()
        return self.rng.choice(rows) if rows else None

    def add(self):
        self.world.make(self.rng.choice(MADE))

    def change(self):
        row = self.one()
        long = [name for name, spec in row.__described__.items() if spec.long and spec.typed] if row else []
        if long:
            self.world.save(
                self.world.form(row.__tablename__, {long[0]: f"Ghi chú {self.rng.random()}"}, row)
            )

    def change_and_give_up(self):
        begin_write(self.session)
        self.world.form("client", self.world.typical("client")).validate()
        self.session.rollback()

    def load(self):
        begin_write(self.session)
        rows = [self.world.typical("client") for _row in range(3)]
        load(self.session, "client", rows, confirm="Đã đối chiếu", dry=self.rng.random() < 0.5)
        self.session.commit()

    def put_away(self):
        row = self.one()
        if row is not None and row.undeletable() is None:
            put_away(self.session, row, "Nhập nhầm")
            self.session.commit()

    def bring_back(self):
        row = self.one(deleted=True)
        if row is not None:
            bring_back(self.session, row)
            self.session.commit()

    def purge(self):
        row = self.one(deleted=True)
        if row is not None and row.__tablename__ != "client":
            purge(self.session, row)
            self.session.commit()

    def act(self):
        """Do one thing."""
        self.rng.choice(
            (self.add, self.add, self.change, self.change, self.change_and_give_up, self.load, self.put_away,
             self.bring_back, self.purge)
        )()  # fmt: skip


def unrecorded(app, times, seed):
    """Do so many things; give those whose entries are not exactly what the database noticed."""
    with app.app_context():
        world = World(db.session())
        begin_write(world.session)
        witness, hand = Witness(world.session), Hand(world, random.Random(seed))
        witness.entries()
        wrong = []
        for time in range(times):
            hand.act()
            noticed, entries = witness.rows(), witness.entries()
            told = {(table, number) for _moment, table, number in entries}
            if noticed != told or any(count > 1 for count in entries.values()):
                wrong.append((time, noticed ^ told, entries))
        return wrong


def test_every_write_has_exactly_one_entry(small_app):
    assert unrecorded(small_app, FEW, SEED) == []


@pytest.mark.long
def test_ten_thousand_writes_have_exactly_one_entry_each(small_app, measured):
    wrong = unrecorded(small_app, MANY, SEED + 1)
    what = "random operations whose entries differ from what triggers of the database noticed"
    measured(row="B1", what=what, target="0 of 10,000", obtained=f"{len(wrong):,} of {MANY:,}")
    assert wrong == []


def test_every_page_of_a_record_and_every_file_has_its_entry(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    found = lan.get("/admin/client/").text
    numbers = {part.partition('"')[0] for part in found.split("/admin/client/details/?id=")[1:]}
    for number in numbers:
        assert lan.get(f"/admin/client/details/?id={number}").status_code == 200
    assert lan.get("/admin/client/export/csv/", buffered=True).status_code == 200
    with seeded_copy.app_context():
        db.session().info["person"] = SYSTEM
        theirs = select(AuditEntry).where(AuditEntry.account_id.is_not(None)).order_by(AuditEntry.id)
        kept = list(db.session.scalars(theirs))
    opened = [each.row_id for each in kept if each.action is Action.opened]
    assert sorted(opened) == sorted(map(int, numbers))
    assert [each.action for each in kept][-2:] == [Action.exported, Action.delivered]


@pytest.mark.parametrize("page", ["new/", "edit/?id={id}"])
def test_what_a_rule_told_of_rows_out_of_sight_is_recorded(two_wards, page):
    lan, where = client_for(two_wards, "lan"), f"/admin/client/{page}"
    where = where.format(id=neighbour(two_wards, "lan").ids["client"])
    with two_wards.app_context():
        theirs = as_system(two_wards).get(Client, neighbour(two_wards, "minh").ids["client"])
        theirs.citizen_number = number = "048090123457"
        db.session.commit()
    answer = lan.post(where, data=typed_on(lan.get(where).text) | {"citizen_number": number})
    assert answer.status_code == 422
    assert "Số này đã có trong hệ thống" in answer.text
    with two_wards.app_context():
        refused = select(AuditEntry).where(AuditEntry.action == Action.refused)
        (entry,) = told(db.session(), as_system(two_wards).scalars(refused))
        assert "CL13" in entry.said["rules"]
        assert number not in entry.entry.said


def test_a_page_that_is_not_somebodys_to_open_is_recorded_as_refused(two_wards):
    lan = client_for(two_wards, "lan")
    assert [lan.get(f"/admin/{page}/").status_code for page in ("load", "locked")] == [403, 403]
    with two_wards.app_context():
        refused = select(AuditEntry).where(AuditEntry.action == Action.refused).order_by(AuditEntry.id)
        found = told(db.session(), as_system(two_wards).scalars(refused))
        assert [(each.entry.table_name, each.said["page"]) for each in found] == [
            (None, "load"),
            (None, "locked"),
        ]


def test_the_filter_of_a_file_is_recorded_in_words_and_without_a_name(two_wards):
    mine = neighbour(two_wards, "lan")
    lan = client_for(two_wards, "lan")
    lan.get(f"/admin/counselling_session/export/csv/?client={mine.ids['client']}", buffered=True)
    with two_wards.app_context():
        db.session().info["person"] = SYSTEM
        asked = select(AuditEntry.said).where(AuditEntry.action == Action.exported)
        said = db.session.scalars(asked).one()
    assert mine.code in said
    assert not [word for word in mine.words if word in said]
