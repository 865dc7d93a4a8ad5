"""What people find of others: coordinators nothing of other wards, supervisors no name, viewers numbers."""

import re

import pytest
from sqlalchemy import func, select

from forms.base import FORMS
from forms.registry import declare
from models.access import SYSTEM
from models.base import db, described
from models.client import Client
from models.client_contact import ClientContact
from models.schema import Kind
from models.support_grant import SupportGrant
from models.support_grant_choices import GrantStatus
from models.ward import Ward
from tests.clients import client_for, token
from tests.neighbours import NAMES, neighbour
from tests.sight import given_away, plain, seen_by, sights_of
from tests.two_worlds.pair import unmarked

declare()

SAMPLE = 2
"""Rows of each table looked at one by one."""
NOWHERE = 2_000_000_000
"""The id of a row that is not there."""


@pytest.fixture(scope="session")
def sights(seeded):
    return sights_of(seeded, "lan", "hoa")


@pytest.fixture
def lans(sights):
    return sights["lan"]


@pytest.fixture
def hoas(sights):
    return sights["hoa"]


def lists() -> list[str]:
    """Name every list and every file."""
    return [f"/admin/{table}/{end}" for table in FORMS for end in ("", "export/csv/")]


def records(ids, *ends) -> list[str]:
    """Name the pages of some rows of each table."""
    chosen = [(table, number) for table, numbers in ids.items() for number in numbers[:SAMPLE]]
    return [f"/admin/{table}/{end}?id={number}" for table, number in chosen for end in ends]


def places(app) -> dict[str, list[int]]:
    """Find rows for everybody that most hangs on: wards people live in, and what else they are linked to."""
    found = {}
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        for table, form in FORMS.items():
            if form.model.holds is Kind.REFERENCE:
                newest = select(form.model.id).order_by(form.model.id.desc()).limit(SAMPLE)
                found[table] = list(session.scalars(newest))
        found["ward"] = list(session.scalars(select(Client.ward_id).distinct().limit(3 * SAMPLE)))
        found["coordinator"] = list(session.scalars(select(Client.coordinator_id).distinct()))
    return found


def without_marks(page: str, *numbers: int) -> str:
    """Take from a page what differs by request: what is drawn anew, and the id that was asked for."""
    page = unmarked(page)
    for number in numbers:
        page = re.sub(rf"(?<=id=){number}\b|(?<=client=){number}\b", "ID", page)
    return page


def test_a_coordinator_finds_nothing_of_another_ward_on_any_page(seeded, lan, lans):
    assert len(lans.other_words) > 5
    own = records(lans.mine, "details/", "edit/", "delete/")
    pages = seen_by(lan, [*lists(), *own, "/admin/"])
    pages |= {f"{table}: {row}": page for table, rows in places(seeded).items() for row, page in
              seen_by(lan, (f"/admin/{table}/details/?id={number}" for number in rows)).items()}  # fmt: skip
    assert given_away(lans.other_words, pages) == {}
    assert given_away(lans.my_words, pages) != {}


def test_a_supervisor_finds_nobodys_name_on_any_page(seeded, hoa, hoas):
    assert len(hoas.my_words) > 10
    steps = [
        f"/admin/{table}/move/?id={number}&step={move.name}"
        for table, numbers in hoas.mine.items() if (workflow := FORMS[table].model.workflow)
        for number in numbers[:SAMPLE] for move in workflow.moves
    ]  # fmt: skip
    own = records(hoas.mine, "details/", "edit/", "delete/", "new/")
    pages = seen_by(
        hoa, [*lists(), *own, *steps, "/admin/", "/admin/client/?sort=full_name", "/admin/client/?phone=1"]
    )
    pages |= seen_by(
        hoa, (f"/admin/{table}/details/?id={n}" for table, rows in places(seeded).items() for n in rows)
    )
    pages |= seen_by(
        hoa,
        (
            f"/admin/{table}/?client={n}"
            for table in ("screening", "referral")
            for n in hoas.mine["client"][:2]
        ),
    )
    pages |= offered(hoa)
    assert given_away(hoas.my_words, pages) == {}


def offered(client) -> dict[str, str]:
    """Read what the pickers of every table offer for common syllables."""
    headers = {"X-CSRFToken": token(client.get("/admin/password/").text)}
    return {
        f"{table} {typed}": client.post(f"/admin/{table}/lookup/", json={"q": typed}, headers=headers).text
        for table in FORMS
        for typed in ("nguyen", "Thị", "an", "KH26", "a")
    }


def test_a_supervisor_cannot_sort_search_or_filter_by_what_is_masked(street):
    person, told = client_for(street, "hoa"), neighbour(street, "lan")
    for name, spec in described(Client).items():
        if spec.secrecy > 1:
            for query in (
                f"sort={name}",
                f"{name}=x",
                f"{name}__from=1",
                f"{name}_search=x",
                f"client.{name}=x",
            ):
                assert person.get(f"/admin/client/?{query}").status_code == 400, query
    for word in told.words:
        assert found_by(person, "client", word) == 0


