"""What must be true of an area that an account works in."""

from __future__ import annotations

from typing import Any

from forms.account import AccountForm
from forms.acknowledging import keep_outcome
from forms.base import CONFIRM, WARNING, SchemaForm, form_for, rule
from models.account import Account, AccountScope
from models.base import Model
from models.facts_people import same_areas
from models.province import Province
from models.schema import today
from models.ward import Ward


@form_for(AccountScope)
class AccountScopeForm(SchemaForm):
    """One area of an account."""

    @rule(
        "US1", "ward", "province", blank=True,
        vi="Chọn một phường, xã hoặc một tỉnh, không chọn cả hai.", en="Choose a ward or a province.",
    )  # fmt: skip
    def is_one_area(self, ward: Ward | None, province: Province | None) -> bool:
        """A province holds its wards."""
        return (ward is None) != (province is None)

    @rule(
        "US1", "account", "ward", "province", facts=(same_areas,), blank=True,
        vi="Tài khoản đã có địa bàn này.", en="The account has this area already.",
    )  # fmt: skip
    def is_given_once(self, _account: Account, _ward: Any, _province: Any, others: int) -> bool:
        """The database's UNIQUE does not see an empty column."""
        return others == 0

    @rule(
        "WA8", "ward", "province", blank=True, severity=CONFIRM,
        vi="Địa bàn này đã hết hiệu lực; địa bàn mới đã gồm cả hồ sơ của nó.",
        en="This area has ended; the one that took over includes its records.",
    )  # fmt: skip
    def is_an_area_of_today(self, ward: Ward | None, province: Province | None) -> bool:
        """Somebody may still be given only what a former ward left."""
        area = ward or province
        return area is None or area.valid_to is None or area.valid_to > today()

    def save(self) -> Model:
        """Save, and look again whether the account has an area."""
        row: Any = super().save()
        account = AccountForm(self.session, row=row.account)
        account.validate()
        warnings = [problem for problem in account.problems if problem.severity is WARNING]
        keep_outcome(self.session, row.account, warnings)
        return row  # type: ignore[no-any-return]
