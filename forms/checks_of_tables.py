"""What may be wrong with a table: words left out, a title that is not there, a filter that tells a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import inspect

from forms.base import SchemaForm
from forms.finding import Wrong, check
from models.base import Model, described
from models.choice_set import ChoiceSet
from models.cipher import Encrypted, blind_index
from models.keys import search_key
from models.schema import CITIZEN_NUMBER, PHONE, PUBLIC, SECRET, SENSITIVE, Area, Choice, Kind

Form = type[SchemaForm]

NEEDED = {"words": tuple, "menu": Area, "holds": Kind, "scoped_by": tuple, "titled_by": tuple}
IN_CODES = ("code", "no", "receipt", "number")
"""Last words of the names of columns that are searched as they stand: they have no folded companion."""


def choices_of(model: type[Model]) -> list[type[Choice]]:
    """List the enumerations a table's columns choose from."""
    kinds = [
        cell.type.choices if isinstance(cell.type, ChoiceSet) else getattr(cell.type, "enum_class", None)
        for cell in model.__table__.c
    ]
    return [kind for kind in dict.fromkeys(kinds) if isinstance(kind, type) and issubclass(kind, Choice)]


def said_by(form: Form) -> Iterator[tuple[str, Any]]:
    """Give everything a form and its table are called, by where it stands."""
    model = form.model
    yield "words", model.words
    if model.about is not None:
        yield "about", model.about
    for name, spec in {**described(model), **form.beside}.items():
        yield from ((name, words) for words in (spec.words, spec.group, spec.help) if words is not None)
    for kind in choices_of(model):
        yield from ((f"{kind.__name__}.{member.name}", member.value) for member in kind)
    for move in model.workflow.moves if model.workflow else ():
        yield f"workflow.{move.name}", move.words


@check("P001", "Declare it at the head of the class.")
def table_is_whole(form: Form) -> Wrong:
    """Say what the panel cannot do without; a table that lacks it is not looked at further."""
    for name, kind in NEEDED.items():
        if not isinstance(getattr(form.model, name, None), kind):
            yield name, f"`{name} = …` ({kind.__name__}) is not declared."


@check("P002", 'Give (vi, en), both non-empty: column("Họ và tên", "Full name").')
def everything_has_both_words(form: Form) -> Wrong:
    """A text in one language is a text half the readers cannot read."""
    for name, words in said_by(form):
        pair = isinstance(words, tuple) and len(words) == 2  # noqa: PLR2004 - Vietnamese and English
        if not pair or not all(isinstance(text, str) and text.strip() for text in words):
            yield name, "It is not named in both languages."


@check("P003", "Name attributes declared with column() or link().")
def titles_and_keys_exist(form: Form) -> Wrong:
    """A row is named by what has words of its own."""
    for place in ("titled_by", "keyed_by"):
        for name in getattr(form.model, place):
            if name not in described(form.model):
                yield place, f"There is no described column `{name}`."


@check("P004", "Name a link to a ward, or to a table that is itself scoped.")
def scopes_lead_to_a_ward(form: Form) -> Wrong:
    """The gate follows these links to the ward that decides whose row it is."""
    links = inspect(form.model).relationships
    for name in form.model.scoped_by:
        target = links[name].mapper.class_ if name in links else None
        if target is None or not (target.__tablename__ == "ward" or target.scoped_by):
            yield "scoped_by", f"`{name}` does not lead to a ward."


@check("P005", 'Write scoped_by = ("client",) or ("ward",).')
def cases_belong_to_an_area(form: Form) -> Wrong:
    """Without an area everybody would see them."""
    if form.model.holds is Kind.CASE and not form.model.scoped_by:
        yield "scoped_by", "Rows about people belong to no area."


@check("P006", "Declare it PUBLIC, or take filtered=True away.")
def filters_are_public(form: Form) -> Wrong:
    """What is filtered by stands in an address, and addresses are kept by many."""
    for name, spec in described(form.model).items():
        if spec.filtered and spec.secrecy is not PUBLIC:
            yield name, "A filter on it would put a person's data into an address."