def test_a_step_shows_a_supervisor_nothing_that_was_masked(two_wards):
    number, note = neighbour(two_wards, "lan").ids["support_grant"], "Gia đình đang nợ lãi"
    with two_wards.app_context():
        db.session().info["person"] = SYSTEM
        row = db.session.get(SupportGrant, number)
        row.review_note, row.status = note, GrantStatus.submitted
        db.session.commit()
    person, address = client_for(two_wards, "hoa"), f"/admin/support_grant/move/?id={number}&step="
    mark = token(person.get("/admin/").text)
    for step, code in (
        ("return", 200),
        ("cancel", 200),
        ("record_decision", 403),
        ("pay", 403),
        ("recover", 303),
    ):
        pages = (
            person.get(address + step),
            person.post(address + step, data={"csrf_token": mark, "row_version": "0"}),
        )
        assert pages[0].status_code == code, step
        assert note not in pages[0].text + pages[1].text


def found_by(client, table, word) -> int:
    """Search a list and count what comes."""
    mark = token(client.get(f"/admin/{table}/").text)
    page = client.post(f"/admin/{table}/search/", data={"csrf_token": mark, "q": word}, follow_redirects=True)
    assert page.status_code == 200
    return page.text.count('<th scope="row"')


def test_a_viewer_sees_numbers_and_no_row(binh, hoas):
    home = binh.get("/admin/")
    assert home.status_code == 200
    for table in FORMS:
        for end in ("", "details/?id=1", "new/", "edit/?id=1", "delete/?id=1", "export/csv/"):
            assert binh.get(f"/admin/{table}/{end}").status_code == 403, (table, end)
    links = re.findall(r'href="([^"]*)"', home.text)
    assert not [link for link in links if any(link.startswith(f"/admin/{table}/") for table in FORMS)]
    assert given_away(hoas.my_words, {"home": plain(home.text)}) == {}


# --- by id

ENDS = ("details/", "edit/", "delete/", "move/")


def test_not_yours_and_not_there_are_the_same_answer(lan, lans):
    assert lans.others
    for table, numbers in lans.others.items():
        for end in ENDS:
            missing = lan.get(f"/admin/{table}/{end}?id={NOWHERE}&step=close")
            for number in numbers[:SAMPLE]:
                answer = lan.get(f"/admin/{table}/{end}?id={number}&step=close")
                assert answer.status_code in {403, 404}
                assert without_marks(answer.text, number) == without_marks(missing.text, NOWHERE)


def test_posting_to_a_row_of_another_ward_is_posting_to_nothing(two_wards):
    person, theirs = client_for(two_wards, "lan"), neighbour(two_wards, "minh")
    data = {"csrf_token": token(person.get("/admin/").text), "confirm": "1", "alias": "x"}
    for table, number in theirs.ids.items():
        for end in ENDS[1:]:
            answers = [
                person.post(f"/admin/{table}/{end}?id={each}&step=close", data=data)
                for each in (number, NOWHERE)
            ]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert without_marks(answers[0].text, number) == without_marks(answers[1].text, NOWHERE)
    assert neighbour(two_wards, "minh") == theirs


def test_filtering_by_a_row_of_another_ward_is_filtering_by_nothing(street):
    person, theirs = client_for(street, "lan"), neighbour(street, "minh")
    for table in ("screening", "client_contact", "referral", "support_grant", "counselling_session"):
        for end in ("", "export/csv/"):
            answers = [
                person.get(f"/admin/{table}/{end}?client={each}") for each in (theirs.ids["client"], NOWHERE)
            ]
            assert [answer.status_code for answer in answers] == [400, 400]
            texts = [without_marks(answer.text, theirs.ids["client"], NOWHERE) for answer in answers]
            assert texts[0] == texts[1]


def test_a_new_row_named_for_somebody_of_another_ward_starts_empty(street):
    person, theirs = client_for(street, "lan"), neighbour(street, "minh")
    for table in ("screening", "referral"):
        pages = [person.get(f"/admin/{table}/new/?client={each}") for each in (theirs.ids["client"], NOWHERE)]
        texts = [without_marks(page.text, theirs.ids["client"], NOWHERE) for page in pages]
        assert texts[0] == texts[1]
        assert (
            neighbour(street, "lan").code
            in person.get(f"/admin/{table}/new/?client={neighbour(street, 'lan').ids['client']}").text
        )


# --- by word


@pytest.mark.parametrize("table", ["client", "client_contact"])
def test_searching_finds_ones_own_and_nobody_else(two_wards, table):
    person = client_for(two_wards, "lan")
    if table == "client":
        mine, theirs = neighbour(two_wards, "lan"), neighbour(two_wards, "minh")
        assert found_by(person, table, mine.code) == found_by(person, table, NAMES["lan"]) == 1
        for word in {theirs.code, NAMES["minh"], "dang", "098765432"} | theirs.words:
            assert found_by(person, table, word) == 0, word
    assert found_by(person, table, "Không Có Ai Tên Này") == 0


