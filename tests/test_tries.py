"""Guessing: six tries a minute and ten in a row, for every name alike, whoever asks from wherever."""

import threading
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import select

import admin.proving
from models import passwords
from models.access import SYSTEM
from models.audit import Action, AuditEntry
from models.base import db
from models.sign_in_try import IN_A_ROW, PER_MINUTE, SignInTry, admit, by_name, locked_until, unlock
from tests.applications import another_worker
from tests.clients import LOGIN, client_for, token
from tests.signing_in import ANOTHER, PASSWORD, WRONG, change, clock, id_of, is_in, post, try_at
from tests.test_sign_in import without_name

__all__ = ["clock"]

LOCKED_PAGE = "/admin/locked/"
CHEAP = f"$argon2id$v=19$m=8,t=1,p=1${'A' * 22}${'A' * 43}"


@pytest.fixture
def evaluated(monkeypatch) -> list[str]:
    """Collect whose password is really compared; nobody's costs nothing here, so that tries are quick."""
    found: list[str] = []
    real = admin.proving.is_password

    def note(account, text) -> bool:
        if account is not None:
            found.append(account.username)
        return real(account, text)

    monkeypatch.setattr(admin.proving, "is_password", note)
    monkeypatch.setattr(passwords, "_NOBODYS", CHEAP)
    return found


def guesses(app, times, username="lan", password=WRONG, offset=0):
    """Guess many times, each from another address as far as headers can say so."""
    client = app.test_client()
    mark = token(client.get(LOGIN).text)
    for turn in range(offset, offset + times):
        claimed = f"10.{turn // 65536 % 256}.{turn // 256 % 256}.{turn % 256}"
        headers = {"X-Forwarded-For": claimed, "X-Real-IP": claimed, "Forwarded": f"for={claimed}"}
        form = {"csrf_token": mark, "username": username, "password": password}
        assert client.post(LOGIN, data=form, headers=headers).status_code in {303, 401}


def attack(app, clock, evaluated, minutes, tries) -> tuple[int, int]:
    """Try for some minutes at two workers, started anew each minute; tell the most in a minute, and all."""
    most = turn = 0
    for _minute in range(minutes):
        before = len(evaluated)
        with another_worker(app) as first, another_worker(app) as second:
            for worker in (first, second):
                guesses(worker, tries, offset=(turn := turn + tries))
        most = max(most, len(evaluated) - before)
        clock.on(seconds=61)
    return most, len(evaluated)


def test_many_tries_are_six_a_minute_and_ten_in_all(small_app, clock, evaluated):
    assert attack(small_app, clock, evaluated, minutes=3, tries=10) == (PER_MINUTE, IN_A_ROW)
    assert try_at(small_app, "lan", PASSWORD).status_code == 401
    clock.on(minutes=30)
    assert try_at(small_app, "lan", PASSWORD).status_code == 303


@pytest.mark.long
def test_a_thousand_tries(small_app, clock, evaluated, measured):
    most, whole = attack(small_app, clock, evaluated, minutes=10, tries=50)
    right = try_at(small_app, "lan", PASSWORD).status_code
    clock.on(minutes=30)
    after = try_at(small_app, "lan", PASSWORD).status_code
    what = "1,000 wrong passwords in 10 minutes, 1,000 claimed addresses, 2 workers started anew each minute"
    said = f"{most} evaluated in a minute, {whole} in all; the right one {right}, {after} after 30 minutes"
    measured(row="C1", what=what, target="at most 6 a minute, locked after 10", obtained=said)
    assert (most, whole, right, after) == (PER_MINUTE, IN_A_ROW, 401, 303)


def test_a_minute_is_any_sixty_seconds(small_app, clock, evaluated):
    guesses(small_app, 3)
    clock.on(seconds=40)
    guesses(small_app, 6)
    clock.on(seconds=19)
    guesses(small_app, 6)
    assert len(evaluated) == PER_MINUTE
    clock.on(seconds=2)
    guesses(small_app, 6)
    assert len(evaluated) == PER_MINUTE + 3


