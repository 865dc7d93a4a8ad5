"""Saving a form in one transaction; whatever the database refuses is told in neutral words."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from admin.cookie import keep_with_the_save, take_back
from admin.once import leads_to, spend
from forms.base import WARNING, SchemaForm
from forms.loader import REFUSALS
from forms.veils import clear_to
from forms.words import say
from models.access import RefusedError
from models.audit import Action, record_look
from models.base import Model, db, described
from models.facts import Answers
from models.transactions import begin_write

Lead = Callable[[Model], str]
"""Tells the address a save leads to, by the row it wrote."""


def save(form: SchemaForm, lead: Lead, told: str = "") -> str:
    """Validate, write and commit; give the address it leads to, where a second sending leads as well.

    When any of it fails nothing is written, the form says why, and there is no address. `told` is what the
    next page says of it, with the warnings that stand; it is kept in the same transaction.
    """
    return _tried(form, lead, told, again=True)


def _tried(form: SchemaForm, lead: Lead, told: str, *, again: bool = False) -> str:
    """Try once; what somebody else's save has crossed is judged and tried `again`, on what stands now."""
    if not form.validate():
        _note(form)
        return ""
    try:
        address = leads_to(lead(form.save()))
    except REFUSALS as refusal:
        # a new row: a code drawn twice is drawn anew; one that stands: the form shows what it is now
        if not again or not isinstance(refusal, IntegrityError if form.is_new else StaleDataError):
            _refused(form, refusal)
            return ""
        _begin_again(form)
        return _tried(form, lead, told)
    if told:
        _tell(form, told)
    if commit(form):
        return address
    take_back()
    return ""


def _tell(form: SchemaForm, told: str) -> None:
    """Let the next page say what was saved; that is kept in the transaction of the save."""
    flash(told, "success")
    tell_warnings(form)
    if form.told_once:
        flash(form.told_once, "info")
    keep_with_the_save()


def _note(form: SchemaForm) -> None:
    """Undo; record what the rules answered to somebody who may not look the answer up."""
    broken = [problem for problem in form.problems if problem.stops]
    codes = sorted({problem.code for problem in broken})
    sees_all = all(map(clear_to(form.person, form.model), described(form.model).values()))
    past = {each.name for each in form.rules if any(fact.looks_past for fact in each.facts)}
    if (form.is_new and codes and not sees_all) or any(problem.name in past for problem in broken):
        record_look(db.session(), Action.refused, table=form.model.__tablename__, rules=codes)
    else:
        db.session.rollback()


def _begin_again(form: SchemaForm) -> None:
    """Begin the transaction anew, and read what is being changed anew, through the gate."""
    begin_write(db.session())
    spend()
    form.answers = Answers(db.session())
    if not form.is_new:
        model = type(form.row)
        found = select(model).where(model.id == (inspect(form.row).identity or (0,))[0])
        if db.session.scalar(found.execution_options(populate_existing=True)) is None:
            abort(404)


def commit(form: SchemaForm | None) -> bool:
    """End the transaction; the database may still refuse."""
    try:
        db.session.commit()
    except REFUSALS as refusal:
        return _refused(form, refusal)
    return True


def _refused(form: SchemaForm | None, refusal: Exception) -> bool:
    """Undo, and say what happened without a word of SQL, a value, or a row of somebody else."""
    db.session.rollback()
    if isinstance(refusal, RefusedError):
        abort(403)
    message = say(
        "Dữ liệu vừa thay đổi hoặc trùng với bản ghi đã có; chưa lưu gì. Xem lại rồi lưu lần nữa.",
        "The data has just changed or repeats an existing record; nothing was saved. Look again, then save.",
    )
    if form is not None:
        form.refuse(message)
    else:
        flash(message, "danger")
    return False


def tell_warnings(form: SchemaForm) -> None:
    """Say after the save how many warnings stand on the row; the row's page lists them."""
    count = sum(problem.severity is WARNING for problem in form.problems)
    if count:
        flash(say(f"Có {count} cảnh báo cần xem.", f"Warnings to look at: {count}."), "warning")
