"""starlette-admin on our tables, as its documentation sets it up: a password provider, CSRF as it comes."""

import os
from typing import Any

from sqlalchemy import create_engine, or_, select
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette_admin import HasOne
from starlette_admin.auth import AdminUser, AuthProvider
from starlette_admin.contrib.sqla import Admin, ModelView
from starlette_admin.exceptions import LoginFailed
from starlette_admin.export import ExportConfig
from starlette_admin.filters import FilterApplyContext
from starlette_admin.filters.base import BaseFilter, FilterDataType

from tests.bench.tables import (
    Account,
    Client,
    Coordinator,
    CounsellingSession,
    Referral,
    SupportGrant,
    Ward,
)

PAGE_ROWS = 50
engine = create_engine(os.environ["BENCH_DATABASE_URL"])


class Accounts(AuthProvider):
    """Lets in whoever knows the bench's password, as the account of that name."""

    async def login(self, username: str, password: str, remember_me: bool, request: Request) -> None:  # noqa: FBT001 - its contract
        del remember_me
        with Session(engine) as session:
            account = session.scalar(select(Account).where(Account.username == username))
        if account is None or password != os.environ["BENCH_PASSWORD"]:
            raise LoginFailed("Invalid username or password")
        request.session["username"] = username

    async def authenticate(self, request: Request) -> AdminUser | None:
        username = request.session.get("username")
        return AdminUser(username=username) if username else None

    async def logout(self, request: Request) -> None:
        request.session.clear()


class LeadsTo(BaseFilter):
    """Asks for the rows of a ward, by its key: as it comes, a link is only asked whether it is empty."""

    name = "eq"
    label = "Is"
    data_type = FilterDataType.NUMBER

    def parse_value(self, raw: str) -> int:
        return int(raw)

    def apply(self, ctx: FilterApplyContext) -> Any:
        return Client.ward_id == ctx.value


class View(ModelView):
    page_size = PAGE_ROWS
    page_size_options = (10, 25, PAGE_ROWS, 100)
    fields_default_sort = (("id", True),)
    exporters = ("csv", "xlsx")


CLIENT_FIELDS = (
    "id", "client_code", "case_status", "full_name", "alias", "gender", "birth_year", "birth_date",
    "ethnicity", "id_type", "citizen_number", "phone", HasOne("ward", key="ward", filters=[LeadsTo]),
    "residence_kind", "address", "permanent_ward", "client_group", "decision_no", "decision_on",
    "decision_until", "is_drug_user",
    "admin_sanction_count", "first_sanction", "source", "handover_on", "handover_doc_no", "intake_on",
    "coordinator", "primary_substance", "first_use_year", "addiction_determined", "employment",
    "education_level", "household_status", "policy_family", "hardship", "hardship_note",
)  # fmt: skip
LISTED = {
    "id", "client_code", "case_status", "full_name", "birth_year", "ward", "client_group", "intake_on",
    "coordinator",
}  # fmt: skip
NOT_LISTED = tuple(name for name in CLIENT_FIELDS if isinstance(name, str) and name not in LISTED)


class ClientView(View):
    key = "client"
    fields = CLIENT_FIELDS
    exclude_fields_from_list = NOT_LISTED
    exclude_fields_from_export = exclude_fields_from_list
    exclude_fields_from_create = ("client_code", "case_status")
    exclude_fields_from_edit = exclude_fields_from_create
    searchable_fields = ("client_code", "full_name", "phone", "ward", "case_status", "intake_on", "gender")
    sortable_fields = ("id", "client_code", "full_name", "intake_on")

    def get_search_query(self, request: Request, term: str):
        """Search three columns: what can be filtered would be searched too."""
        del request
        return or_(
            *(cell.ilike(f"%{term}%") for cell in (Client.client_code, Client.full_name, Client.phone))
        )


class CounsellingSessionView(View):
    key = "counselling_session"
    fields = (
        "id", "audience", "client", "coordinator", "ward", "session_on", "start_time", "duration_min", "mode",
        "group_key", "topics", "content", "outcome", "stage_of_change", "next_session_on",
    )  # fmt: skip
    exclude_fields_from_list = (
        "start_time", "duration_min", "group_key", "topics", "content", "stage_of_change", "next_session_on",
    )  # fmt: skip


class WardView(View):
    key = "ward"
    fields = ("id", "gso_code", "name", "district_name", "valid_from", "valid_to")
    searchable_fields = ("gso_code", "name")


class CoordinatorView(View):
    key = "coordinator"
    fields = ("id", "full_name", "position", "organisation")
    searchable_fields = ("full_name",)


class ReferralView(View):
    key = "referral"
    fields = ("id", "client", "coordinator", "service", "referred_on", "status")


class SupportGrantView(View):
    key = "support_grant"
    fields = ("id", "client", "grant_kind", "amount_vnd", "application_on", "status")


admin = Admin(
    engine,
    title="Bench",
    secret_key=os.environ["BENCH_SECRET_KEY"],
    auth_provider=Accounts(),
    middlewares=[Middleware(SessionMiddleware, secret_key=os.environ["BENCH_SECRET_KEY"])],
    export_config=ExportConfig(max_rows=None),
)
for view, table in (
    (ClientView, Client),
    (CounsellingSessionView, CounsellingSession),
    (WardView, Ward),
    (CoordinatorView, Coordinator),
    (ReferralView, Referral),
    (SupportGrantView, SupportGrant),
):
    admin.add_view(view(table))
application = Starlette()
admin.mount_to(application)
