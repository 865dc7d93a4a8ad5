"""Many at once: on SQLite nobody is told that the database is locked; nobody's save overwrites another's."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from models.access import SYSTEM
from models.base import db
from models.client import Client
from models.transactions import WRITES
from tests.clients import client_for, engine_of, same_person, token
from tests.neighbours import neighbour
from tests.test_routes import contents

WRITERS, READERS, TURNS = 8, 4, 6


def alias_of(app, number) -> str:
    """Read what a person is also called."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        return db.session.scalar(select(Client.alias).where(Client.id == number))


def form_of(client, address) -> dict[str, str]:
    """Open a form and give what it is posted back with."""
    page = client.get(address).text
    version = re.search(r'name="row_version" value="(\d+)"', page)
    return {"csrf_token": token(page)} | ({"row_version": version[1]} if version else {})


def test_writers_readers_and_a_file_do_not_lock_each_other_out(two_wards):
    first = client_for(two_wards, "lan")
    mine = neighbour(two_wards, "lan").ids["client"]
    data = {
        "csrf_token": token(first.get("/admin/").text),
        "client": "",
        "client__id": str(mine),
        "relation": "mother",
    }
    start = threading.Barrier(WRITERS + READERS + 1)

    def write(number):
        start.wait()
        person = same_person(two_wards, first)
        names = [f"Người Thân {'ABCDEFGHIK'[number]}{'abcdefghik'[turn]}" for turn in range(TURNS)]
        return [
            person.post("/admin/client_contact/new/", data=data | {"full_name": name}).status_code
            for name in names
        ]

    def read(_number):
        start.wait()
        person = same_person(two_wards, first)
        return [person.get("/admin/client_contact/", buffered=True).status_code for _turn in range(TURNS)]

    def stream(_number):
        person = same_person(two_wards, first)
        answer = person.get("/admin/client_contact/export/csv/")
        lines = answer.iter_encoded()
        next(lines)
        next(lines)  # the reading transaction is open now, and stays so while the others write
        start.wait()
        codes = [person.get("/admin/ward/", buffered=True).status_code for _turn in range(TURNS)]
        list(lines)
        answer.close()
        return [answer.status_code, *codes]

    with ThreadPoolExecutor(WRITERS + READERS + 1) as pool:
        jobs = [pool.submit(write, n) for n in range(WRITERS)] + [
            pool.submit(read, n) for n in range(READERS)
        ]
        jobs.append(pool.submit(stream, 0))
        found = [job.result(timeout=120) for job in jobs]
    assert {code for codes in found[:WRITERS] for code in codes} == {303}
    assert {code for codes in found[WRITERS:] for code in codes} == {200}
    assert len(contents(two_wards)["client_contact"]) == 2 + WRITERS * TURNS


def test_the_second_of_two_who_edit_a_row_is_told_and_overwrites_nothing(two_wards):
    number = neighbour(two_wards, "lan").ids["client"]
    address = f"/admin/client/edit/?id={number}"
    first = client_for(two_wards, "lan")
    second = same_person(two_wards, first)
    forms = form_of(first, address), form_of(second, address)
    assert first.post(address, data=forms[0] | {"alias": "Tên thứ nhất"}).status_code == 303
    answer = second.post(address, data=forms[1] | {"alias": "Tên thứ hai"})
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in answer.text
    assert 'value="Tên thứ hai"' in answer.text
    assert alias_of(two_wards, number) == "Tên thứ nhất"


def test_of_many_who_save_one_row_at_once_one_wins_and_the_others_are_told(two_wards):
    number = neighbour(two_wards, "lan").ids["client"]
    address = f"/admin/client/edit/?id={number}"
    first = client_for(two_wards, "lan")
    form, start = form_of(first, address), threading.Barrier(WRITERS)

    def save(n):
        person = same_person(two_wards, first)
        start.wait()
        return person.post(address, data=form | {"alias": f"Tên {'ABCDEFGHIK'[n]}"}).status_code

    with ThreadPoolExecutor(WRITERS) as pool:
        codes = sorted(pool.map(save, range(WRITERS), timeout=120))
    assert codes == [303] + [422] * (WRITERS - 1)


def test_whoever_is_not_signed_in_needs_no_writers_place_but_to_try_a_password(two_wards):
    stranger = two_wards.test_client()
    mark = token(stranger.get("/admin/login/").text)
    with engine_of(two_wards).connect().execution_options(**{WRITES: True}) as busy:
        busy.execute(select(1))  # on SQLite the one writer's place is taken now
        assert stranger.get("/admin/login/").status_code == 200
        assert stranger.post("/admin/theme/", data={"csrf_token": mark, "theme": "dark"}).status_code == 303


def test_whoever_only_reads_needs_no_writers_place(two_wards):
    person = client_for(two_wards, "lan")
    headers = {"X-CSRFToken": token(person.get("/admin/").text)}
    with engine_of(two_wards).connect().execution_options(**{WRITES: True}) as busy:
        busy.execute(select(1))
        assert person.get("/admin/client/").status_code == 200
        assert person.post("/admin/client/lookup/", json={"q": "lành"}, headers=headers).json["rows"]
