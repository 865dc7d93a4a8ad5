"""The floor: one WSGI callable, raw SQL, one Jinja template; no sign-in, no rules, no record, no style."""

import os
import tempfile
import unicodedata
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qsl

from jinja2 import Environment

from tests.bench import floor_sql as sql

PAGE_ROWS = 50
ADDRESS = os.environ["BENCH_DATABASE_URL"]
HEADING = ("id", "code", "status", "name", "born", "ward", "group", "intake", "coordinator")
TEMPLATE = Environment(autoescape=True).from_string("""<!doctype html><title>Clients</title>
{% if rows is defined %}<p>{{ count }}</p>
<table><tr>{% for name in heading %}<th>{{ name }}</th>{% endfor %}</tr>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ "" if cell is none else cell }}</td>{% endfor %}</tr>
{% endfor %}</table>{% if rows %}<a href="?after={{ rows[-1][0] }}">next</a>{% endif %}
{% else %}<form method="post">{% for name, value in fields %}
<label>{{ name }} <input name="{{ name }}" value="{{ "" if value is none else value }}"></label>{% endfor %}
<button>Save</button></form>{% endif %}""")
SESSION = (
    "client", "coordinator", "ward", "audience", "session_on", "start_time", "duration_min", "mode",
    "group_key", "topics", "content", "outcome", "stage_of_change", "next_session_on",
)  # fmt: skip
Asked = dict[str, str]


def folded(text: str) -> str:
    """Fold a name as the search keys are folded: small letters without marks."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def show_list(read: sql.Reader, asked: Asked) -> Iterable[bytes]:
    """Show a page of people."""
    if "q" in asked:
        asked |= read.bearing(folded(asked.pop("q")))
    rows = sql.page(read, asked, PAGE_ROWS)
    return [TEMPLATE.render(rows=rows, count=sql.count(read, asked), heading=HEADING).encode()]


def show_edit(read: sql.Reader, asked: Asked) -> Iterable[bytes]:
    """Show the form of a person."""
    return [TEMPLATE.render(fields=list(read.named(sql.ONE, asked).items())).encode()]


def show_new(_read: sql.Reader, _asked: Asked) -> Iterable[bytes]:
    """Show an empty form of a session."""
    return [TEMPLATE.render(fields=[(name, "") for name in SESSION]).encode()]


def look_up(read: sql.Reader, asked: Asked) -> Iterable[bytes]:
    """Name up to twenty people."""
    rows = sql.look_up(read, folded(asked["q"]))
    return ["\n".join("\t".join(map(str, row)) for row in rows).encode()]


def save(read: sql.Reader, asked: Asked) -> Iterable[bytes]:
    """Save a session."""
    read.execute(sql.SAVE, asked | {"public_id": uuid.uuid4().hex})
    return [b""]


def write_csv(read: sql.Reader, _asked: Asked) -> Iterable[bytes]:
    """Give everything as CSV."""
    return sql.everything(read, HEADING)


def write_sheet(read: sql.Reader, asked: Asked) -> Iterable[bytes]:
    """Give the rows of some days as a workbook, written by xlsxwriter in constant memory."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - no other page needs it

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clients.xlsx"
        with Workbook(file, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([HEADING, *sql.between(read, asked)]):
                sheet.write_row(number, 0, row)
        yield file.read_bytes()


PAGES: dict[str, Callable[[sql.Reader, Asked], Iterable[bytes]]] = {
    "/list": show_list,
    "/edit": show_edit,
    "/new": show_new,
    "/lookup": look_up,
    "/save": save,
    "/csv": write_csv,
    "/xlsx": write_sheet,
}


def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
    """Answer."""
    asked = dict(parse_qsl(environ["QUERY_STRING"]))
    if environ["REQUEST_METHOD"] == "POST":
        asked |= parse_qsl(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
    page = PAGES.get(environ["PATH_INFO"])
    if page is None:
        start_response("404 Not Found", [("Content-Length", "0")])
        return []
    body = page(sql.reader(ADDRESS), asked)
    status, headers = "200 OK", [("Content-Type", "text/html; charset=utf-8")]
    if page is save:
        status, headers = "303 See Other", [("Location", "/list")]
    if isinstance(body, list):
        headers.append(("Content-Length", str(sum(map(len, body)))))
    start_response(status, headers)
    return body
