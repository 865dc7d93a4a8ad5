"""Long files in the background: for whoever asked, while they may, unreadable where they are kept."""

import datetime
import io
import re
import zlib

import openpyxl
import pytest
from sqlalchemy import select, update

from admin.background import background
from admin.export_work import write_file
from models.audit import Action
from models.base import db
from models.export_file import EXPORT_PIECE
from models.export_job import ExportJob, JobState
from tests.clients import client_for, token
from tests.neighbours import neighbour
from tests.test_export import entity_table, entries
from tests.test_sent_twice import hidden

PAGE, MINE = "/admin/client/export/", "/admin/exports/"


@pytest.fixture(autouse=True)
def _everything_is_long(monkeypatch):
    monkeypatch.setattr("admin.export_page.LATER", 0)


def ordered(person, kind="xlsx", columns=("client_code", "ward")):
    """Ask for a long file, twice, as somebody does who presses a button twice."""
    page = person.get(PAGE).text
    data = {"csrf_token": token(page), "columns": list(columns), "once": hidden(page)["once"]}
    return [person.post(f"{PAGE}{kind}/", data=data).location for _time in range(2)]


def worked_off(app):
    """Do what waits."""
    with app.app_context():
        background().work_off()


def jobs(app):
    """Read every job past every gate."""
    with app.app_context(), db.engine.connect() as connection:
        rows = entity_table(ExportJob.__tablename__)
        return connection.execute(select(rows).order_by(rows.c.id)).all()


def link_on(person):
    """Find the link to a file that is ready."""
    return re.findall(rf'href="({MINE}file/[^"]+)"', person.get(MINE).text)


def test_a_long_file_is_written_in_the_background_once_and_only_for_whoever_asked(two_wards):
    hoa, lan = client_for(two_wards, "hoa"), client_for(two_wards, "lan")
    assert ordered(hoa) == [MINE, MINE]
    waiting = hoa.get(MINE)
    assert (waiting.headers["Refresh"], "<progress" in waiting.text) == ("2", True)
    worked_off(two_wards)
    ready = hoa.get(MINE)
    assert ("Refresh" in ready.headers, "<progress" in ready.text) == (False, False)
    (link,) = link_on(hoa)
    taken = hoa.get(link, buffered=True)
    book = openpyxl.load_workbook(io.BytesIO(taken.get_data()))
    assert book.worksheets[0].max_row == 1 + 2
    assert (lan.get(link).status_code, link_on(lan)) == (404, [])
    (job,), (asked,) = jobs(two_wards), entries(two_wards, Action.exported)
    (given,) = entries(two_wards, Action.delivered)
    assert (given.said["exported"], given.said["sha256"]) == (asked.entry.receipt, job.sha256)
    assert (given.said["rows"], given.said["whole"], asked.said["background"]) == (2, True, True)


def test_what_is_kept_cannot_be_read_where_it_is_kept(two_wards):
    ordered(client_for(two_wards, "hoa"), "csv")
    worked_off(two_wards)
    code = neighbour(two_wards, "lan").code.encode()
    with two_wards.app_context(), db.engine.connect() as connection:
        contents = [bytes(each) for each in connection.scalars(select(EXPORT_PIECE.c.content))]
    with pytest.raises(zlib.error):  # pressed, it would open without a key
        zlib.decompress(contents[0])
    assert not [each for each in contents if code in each or "Mã số".encode() in each]
    (job,) = jobs(two_wards)
    assert code.decode() not in repr(job)


@pytest.mark.parametrize("taken", ["closed", "moved"])
def test_a_file_dies_with_the_right_to_it(two_wards, taken):
    hoa = client_for(two_wards, "hoa")
    ordered(hoa)
    worked_off(two_wards)
    (link,) = link_on(hoa)
    ordered(hoa)
    rows = entity_table("account" if taken == "closed" else "account_scope")
    with two_wards.app_context(), db.engine.begin() as connection:
        account = select(entity_table("account").c.id).where(entity_table("account").c.username == "hoa")
        if taken == "closed":
            connection.execute(update(rows).where(rows.c.username == "hoa").values(is_active=False))
        else:
            ward = neighbour(two_wards, "lan").ward_id
            narrowed = {"province_id": None, "ward_id": ward}
            connection.execute(
                update(rows).where(rows.c.account_id == account.scalar_subquery()).values(narrowed)
            )
    worked_off(two_wards)
    assert [job.state for job in jobs(two_wards)] == [JobState.ready, JobState.refused]
    assert hoa.get(link).status_code in {302, 303, 404}


def test_a_file_can_be_cancelled_and_is_forgotten_in_time(two_wards):
    hoa = client_for(two_wards, "hoa")
    ordered(hoa)
    page = hoa.get(MINE).text
    sent = {name: value for name, value in hidden(page).items() if name in {"csrf_token", "token", "once"}}
    assert hoa.post(f"{MINE}cancel/", data=sent).status_code == 303
    worked_off(two_wards)
    assert [job.state for job in jobs(two_wards)] == [JobState.cancelled]
    with two_wards.app_context(), db.engine.begin() as connection:
        long_ago = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 - as it is stored
        connection.execute(update(entity_table("export_job")).values(expires_at=long_ago))
    ordered(hoa)
    assert [job.state for job in jobs(two_wards)] == [JobState.waiting]
    assert "Đang chờ" in hoa.get(MINE).text


def test_a_file_under_way_stops_when_it_is_cancelled(two_wards, monkeypatch):
    hoa = client_for(two_wards, "hoa")
    ordered(hoa, "csv")
    monkeypatch.setattr("admin.export_work.TOLD_EVERY", -1)
    (job,) = jobs(two_wards)
    rows = entity_table("export_job")

    def cancelling(*_of):
        with two_wards.app_context(), db.engine.begin() as connection:
            connection.execute(update(rows).values(state=JobState.cancelled))
        yield 1, b"x"

    monkeypatch.setattr("admin.export_work.pieces", cancelling)
    with two_wards.app_context():
        write_file(job.id)
    assert [job.state for job in jobs(two_wards)] == [JobState.cancelled]
    assert link_on(hoa) == []
