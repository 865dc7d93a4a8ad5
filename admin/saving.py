"""Saving a form in one transaction; whatever the database refuses is told in neutral words."""

from __future__ import annotations

from flask import abort, flash
from sqlalchemy.exc import IntegrityError

from forms.base import WARNING, SchemaForm
from forms.loader import REFUSALS
from forms.words import say
from models.access import RefusedError
from models.base import db
from models.facts import Answers
from models.transactions import begin_write


def save(form: SchemaForm) -> bool:
    """Validate, write and commit; when any of it fails nothing is written and the form says why."""
    return _tried(form) if not form.is_new else _tried(form, again=True)


def _tried(form: SchemaForm, *, again: bool = False) -> bool:
    """Try once; a new row that is refused is judged and tried `again`: a code drawn twice is drawn anew."""
    if not form.validate():
        db.session.rollback()
        return False
    try:
        form.save()
    except IntegrityError as refusal:
        if not again:
            return _refused(form, refusal)
        begin_write(db.session())
        form.answers = Answers(db.session())
        return _tried(form)
    except REFUSALS as refusal:
        return _refused(form, refusal)
    return commit(form)


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
