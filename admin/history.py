"""What happened to a row, newest first, as its page would show it; each version leads to its form."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_admin import expose

from admin.looking import opened
from admin.paging import page_asked
from admin.revealing import masked_again, place_of, seconds_left, told
from admin.tabs import tabs_of
from admin.versions import CHANGES
from admin.writing import WritingPages
from forms.audit_words import said_in_words
from forms.past_values import LOST, PastValues, typed_names
from forms.showing import shown, title_of
from forms.words import MASKED, put_datetime, say, spoken
from models.access import Person, Place, Right, may, sees
from models.audit import Action, Told, history_of
from models.base import Model, db, described
from models.schema import SENSITIVE, Spec

PAGE_ENTRIES = 20


class HistoryPages(WritingPages):
    """Part of SchemaView."""

    @expose("/history/")
    def history_view(self) -> Any:
        """Show who did what with a row; looks are left out until they are asked for."""
        row, page, looks = self.row_or_404(), page_asked(request.args), request.args.get("looks") == "1"
        place, reveal = place_of(row)
        found = history_of(
            db.session(),
            row,
            actions=Action if looks else CHANGES,
            limit=PAGE_ENTRIES + 1,
            offset=(page - 1) * PAGE_ENTRIES,
        )
        entries, left = found[:PAGE_ENTRIES], seconds_left(reveal)

        def to(number: int, *, with_looks: bool = looks) -> str:
            asked = {"page": number} if number > 1 else {}
            return self.url_of("history_view", id=row.id, **asked, **({"looks": 1} if with_looks else {}))

        html = self.render(
            "admin/history.html",
            title=title_of(row, self.person, Place.RECORD),
            list_url=self.url_of("index_view"),
            tabs=tabs_of(row, "history"),
            revealed=told(reveal),
            entries=self._entries_told(row, entries, place, is_newest=page == 1),
            looks=looks,
            looks_url=to(1, with_looks=not looks),
            newer_url=to(page - 1) if page > 1 else "",
            older_url=to(page + 1) if len(found) > PAGE_ENTRIES else "",
        )
        return opened(masked_again(html, left), row, place)

    def _entries_told(
        self, row: Model, entries: list[Told], place: Place, *, is_newest: bool
    ) -> list[dict[str, Any]]:
        """Put entries into words; every version but the one that stands now can be gone back to."""
        past = PastValues(db.session(), self.model, entries)
        clear = sees(self.person, SENSITIVE, place, self.model.holds)
        edits = may(self.person, Right.EDIT, self.model)
        older = older_versions(entries, self.model, is_newest=is_newest) if edits else []
        return [
            {
                "at": put_datetime(each.entry.at),
                "who": who(each, self.person),
                "action": each.entry.action.name,
                "what": spoken(each.entry.action.words),
                "receipt": each.entry.receipt,
                "reason": each.reason and (each.reason if clear else MASKED),
                "said": said_in_words(each.said),
                "changes": changes_of(each, past, place, self.person),
                "back_url": self.url_of("edit_view", id=row.id, version=each.entry.receipt)
                if each in older
                else "",
            }
            for each in entries
        ]


def older_versions(entries: list[Told], model: type[Model], *, is_newest: bool) -> list[Told]:
    """List the versions that differ in what people type from what came after them."""
    typed, found, differs = set(typed_names(model)), [], not is_newest
    for each in entries:
        if differs and each.entry.action in CHANGES:
            found.append(each)
            differs = False
        differs = differs or bool(typed & {*each.changes, *each.hidden})
    return found


def who(each: Told, person: Person) -> str:
    """Name whoever did it, as far as the reader may see accounts."""
    if each.entry.account_id is None:
        return say("hệ thống", "the product itself")
    return shown(each.entry.account, person=person) or MASKED


def changes_of(each: Told, past: PastValues, place: Place, person: Person) -> list[dict[str, Any]]:
    """List what changed; of a value the reader may not see, only that it did."""
    found = []
    for name, spec in described(past.model).items():
        if name not in each.changes and name not in each.hidden:
            continue
        clear = name in each.changes and sees(person, spec.secrecy, place, past.model.holds)
        old, new = (
            (_worded(past, name, spec, kept, person) for kept in each.changes[name]) if clear else ("", "")
        )
        found.append({"label": spoken(spec.words), "seen": clear, "old": old, "new": new})
    return found


def _worded(past: PastValues, name: str, spec: Spec, kept: Any, person: Person) -> str:
    value = past.read(name, kept)
    return MASKED if value is LOST else shown(value, spec.unit, person)