def test_failures_are_counted_in_a_row(small_app, clock, evaluated):
    for _each in range(3):
        guesses(small_app, 5)
        assert try_at(small_app, "lan", PASSWORD).status_code == 303
        clock.on(seconds=61)
    assert len(evaluated) == 3 * PER_MINUTE


@pytest.mark.usefixtures("evaluated")
def test_a_lock_is_not_prolonged_by_who_keeps_knocking(small_app, clock):
    for _each in range(2):
        guesses(small_app, 5)
        clock.on(seconds=61)
    for _each in range(28):
        guesses(small_app, 1)
        clock.on(seconds=61)
    clock.on(minutes=1)
    assert try_at(small_app, "lan", PASSWORD).status_code == 303


@pytest.mark.usefixtures("clock")
def test_every_spelling_that_finds_an_account_is_one_name(small_app, evaluated):
    for spelling in ("lan", "LAN", " lan ", "Làn", "l\u200ban", "lan\u0301"):
        guesses(small_app, 2, spelling)
    assert len(evaluated) == PER_MINUTE


def test_tries_at_once_are_counted_one_by_one(small_app):
    app, key, found = small_app, by_name("lan"), []

    def run() -> None:
        with app.app_context():
            found.append(admit(db.session(), key))

    threads = [threading.Thread(target=run) for _each in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(tried is not None for tried in found) == PER_MINUTE
    assert len(found) == 16


@pytest.mark.usefixtures("evaluated")
def test_names_long_past_are_forgotten(small_app, clock):
    for number in range(3):
        guesses(small_app, 1, f"ai do {number}")
    clock.on(days=2)
    guesses(small_app, 1, "ai do moi")
    with small_app.app_context():
        rows = db.session.connection().execute(select(SignInTry.__table__.c.key)).all()
    assert len(rows) == 1


def test_the_present_password_is_guessed_no_oftener_at_an_unlocked_screen(small_app, clock):
    client = client_for(small_app, "lan")
    data = {"current": WRONG, "new_password": ANOTHER, "again": ANOTHER}
    for _each in range(PER_MINUTE):
        assert post(client, "/admin/password/", **data).status_code == 422
    answer = post(client, "/admin/password/", **data | {"current": PASSWORD})
    assert answer.status_code == 422
    assert "hãy chờ" in answer.text
    assert try_at(small_app, "lan", PASSWORD).status_code == 401
    clock.on(seconds=61)
    assert post(client, "/admin/password/", **data | {"current": PASSWORD}).status_code == 303
    assert is_in(client)


@pytest.mark.parametrize("name", ["current__id", "accept-current"])
def test_a_password_under_another_name_is_no_guess(small_app, name):
    client = client_for(small_app, "lan")
    data = {"current__shown": "1", name: PASSWORD, "new_password": ANOTHER, "again": ANOTHER}
    answer = post(client, "/admin/password/", **data)
    assert answer.status_code == 422
    assert "Mật khẩu hiện nay không đúng." in answer.text


# --- what is told


def states(app, clock):
    """Bring names into every state in which signing in fails, and give (state, name, password)."""
    change(app, "minh", is_active=False)
    for _each in range(2):
        for name in ("hoa", "nobody.locked"):
            guesses(app, 5, name)
        clock.on(seconds=61)
    for name in ("binh", "nobody.tried"):
        guesses(app, PER_MINUTE, name)
    return [
        ("wrong password", "lan", WRONG), ("wrong name", "nobody", WRONG), ("closed", "minh", PASSWORD),
        ("locked", "hoa", PASSWORD), ("locked, nobody", "nobody.locked", WRONG),
        ("too often", "binh", PASSWORD), ("too often, nobody", "nobody.tried", WRONG), ("empty", "", ""),
    ]  # fmt: skip


@pytest.mark.usefixtures("evaluated")
def test_every_refusal_is_the_same_to_the_byte(small_app, clock):
    tries = states(small_app, clock)
    answers = {state: try_at(small_app, name, password) for state, name, password in tries}
    names = [name for _state, name, _password in tries]
    told = {
        (answer.status, without_name(answer.text, *names), tuple(sorted(set(answer.headers.keys()))))
        for answer in answers.values()
    }
    assert len(told) == 1


def timed(app, tries, times) -> dict[str, list[float]]:
    """Time refusals, one state after the other in turn, so that nothing else tells them apart."""
    client = app.test_client()
    mark = token(client.get(LOGIN).text)
    found: dict[str, list[float]] = {state: [] for state, _name, _password in tries}
    for _turn in range(times):
        for state, name, password in tries:
            form = {"csrf_token": mark, "username": name, "password": password}
            start = perf_counter()
            client.post(LOGIN, data=form)
            found[state].append(perf_counter() - start)
            if state.startswith("wrong"):
                with app.app_context():
                    unlock(db.session(), by_name(name))
                    db.session.commit()
    return found


@pytest.mark.long
def test_every_refusal_takes_the_same_time(small_app, clock, measured):
    tries = [
        each for each in states(small_app, clock) if each[0] in {"wrong password", "wrong name", "locked"}
    ]
    found = timed(small_app, tries, 500)
    middle = {state: median(times) for state, times in found.items()}
    known = middle["wrong password"]
    apart = {state: abs(time / known - 1) for state, time in middle.items()}
    said = ", ".join(f"{state} {share:.1%}" for state, share in apart.items() if state != "wrong password")
    what = "500 timed refusals of each kind, in turn; medians against those of a wrong password"
    measured(row="C2", what=what, target="less than 5 % apart", obtained=said)
    assert max(apart.values()) < 0.05, said


# --- what is recorded, and who lifts a lock


def recorded(app) -> list[tuple]:
    """List what was recorded about signing in."""
    with app.app_context():
        db.session().info["person"] = SYSTEM
        of_signing_in = AuditEntry.action.in_({Action.sign_in_refused, Action.locked, Action.unlocked})
        entries = db.session.scalars(select(AuditEntry).where(of_signing_in).order_by(AuditEntry.id)).all()
        return [(entry.action, entry.row_id, entry.said) for entry in entries]


@pytest.mark.parametrize("name", ["lan", "khong.ai"])
@pytest.mark.usefixtures("evaluated")
def test_a_lock_is_recorded_once_and_tries_that_are_dropped_not_at_all(small_app, clock, name):
    for _each in range(4):
        guesses(small_app, 8, name)
        clock.on(seconds=61)
    found = recorded(small_app)
    number = id_of(small_app, "lan") if name == "lan" else None
    actions = [action for action, _row, _said in found]
    assert actions.count(Action.sign_in_refused) == IN_A_ROW
    assert actions.count(Action.locked) == 1
    assert {row for _action, row, _said in found} == {number}
    assert name not in repr([said for _action, _row, said in found])


@pytest.mark.usefixtures("evaluated")
def test_an_administrator_lifts_a_lock_and_nobody_else_sees_it(small_app, clock):
    for _each in range(2):
        guesses(small_app, 6)
        clock.on(seconds=61)
    an, number = client_for(small_app, "an"), id_of(small_app, "lan")
    for name in ("minh", "hoa", "binh"):
        assert client_for(small_app, name).get(LOCKED_PAGE).status_code == 403
    assert f'value="{number}"' in an.get(LOCKED_PAGE).text
    assert try_at(small_app, "lan", PASSWORD).status_code == 401
    assert post(an, LOCKED_PAGE, id=number).status_code == 303
    assert f'value="{number}"' not in an.get(LOCKED_PAGE).text
    assert try_at(small_app, "lan", PASSWORD).status_code == 303


@pytest.mark.usefixtures("evaluated")
def test_flask_user_unlock_lifts_a_lock(small_app, clock):
    for _each in range(2):
        guesses(small_app, 6)
        clock.on(seconds=61)
    assert try_at(small_app, "lan", PASSWORD).status_code == 401
    answer = small_app.test_cli_runner().invoke(args=["user", "unlock", "lan"])
    assert answer.exit_code == 0, answer.output
    assert try_at(small_app, "lan", PASSWORD).status_code == 303
    assert recorded(small_app)[-1][0] is Action.unlocked
    with small_app.app_context():
        assert locked_until(db.session(), by_name("lan")) is None
