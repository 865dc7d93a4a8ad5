"""The page that answers a post while the database does not: it keeps what was typed, to be sent once more.

What was typed stands in hidden inputs only: not in the address, a cookie or a log, and not on the screen,
which others may see. The one-time key goes along, so a save whose answer was lost is not made twice.
"""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request

from admin.once import NAME
from forms.base import FORMS
from forms.words import spoken
from models.base import described
from models.schema import SECRET, Spec, Words

AGAIN_SECONDS = 5
"""What a browser or a script is told to wait; a restart takes less."""

LOADING = "load.index"
APART = frozenset({"csrf_token", "password", "current", "code"})
"""Never sent back, whatever form they come with: the token is drawn anew, the others prove who asks."""
TITLE: Words = "Hệ thống đang bận, xin thử lại", "The system is busy, please try again"


def busy_page() -> Any:
    """Answer 503, with a button that sends a form once more or a link to the page that was asked for."""
    typed = _typed() if _may_be_kept() else None
    page = render_template(
        "admin/retry.html",
        title=spoken(TITLE),
        code=503,
        typed=typed,
        asked_again=_asked_again() if typed is not None else [],
        once=NAME in request.form,
        files=bool(request.files),
        address=request.full_path.rstrip("?"),
        back=_page_behind(),
    )
    answer = make_response(page, 503)
    answer.headers["Retry-After"] = str(AGAIN_SECONDS)
    return answer


def _may_be_kept() -> bool:
    """Keep only what the forms of tables ask, and the token of a file that was checked: no password."""
    table, _dot, _view = (request.endpoint or "").partition(".")
    ours = table in FORMS or request.endpoint == LOADING
    return request.method == "POST" and ours and not request.files and bool(request.form)


def _typed() -> list[tuple[str, str]]:
    """Give every input that was posted, in its order, but for secrets."""
    apart = APART | _secrets().keys()
    return [(name, text) for name, text in request.form.items(multi=True) if name not in apart]


def _asked_again() -> list[tuple[str, str]]:
    """Name the secrets that were typed, to be typed again, with their labels."""
    return [(name, spoken(spec.words)) for name, spec in _secrets().items() if request.form.get(name)]


def _secrets() -> dict[str, Spec]:
    """List the inputs of the form posted that are never sent back to a browser."""
    form = FORMS.get((request.endpoint or "").partition(".")[0])
    specs = {**described(form.model), **form.beside} if form else {}
    return {name: spec for name, spec in specs.items() if spec.unit is SECRET}


def _page_behind() -> str:
    """Give the address to open again, where it can be opened."""
    rule = request.url_rule
    return request.full_path.rstrip("?") if rule is not None and "GET" in (rule.methods or ()) else ""
