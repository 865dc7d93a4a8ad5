"""The names of linked rows as SQL: the letters that forms/showing.py writes, for a million rows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, case, func, inspect, literal, select, true
from sqlalchemy.orm import aliased

from forms.engines import Engine, Sql, as_text
from forms.file_shapes import Shape, shape_of
from forms.showing import title_parts
from forms.words import MASKED, Language
from models.access import Person
from models.base import Model, entities
from models.naming import Part, Piece

BETWEEN = " · "


class UnwrittenError(Exception):
    """A value that SQL cannot write as Python does; the caller goes the long way."""


@dataclass
class Writing:
    """The statement being made: in what language, for whose eyes, and what has been joined to it so far."""

    engine: Engine
    language: Language
    eye: Person
    joins: list[tuple[Any, ...]] = field(default_factory=list)

    def say(self, words: tuple[str, str]) -> str:
        """Choose the language's word."""
        return words[self.language == "en"]

    def follow(self, source: Any, name: str) -> Any:
        """Follow a link to the row it leads to; the gate adds its criteria to the join."""
        target = aliased(inspect(source).mapper.relationships[name].mapper.class_)
        self.joins.append((getattr(source, name).of_type(target),))
        return target

    def added_to(self, statement: Select[Any]) -> Select[Any]:
        """Add to a statement what was joined."""
        for each in self.joins:
            statement = statement.outerjoin(*each)
        return statement


@dataclass(frozen=True, slots=True)
class Named:
    """A name as SQL, and what it begins with where that is anybody's text: it might look like a formula."""

    text: Sql
    head: Sql | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A linked row's name; `once` takes what is made of it and gives it for each row: NULL out of sight."""

    name: Named
    once: Callable[[Sql], Sql]


def title(writing: Writing, source: Any, name: str) -> Title:
    """Name the row a link leads to.

    PostgreSQL works it out beside the list, once for each row that is linked to, and remembers it; OFFSET
    keeps it from moving the work back into every row of the list.
    """
    if not writing.engine.has_lateral:
        target = writing.follow(source, name)
        return Title(named(writing, target), lambda text: case((target.id.is_not(None), text)))
    target = aliased(inspect(source).mapper.relationships[name].mapper.class_)
    inner = Writing(writing.engine, writing.language, writing.eye)
    found = named(inner, target)

    def beside(text: Sql) -> Sql:
        rows = inner.added_to(select(text.label("text")).select_from(target))
        key = getattr(source, f"{name}_id")
        once = rows.where(target.id == key).offset(0).lateral()
        writing.joins.append((once, true()))
        return once.c.text

    return Title(found, beside)


def named(writing: Writing, row: Any) -> Named:
    """Name a row by its title columns, as far as they are seen clear."""
    model: type[Model] = inspect(row).mapper.class_
    if model.naming is not None:
        vi, en = model.naming.vi, model.naming.en
        return _filled(writing, row, en if writing.language == "en" else vi)
    if model.named_by:
        raise UnwrittenError
    parts = [_part(writing, row, name) for name in title_parts(model, writing.eye)]
    if not parts:
        return Named(literal(MASKED))
    whole, head = parts[0].text, parts[0].head
    if len(parts) > 1:
        texts = [literal(BETWEEN).concat(func.nullif(part.text, "")) for part in parts]
        whole = func.substr(writing.engine.joined(texts), len(BETWEEN) + 1)
    if len(parts) > 1 and any(part.head is not None for part in parts):
        head = func.coalesce(*(func.nullif(part.text, "") for part in parts))
    return Named(func.coalesce(func.nullif(whole, ""), MASKED), head)


def _part(writing: Writing, row: Any, name: str) -> Named:
    """Write one title column as a page shows it."""
    model: type[Model] = inspect(row).mapper.class_
    shape, cell = shape_of(model, name), getattr(row, name)
    match shape:
        case Shape.TITLE:
            target = writing.follow(row, name)
            found = named(writing, target)
            return Named(case((target.id.is_not(None), found.text)), found.head)
        case Shape.TEXT:
            return Named(as_text(cell), as_text(cell))
        case Shape.YEAR:
            return Named(writing.engine.whole(cell))
        case Shape.DAY:
            return Named(writing.engine.day(cell, spoken=True))
        case Shape.LABEL | Shape.TABLE_NAME:
            return Named(case(labels(writing, model, name), value=as_text(cell)))
    raise UnwrittenError


def _filled(writing: Writing, row: Any, pieces: tuple[Piece, ...]) -> Named:
    """Fill a template of models/naming.py; a piece with an empty column is left out."""
    written: list[Sql] = []
    for piece in pieces:
        first, *rest = [_of_template(writing, row, part) for part in piece.parts]
        for part in rest:
            first = as_text(first).concat(part)
        written.append(first)
    head = pieces[0].parts[0]
    model: type[Model] = inspect(row).mapper.class_
    is_text = head.name and shape_of(model, head.name) is Shape.TEXT
    starts = as_text(getattr(row, head.name)) if is_text else None
    return Named(writing.engine.joined(written), starts)


def _of_template(writing: Writing, row: Any, part: Part) -> Sql:
    model: type[Model] = inspect(row).mapper.class_
    if part.said:
        return literal(part.said)
    if shape_of(model, part.name) is Shape.LABEL:
        said = labels(writing, model, part.name)
        said = {key: label.lower() if part.small else label for key, label in said.items()}
        return case(said, value=as_text(getattr(row, part.name)))
    return func.nullif(_part(writing, row, part.name).text, "")


def labels(writing: Writing, model: type[Model], name: str) -> dict[str, str]:
    """Give what each value of a column of choices (or of table names) is called."""
    if shape_of(model, name) is Shape.TABLE_NAME:
        return {each.__tablename__: writing.say(each.words) for each in entities()}
    kind: Any = model.__table__.c[name].type
    choices = kind.choices if shape_of(model, name) is Shape.LABELS else kind.enum_class
    return {member.name: writing.say(member.words) for member in choices}
