"""The page that asks why before it shows what is masked; and what a row's page says while it is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, make_response, redirect, request
from flask_admin import expose

from admin.once import spend
from admin.proving import proof_needed
from admin.saving import save
from admin.writing import WritingPages
from forms.revealing import RevealForm, holds_secrets, veiled
from forms.showing import title_of
from forms.words import put_time, say, spoken
from models.access import Place
from models.base import Model, db, described, now
from models.reveal import LASTS, Reveal, revealed

MINUTES = LASTS // timedelta(minutes=1)


class RevealPages(WritingPages):
    """Part of SchemaView."""

    @expose("/reveal/", methods=("GET", "POST"))
    def reveal_view(self) -> Any:
        """Ask why; then show the row's masked values to this account for a while (models/reveal.py)."""
        spend()
        row = self.row_or_404()
        names = veiled(self.model, self.person)
        if not names:
            return redirect(self._page_of(row), 303)
        if holds_secrets(self.model, names) and (asked := proof_needed()):
            return asked
        form = RevealForm(db.session(), request.form, row)
        if request.method == "POST" and save(form, self._page_of):
            return redirect(self._page_of(row), 303)
        return self._form_page(
            "admin/reveal.html",
            form,
            say("Hiện thông tin", "Reveal"),
            self._page_of(row),
            what=title_of(row, self.person),
            labels=[spoken(described(self.model)[name].words) for name in names],
            minutes=MINUTES,
        )


def place_of(row: Model) -> tuple[Place, Reveal | None]:
    """Say how much of a row its own page shows whoever asks now."""
    shown = revealed(db.session(), row)
    return (Place.RECORD, None) if shown is None else (Place.REVEALED, shown)


def told(shown: Reveal | None) -> dict[str, str] | None:
    """Say on the page until when the row is clear, and under which receipt."""
    return None if shown is None else {"until": put_time(shown.until), "receipt": shown.receipt}


def masked_again(page: str, left: float | None) -> Response:
    """Have the browser ask for the page anew when its time is over, script or no script."""
    answer = make_response(page)
    if left is not None:
        answer.headers["Refresh"] = str(int(left) + 1)
    return answer


def seconds_left(shown: Reveal | None) -> float | None:
    """Count the seconds a reveal still lasts; ask before the page's entry is written."""
    return None if shown is None else (shown.until - now()).total_seconds()
