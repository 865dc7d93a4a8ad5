"""Checks of an installation's settings, numbered S001 to S019."""

from __future__ import annotations

from itertools import combinations

from admin.deploy_finding import Deployment, looks
from admin.secret_keys import weakness
from models.sign_in_session import WHOLE

LARGEST_BODY = 50_000_000
KEYS = ("SECRET_KEY", "DATA_KEY", "BACKUP_KEY")
NEW_KEY = "Make one with `python -c 'import secrets; print(secrets.token_urlsafe(48))'`."


def weak_keys(it: Deployment) -> str:
    """Name the keys that could be guessed."""
    return ", ".join(f"FLASK_{name}" for name in KEYS if it.config.get(name) and weakness(it.config[name]))


def equal_keys(it: Deployment) -> str:
    """Name the keys that are one and the same."""
    pairs = [
        (a, b) for a, b in combinations(KEYS, 2) if it.config.get(a) and it.config[a] == it.config.get(b)
    ]
    return ", ".join(f"FLASK_{a} = FLASK_{b}" for a, b in pairs)


def only_loopback(it: Deployment) -> bool:
    """Say whether the only names answered are this machine's own."""
    return set(it.config.get("TRUSTED_HOSTS") or ["-"]) <= {"localhost", "127.0.0.1"}


def unlimited(it: Deployment) -> bool:
    """Say whether more may be sent than any page needs."""
    limits = [
        it.config.get(name) for name in ("MAX_CONTENT_LENGTH", "MAX_FORM_MEMORY_SIZE", "MAX_FORM_PARTS")
    ]
    return None in limits or any(limit > LARGEST_BODY for limit in limits if limit is not None)


def loose_cookie(it: Deployment) -> bool:
    """Say whether a script or another site could use the cookie."""
    same_site = it.config.get("SESSION_COOKIE_SAMESITE") in {"Lax", "Strict"}
    return not (it.config.get("SESSION_COOKIE_HTTPONLY") and same_site)


looks(
    "S001",
    "Debug mode is on: every error shows the code, and a console.",
    "Leave FLASK_DEBUG out.",
    lambda it: it.config.get("DEBUG"),
)
looks(
    "S002",
    "Test mode is on: keys everybody knows are taken.",
    "Leave FLASK_TESTING out.",
    lambda it: it.config.get("TESTING"),
)
looks("S003", "Keys that can be guessed: {found}.", NEW_KEY, weak_keys)
looks("S004", "One key does two jobs: {found}.", NEW_KEY, equal_keys)
looks(
    "S005",
    "There is no key for backups.",
    f"{NEW_KEY} Set FLASK_BACKUP_KEY where backups are made, and keep it away from this machine too.",
    lambda it: not it.config.get("BACKUP_KEY"),
)
looks(
    "S006",
    "Any Host is answered.",
    "Set FLASK_TRUSTED_HOSTS to the panel's own name.",
    lambda it: not it.config.get("TRUSTED_HOSTS"),
)
looks(
    "S007",
    "Only this machine's own names are answered.",
    "Name in FLASK_TRUSTED_HOSTS what people type into the browser.",
    only_loopback,
    serious=False,
)
looks(
    "S008",
    "The password of the demo accounts is set or kept in a file.",
    "Leave FLASK_DEMO_PASSWORD out and remove instance/demo-password.txt; plant no demo data.",
    lambda it: it.config.get("DEMO"),
)
looks(
    "S009",
    "Accounts that take the demo password: {found}.",
    "Begin with an empty database (`flask seed` without --demo).",
    lambda it: it.demo_accounts,
)
looks(
    "S010",
    "Forged posts are not refused.",
    "Leave FLASK_WTF_CSRF_ENABLED out.",
    lambda it: not it.config.get("WTF_CSRF_ENABLED", True),
)
looks(
    "S011",
    "The session's cookie is open to scripts or to other sites.",
    "Leave FLASK_SESSION_COOKIE_… out.",
    loose_cookie,
)
looks(
    "S012",
    "A session may last longer than a working day.",
    "Leave FLASK_PERMANENT_SESSION_LIFETIME out.",
    lambda it: it.config["PERMANENT_SESSION_LIFETIME"] > WHOLE,
)
looks("S013", "What may be sent is not limited.", "Leave FLASK_MAX_… out.", unlimited)
looks(
    "S014",
    "Administrators need no second factor.",
    "Set FLASK_REQUIRE_SECOND_FACTOR=true.",
    lambda it: not it.config.get("REQUIRE_SECOND_FACTOR"),
    serious=False,
)
looks(
    "S015",
    "Declarations of tables or rules that are wrong: {found}.",
    "Run `flask check`.",
    lambda it: it.wrong_declarations,
)