def test_a_picker_offers_ones_own_and_nobody_else(street):
    person = client_for(street, "lan")
    headers = {"X-CSRFToken": token(person.get("/admin/").text)}

    def offers(word):
        return person.post("/admin/client/lookup/", json={"q": word}, headers=headers).json["rows"]

    assert len(offers(NAMES["lan"])) == 1
    for word in (NAMES["minh"], neighbour(street, "minh").code, "dang", "%", "_", ""):
        assert offers(word) == [], word


def test_anothers_search_is_no_search(two_wards):
    lan, minh = client_for(two_wards, "lan"), client_for(two_wards, "minh")
    data = {"csrf_token": token(minh.get("/admin/client/").text), "q": NAMES["minh"]}
    kept = minh.post("/admin/client/search/", data=data).location.partition("search=")[2]
    assert NAMES["minh"] in minh.get(f"/admin/client/?search={kept}").text
    pages = [lan.get(f"/admin/client/?search={each}").text for each in (kept, "x" * len(kept))]
    assert without_marks(pages[0]).replace(kept, "T") == without_marks(pages[1]).replace("x" * len(kept), "T")
    assert minh.get(f"/admin/screening/?search={kept}").text.count('<th scope="row"') == 0


# --- forged forms


def rows_of(app, model) -> int:
    """Count a table whole."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        return db.session.scalar(select(func.count(model.id)))


@pytest.mark.parametrize("how", ["by id", "by code", "by name", "by title"])
def test_nothing_is_hung_on_somebody_of_another_ward(two_wards, how):
    person, theirs = client_for(two_wards, "lan"), neighbour(two_wards, "minh")
    typed = {"by code": theirs.code, "by name": NAMES["minh"], "by title": f"{theirs.code} · {NAMES['minh']}"}
    before = rows_of(two_wards, ClientContact)
    answers = []
    for text, number in ((typed.get(how, ""), theirs.ids["client"]), ("KH26-999999-9", NOWHERE)):
        data = {
            "client": text,
            "relation": "mother",
            "full_name": "Người Thân",
            "csrf_token": token(person.get("/admin/").text),
        }
        data |= {"client__id": str(number)} if how == "by id" else {}
        data |= {"client": ""} if how == "by id" else {}
        answers.append(person.post("/admin/client_contact/new/", data=data))
    assert [answer.status_code for answer in answers] == [422, 422]
    wrong = [re.search(r'id="client-error">(.*?)</div>', answer.text, re.DOTALL)[1] for answer in answers]
    assert wrong[0] == wrong[1]
    assert rows_of(two_wards, ClientContact) == before


def test_a_person_is_not_moved_into_a_ward_of_another_area(two_wards):
    person, mine, theirs = (
        client_for(two_wards, "lan"),
        neighbour(two_wards, "lan"),
        neighbour(two_wards, "minh"),
    )
    with two_wards.app_context():
        db.session().info["person"] = SYSTEM
        name = db.session.get(Ward, theirs.ward_id).gso_code
    address = f"/admin/client/edit/?id={mine.ids['client']}"
    for data in ({"ward": "", "ward__id": theirs.ward_id}, {"ward": name}):
        answer = person.post(address, data={**data, "csrf_token": token(person.get(address).text)})
        assert answer.status_code == 422
    assert neighbour(two_wards, "lan") == mine


HANDS_OFF = (
    "id", "public_id", "created_by_id", "created_at", "client_code", "case_status", "closed_on", "ward_id",
    "citizen_number_key", "full_name_search", "first_intake_on",
)  # fmt: skip


def test_what_stands_on_no_form_is_not_taken_from_one(two_wards):
    person, mine = client_for(two_wards, "lan"), neighbour(two_wards, "lan").ids["client"]
    address = f"/admin/client/edit/?id={mine}"
    page = person.get(address).text
    forged = dict.fromkeys(HANDS_OFF, "7") | {"case_status": "closed", "closed_on": "01/10/2026"}
    before = whole(two_wards, mine)
    version = re.search(r'name="row_version" value="(\d+)"', page)[1]
    data = {**forged, "row_version": version, "csrf_token": token(page), "education_level": "12/12"}
    assert person.post(address, data=data).status_code == 303
    after = whole(two_wards, mine)
    changed = {name for name, value in after.items() if value != before[name]}
    assert changed == {"education_level", "updated_at", "updated_by_id", "row_version"}


def whole(app, number) -> dict:
    """Read one person's row as the database holds it."""
    with app.app_context(), db.engine.connect() as connection:
        table = Client.__table__
        return dict(connection.execute(table.select().where(table.c.id == number)).one()._mapping)
