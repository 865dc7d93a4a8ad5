"""A program that loads files and may be killed at any moment: `python -m tests.loading_child ADDRESS`.

For each line `NAME ROWS` it forks a child that loads that many rows, and says which: `child PID`. The child
says `loaded` before it commits and `saved` after, which is what is acknowledged; at its end stands `over`.
"""

import os
import sys

from app import create_app
from forms.loading import load
from models.access import SYSTEM
from models.base import db
from models.transactions import begin_write
from tests.applications import SETTINGS

TABLE = "referral_destination"


def rows(name: str, count: int) -> list[dict[str, str]]:
    """Write a file of facilities, told apart by the file's name."""
    return [
        {"code": f"{name}-{number}", "name": f"Trung tâm Y tế mẫu {name} {number}", "type": "health_centre",
         "managing_agency": "y_te", "services": "detox;counselling", "accepts_voluntary": "1",
         "valid_from": "01/01/2016"}
        for number in range(count)
    ]  # fmt: skip


def say(words: str) -> None:
    """Tell the test, at once: one write that nothing divides."""
    os.write(1, f"{words}\n".encode())


def load_one(app, name: str, count: int) -> None:
    """Load a file as the page does: within one transaction, all or nothing."""
    with app.app_context():
        session = db.session()
        session.info["person"] = SYSTEM
        begin_write(session)
        report = load(session, TABLE, rows(name, count))
        assert report.ok, report.faults[:3]
        say("loaded")
        session.commit()
        say("saved")


def main() -> None:
    """Serve line after line; nothing is open when a child is forked."""
    app = create_app({**SETTINGS, "DATABASE_URL": sys.argv[1]})
    say("ready")
    for line in iter(sys.stdin.readline, ""):
        name, count = line.split()
        child = os.fork()
        if not child:
            load_one(app, name, int(count))
            os._exit(0)
        say(f"child {child}")
        os.waitpid(child, 0)
        say("over")


if __name__ == "__main__":
    main()
