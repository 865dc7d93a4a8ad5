"""What must be true of a view: its name, whom it is for, and what it may hold then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from forms.base import SchemaForm, form_for, rule
from models.access import SYSTEM, Person, Right, Role, may
from models.audience import Audience
from models.base import entity
from models.facts_views import views_kept, views_named
from models.saved_view import SEARCH, SavedView, asked_in
from models.sharing import SHARERS

MOST_VIEWS = 30
"""Views somebody keeps of one list: more are not found again."""

LONGEST_QUERY = 4000
"""Characters; an address of more is cut off somewhere on its way."""


@form_for(SavedView)
class SavedViewForm(SchemaForm):
    """A view of a list; it is its maker's, who says whom it is for."""

    computed = ("account",)

    def editable(self) -> Iterable[str]:
        """Let a view keep its list and its owner; only the first rows (seed/) say whose they are."""
        typed = [name for name in super().editable() if self.is_new or name != "table_name"]
        return [*typed, "owner"] if self.is_new and self.person is SYSTEM else typed

    @property
    def values(self) -> dict[str, Any]:
        """Give the owner's account too, which the facts count by."""
        found, row = super().values, cast("Any", self.row)
        mine = row.owner_id or self.person.account_id
        return found | {"account": found["owner"] if self.person is SYSTEM else mine}

    @rule(
        "SV1", "name", facts=(views_named,),
        vi="Bạn đã có khung nhìn tên này cho danh sách này.",
        en="You have a view of this name for this list already.",
    )  # fmt: skip
    def name_is_free(self, _name: str, others: int) -> bool:
        """Another person's may be called the same; what lies in the trash does not count."""
        return others == 0

    @rule(
        "SV2", "table_name", facts=(views_kept,), most=MOST_VIEWS,
        vi="Mỗi người giữ tối đa {most} khung nhìn cho một danh sách; hãy xóa bớt.",
        en="Everybody keeps at most {most} views of a list: delete some.",
    )  # fmt: skip
    def are_few_enough(self, _table: str, others: int) -> bool:
        """They all stand above the list."""
        return others < MOST_VIEWS

    @rule(
        "SV3", "audience", "role", blank=True,
        vi="Chọn vai trò khi khung nhìn dành cho một vai trò, và chỉ khi đó.",
        en="Choose a role where the view is for one role, and only then.",
    )  # fmt: skip
    def names_a_role_where_it_is_for_one(self, audience: Audience | None, role: Role | None) -> bool:
        """A role left over from before would mislead whoever reads it."""
        return (audience is Audience.role) == (role is not None)

    @rule(
        "SV3", "role", vi="Vai trò này không mở danh sách nào.", en="That role opens no list.",
    )  # fmt: skip
    def role_opens_lists(self, role: Role) -> bool:
        """Nobody could use it."""
        return may(Person(role), Right.VIEW, SavedView)

    @rule(
        "SV4", "audience", hint=True,
        vi="Chỉ quản trị và lãnh đạo, giám sát chia sẻ khung nhìn với người khác.",
        en="Only administrators and supervisors share views with others.",
    )  # fmt: skip
    def is_shared_by_who_may(self, audience: Audience) -> bool:
        """What stands above everybody's list is for those to say who answer for it (models/sharing.py)."""
        return audience is Audience.private or self.person.role in SHARERS

    @rule(
        "SV5", "audience", "query",
        vi="Từ tìm kiếm thường là tên người: khung nhìn chia sẻ không giữ từ tìm kiếm.",
        en="What is searched for is mostly a name: a view that is shared keeps no search.",
    )  # fmt: skip
    def keeps_no_search_where_it_is_shared(self, audience: Audience, query: str) -> bool:
        """Everybody whom it is for could read it."""
        return audience is Audience.private or SEARCH not in dict(asked_in(query))

    @rule(
        "SV6", "table_name",
        vi="Bạn không mở được danh sách này.", en="You cannot open that list.",
    )  # fmt: skip
    def list_can_be_opened(self, table: str) -> bool:
        """A view of what cannot be opened is of no use."""
        return may(self.person, Right.VIEW, entity(table))

    @rule(
        "SV7", "query", longest=LONGEST_QUERY,
        vi="Khung nhìn dài quá {longest} ký tự: bớt điều kiện hoặc cột.",
        en="The view is longer than {longest} signs: take conditions or columns away.",
    )  # fmt: skip
    def fits_an_address(self, query: str) -> bool:
        """It is opened as one."""
        return len(query) <= LONGEST_QUERY

    def write(self) -> None:
        """Give a new view to whoever saves it."""
        if self.is_new and self.person is not SYSTEM:
            row: Any = self.row
            row.owner_id = self.person.account_id
        super().write()


class KeepingForm(SavedViewForm):
    """The form above a list: the list itself says what the view is of."""

    def editable(self) -> Iterable[str]:
        """Ask for a name, and from those who may share for whom."""
        return ("name", "audience", "role") if self.person.role in SHARERS else ("name",)
