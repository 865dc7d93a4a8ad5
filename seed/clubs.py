"""The six clubs at the end of 2017, rebuilt from D4: 260 members, 250 with progress; all people invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from typing import Any

from seed.people import of_use, pick, somebody, under_the_law
from seed.planting import Planter, Typed
from seed.reference import rows_of

MEMBERS = (44, 44, 43, 43, 43, 43)
"""A club each; D4 gives only the sum."""

PROGRESS = 250
SUPPORTS = {"vocational": 15, "education": 8, "hardship": 30, "job_stable": 30}
"""D4: 23 for training or schooling, which it does not tell apart, 30 in hardship, 30 with a stable job."""

FIRST, LAST = date(2016, 1, 4), date(2017, 9, 29)
BORN = (1993, 2002)
OF_AGE = 18
TITLES = (
    ("Chi hội trưởng Hội Cựu chiến binh", "hoi_ccb"),
    ("Chi hội trưởng Hội Phụ nữ", "hoi_phu_nu"),
    ("Phó Bí thư Đoàn Thanh niên", "doan_tn"),
    ("Trưởng ban công tác Mặt trận", "mttq"),
    ("Cảnh sát khu vực", "cong_an"),
)
"""Officers of a club: what they are, and which association sent them."""

STAYING = 60
"""Members still there today; the others have left over the years."""

LEAVING = {"progress": 65, "moved": 15, "dropped": 12, "rehab": 3, "other": 5}
CLOSING = {
    "progress": "completed", "moved": "moved", "dropped": "declined", "rehab": "other", "other": "other",
}  # fmt: skip
"""Why members left, and how their cases were closed then."""

PROVIDERS = {
    "vocational": "Cơ sở dạy nghề trên địa bàn", "education": "Trung tâm giáo dục thường xuyên",
    "hardship": "UBND phường", "job_stable": "Doanh nghiệp trên địa bàn",
}  # fmt: skip


def plant_clubs(planter: Planter) -> None:
    """Save the people, their parents where they are minors, memberships, classes and supports."""
    clubs = [club for club, count in zip(rows_of("club"), MEMBERS, strict=True) for _ in range(count)]
    officers = {row["ward"]: row["coordinator"] for row in rows_of("coordinator_assignment")}
    people = [_person(planter, club["ward"], officers[club["ward"]]) for club in clubs]
    clients = planter.plant("client", people, dated="intake_on")
    minors = [client for client in clients if (client.age_on(client.intake_on) or 0) < OF_AGE]
    planter.plant("client_contact", [_parent(planter, client) for client in minors])
    helpers = _helpers(planter)
    rows = [
        _membership(planter, club["name"], client, next(helpers[club["name"]]))
        for club, client in zip(clubs, clients, strict=True)
    ]
    members = planter.plant("club_member", rows, dated="joined_on")
    _classify(planter, members)
    _support(planter, members)
    _leave(planter, members)


def _person(planter: Planter, ward: str, officer: str) -> Typed:
    intake = planter.workday(FIRST, LAST)
    group = "admin_sanction" if planter.chance(0.45) else "at_risk"
    work = planter.rng.choice(("student", "unemployed", "unstable"))
    person = somebody(planter, BORN) | {"employment": work}
    use: Typed = {"is_drug_user": "0"}
    if group == "admin_sanction" or planter.chance(0.4):
        use = of_use(planter, group, person) | {"first_use_year": None}
    return {
        **person, **under_the_law(planter, group, intake), **use, "programme": "DN-CLUB", "ward": ward,
        "coordinator": officer, "intake_on": intake, "source": "club",
    }  # fmt: skip


def _parent(planter: Planter, client: Any) -> Typed:
    """Make up a parent about a generation older, of the same family name where it is the father."""
    relation = planter.rng.choice(("mother", "father"))
    gender = "female" if relation == "mother" else "male"
    born = (client.birth_year - 35, client.birth_year - 22)
    name = planter.people.person(gender, born).full_name
    if relation == "father":
        name = " ".join([client.full_name.split()[0], *name.split()[1:]])
    return {
        "client": client, "relation": relation, "full_name": name, "is_guardian": "1", "lives_with": "1",
        "consented_contact": "1",
    }  # fmt: skip


def _helpers(planter: Planter) -> dict[str, Iterator[Any]]:
    """Save officers enough for each club, so that nobody follows more than ten members; go round them."""
    rows: list[Typed] = []
    for club in rows_of("club"):
        for title, _organisation in TITLES:
            person = planter.people.person(born=(1958, 1982))
            rows.append(
                {
                    "full_name": person.full_name,
                    "gender": person.gender,
                    "birth_year": person.birth_year,
                    "position": title,
                    "organisation": club["name"].rpartition("” ")[2].capitalize(),
                    "job_kind": "assigned_officer",
                    "status": "active",
                }
            )
    saved = iter(planter.plant("coordinator", rows))
    return {club["name"]: cycle([next(saved) for _ in TITLES]) for club in rows_of("club")}


def _membership(planter: Planter, club: str, client: Any, officer: Any) -> Typed:
    sanctioned = client.client_group.name == "admin_sanction"
    return {
        "club": club, "client": client, "joined_on": client.intake_on,
        "join_reason": "sanctioned_user" if sanctioned else "at_risk",
        "assigned_officer": officer, "assigned_org": dict(TITLES)[officer.position],
        "plan_text": "Gặp gỡ hằng tuần, động viên học nghề, tham gia sinh hoạt đều.",
        "school_status": planter.rng.choice(("in_school", "dropped_out", "finished")),
        "employment_status": client.employment.name,
    }  # fmt: skip


def _classify(planter: Planter, members: list[Any]) -> None:
    """Give every member a class for the last quarter of 2017, approved on paper and reported."""
    well = set(map(id, planter.rng.sample(members, PROGRESS)))
    rows: list[Typed] = [
        {
            "member": member, "year": "2017", "quarter": "4", "basis_reviews": "3",
            "classification": "progress" if id(member) in well else "no_progress",
            "regular": "1" if id(member) in well else "0",
        }
        for member in members
    ]  # fmt: skip
    classes = planter.plant("quarterly_classification", rows)
    planter.take("approve", [(row, {"decision_no": "Báo cáo quý IV/2017"}) for row in classes])
    planter.take("report", [(row, {}) for row in classes])


def _support(planter: Planter, members: list[Any]) -> None:
    """Save what was done for members, by the end of 2017."""
    rows: list[Typed] = [
        {
            "club_member": member, "kind": kind, "provider": PROVIDERS[kind],
            "on_date": planter.workday(member.joined_on, date(2017, 12, 15)),
            "value_vnd": "1000000" if kind == "hardship" else None,
        }
        for kind, count in SUPPORTS.items()
        for member in planter.rng.sample(members, count)
    ]  # fmt: skip
    planter.plant("social_support", rows, dated="on_date")


def _leave(planter: Planter, members: list[Any]) -> None:
    """Let most members leave in the years after 2017, and close their cases with it."""
    left = planter.rng.sample(members, len(members) - STAYING)
    course = [
        (member, planter.workday(date(2018, 7, 2), date(2024, 12, 20)), pick(planter, LEAVING))
        for member in left
    ]
    planter.take("leave", [(row, {"left_on": day, "leave_reason": why}) for row, day, why in course])
    planter.take(
        "close",
        [(row.client, {"closed_on": day, "close_reason": CLOSING[why]}) for row, day, why in course],
    )
