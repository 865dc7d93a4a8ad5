"""Deleting puts a row into the trash, with a reason; it comes back through its form, or goes for good."""

import html
import re

import pytest
from sqlalchemy import func, select

from admin.deletion import blockers
from forms.base import FORMS
from forms.deletion import PURGE_WORDS, DeletionForm
from forms.registry import declare
from forms.restoring import restoring
from models.account import account_named, person_for
from models.audit import Action, AuditEntry, told
from models.audit_seal import keys_of
from models.base import described
from models.gate import WITH_DELETED
from models.reveal import Reveal
from models.rule_acknowledgement import RuleAcknowledgement, RuleFinding
from models.sign_in_session import SignInSession
from tests.clients import client_for, statements, token
from tests.neighbours import as_system, neighbour
from tests.sight import plain
from tests.test_routes import contents
from tests.typed_pages import typed_on
from tests.world import World

declare()

WHY = "Nhập trùng với phiếu đã có."
CONTACT = "client_contact"
ALL = {WITH_DELETED: True}


@pytest.fixture
def lan(two_wards):
    """Sign Lan in on a database of the test's own."""
    return client_for(two_wards, "lan")


def address(app, page, table=CONTACT, who="lan"):
    """Name a page of a row of Lan's that nothing refers to."""
    return f"/admin/{table}/{page}/?id={neighbour(app, who).ids[table]}"


def send(client, where, **typed):
    """Post a page's form as it came, with what is typed into it."""
    page = client.get(where)
    assert page.status_code == 200, (where, page.status)
    return client.post(where, data=typed_on(page.text) | typed)


def thrown_away(app, client, table=CONTACT, reason=WHY):
    """Delete a row of Lan's, and give its id."""
    row = neighbour(app, "lan").ids[table]
    answer = send(client, f"/admin/{table}/delete/?id={row}", reason=reason)
    assert answer.status_code == 303, plain(answer.text)
    return row


def stored(app, table, row):
    """Read a row whole, wherever it lies."""
    with app.app_context():
        model = FORMS[table].model
        return as_system(app).scalar(select(model).where(model.id == row).execution_options(**ALL))


def said_of(app, row, table=CONTACT):
    """List what was done with a row, in order, with what is sealed."""
    with app.app_context():
        session = as_system(app)
        about = AuditEntry.table_name == table, AuditEntry.row_id == row
        return told(session, session.scalars(select(AuditEntry).where(*about).order_by(AuditEntry.id)).all())


def actions_of(app, row, table=CONTACT):
    """List the kinds of what was done with a row."""
    return [each.entry.action for each in said_of(app, row, table)]


# --- into the trash


@pytest.mark.parametrize("reason", ["", "vì", "dài " * 200])
def test_a_row_is_not_deleted_without_a_reason(reason, two_wards, lan):
    answer = send(lan, address(two_wards, "delete"), reason=reason)
    assert answer.status_code == 422
    assert stored(two_wards, CONTACT, neighbour(two_wards, "lan").ids[CONTACT]).deleted_at is None


def test_a_deleted_row_is_gone_from_everywhere_but_the_trash(two_wards, lan):
    client = address(two_wards, "details", "client")
    assert "/admin/client_contact/details/" in lan.get(client).text
    row = thrown_away(two_wards, lan)
    for page in ("details", "edit", "delete", "history"):
        assert lan.get(f"/admin/client_contact/{page}/?id={row}").status_code == 404, page
    for page in ("/admin/client_contact/", client, "/admin/client_contact/export/csv/"):
        assert f"/admin/client_contact/details/?id={row}" not in lan.get(page, buffered=True).text
    trash = lan.get("/admin/client_contact/trash/").text
    assert f"/admin/client_contact/restore/?id={row}" in trash
    assert WHY in html.unescape(trash)
    kept = stored(two_wards, CONTACT, row)
    assert (kept.deleted_reason, kept.deleted_at is None) == (WHY, False)
    (last,) = (each for each in said_of(two_wards, row) if each.entry.action is Action.deleted)
    assert last.reason == WHY
    assert WHY not in last.entry.said


def test_a_page_that_was_crossed_by_another_save_deletes_nothing(two_wards, lan):
    where = address(two_wards, "delete")
    shown = typed_on(lan.get(where).text)
    send(lan, address(two_wards, "edit"), full_name="Tên Mới")
    answer = lan.post(where, data=shown | {"reason": WHY})
    assert answer.status_code == 422
    assert stored(two_wards, CONTACT, neighbour(two_wards, "lan").ids[CONTACT]).deleted_at is None


