"""How the Django admin is asked."""

from tests.bench.asking import Ask, Visitor, field_of
from tests.bench.site import GUNICORN, Site, at

CLIENT, SESSION = "/admin/bench/client/", "/admin/bench/counsellingsession/"
CSV, XLSX = "CSV", "XLSX"


class Django(Site):
    name = "Django admin"
    version = ("Django", "django-import-export")
    serves = (*GUNICORN, "tests.bench.django_peer.wsgi:application")
    starts = "import tests.bench.django_peer.wsgi, tests.bench.django_peer.urls"

    def sign_in(self, visitor: Visitor, account: str) -> None:
        del account
        page = visitor.ask(at("/admin/login/"))
        form = {"csrfmiddlewaretoken": self._token(page.text), "username": "bench", "password": self.password}
        visitor.ask(Ask("/admin/login/?next=/admin/", form=form, expects=(302,)))

    @staticmethod
    def _token(page: str) -> str:
        return field_of(page, "csrfmiddlewaretoken")

    def list_first(self, _visitor) -> Ask:
        return at(CLIENT)

    def list_middle(self, _visitor) -> Ask:
        return at(CLIENT, p=self.facts.page)

    def filter_ward(self, _visitor) -> Ask:
        return at(CLIENT, ward__id__exact=self.facts.ward, case_status__exact=self.facts.status)

    def filter_days(self, _visitor) -> Ask:
        low, high = self.facts.days
        return at(CLIENT, intake_on__gte=low, intake_on__lte=high)

    def search_hits(self, _visitor) -> Ask:
        return at(CLIENT, q=self.facts.phrase)

    def search_none(self, _visitor) -> Ask:
        return at(CLIENT, q=self.facts.nobody)

    def sort_name(self, _visitor) -> Ask:
        return at(CLIENT, o="3")

    def edit_form(self, _visitor) -> Ask:
        return at(f"{CLIENT}{self.facts.one}/change/")

    def create_form(self, _visitor) -> Ask:
        return at(f"{SESSION}add/")

    def look_up(self, _visitor) -> Ask:
        return self._look_up(self.facts.phrase)

    def look_up_none(self, _visitor) -> Ask:
        return self._look_up(self.facts.nobody)

    @staticmethod
    def _look_up(text: str) -> Ask:
        asked = {"app_label": "bench", "model_name": "counsellingsession", "field_name": "client"}
        return at("/admin/autocomplete/", term=text, **asked)

    def save(self, visitor: Visitor) -> Ask:
        page = visitor.ask(at(f"{SESSION}add/"))
        form = self.typed_session() | {"csrfmiddlewaretoken": self._token(page.text), "_save": "1"}
        return Ask(f"{SESSION}add/", form=form, expects=(302,))

    def csv_all(self, visitor: Visitor) -> Ask:
        return self._export(visitor, CSV, "")

    def sheet(self, visitor: Visitor) -> Ask:
        low, high = self.facts.sheet
        return self._export(visitor, XLSX, at("", intake_on__gte=low, intake_on__lte=high).address)

    def _export(self, visitor: Visitor, kind: str, asked: str) -> Ask:
        page = visitor.ask(Ask(f"{CLIENT}export/{asked}")).text
        number = next(
            part.split('"')[0] for part in page.split('<option value="') if f">{kind.lower()}<" in part[:12]
        )
        form = {"csrfmiddlewaretoken": self._token(page), "resource": "0", "format": number}
        names = [part.split('"')[0] for part in page.split('name="') if part.startswith("clientresource_")]
        form |= dict.fromkeys(names, "on")
        return Ask(f"{CLIENT}export/{asked}", form=form)
