"""The page for loading: checked first, saved only then, all or none, and by administrators alone."""

import io

import pytest
from sqlalchemy import func, select

from models.access import SYSTEM
from models.base import db
from models.kept_upload import KEPT, KeptUpload
from models.province import Province
from tests.clients import client_for, same_person, token

PAGE = "/admin/load/"


@pytest.fixture
def an(seeded_copy):
    """The administrator on demo data that may be changed."""
    return client_for(seeded_copy, "an")


@pytest.fixture
def session(seeded_copy):
    """Look into the same database as the product itself."""
    with seeded_copy.app_context():
        db.session().info["person"] = SYSTEM
        yield db.session()


def send(client, text, table="province"):
    form = {"csrf_token": token(client.get(f"{PAGE}?table={table}").text), "table": table}
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(PAGE, data=form | {"file": (io.BytesIO(content), "tỉnh.csv")})


def rows(*given):
    """Write provinces as a file."""
    names = ("gso_code", "name", "kind", "valid_from")
    return "\n".join([";".join(names), *(";".join(row) for row in given)])


def save(client, page, **more):
    return client.post(PAGE, data={"csrf_token": token(page), "token": kept_token(page)} | more)


def kept_token(page):
    return page.split('name="token" value="')[1].split('"')[0]


def provinces(session):
    session.expire_all()
    return session.scalar(select(func.count(Province.id)))


ONE, TWO = ("60", "Tỉnh Một", "tinh", "2010-01-01"), ("62", "Tỉnh Hai", "tinh", "2010-01-01")


def test_a_file_is_checked_then_saved_whole(an, session):
    before = provinces(session)
    session.rollback()
    checked = send(an, rows(ONE, TWO))
    assert checked.status_code == 200
    assert provinces(session) == before
    session.rollback()
    answer = save(an, checked.text)
    assert answer.status_code == 303, answer.text
    assert answer.location.endswith("/admin/province/")
    assert provinces(session) == before + 2
    assert session.scalar(select(func.count(KeptUpload.id))) == 0


def test_a_file_with_a_fault_is_told_line_by_line_and_cannot_be_saved(an, session):
    before = provinces(session)
    session.rollback()
    answer = send(an, rows(ONE, ("9x", "Tỉnh Hai", "tinh", "2010-01-01"), ("94", "", "tinh", "31/13/2010")))
    assert answer.status_code == 422
    for part in (">3<", ">4<", "Có hiệu lực từ"):
        assert part in answer.text
    assert 'name="token"' not in answer.text
    assert provinces(session) == before


def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(an):
    assert "Tệp trống" in send(an, "").text
    assert "Không có cột “màu”" in send(an, "màu\nđỏ\n").text


def test_a_doubt_is_confirmed_with_a_reason_for_the_whole_file(an):
    text = "gso_code;name;kind;valid_from;province;district_name\n"
    text += "99999;Thử;phuong;2026-01-01;48@2025-07-01;Quận Thử\n"
    page = send(an, text, "ward")
    assert (page.status_code, 'name="reason"' in page.text) == (422, True)
    refused = save(an, page.text)
    assert refused.status_code == 422
    assert save(an, refused.text, confirm="1", reason="Theo văn bản riêng.").status_code == 303


def test_the_file_is_kept_encrypted_for_its_sender_alone_and_for_an_hour(an, session):
    page = send(an, rows(ONE))
    kept = session.scalar(select(KeptUpload))
    raw = session.connection().exec_driver_sql("SELECT content, file_name FROM kept_upload").one()
    assert not any(secret in str(raw) for secret in ("Một", "tỉnh", "Z3NvX2NvZGU"))
    kept.created_at -= 2 * KEPT
    session.commit()
    answer = save(an, page.text)
    assert (answer.status_code, answer.location) == (303, PAGE)


def test_only_administrators_load(tab, seeded):
    assert tab("an").get(PAGE).status_code == 200
    for name in ("lan", "hoa", "binh"):
        assert tab(name).get(PAGE).status_code == 403
        assert tab(name).get(f"{PAGE}template/?table=ward").status_code == 403
        assert "/admin/load/" not in tab(name).get("/admin/ward/").text
    assert seeded.test_client().get(PAGE).status_code == 302
    assert "/admin/load/?table=ward" in tab("an").get("/admin/ward/").text


def test_a_table_nobody_loads_is_not_there(tab):
    for table in ("rule_finding", "kept_upload", "nowhere"):
        assert tab("an").get(f"{PAGE}?table={table}").status_code == 404


def test_the_template_is_accepted_as_it_is_sent_out(an):
    answer = an.get(f"{PAGE}template/?table=province")
    assert answer.mimetype == "text/csv"
    assert "không có dòng dữ liệu" in send(an, answer.get_data()).text


def test_a_file_never_touches_a_disk(seeded):
    """Whatever its size: what people send stays in memory until it is encrypted."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
    body = head + b"x" * 2_000_000 + b"\r\n--x--\r\n"
    sent = {"content_type": "multipart/form-data; boundary=x", "input_stream": io.BytesIO(body)}
    with seeded.test_request_context(PAGE, method="POST", content_length=len(body), **sent) as page:
        assert isinstance(page.request.files["file"].stream, io.BytesIO)


def test_a_second_tab_of_the_same_person_may_save_what_the_first_checked(an, seeded_copy):
    page = send(an, rows(ONE))
    other = same_person(seeded_copy, an)
    form = {"csrf_token": token(other.get(PAGE).text), "token": kept_token(page.text)}
    assert other.post(PAGE, data=form).status_code == 303
