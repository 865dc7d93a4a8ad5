"""Taking a row out of the trash: through its own form, every rule judged as if all of it were typed again."""

from __future__ import annotations

from typing import Any

from forms.base import SchemaForm
from models.base import Model, described
from models.trash import bring_back


class Restoring(SchemaForm):
    """What the form of a table does besides when the row it shows comes out of the trash."""

    def __init__(self, *given: Any, **options: Any) -> None:
        """Take every value for a new one: what was deleted was not there to be weighed."""
        super().__init__(*given, **options)
        self.pretended = tuple(described(self.model))

    def save(self) -> Model:
        """Bring the row back with what was corrected on the way."""
        bring_back(self.session, self.row)
        return super().save()


def restoring(form: type[SchemaForm]) -> type[SchemaForm]:
    """Give the form with which rows of a table are taken out of the trash."""
    return type(f"{form.__name__}Restoring", (Restoring, form), {"model": form.model})
