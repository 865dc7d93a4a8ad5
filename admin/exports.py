"""My files: what is being written in the background, how far it is, and what can be fetched until when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_admin import BaseView, expose
from sqlalchemy.orm import Session

from admin.addresses import path_of
from admin.background import background
from admin.export_order import pen_of
from admin.once import leads_to, spend
from forms.words import put_datetime, put_number, say, spoken
from models.access import Person, Right, may, person_of
from models.audit import Action, record_look
from models.base import db, entity
from models.export_file import content_of
from models.export_job import UNDER_WAY, ExportJob, JobState, job_by, jobs_of, turn
from models.transactions import begin_write

LOOKS_AGAIN = 2
"""Seconds after which the page asks anew while something is being written."""


class ExportsView(BaseView):
    """A person's own files, whichever list they are of."""

    def __init__(self) -> None:
        """Give the page its address."""
        super().__init__(name="exports", endpoint="exports", url="/admin/exports")

    def is_accessible(self) -> bool:
        """Say whether there is any table this person may export."""
        person = db.session().info.get("person")
        return isinstance(person, Person) and _may_any(person)

    def _handle_view(self, name: str, **kwargs: Any) -> Any:
        """Send whoever is not signed in to the sign-in page; refuse whoever may export nothing."""
        del name, kwargs
        person = db.session().info.get("person")
        if not isinstance(person, Person):
            return redirect(url_for("sign_in.login"))
        return None if _may_any(person) else abort(403)

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run the endpoint as it is: Flask-Admin would hide a real TypeError."""
        return fn(self, *args, **kwargs)

    @expose("/")
    def index(self) -> Any:
        """List my files; ask anew by itself as long as one is under way, script or no script."""
        jobs = jobs_of(db.session(), person_of(db.session()))
        going = any(job.state in UNDER_WAY for job in jobs)
        if going:
            background().see_to_it()
        page = make_response(self.render("admin/exports.html", jobs=list(map(_shown, jobs)), going=going))
        if going:
            page.headers["Refresh"] = str(LOOKS_AGAIN)
        return page

    @expose("/file/")
    def file(self) -> Any:
        """Hand over a file that is ready, to nobody but whoever asked for it."""
        person = person_of(db.session())
        job = _mine(request.args.get("token", ""))
        if job.state is not JobState.ready or not may(person, Right.EXPORT, entity(job.table_name)):
            abort(404)
        db.session().expunge(job)
        pen = pen_of(job.kind)
        name = f"{job.table_name}-{_asked_at(job)}.{job.kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(job.size)}
        return Response(_handed_over(job, person, db.engine), mimetype=pen.mime, headers=headers)

    @expose("/cancel/", methods=("POST",))
    def cancel(self) -> Any:
        """Stop a file that is under way, or forget one that is ready."""
        spend()
        token = request.form.get("token", "")
        begin_write(db.session())
        job = _mine(token)
        turn(db.session(), job.id, JobState.cancelled, among=(*UNDER_WAY, JobState.ready))
        there = leads_to(path_of("exports.index"))
        db.session.commit()
        flash(say("Đã hủy tệp.", "The file was cancelled."), "success")
        return redirect(there, 303)


def _may_any(person: Person) -> bool:
    return may(person, Right.EXPORT, ExportJob)


def _mine(token: str) -> ExportJob:
    return job_by(db.session(), person_of(db.session()), token[:40]) or abort(404)


def _asked_at(job: ExportJob) -> str:
    """Write the day a file was asked for, as its name has it."""
    return f"{job.created_at:%Y%m%d-%H%M}"


def _shown(job: ExportJob) -> dict[str, Any]:
    return {
        "token": job.token,
        "label": spoken(entity(job.table_name).words),
        "kind": job.kind,
        "state": job.state.name,
        "state_text": spoken(job.state.words),
        "asked": put_datetime(job.created_at),
        "until": put_datetime(job.expires_at),
        "done": job.rows_done,
        "total": max(job.rows_total, job.rows_done, 1),
        "done_text": put_number(job.rows_done),
        "total_text": put_number(max(job.rows_total, job.rows_done)),
        "url": f"{path_of('exports.file')}?token={job.token}" if job.state is JobState.ready else "",
        "stops": job.state in (*UNDER_WAY, JobState.ready),
    }


def _handed_over(job: ExportJob, person: Person, engine: Any) -> Iterator[bytes]:
    """Send the file and record what was sent of it, whether it was taken whole or not."""
    digest, whole = sha256(), False
    try:
        for data in content_of(engine, person, job):
            digest.update(data)
            yield data
        whole = digest.hexdigest() == job.sha256
    finally:
        with Session(engine, info={"person": person}) as session:
            record_look(
                session, Action.delivered, table=job.table_name, exported=job.receipt, rows=job.rows_done,
                sha256=digest.hexdigest(), whole=whole,
            )  # fmt: skip
