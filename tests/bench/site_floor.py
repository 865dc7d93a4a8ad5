"""How the floor is asked."""

from tests.bench.asking import Ask
from tests.bench.site import GUNICORN, Site, at


class Floor(Site):
    name = "floor"
    version = ("xlsxwriter",)
    serves = (*GUNICORN, "tests.bench.floor:application")
    starts = "import tests.bench.floor"

    def list_first(self, _visitor) -> Ask:
        return at("/list")

    def list_middle(self, _visitor) -> Ask:
        return at("/list", page=self.facts.page)

    def list_next(self, _visitor) -> Ask:
        return at("/list", after=self.facts.after)

    def list_previous(self, _visitor) -> Ask:
        return at("/list", before=self.facts.after)

    def filter_ward(self, _visitor) -> Ask:
        return at("/list", ward=self.facts.ward, status=self.facts.status)

    def filter_days(self, _visitor) -> Ask:
        return at("/list", **dict(zip(("from", "to"), self.facts.days, strict=True)))

    def search_hits(self, _visitor) -> Ask:
        return at("/list", q=self.facts.phrase)

    def search_none(self, _visitor) -> Ask:
        return at("/list", q=self.facts.nobody)

    def sort_name(self, _visitor) -> Ask:
        return at("/list", sort="name")

    def edit_form(self, _visitor) -> Ask:
        return at("/edit", id=self.facts.one)

    def create_form(self, _visitor) -> Ask:
        return at("/new")

    def look_up(self, _visitor) -> Ask:
        return at("/lookup", q=self.facts.phrase)

    def look_up_none(self, _visitor) -> Ask:
        return at("/lookup", q=self.facts.nobody)

    def save(self, _visitor) -> Ask:
        return Ask("/save", form=self.typed_session(), expects=(303,))

    def csv_all(self, _visitor) -> Ask:
        return at("/csv")

    def sheet(self, _visitor) -> Ask:
        return at("/xlsx", **dict(zip(("from", "to"), self.facts.sheet, strict=True)))
