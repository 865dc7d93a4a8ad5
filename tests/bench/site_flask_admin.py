"""How stock Flask-Admin is asked."""

from tests.bench.asking import Ask, Visitor, field_of
from tests.bench.site import GUNICORN, Site, at

CLIENT, SESSION = "/admin/client/", "/admin/counselling_session/"


class FlaskAdmin(Site):
    name = "Flask-Admin"
    version = ("Flask-Admin", "SQLAlchemy")
    serves = (*GUNICORN, "tests.bench.flask_admin_peer:create_app()")
    starts = "from tests.bench.flask_admin_peer import create_app; create_app()"

    def sign_in(self, visitor: Visitor, account: str) -> None:
        del account
        form = {"username": "lan", "password": self.password}
        visitor.ask(Ask("/login", form=form, expects=(302,)))

    def list_first(self, _visitor) -> Ask:
        return at(CLIENT)

    def list_middle(self, _visitor) -> Ask:
        return at(CLIENT, page=self.facts.page - 1)

    def filter_ward(self, _visitor) -> Ask:
        return at(CLIENT, flt1_ward_id_equals=self.facts.ward, flt2_case_status_equals=self.facts.status)

    def filter_days(self, _visitor) -> Ask:
        return at(CLIENT, flt1_intake_on_between=" to ".join(self.facts.days))

    def search_hits(self, _visitor) -> Ask:
        return at(CLIENT, search=self.facts.phrase)

    def search_none(self, _visitor) -> Ask:
        return at(CLIENT, search=self.facts.nobody)

    def sort_name(self, _visitor) -> Ask:
        return at(CLIENT, sort=2)

    def edit_form(self, _visitor) -> Ask:
        return at(f"{CLIENT}edit/", id=self.facts.one)

    def create_form(self, _visitor) -> Ask:
        return at(f"{SESSION}new/")

    def look_up(self, _visitor) -> Ask:
        return at(f"{SESSION}ajax/lookup/", name="client", query=self.facts.phrase, offset=0, limit=10)

    def look_up_none(self, _visitor) -> Ask:
        return at(f"{SESSION}ajax/lookup/", name="client", query=self.facts.nobody, offset=0, limit=10)

    def save(self, visitor: Visitor) -> Ask:
        page = visitor.ask(at(f"{SESSION}new/"))
        form = self.typed_session() | {"csrf_token": field_of(page.text, "csrf_token")}
        return Ask(f"{SESSION}new/", form=form, expects=(302,))

    def csv_all(self, _visitor) -> Ask:
        return at(f"{CLIENT}export/csv/")

    def sheet(self, _visitor) -> Ask:
        return at(f"{CLIENT}export/xlsx/", flt1_intake_on_between=" to ".join(self.facts.sheet))
