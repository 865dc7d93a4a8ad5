"""What a field looks like, taken from field.html once for each shape: its value is then put in its place.

Thirty fields drawn part by part take longer than everything else a form does. A field that has something to
say, such as an error, is drawn anew.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app
from markupsafe import Markup, escape

from forms.fields import SchemaField
from forms.words import locale, say

_TEXT, _PICKED = "\ue000", "\ue001"
"""Characters of nobody's alphabet that stand where the value and the id of the picked row go."""

WHOLE = frozenset({"choice", "choices"})
"""Kinds of field whose value is which of their options is marked: that is part of their shape."""

MOST_KEPT = 5_000
_shapes: dict[tuple[Any, ...], str] = {}


class _Marked:
    """A field with marks in the place of its value."""

    picked_id = _PICKED

    def __init__(self, field: Any) -> None:
        self._field = field

    def __getattr__(self, name: str) -> Any:
        return getattr(self._field, name)

    def __call__(self, **attributes: Any) -> Any:
        return self._field.meta.render_field(self, attributes)

    def _value(self) -> str:
        return _TEXT


def draw_field(field: SchemaField, problems: list[Any]) -> Markup:
    """Draw a field as `fields.field` in field.html does."""
    if problems or field.errors or field.process_errors or field.now or field.proposal:
        return _drawn(field, problems)
    language = locale()
    look = (
        type(field), field.id, field.name, field.label.text, field.hint, field.required, field.wide,
        field.drawn_with(), language,
    )  # fmt: skip
    shape = _shapes.get(look)
    if shape is None:
        if len(_shapes) > MOST_KEPT:
            _shapes.clear()
        shape = _shapes[look] = str(_drawn(_Marked(field), []))
    if field.kind not in WHOLE:
        shape = shape.replace(_PICKED, field.picked_id)
        shape = shape.replace(_TEXT, escape(field._value()))  # noqa: SLF001 - what WTForms' own widgets ask
    return Markup(shape)  # noqa: S704 - the shape is field.html's, what is put into it is escaped


def _drawn(field: Any, problems: list[Any]) -> Markup:
    module = current_app.jinja_env.get_template("admin/field.html").make_module({"say": say})
    drawn: Markup = module.field(field, problems)  # type: ignore[attr-defined]  # a macro of the template
    return drawn


def init_app(app: Flask) -> None:
    """Let every template draw fields."""
    app.add_template_global(draw_field)
