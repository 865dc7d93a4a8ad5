"""The page that says why somebody may or may not see or change a row and a field: ids in its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, request, url_for
from flask_admin import BaseView, expose
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.access_words import rights_told
from forms.base import FORMS
from forms.lookup import address_key, id_in, key_in
from forms.why_answer import area_told, blocks_of
from forms.words import spoken
from models.access import Person, Right, may, person_of
from models.account import Account, person_for
from models.base import Model, db, described


class WhyView(BaseView):
    """Everybody asks about themselves; whoever sees the accounts asks about any of them."""

    def __init__(self) -> None:
        """Give the page its address."""
        super().__init__(name="why", endpoint="why", url="/admin/why")

    def _handle_view(self, name: str, **kwargs: Any) -> Any:
        """Send whoever is not signed in to the sign-in page."""
        del name, kwargs
        if not isinstance(db.session().info.get("person"), Person):
            return redirect(url_for("sign_in.login"))
        return None

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run the endpoint as it is: Flask-Admin would hide a real TypeError."""
        return fn(self, *args, **kwargs)

    @expose("/")
    def index(self) -> str:
        """Ask in a form that is sent as an address, and answer beneath it."""
        session = db.session()
        account = _account(session)
        model = FORMS[request.args.get("table") or next(iter(FORMS))].model if _knows_table() else abort(404)
        name = request.args.get("field", "")
        name = name if name in described(model) else ""  # of the table chosen before
        asked = bool(request.args.get("id"))
        return str(
            self.render(
                "admin/why.html",
                **_choices(session, account, model, name),
                answer=_answer_to(session, account, model, name) if asked else None,
                row_id=key_in(model, request.args.get("id", "")) or "",
            )
        )


def _knows_table() -> bool:
    return request.args.get("table", "") in {"", *FORMS}


def _account(session: Session) -> Account:
    """Find whom the question is about: the gate gives nobody but administrators anybody else."""
    asked = request.args.get("account", "")
    number = id_in(asked) if asked else person_of(session).account_id
    account = session.scalar(select(Account).where(Account.id == number))
    return account if account is not None else abort(404)


def _choices(session: Session, account: Account, model: type[Model], name: str) -> dict[str, Any]:
    """List what can be chosen in the form; only administrators choose an account."""
    accounts = session.scalars(select(Account).order_by(Account.username_search)).all()
    several = may(person_of(session), Right.VIEW, Account)
    return {
        "accounts": [(each.id, each.username, each is account) for each in accounts] if several else [],
        "tables": [(table, spoken(form.model.words), form.model is model) for table, form in FORMS.items()],
        "fields": [(key, spoken(spec.words), key == name) for key, spec in described(model).items()],
        "about": {"username": account.username, "role": spoken(account.role.words)},
    }


def _answer_to(session: Session, account: Account, model: type[Model], name: str) -> dict[str, Any]:
    """Answer; a row out of the asker's sight is answered like a row that is not there."""
    person, asker = person_for(session, account), person_of(session)
    key = key_in(model, request.args.get("id", ""))
    row = (
        session.scalar(select(model).where(address_key(model) == key))
        if may(asker, Right.VIEW, model)
        else None
    )
    return {
        "found": row is not None,
        "areas": area_told(session, person),
        "rights": rights_told(model, account.role),
        "blocks": blocks_of(session, person, row, name) if row is not None else [],
    }
