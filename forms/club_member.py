"""What must be true of a club membership."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.base import CONFIRM, WARNING, SchemaForm, form_for, rule
from forms.shared_rules import no_numbers_in
from models.client import Client
from models.client_group import ClientGroup
from models.club import Club
from models.club_member import ClubMember
from models.club_member_choices import JoinReason, LeaveReason, MemberStatus
from models.coordinator import Coordinator
from models.facts_cases import has_guardian
from models.facts_clubs import (
    members_of_officer,
    open_memberships,
    open_memberships_elsewhere,
    overlapping_memberships,
    ways_to_the_club,
)
from models.schema import today

OF_AGE = 18
YOUNGEST = 12
MEMBERS_PER_OFFICER = 10
"""Members one assigned officer can follow (CM6)."""


@form_for(ClubMember)
class ClubMemberForm(SchemaForm):
    """A membership; what is asked of an open one is no longer asked of somebody who has left."""

    notes_hold_no_numbers = no_numbers_in("plan_text")

    @property
    def is_open(self) -> bool:
        """Say whether the membership is open after this save."""
        return self.values["status"] is not MemberStatus.left

    @rule(
        "CM1", "client", "club", facts=(open_memberships,), source="D4",
        vi="Người này đang là hội viên của câu lạc bộ.", en="This person is a member of the club already.",
    )  # fmt: skip
    def is_member_once(self, _client: Client, _club: Club, others: int) -> bool:
        """Also a partial unique index in the database."""
        return others == 0 or not self.is_open

    @rule(
        "CM1", "client", "club", facts=(open_memberships_elsewhere,), severity=CONFIRM, source="D4",
        vi="Người này đang là hội viên một câu lạc bộ khác; đề nghị cấp tỉnh đối chiếu.",
        en="This person is a member of another club; please ask the province to compare.",
    )  # fmt: skip
    def is_member_of_one_club(self, _client: Client, _club: Club, others: int) -> bool:
        """Looks past the gate: says that there is one, never which."""
        return others == 0 or not self.is_open

    @rule(
        "CM2", "client", "club", facts=(ways_to_the_club,), severity=CONFIRM,
        vi="Người này không cư trú ở địa bàn của câu lạc bộ.", en="They do not live where the club is.",
    )  # fmt: skip
    def lives_where_the_club_is(self, _client: Client, _club: Club, ways: int) -> bool:
        """A ward and the one it was merged into are one place."""
        return ways > 0 or not self.is_open

    @rule(
        "CM3", "join_reason", "client", severity=CONFIRM,
        vi="Hồ sơ chưa ghi lần xử lý vi phạm hành chính nào.", en="The record holds no sanction.",
    )  # fmt: skip
    def sanction_is_on_file(self, reason: JoinReason, client: Client) -> bool:
        """The reason for joining and the person's record say the same."""
        counted = client.admin_sanction_count or 0
        sanctioned = counted > 0 or client.client_group is ClientGroup.admin_sanction
        return reason is not JoinReason.sanctioned_user or sanctioned

    @rule(
        "CM4", "client", "joined_on", facts=(has_guardian,), severity=CONFIRM, age=OF_AGE,
        vi="Người dưới {age} tuổi: cần cha, mẹ hoặc người đại diện hợp pháp trong danh sách liên hệ.",
        en="Under {age}: a parent or lawful representative belongs among the contacts.",
    )  # fmt: skip
    def minor_is_represented(self, client: Client, day: date, represented: bool) -> bool:  # noqa: FBT001
        """D4's members are young people."""
        age = client.age_on(day)
        return age is None or age >= OF_AGE or represented

    @rule(
        "CM4", "client", "joined_on", severity=CONFIRM, age=YOUNGEST,
        vi="Người này chưa đủ {age} tuổi: đề nghị kiểm tra lại.", en="Under {age}: please check again.",
    )  # fmt: skip
    def is_old_enough(self, client: Client, day: date) -> bool:
        """Measures of the law begin at twelve, and so do clubs."""
        age = client.age_on(day)
        return age is None or age >= YOUNGEST

    @rule(
        "CM5", "joined_on", "club",
        vi="Ngày vào phải từ ngày thành lập câu lạc bộ, trước khi câu lạc bộ kết thúc, và không ở tương lai.",
        en="The joining day lies in the club's lifetime and not ahead.",
    )  # fmt: skip
    def joins_a_living_club(self, day: date, club: Club) -> bool:
        """Nobody joins what does not exist."""
        return club.founded_on <= day <= min(club.closed_on or today(), today())

    @rule(
        "CM5", "left_on", "joined_on",
        vi="Ngày ra phải từ ngày vào đến hôm nay.", en="The leaving day lies between joining and today.",
    )  # fmt: skip
    def leaves_after_joining(self, left: date, joined: date) -> bool:
        """Also a CHECK in the database."""
        return joined <= left <= today()

    @rule(
        "CM5", "left_on", "leave_reason", "status", blank=True,
        vi="Cần ghi ngày ra và lý do ra khỏi câu lạc bộ.", en="The day and the reason of leaving are needed.",
    )  # fmt: skip
    def leaving_is_explained(
        self, day: date | None, reason: LeaveReason | None, status: MemberStatus | None
    ) -> bool:
        """Progress and dropping out are counted apart."""
        return status is not MemberStatus.left or (day is not None and reason is not None)

    @rule(
        "CM5", "joined_on", "left_on", "club", "client", facts=(overlapping_memberships,), blank=True,
        vi="Thời gian này trùng với một lần tham gia câu lạc bộ trước đây.",
        en="This time overlaps with an earlier membership of the club.",
    )  # fmt: skip
    def times_do_not_overlap(self, _joined: Any, _left: Any, _club: Any, _client: Any, others: int) -> bool:
        """Who comes back begins where the earlier time ended, or later."""
        return others == 0

    @rule(
        "CM6", "assigned_officer", severity=WARNING, blank=True, source="D4",
        vi="Chưa phân công người giúp đỡ.", en="Nobody is assigned to help this member.",
    )  # fmt: skip
    def somebody_helps(self, officer: Coordinator | None) -> bool:
        """D4: an officer of standing follows each member."""
        return officer is not None or not self.is_open

    @rule(
        "CM6", "assigned_officer", facts=(members_of_officer,), severity=WARNING, most=MEMBERS_PER_OFFICER,
        vi="Người giúp đỡ đã theo dõi {members_of_officer} hội viên; tối đa nên là {most}.",
        en="The officer follows {members_of_officer} members already; at most {most} are advised.",
    )  # fmt: skip
    def officer_has_time(self, _officer: Coordinator, others: int) -> bool:
        """More than this cannot be followed in person."""
        return others < MEMBERS_PER_OFFICER or not self.is_open