@check("P007", "Take sortable=True away.")
def links_are_not_sorted(form: Form) -> Wrong:
    """A list is sorted by its own columns."""
    for name in inspect(form.model).relationships.keys() & described(form.model).keys():
        if described(form.model)[name].sortable:
            yield name, "A link has no order of its own."


@check("P008", "Declare it with encrypted(…, SENSITIVE, CITIZEN_NUMBER).")
def citizen_numbers_are_sensitive(form: Form) -> Wrong:
    """The number opens every other register."""
    for name, spec in described(form.model).items():
        if spec.unit is CITIZEN_NUMBER and spec.secrecy is not SENSITIVE:
            yield name, "A citizen number is sensitive."


@check("P009", "Add <name>_search: Mapped[str] = derived(search_key, “<name>”), or call it …_code, …_no.")
def searched_texts_are_folded(form: Form) -> Wrong:
    """A name typed without marks is found by its folded companion only."""
    cells = form.model.__table__.c
    rules = [cell.info["derived"] for cell in cells if "derived" in cell.info]
    folded = {rule.source for rule in rules if rule.compute is search_key}
    for name, spec in described(form.model).items():
        if spec.searched and spec.unit is None and name not in folded and name.split("_")[-1] not in IN_CODES:
            yield name, "It is searched but has no folded companion."


@check("P010", "Name a column of the same table.")
def derivations_have_a_source(form: Form) -> Wrong:
    """A derived column follows another of its row."""
    for cell in form.model.__table__.c:
        rule = cell.info.get("derived")
        if rule is not None and not hasattr(form.model, rule.source):
            yield cell.name, f"It is derived from `{rule.source}`, which does not exist."


@check("P013", "Give each choice words of its own.")
def choices_differ(form: Form) -> Wrong:
    """Python makes two members with one value into one member."""
    for kind in choices_of(form.model):
        if len(kind.__members__) != len(list(kind)):
            yield kind.__name__, "Two choices have the same words, so they are one."


@check("P019", "Mark with listed=True what tells one row from another.")
def something_is_listed(form: Form) -> Wrong:
    """A list without columns has no way to a row."""
    if not any(spec.listed for spec in described(form.model).values()):
        yield "", "Its list would have no columns."


@check("P020", "Leave `named` out: titled_by is masked column by column.")
def own_names_are_public(form: Form) -> Wrong:
    """What `named` says is shown to everybody."""
    if form.model.named is not Model.named and form.model.holds is Kind.CASE:
        yield "named", "A row about a person would be named past the masks."


@check("P021", "Give it a derived(blind_index, …) column, by which it is found whole.")
def ciphertext_is_not_compared(form: Form) -> Wrong:
    """Every encryption of a value differs: nothing can be found or sorted by it."""
    for name, spec in described(form.model).items():
        cell = form.model.__table__.c.get(name)
        if cell is None or not isinstance(cell.type, Encrypted):
            continue
        rules = [each.info["derived"] for each in form.model.__table__.c if "derived" in each.info]
        indexed = any(rule.source == name and rule.compute is blind_index for rule in rules)
        if spec.sortable or (spec.searched and not indexed):
            yield name, "Ciphertext can be neither searched nor sorted."


@check("P023", "Take bulk=True away.")
def many_rows_can_share_what_they_are_given(form: Form) -> Wrong:
    """What tells one row from another, what nobody types, and what an account may do is given one by one."""
    model = form.model
    for name, spec in described(model).items():
        if not spec.bulk:
            continue
        cell = model.__table__.c[name if name in model.__table__.c else f"{name}_id"]
        alone = cell.unique or name in model.keyed_by or spec.unit in {SECRET, CITIZEN_NUMBER, PHONE}
        if alone or not spec.typed or model.holds not in {Kind.CASE, Kind.REFERENCE}:
            yield name, "Many rows cannot be given the same of it."