def test_what_something_refers_to_is_kept(two_wards, lan):
    where = address(two_wards, "delete", "client")
    page = lan.get(where)
    assert "/admin/client_contact/" in page.text
    mark = token(lan.get("/admin/").text)
    answer = lan.post(where, data={"csrf_token": mark, "reason": WHY, "row_version": "1"})
    assert answer.status_code == 409
    assert stored(two_wards, "client", neighbour(two_wards, "lan").ids["client"]).deleted_at is None


def test_what_somebody_elses_row_refers_to_is_kept_without_saying_whose(two_wards):
    """A club has members of both wards: of Minh's, Lan would learn that there are some, no more."""
    number = neighbour(two_wards, "minh").ids["club_member"]
    with two_wards.test_request_context():
        session = as_system(two_wards)
        club = session.get(FORMS["club_member"].model, number).club
        session.info["person"] = person_for(session, account_named(session, "lan"))
        session.expunge_all()
        club = session.scalar(select(type(club)).where(type(club).id == club.id))
        mine, hidden = blockers(club, session)
    assert mine["count_text"] == "1 hội viên câu lạc bộ"
    assert hidden == {"label": "Dữ liệu bạn không xem được", "count_text": "", "url": ""}


def test_what_was_thrown_away_no_longer_stands_in_the_way(two_wards, lan):
    where = address(two_wards, "delete", "client")
    thrown_away(two_wards, lan)
    page = lan.get(where).text
    listed = page[page.index("blockers-title") : page.index("</section>")]
    assert "/admin/client_contact/" not in listed
    assert "/admin/counselling_session/" in listed


def test_only_who_may_restore_sees_the_trash(two_wards, lan):
    row = thrown_away(two_wards, lan)
    trash = "/admin/client_contact/trash/"
    assert trash in lan.get("/admin/client_contact/").text
    minh = client_for(two_wards, "minh")
    assert minh.get(trash).status_code == 200
    assert f"id={row}" not in minh.get(trash).text
    assert minh.get(f"/admin/client_contact/restore/?id={row}").status_code == 404
    for who in ("hoa", "binh"):
        other = client_for(two_wards, who)
        assert other.get(trash).status_code == 403
        assert trash not in other.get("/admin/client_contact/").text
    an = client_for(two_wards, "an").get(trash).text
    assert f"restore/?id={row}" in an
    assert WHY not in html.unescape(an)


def test_the_trash_costs_no_more_when_it_holds_more(two_wards, lan):
    row = thrown_away(two_wards, lan, "client_need")
    lan.get("/admin/client_need/trash/")  # which tells that it was deleted, once
    costs = [cost(two_wards, lan)]
    with two_wards.app_context():
        session = as_system(two_wards)
        session.add_all(twin(stored(two_wards, "client_need", row)) for _time in range(5))
        session.commit()
    costs.append(cost(two_wards, lan))
    assert costs[0] == costs[1]


def twin(row):
    """Make another row with the same in it."""
    own = {"id", "public_id", "created_at", "updated_at", "row_version"}
    return type(row)(**{name: getattr(row, name) for name in type(row).__table__.c.keys() if name not in own})  # noqa: SIM118


def cost(app, client):
    """Count the statements of the trash of needs."""
    with statements(app) as sent:
        assert client.get("/admin/client_need/trash/").status_code == 200
    return len(sent)


# --- and out of it


def test_it_comes_back_through_its_form(two_wards, lan):
    row = thrown_away(two_wards, lan)
    answer = send(lan, f"/admin/client_contact/restore/?id={row}", full_name="Đã Sửa Tên")
    assert answer.status_code == 303
    kept = stored(two_wards, CONTACT, row)
    assert (kept.deleted_at, kept.deleted_by_id, kept.deleted_reason) == (None, None, None)
    assert kept.full_name == "Đã Sửa Tên"
    assert lan.get(f"/admin/client_contact/details/?id={row}").status_code == 200
    assert f"id={row}" not in lan.get("/admin/client_contact/trash/").text
    assert Action.restored in actions_of(two_wards, row)
    assert Action.changed not in actions_of(two_wards, row)


def test_every_rule_is_judged_again(two_wards):
    """A second assignment to one ward was free to make while the first lay in the trash."""
    an, table = client_for(two_wards, "an"), "coordinator_assignment"
    with two_wards.app_context():
        model = FORMS[table].model
        here = model.ward_id == neighbour(two_wards, "lan").ward_id
        row = as_system(two_wards).scalar(select(model.id).where(here))
    assert send(an, f"/admin/{table}/delete/?id={row}", reason=WHY).status_code == 303
    with two_wards.app_context():
        session = as_system(two_wards)
        other = twin(stored(two_wards, table, row))
        other.deleted_at = None
        session.add(other)
        session.commit()
    answer = send(an, f"/admin/{table}/restore/?id={row}")
    assert answer.status_code == 422
    assert stored(two_wards, table, row).deleted_at is not None


