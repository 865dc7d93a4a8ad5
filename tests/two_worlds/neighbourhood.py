"""People of a ward made the way rules' tests make them, but all of that one ward, with rows of every kind."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from forms.base import FORMS
from models.access import SYSTEM
from models.base import entities
from models.client import Client
from models.coordinator import CoordinatorAssignment
from models.schema import Kind
from tests.cases.client import day
from tests.cases.support_grant import grant
from tests.furnishing import WARDS
from tests.world import World

FAR = "19750"
"""The code of a ward of another province, whom none of the cast looks after."""

NOTES = "Ghi chú riêng của người này"


class Neighbourhood(World):
    """A world in which, for a while, everybody lives in one ward."""

    home: Any = None

    def one(self, table: str) -> Any:
        """Give the ward's own rows where a typical row would take the first of all."""
        if self.home is not None and table == "coordinator_assignment":
            return self.home
        if self.home is not None and table == "client":
            rows = select(Client).where(Client.ward_id == self.home.ward_id).order_by(Client.id)
            return self.session.scalars(rows).first() or self.make("client")
        return super().one(table)

    def assignment_of(self, code: str) -> Any:
        """Find who leads a ward, by the ward's code."""
        with self.asked_by(SYSTEM):
            rows = self.session.scalars(select(CoordinatorAssignment)).all()
            return next(row for row in rows if row.ward.gso_code == code)

    def live_in(self, home: Any, clients: int, each: int) -> None:
        """Settle people in a ward, then rows of every kind about them and about more of them."""
        self.home = home
        with self.asked_by(SYSTEM):
            for number in range(clients):
                self.make("client", **self._told(number))
            for table in hanging_tables():
                for _number in range(each):
                    self.make(table)
            self._leave_traces()
        self.home = None

    def _told(self, number: int) -> dict[str, Any]:
        """Say of somebody what their ward alone may read, or not even it on a list."""
        citizen = f"0{self.home.ward_id:05}{self.home.id:03}{number:03}"
        return {
            "citizen_number": citizen, "phone": f"09{self.home.ward_id:04}{number:04}",
            "address": f"Số {number} ngõ {self.home.id}", "alias": f"Còi {number}", "hardship_note": NOTES,
            "gender": ("male", "female")[number % 2],
            "permanent_ward": self.assignment_of((WARDS["lan"][0], FAR)[number % 2]).ward,
        }  # fmt: skip

    def _leave_traces(self) -> None:
        """Let a case have a history and a grant its steps, a doubt its reason, a row its warning."""
        row = self.one("client")
        self.save(self.form("client", {"client_group": "methadone"}, row))
        grant(self, "submit", "verify", client=row, amount_vnd="2 triệu")
        self.make("screening", client=row, screened_on=day(3), note=NOTES)


def hanging_tables() -> list[str]:
    """Name the tables whose rows belong to somebody, those first that others hang on."""
    return [
        model.__tablename__
        for model in entities()
        if model.scoped_by
        and model.holds is Kind.CASE
        and model is not Client
        and model.__tablename__ in FORMS
    ]


def settle_far(world: World) -> None:
    """Make the far province with its ward and its coordinator, and the rows everybody refers to."""
    with world.asked_by(SYSTEM):
        names = ("grant_policy_group", "referral_destination", "club", "programme_ward")
        for table in names:
            world.one(table)
        province = world.make("province", gso_code="46", name="Huế")
        ward = world.make("ward", gso_code=FAR, name="Thuận Hóa", province=province)
        leader = world.make("coordinator", full_name="Hồ Thị Xa")
        world.make("coordinator_assignment", coordinator=leader, ward=ward, role="lead")
