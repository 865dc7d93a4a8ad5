"""Views of a list under a name: what they keep, whom they are for, and what becomes of one that broke."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from admin.broken_views import broken_views
from forms.registry import declare
from models.access import RefusedError
from models.account import account_named, person_for
from models.audience import Audience
from models.audit import Action, AuditEntry
from models.base import db
from models.client import Client
from models.saved_view import SavedView
from models.trash import put_away
from tests.cases.saved_view import kept_by
from tests.clients import client_for, same_person, token
from tests.neighbours import NAMES, as_system, neighbour
from tests.two_worlds.pair import unmarked
from tests.world import World

declare()

LIST = "/admin/client/"
NOBODYS = "0" * 32


@contextmanager
def asked_by(app, username):
    """Open a session in which one of the cast asks."""
    with app.app_context():
        session = as_system(app)
        session.info["person"] = person_for(session, account_named(session, username))
        yield session


def kept(app, username, **said) -> str:
    """Let one of the cast keep a view of the people helped; give its opaque id."""
    with app.app_context():
        return kept_by(World(db.session()), username, **said).public_id.hex


def shared(app, **said) -> str:
    """Let the supervisor share a view with everyone, or with whom is said."""
    return kept(app, "hoa", **{"audience": "everyone"} | said)


def heads(page: str) -> list[str]:
    """Read the headings of a list: its columns, without the box that ticks the page."""
    row = page[page.index("<thead>") : page.index("</thead>")]
    found = re.findall(r'<th\b(?![^>]*"pick")[^>]*>(.*?)</th>', row, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", each).strip() for each in found]


def bar(page: str) -> str:
    """Cut what a page says of its views out of it."""
    return page[page.index('<div class="ways">') : page.index('<div class="ways">') + 4000]


@pytest.fixture
def lan(two_wards):
    return client_for(two_wards, "lan")


# --- keeping and opening


def test_a_view_kept_from_a_list_shows_that_list_again_with_its_columns_and_order(lan):
    asked = "gender=male&gender=female&columns=full_name,client_code&sort=-full_name"
    seen = lan.get(f"{LIST}?{asked}").text
    keep = re.search(r'href="([^"]*/views/keep/[^"]*)"', seen)[1].replace("&amp;", "&")
    opening = lan.post(keep, data={"csrf_token": token(lan.get(keep).text), "name": "Nữ"}).location
    opened = lan.get(opening).text
    assert re.fullmatch(rf"{re.escape(LIST)}\?view=[0-9a-f]{{32}}", opening)
    assert heads(opened) == ["Họ và tên", "Mã số"]
    assert 'aria-sort="descending"' in opened
    assert "Giới tính" in opened
    assert "<strong>Nữ</strong>" in bar(opened)
    assert "đã thay đổi" not in opened


def test_a_view_that_was_changed_since_says_so_and_is_updated_by_its_owner(two_wards, lan):
    view = kept(two_wards, "lan", name="Việc", query="gender=female&columns=client_code,full_name")
    changed = lan.get(f"{LIST}?view={view}&gender=male").text
    form = re.search(r'action="([^"]*/views/update/[^"]*)".*?row_version" value="(\d+)"', changed, re.DOTALL)
    data = {"csrf_token": token(changed), "row_version": form[2]}
    assert "(đã thay đổi)" in bar(changed)
    assert lan.post(form[1].replace("&amp;", "&"), data=data).status_code == 303
    assert "/views/update/" not in lan.get(f"{LIST}?view={view}").text
    with asked_by(two_wards, "lan") as session:
        asked = dict(session.scalars(select(SavedView)).one().asked)
    assert (asked["gender"], asked["columns"]) == ("male", "client_code,full_name")


def test_an_update_of_what_was_saved_elsewhere_meanwhile_is_refused(two_wards, lan):
    view = kept(two_wards, "lan", query="gender=female")
    address, data = (
        f"{LIST}views/update/?viewed={view}&gender=male",
        {"csrf_token": token(lan.get(LIST).text)},
    )
    for version in ({"row_version": "7"}, {}):
        assert lan.post(address, data=data | version).status_code == 303
    with asked_by(two_wards, "lan") as session:
        assert session.scalars(select(SavedView)).one().query == "gender=female"


def test_a_search_is_kept_as_ciphertext_and_opened_without_a_word_of_it_in_an_address(two_wards, lan):
    word = NAMES["lan"].split()[-1]
    found = lan.post(f"{LIST}search/", data={"q": word, "csrf_token": token(lan.get(LIST).text)}).location
    keep = found.replace(LIST, f"{LIST}views/keep/")
    opening = lan.post(keep, data={"csrf_token": token(lan.get(keep).text), "name": "Tìm"}).location
    opened = lan.get(opening)
    assert NAMES["lan"] in opened.text
    assert f'value="{word}"' in opened.text
    assert not [each for each in re.findall(r'(?:href|action)="([^"]*)"', opened.text) if word in each]
    with asked_by(two_wards, "lan") as session:
        stored = session.connection().exec_driver_sql("SELECT query FROM saved_view").scalar()
        assert f"search={word}" in session.scalars(select(SavedView)).one().query
    assert word not in stored


def test_a_period_of_a_view_moves_with_the_calendar(two_wards, lan):
    view = kept(two_wards, "lan", query="intake_on=this_month")
    assert "intake_on=this_month" in bar(lan.get(f"{LIST}?view={view}").text)


def test_a_view_is_exported_as_it_is_shown(two_wards, lan):
    with asked_by(two_wards, "lan") as session:
        mine = session.scalars(select(Client)).one()
        gender = mine.gender.name
    other = "male" if gender == "female" else "female"
    for asked, rows in ((gender, 1), (other, 0)):
        view = kept(two_wards, "lan", query=f"gender={asked}")
        answer = lan.get(f"{LIST}export/csv/?view={view}", buffered=True)
        assert answer.text.count(mine.client_code) == rows


# --- whose it is


PLACES = (
    "/admin/{table}/?view={view}", "/admin/{table}/?viewed={view}", "/admin/{table}/?search={view}",
    "/admin/{table}/export/csv/?view={view}", "/admin/{table}/columns/?view={view}",
    "/admin/{table}/views/keep/?view={view}", "/admin/{table}/facet/?of=gender&view={view}",
    "/admin/{table}/groups/?view={view}",
)  # fmt: skip
"""Where an address may name a view."""


def answer_to(person, address, view):
    """Ask for a page; what was asked for is taken out of the answer."""
    answer = person.get(address.format(table="client", view=view), buffered=True)
    text = re.sub(r'name="once" value="[^"]*"', "", unmarked(answer.text))
    return answer.status_code, text.replace(view, "VIEW")


@pytest.mark.parametrize("username", ["minh", "hoa", "an"])
def test_a_view_of_somebody_elses_own_is_nowhere(two_wards, username):
    view = kept(two_wards, "lan", name="Riêng của Lan", query=f"search={NAMES['lan']}")
    person = client_for(two_wards, username)
    for address in PLACES:
        assert answer_to(person, address, view) == answer_to(person, address, NOBODYS), address
    with asked_by(two_wards, username) as session:
        assert session.scalars(select(SavedView)).all() == []
    assert "Riêng của Lan" not in person.get(LIST).text + person.get("/admin/saved_view/").text


def test_a_view_for_a_role_is_seen_by_that_role_and_used_within_each_ones_own_rows(two_wards, lan):
    view = shared(
        two_wards, name="Việc chung", audience="role", role="coordinator", query="columns=full_name"
    )
    minh = client_for(two_wards, "minh")
    for person, own, other in ((lan, "lan", "minh"), (minh, "minh", "lan")):
        opened = person.get(f"{LIST}?view={view}").text
        assert NAMES[own] in opened
        assert NAMES[other] not in opened
        assert "Việc chung" in bar(person.get(LIST).text)
    assert client_for(two_wards, "an").get(f"{LIST}?view={view}").status_code == 404
    assert client_for(two_wards, "binh").get(f"{LIST}?view={view}").status_code == 403


def test_a_shared_view_is_changed_by_its_owner_alone_and_taken_away_by_an_administrator_too(two_wards, lan):
    view = shared(two_wards, name="Của Hoa", query="gender=female")
    an, hoa = client_for(two_wards, "an"), client_for(two_wards, "hoa")
    for page, statuses in (("edit", (403, 403, 200)), ("delete", (403, 200, 200)), ("details", (200,) * 3)):
        for person, status in zip((lan, an, hoa), statuses, strict=True):
            assert person.get(f"/admin/saved_view/{page}/?id=1").status_code == status, page
    mark = {"csrf_token": token(lan.get(LIST).text), "row_version": "1"}
    assert lan.post(f"{LIST}views/update/?viewed={view}&gender=male", data=mark).status_code == 403
    assert "/saved_view/edit/" not in lan.get(f"{LIST}?view={view}&gender=male").text
    gone = {"csrf_token": token(an.get(LIST).text), "row_version": "1", "reason": "Người lưu đã nghỉ."}
    assert an.post("/admin/saved_view/delete/?id=1", data=gone).status_code == 303
    assert "Của Hoa" not in lan.get(LIST).text + an.get("/admin/saved_view/trash/").text
    assert "Của Hoa" in hoa.get("/admin/saved_view/trash/").text


@pytest.mark.parametrize("username, may", [("lan", False), ("an", False), ("hoa", True)])
def test_the_gate_itself_lets_nobody_write_anothers_view(two_wards, username, may):
    shared(two_wards)
    with asked_by(two_wards, username) as session:
        row = session.scalars(select(SavedView)).one()
        row.name = "Tên khác"
        assert flushes(session) == may
    with asked_by(two_wards, username) as session:
        row = session.scalars(select(SavedView)).one()
        row.owner_id = session.info["person"].account_id if username != "hoa" else row.owner_id + 1
        assert not flushes(session)


def test_the_gate_itself_lets_no_coordinator_share(two_wards):
    with asked_by(two_wards, "lan") as session:
        mine = {"owner_id": session.info["person"].account_id, "name": "X", "table_name": "client"}
        for audience, may in ((Audience.everyone, False), (Audience.private, True)):
            session.add(SavedView(**mine, audience=audience))
            assert flushes(session) == may


def flushes(session) -> bool:
    """Say whether what was changed is let through, and undo it."""
    try:
        session.flush()
    except RefusedError:
        return False
    finally:
        session.rollback()
    return True


def test_a_shared_view_is_in_the_record_and_a_private_one_is_nobodys_business(two_wards):
    kept(two_wards, "hoa", name="Riêng")
    kept(two_wards, "hoa", name="Sẽ chia sẻ")
    with asked_by(two_wards, "hoa") as session:
        row = session.scalars(select(SavedView).where(SavedView.name == "Sẽ chia sẻ")).one()
        for audience in (Audience.everyone, Audience.private):
            row.audience = audience
            session.commit()
    with two_wards.app_context():
        entries = as_system(two_wards).scalars(
            select(AuditEntry).where(AuditEntry.table_name == "saved_view")
        )
        assert [(each.action, each.row_id) for each in entries] == [(Action.changed, 2)] * 2


def test_a_name_in_the_trash_is_free_and_coming_back_to_one_that_is_taken_is_refused(two_wards, lan):
    kept(two_wards, "lan", name="Một")
    with asked_by(two_wards, "lan") as session:
        put_away(session, session.scalars(select(SavedView)).one(), "Thử")
        session.commit()
    kept(two_wards, "lan", name="Một")
    back = "/admin/saved_view/restore/?id=1"
    typed = {"csrf_token": token(lan.get(back).text), "row_version": "2", "name": "Một"}
    refused = lan.post(back, data=typed)
    assert refused.status_code == 422
    assert "Bạn đã có khung nhìn tên này" in refused.text
    assert lan.post(back, data=typed | {"name": "Hai"}).status_code == 303


# --- a view that broke


def test_a_view_the_schema_has_broken_says_so_applies_nothing_and_leads_to_its_repair(two_wards, lan):
    view = kept(two_wards, "lan", name="Cũ", query="gendr=female&sort=-full_name&columns=full_name,aliass")
    for address in (f"{LIST}?view={view}", f"{LIST}export/csv/?view={view}"):
        broken = lan.get(address)
        assert broken.status_code == 400
        assert "“gendr”; gần nhất là “gender”" in broken.text
        assert NAMES["lan"] not in broken.text
    repair = re.search(r'href="([^"]*viewed=[^"]*)"', broken.text)[1].replace("&amp;", "&")
    mended = lan.get(repair).text
    assert repair == f"{LIST}?sort=-full_name&viewed={view}"
    assert "(đã thay đổi)" in bar(mended)
    assert f"views/update/?sort=-full_name&amp;viewed={view}" in mended


def test_who_does_not_keep_a_broken_view_is_told_and_led_on(two_wards, lan):
    view = shared(two_wards, query="sort=nhan_vien")
    broken = lan.get(f"{LIST}?view={view}")
    assert broken.status_code == 400
    assert "không phải của bạn" in broken.text
    assert f"viewed={view}" not in broken.text


def test_a_row_out_of_sight_in_a_view_answers_as_one_that_never_was(two_wards, lan):
    other, answers = neighbour(two_wards, "minh").ids["client"], []
    for username, row in (("hoa", other), ("an", 2_000_000_000)):
        said = {"name": "X", "table_name": "referral", "audience": "everyone", "query": f"client={row}"}
        view = kept(two_wards, username, **said)
        answer = same_person(two_wards, lan).get(f"/admin/referral/?view={view}")
        answers.append((answer.status_code, unmarked(answer.text).replace(view, "VIEW")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 400


def test_broken_views_are_counted_as_their_owners_would_meet_them(two_wards):
    kept(two_wards, "lan", query="full_name=x&sort=full_name")  # names are not filtered by
    kept(two_wards, "lan", query="columns=full_name,gender&sort=full_name")
    kept(two_wards, "hoa", query="sort=full_name")  # she sees no names
    with two_wards.app_context():
        assert broken_views(as_system(two_wards)) == 2