def test_the_forms_hold_it_whatever_page_asks(two_wards):
    with two_wards.app_context():
        session = as_system(two_wards)
        row = session.get(FORMS["client"].model, neighbour(two_wards, "lan").ids["client"])
        asked = DeletionForm(session, {"reason": WHY}, row)
        assert not asked.validate()
        assert "nothing_refers_to_it" in [problem.name for problem in asked.problems]
        again = restoring(FORMS["client"])(session, {}, row)
        assert all(again.changed(name) for name in described(type(row)))
        assert not any(FORMS["client"](session, {}, row).changed(name) for name in described(type(row)))


def test_a_row_that_is_not_deleted_cannot_be_restored_or_purged(two_wards, lan):
    row = neighbour(two_wards, "lan").ids[CONTACT]
    an = client_for(two_wards, "an")
    before = contents(two_wards)[CONTACT]
    assert lan.get(f"/admin/client_contact/restore/?id={row}").status_code == 404
    assert an.get(f"/admin/client_contact/purge/?id={row}").status_code == 404
    assert contents(two_wards)[CONTACT] == before


def test_the_page_that_restores_leaves_an_entry(two_wards, lan):
    row = thrown_away(two_wards, lan)
    assert actions_of(two_wards, row).count(Action.opened) == 0
    lan.get(f"/admin/client_contact/restore/?id={row}")
    assert actions_of(two_wards, row).count(Action.opened) == 1


# --- for good


@pytest.mark.parametrize("word", ["", "xóa", "xóa vĩnh"])
def test_nothing_is_purged_before_the_words_are_typed(word, two_wards, lan):
    row = thrown_away(two_wards, lan)
    an = client_for(two_wards, "an")
    assert send(an, f"/admin/client_contact/purge/?id={row}", word=word).status_code == 422
    assert stored(two_wards, CONTACT, row) is not None


def test_purging_takes_what_was_said_about_the_row_and_its_key(two_wards, lan):
    row = thrown_away(two_wards, lan)
    with two_wards.app_context():
        session, mark = as_system(two_wards), {"table_name": CONTACT, "row_id": row}
        session.add(RuleFinding(rule_code="X", rule_name="x", **mark))
        session.add(
            RuleAcknowledgement(rule_code="X", rule_name="x", reason="y", value_fingerprint="z", **mark)
        )
        session.commit()
        assert keys_of(session, [(CONTACT, row)])
    an = client_for(two_wards, "an")
    assert client_for(two_wards, "lan").get(f"/admin/client_contact/purge/?id={row}").status_code == 403
    answer = send(an, f"/admin/client_contact/purge/?id={row}", word=PURGE_WORDS[0].upper())
    assert answer.status_code == 303
    assert stored(two_wards, CONTACT, row) is None
    assert [each for each in said_of(two_wards, row) if each.reason] == []
    assert actions_of(two_wards, row)[-1] is Action.purged
    with two_wards.app_context():
        session = as_system(two_wards)
        assert not keys_of(session, [(CONTACT, row)])
        for record in (RuleFinding, RuleAcknowledgement, Reveal):
            about = record.table_name == CONTACT, record.row_id == row
            assert session.scalar(select(func.count(record.id)).where(*about)) == 0


def test_what_the_trash_still_refers_to_is_not_purged(two_wards):
    with two_wards.app_context():
        world = World(as_system(two_wards))
        link = world.make("coordinator_assignment", coordinator=world.make("coordinator"), role="deputy")
        rows = {"coordinator_assignment": link.id, "coordinator": link.coordinator_id}
    an = client_for(two_wards, "an")
    for table, row in rows.items():
        assert send(an, f"/admin/{table}/delete/?id={row}", reason=WHY).status_code == 303
    for table, row, code in (
        *((*pair, 422) for pair in list(rows.items())[1:]),
        *((*pair, 303) for pair in rows.items()),
    ):
        answer = send(an, f"/admin/{table}/purge/?id={row}", word=PURGE_WORDS[0])
        assert answer.status_code == code
        assert (stored(two_wards, table, row) is None) == (code == 303)


def test_purging_asks_again_who_one_is(two_wards, lan):
    row = thrown_away(two_wards, lan)
    an = client_for(two_wards, "an")
    with two_wards.app_context():
        forget_proofs(two_wards)
    answer = an.get(f"/admin/client_contact/purge/?id={row}")
    assert answer.status_code == 303
    assert re.search(r"/admin/prove/\?next=", answer.location)


def forget_proofs(app):
    """Let every proof be of long ago."""
    session = as_system(app)
    for each in session.scalars(select(SignInSession)):
        each.proved_at = each.created_at.replace(year=2000)
    session.commit()
