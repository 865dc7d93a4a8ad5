"""A program that writes again and again through the application's sessions, and tells how long it waited.

`python -m tests.writing_child ADDRESS TIMES`: says `ready`, begins at the first line it is sent, and ends
with the seconds each turn was waited for, and `error` for each that failed.
"""

import sys
import time

from sqlalchemy.exc import OperationalError

from app import create_app
from models.access import SYSTEM
from models.base import db
from models.kept_search import keep_search
from models.transactions import begin_write
from tests.applications import SETTINGS


def turn(number: int) -> str:
    """Write one row, as a page does, and tell how long that waited for its turn."""
    session, began = db.session(), time.monotonic()
    session.info["person"] = SYSTEM
    try:
        begin_write(session)
        waited = time.monotonic() - began
        keep_search(session, 1, "client", f"tìm {number}")
        session.commit()
    except OperationalError:
        session.rollback()
        return "error"
    finally:
        db.session.remove()
    return f"{waited:.4f}"


def main() -> None:
    """Take turns."""
    app, times = create_app({**SETTINGS, "DATABASE_URL": sys.argv[1]}), int(sys.argv[2])
    with app.app_context():
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        sys.stdout.writelines(f"{turn(number)}\n" for number in range(times))


if __name__ == "__main__":
    main()
