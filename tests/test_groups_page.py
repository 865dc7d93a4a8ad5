"""The page that counts by group: what it says, whom it refuses, what it costs, and the file it gives."""

from __future__ import annotations

import csv
import io
import random
import re
from html import unescape

import pytest
from sqlalchemy import select

import admin.grouping_table
from forms.base import FORMS
from forms.registry import declare
from forms.words import speaking
from models.audit import Action, AuditEntry
from models.base import db
from tests.clients import client_for, statements
from tests.html_pages import Page
from tests.neighbours import as_system
from tests.world import World

declare()

CROSSED = "/admin/support_grant/groups/?by=status&by=grant_kind&sum=amount_vnd"
BY_TOPIC = "/admin/counselling_session/groups/?by=topics"


def lines(client, address):
    """Read a file of counts."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


# --- whom it lets in, and what it knows


@pytest.mark.parametrize("page", ["groups/", "groups/csv/"])
def test_whoever_cannot_open_the_rows_counts_none_by_group(binh, hoa, page):
    for table in FORMS:
        assert binh.get(f"/admin/{table}/{page}").status_code == 403
    assert hoa.get(f"/admin/client/{page}?by=gender").status_code == 200


@pytest.mark.long
def test_no_filter_gets_a_viewer_a_count(binh, measured):
    chance, told, home = random.Random(10), 0, binh.get("/admin/").text
    for _time in range(1_000):
        table, end = chance.choice(list(FORMS)), chance.choice(("groups/", "groups/csv/", "facet/"))
        names = ("gender", "ward", "case_status", "client.gender", "intake_on__month")
        query = f"by={chance.choice(names)}&{chance.choice(names)}={chance.randint(1, 200)}&sum=amount_vnd"
        told += binh.get(f"/admin/{table}/{end}?{query}").status_code != 403
    assert re.findall(r"card-count.*?<", home) == re.findall(r"card-count.*?<", binh.get("/admin/").text)
    measured(
        row="A10",
        what="Filters tried by a viewer on counts by group",
        target="0",
        obtained=f"1,000, {told} told",
    )
    assert told == 0


@pytest.mark.parametrize(
    "query, near",
    [
        ("by=gendre", "gender"),
        ("by=intake_on", "intake_on__year"),
        ("by=ward.provnce", "ward.province"),
        ("sum=gender", ""),
        ("by=gender&gendre=male", "gender"),
        ("by=full_name", ""),
        ("by=gender&by=gender", ""),
        ("by=gender&by=ward&by=case_status", ""),
        ("by=intake_on__year&by=intake_on__month", ""),
    ],
)
def test_what_cannot_be_counted_by_is_refused_with_what_is_near(lan, query, near):
    answer = lan.get(f"/admin/client/groups/?{query}")
    assert answer.status_code == 400
    assert f"“{near}”" in unescape(answer.text) or not near


def test_nobody_adds_up_what_they_see_masked(hoa, an):
    for client in (hoa, an):
        assert client.get("/admin/client/groups/?sum=admin_sanction_count").status_code == 400
        assert client.get("/admin/screening/groups/?by=tool&sum=score").status_code == 400
    assert an.get("/admin/support_grant/groups/?by=status&sum=amount_vnd").status_code == 200


# --- what it says


def test_the_list_leads_to_its_counts_with_what_is_asked_of_it(hoa):
    page = unescape(hoa.get("/admin/client/?gender=male&sort=-intake_on").text)
    assert "/admin/client/groups/?gender=male" in page
    counts = unescape(hoa.get("/admin/client/groups/?gender=male").text)
    assert '<input type="hidden" name="gender" value="male">' in counts
    assert "Giới tính: Nam" in counts


def test_a_table_names_its_heads_and_the_picture_has_it_beside_it(hoa):
    text = hoa.get(CROSSED).text
    page = Page(text)
    assert page.wrong == page.repeated_ids() == page.nameless_inputs() == page.lost_labels() == []
    assert page.tags["caption"] == page.tags["table"] == page.tags["figure"] == 1
    assert '<svg role="img" aria-labelledby="chart-label"' in text
    assert "Số lượng theo trạng thái và loại hỗ trợ" in page.texts("vi")
    heads = re.findall(r'<th scope="(\w+)"', text)
    assert {heads.count("colgroup"), heads.count("col")} == {1, 4}
    assert " style=" not in text


def test_a_row_of_several_groups_counts_once_in_the_total(hoa):
    (head, *groups, total) = lines(hoa, BY_TOPIC.replace("groups/", "groups/csv/"))
    assert head == ["Chủ đề", "Số lượng"]
    assert (
        sum(int(count) for _label, count in groups)
        > int(total[1])
        > max(int(count) for _label, count in groups)
    )
    assert "còn tổng chỉ đếm nó một lần" in hoa.get(BY_TOPIC).text
    assert "còn tổng chỉ đếm nó một lần" not in hoa.get(CROSSED).text


def test_every_month_between_the_first_and_the_last_has_its_line(hoa):
    months = [label for label, *_rest in lines(hoa, "/admin/client/groups/csv/?by=intake_on__month")[1:-1]]
    numbers = [int(month[3:]) * 12 + int(month[:2]) for month in months]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_what_finds_no_place_on_the_page_stands_together_and_in_the_file(hoa, monkeypatch):
    monkeypatch.setattr(admin.grouping_table, "MOST_ROWS", 2)
    wards = "/admin/client/groups/{}?by=ward"
    whole = lines(hoa, wards.format("csv/"))
    page = Page(hoa.get(wards.format("")).text)
    assert f"{len(whole) - 4} nhóm còn lại" in page.texts("vi")
    assert len(whole) > 5


# --- the file, and what is recorded of it


def test_a_file_of_counts_is_recorded_and_names_nobody(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    found = re.search(r"/admin/client/details/\?id=(\d+)", lan.get("/admin/client/").text)
    address = f"/admin/counselling_session/groups/csv/?by=outcome&sum=duration_min&client={found[1]}"
    (head, *_groups, total) = lines(lan, address)
    assert head == ["Kết quả", "Số lượng", "Tổng thời lượng (phút)"]
    assert all(number.isdigit() for number in total[1:])
    with seeded_copy.app_context():
        session = as_system(seeded_copy)
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        name = session.get(FORMS["client"].model, int(found[1])).full_name
        assert (entry.action, entry.table_name) == (Action.exported, "counselling_session")
        assert '"by":["outcome"]' in entry.said
        assert name not in entry.said


def test_counts_can_be_read_in_english(seeded):
    an = client_for(seeded, "an")
    with speaking("en"):
        assert lines(an, CROSSED.replace("groups/", "groups/csv/"))[0][:3] == [
            "Status", "Livelihood", "Livelihood: Total amount",
        ]  # fmt: skip


# --- what it costs


def test_counts_cost_one_statement_however_many_rows_and_groups_there_are(small_app):
    an, costs = client_for(small_app, "an"), []
    for _time in range(2):
        with small_app.app_context():
            world = World(db.session())
            for _each in range(3):
                world.make("client")
        an.get("/admin/password/")
        with statements(small_app) as sent:
            assert an.get("/admin/client/groups/?by=ward&by=intake_on__month").status_code == 200
        assert sum("GROUP BY" in one for one in sent) == 1
        costs.append(len(sent))
    assert costs[0] == costs[1]
