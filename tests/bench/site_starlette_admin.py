"""How starlette-admin is asked."""

from tests.bench.asking import Ask, Visitor, field_of
from tests.bench.site import UVICORN, Site, at

CLIENT, SESSION = "/admin/client", "/admin/counselling_session"


class StarletteAdmin(Site):
    name = "starlette-admin"
    version = ("starlette-admin", "uvicorn")
    serves = (*UVICORN, "tests.bench.starlette_admin_peer:application")
    starts = "import tests.bench.starlette_admin_peer"

    def sign_in(self, visitor: Visitor, account: str) -> None:
        del account
        page = visitor.ask(at("/admin/login"))
        form = {"csrftoken": field_of(page.text, "csrftoken"), "username": "lan", "password": self.password}
        visitor.ask(Ask("/admin/login", form=form, expects=(303,)))

    def list_first(self, _visitor) -> Ask:
        return at(f"{CLIENT}/list")

    def list_middle(self, _visitor) -> Ask:
        return at(f"{CLIENT}/list", page=self.facts.page)

    def filter_ward(self, _visitor) -> Ask:
        return self._filtered(f"ward__eq={self.facts.ward} AND case_status__in={self.facts.status}")

    def filter_days(self, _visitor) -> Ask:
        return self._filtered(f"intake_on__between={self.facts.days[0]}..{self.facts.days[1]}")

    @staticmethod
    def _filtered(text: str) -> Ask:
        return at(f"{CLIENT}/list", filter=text)

    def search_hits(self, _visitor) -> Ask:
        return at(f"{CLIENT}/list", q=self.facts.phrase)

    def search_none(self, _visitor) -> Ask:
        return at(f"{CLIENT}/list", q=self.facts.nobody)

    def sort_name(self, _visitor) -> Ask:
        return at(f"{CLIENT}/list", sort="full_name__asc")

    def edit_form(self, _visitor) -> Ask:
        return at(f"{CLIENT}/edit", pk=self.facts.one)

    def create_form(self, _visitor) -> Ask:
        return at(f"{SESSION}/create")

    def look_up(self, _visitor) -> Ask:
        return at("/admin/_api/client/relation-lookup", q=self.facts.phrase, skip=0, limit=20)

    def look_up_none(self, _visitor) -> Ask:
        return at("/admin/_api/client/relation-lookup", q=self.facts.nobody, skip=0, limit=20)

    def save(self, visitor: Visitor) -> Ask:
        page = visitor.ask(at(f"{SESSION}/create"))
        form = self.typed_session() | {"csrftoken": field_of(page.text, "csrftoken")}
        return Ask(f"{SESSION}/create", form=form, expects=(303,))

    def csv_all(self, visitor: Visitor) -> Ask:
        return self._export(visitor, "csv", "")

    def sheet(self, visitor: Visitor) -> Ask:
        text = f"intake_on__between={self.facts.sheet[0]}..{self.facts.sheet[1]}"
        return self._export(visitor, "xlsx", at("", filter=text).address)

    def _export(self, visitor: Visitor, kind: str, query: str) -> Ask:
        page = visitor.ask(at(f"{CLIENT}/create"))
        form = {"csrftoken": field_of(page.text, "csrftoken"), "scope": "all", "format": kind}
        asked = at("/admin/_api/client/action", name="export", all=1, _list_query=query)
        return Ask(asked.address, form=form)
