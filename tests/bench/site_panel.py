"""How our panel is asked, and by whom."""

import json

from tests.bench.asking import Ask, Visitor, field_of
from tests.bench.cast_names import ACCOUNTS, SUPERVISOR
from tests.bench.site import GUNICORN, Site, at
from tests.typed_pages import typed_on

CLIENT, SESSION = "/admin/client/", "/admin/counselling_session/"


class Panel(Site):
    name = "this panel"
    version = ("Flask", "SQLAlchemy", "psycopg")
    serves = (*GUNICORN, "app:create_app()")
    starts = "from app import create_app; create_app()"

    def account(self, operation: str) -> str:
        return ACCOUNTS.get(operation, SUPERVISOR)

    def sign_in(self, visitor: Visitor, account: str) -> None:
        page = visitor.ask(at("/admin/login/"))
        form = {
            "csrf_token": field_of(page.text, "csrf_token"),
            "username": account,
            "password": self.password,
        }
        visitor.ask(Ask("/admin/login/", form=form, expects=(303,)))

    def list_first(self, _visitor) -> Ask:
        return at(CLIENT)

    def list_middle(self, _visitor) -> Ask:
        return at(CLIENT, page=self.facts.page)

    def list_next(self, _visitor) -> Ask:
        return at(CLIENT, after=self.facts.after, page=self.facts.page)

    def list_previous(self, _visitor) -> Ask:
        return at(CLIENT, before=self.facts.after, page=self.facts.page - 1)

    def filter_ward(self, _visitor) -> Ask:
        return at(CLIENT, ward=self.facts.ward, case_status=self.facts.status)

    def filter_days(self, _visitor) -> Ask:
        return at(CLIENT, intake_on__from=self.facts.days[0], intake_on__to=self.facts.days[1])

    def search_hits(self, visitor: Visitor) -> Ask:
        return self._search(visitor, self.facts.phrase)

    def search_none(self, visitor: Visitor) -> Ask:
        return self._search(visitor, self.facts.nobody)

    def _search(self, visitor: Visitor, text: str) -> Ask:
        """Post the words, and follow to the list they lead to: both are timed."""
        form = {"csrf_token": self._token(visitor), "q": text}
        return Ask(f"{CLIENT}search/", form=form, follow=True)

    list_as_lan = list_as_an = list_as_mai = list_first
    search_as_lan = search_hits

    def sort_name(self, _visitor) -> Ask:
        return at(CLIENT, sort="full_name")

    def edit_form(self, _visitor) -> Ask:
        return at(f"{CLIENT}edit/", id=self.facts.one)

    def create_form(self, _visitor) -> Ask:
        return at(f"{SESSION}new/")

    def look_up(self, visitor: Visitor) -> Ask:
        return self._look_up(visitor, self.facts.phrase)

    def look_up_none(self, visitor: Visitor) -> Ask:
        return self._look_up(visitor, self.facts.nobody)

    def _look_up(self, visitor: Visitor, text: str) -> Ask:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self._token(visitor)}
        return Ask(f"{CLIENT}lookup/", body=json.dumps({"q": text}).encode(), headers=headers)

    def save(self, visitor: Visitor) -> Ask:
        """Send the form as it came, with what somebody would choose in it: rows by their keys."""
        typed = typed_on(visitor.ask(at(f"{SESSION}new/")).text)
        for name, value in self.typed_session().items():
            picked = f"{name}__id" in typed
            typed |= {name: "", f"{name}__id": value} if picked else {name: value}
        return Ask(f"{SESSION}new/", form=typed, expects=(302, 303))

    def csv_all(self, _visitor) -> Ask:
        return at(f"{CLIENT}export/csv/")

    def sheet(self, _visitor) -> Ask:
        low, high = self.facts.sheet
        return at(f"{CLIENT}export/xlsx/", intake_on__from=low, intake_on__to=high)

    def _token(self, visitor: Visitor) -> str:
        """Take the token of the session from a small page, once."""
        if not hasattr(visitor, "token"):
            visitor.token = field_of(visitor.ask(at("/admin/sessions/")).text, "csrf_token")
        return visitor.token
