"""`flask check --deploy`: each finding appears when its fault is there, and goes when it is mended."""

import re
import secrets
from dataclasses import replace
from datetime import timedelta

import pytest

from admin.deploy_finding import CHECKS, Deployment, Machine, found_in, looks
from models.server_state import ContentState, ServerState
from tests.structure.sources import ROOT

KEYS = {name: secrets.token_urlsafe(48) for name in ("SECRET_KEY", "DATA_KEY", "BACKUP_KEY")}
CONFIG = KEYS | {
    "SQLALCHEMY_DATABASE_URI": "postgresql+psycopg://panel@db.example/panel",
    "TRUSTED_HOSTS": ["panel.example"], "SESSION_COOKIE_HTTPONLY": True, "SESSION_COOKIE_SAMESITE": "Lax",
    "MAX_CONTENT_LENGTH": 12_000_000, "MAX_FORM_MEMORY_SIZE": 1_000_000, "MAX_FORM_PARTS": 1_000,
    "REQUIRE_SECOND_FACTOR": True, "PERMANENT_SESSION_LIFETIME": timedelta(hours=12), "DEBUG": False,
    "TESTING": False, "DEMO": False,
}  # fmt: skip
SOUND = Deployment(CONFIG)
FILE = {"SQLALCHEMY_DATABASE_URI": "sqlite:////srv/panel.sqlite"}


def settings(**changed):
    """Change settings of the sound installation."""
    return replace(SOUND, config=CONFIG | changed)


def machine(**changed):
    """Change something about its machine."""
    return replace(SOUND, machine=Machine(**changed))


def server(**changed):
    """Change something about its database server."""
    return replace(SOUND, server=ServerState(**changed))


def content(**changed):
    """Change something that stands in its database."""
    return replace(SOUND, content=ContentState(**changed))


FAULTS = {
    "S001": settings(DEBUG=True),
    "S002": settings(TESTING=True),
    "S003": settings(SECRET_KEY="dev" * 20),
    "S004": settings(BACKUP_KEY=KEYS["DATA_KEY"]),
    "S005": settings(BACKUP_KEY=None),
    "S006": settings(TRUSTED_HOSTS=None),
    "S007": settings(TRUSTED_HOSTS=["127.0.0.1"]),
    "S008": settings(DEMO=True),
    "S009": replace(SOUND, demo_accounts=2),
    "S010": settings(WTF_CSRF_ENABLED=False),
    "S011": settings(SESSION_COOKIE_SAMESITE="None"),
    "S012": settings(PERMANENT_SESSION_LIFETIME=timedelta(days=31)),
    "S013": settings(MAX_FORM_PARTS=None),
    "S014": settings(REQUIRE_SECOND_FACTOR=False),
    "S015": replace(SOUND, wrong_declarations=1),
    "S020": machine(open_files=("data-key",)),
    "S021": machine(keys_lie_beside_data=True),
    "S022": machine(is_root=True),
    "S023": machine(umask=0o022),
    "S024": machine(python=(3, 11), year_and_month=(2027, 11)),
    "S025": machine(knows_our_zone=False),
    "S026": machine(workers="many"),
    "S027": replace(settings(**FILE), machine=Machine(workers="5")),
    "S028": settings(**FILE),
    "S030": replace(SOUND, server=None),
    "S031": replace(SOUND, is_migrated=False),
    "S032": server(is_remote=True, has_tls=False),
    "S033": server(is_superuser=True),
    "S034": server(owns_the_record=True),
    "S035": server(has_checksums=False),
    "S036": server(is_durable=False),
    "S037": server(clock_seconds=61.0),
    "S038": content(newest_entry_is_past=False),
    "S039": content(chain_is_whole=False),
    "S040": content(administrators=0),
    "S041": content(administrators=1),
    "S042": content(administrators_without_second_factor=1),
    "S043": content(administrators_without_second_factor=1),
    "S044": content(first_passwords_kept=1),
    "S045": content(unused_accounts=1),
    "S046": content(days_since_backup=None),
    "S047": content(days_since_backup=7.1),
    "S048": server(logs_rows=True),
    "S049": replace(SOUND, broken_views=1),
}
TOGETHER = {"S027": {"S028"}, "S042": {"S043"}, "S043": {"S042"}}
"""What cannot be wrong alone."""

JUST_RIGHT = (
    machine(python=(3, 11), year_and_month=(2027, 10)), machine(python=(3, 99)), machine(umask=0o027),
    machine(workers="64"), server(has_tls=False), server(clock_seconds=59.0), content(days_since_backup=6.9),
    settings(SESSION_COOKIE_SAMESITE="Strict"), settings(TRUSTED_HOSTS=["127.0.0.1", "panel.example"]),
)  # fmt: skip


def codes(deployment) -> set[str]:
    """List the numbers of what is found."""
    return {check.code for check, _sentence in found_in(deployment)}


def test_a_sound_installation_has_no_finding():
    assert codes(SOUND) == set()
    assert [codes(each) for each in JUST_RIGHT] == [set()] * len(JUST_RIGHT)


def test_there_are_at_least_25_numbers_and_a_case_of_each():
    assert len(CHECKS) >= 25
    assert sorted(FAULTS) == sorted(CHECKS)


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_is_found_by_its_number_alone(code):
    assert codes(FAULTS[code]) == {code} | TOGETHER.get(code, set())
    check = CHECKS[code]
    sentence = next(text for found, text in found_in(FAULTS[code]) if found is check)
    assert sentence.endswith((".", ")."))
    assert "{" not in sentence
    assert check.hint.endswith(".")


@pytest.mark.parametrize("code", CHECKS)
def test_each_number_is_on_the_page_with_its_weight(code):
    page = (ROOT / "docs" / "deploying.md").read_text()
    rows = re.findall(rf"^\| {code} \| .+ \| (yes|no) \|$", page, re.MULTILINE)
    assert rows == ["yes" if CHECKS[code].is_serious else "no"]


def test_the_page_has_no_number_that_is_not_looked_for():
    assert set(re.findall(r"\bS0\d\d\b", (ROOT / "docs" / "deploying.md").read_text())) == set(CHECKS)


def test_a_number_is_given_once():
    with pytest.raises(ValueError, match="S001"):
        looks("S001", "x.", "y.", bool)
