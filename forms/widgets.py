"""How the fields without a plain HTML twin are drawn: a list of options and a look-up."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape
from wtforms.widgets import TextInput, html_params


class OptionsInput:
    """A `<select>` over `field.iter_options()`."""

    validation_attrs = ("required", "disabled")

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        """Draw the list."""
        attributes.setdefault("id", field.id)
        options = Markup().join(
            Markup("<option %s>%s</option>")
            % (Markup(html_params(value=code, selected=selected)), escape(label or "—"))  # noqa: S704 - escapes
            for code, label, selected in field.iter_options()
        )
        return Markup("<select %s>%s</select>") % (
            Markup(html_params(name=field.name, **attributes)),  # noqa: S704 - escapes
            options,
        )


class LinkInput(TextInput):
    """A text that names a row, and beside it the id that the look-up puts there; works without script too."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        """Draw both inputs."""
        attributes.setdefault("autocomplete", "off")
        attributes["data-lookup"] = field.lookup_url
        hidden = html_params(type="hidden", name=f"{field.name}__id", value=field.picked_id)
        return Markup("%s<input %s>") % (super().__call__(field, **attributes), Markup(hidden))  # noqa: S704 - html_params escapes
