"""Passwords are kept as hashes nobody sees, are hard to guess, and are changed by who knows them."""

from __future__ import annotations

from time import process_time
from unicodedata import normalize

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import event, select, update

from forms.account import AccountForm
from forms.acknowledging import findings_of
from forms.password import COMMON, SHORTEST, NewPasswordForm, PasswordForm, is_common
from models import passwords
from models.access import SYSTEM, RefusedError
from models.account import Account, account_named, person_for
from models.audit import Action, AuditEntry
from models.base import db
from models.cipher import use_key
from models.gate import look_past
from models.passwords import LONGEST, is_password, made_up, set_password, strengthen
from models.sign_in_try import IN_A_ROW, SignInTry, admit, by_name, locked_until
from tests.applications import SETTINGS
from tests.world import World

DEMO = SETTINGS["DEMO_PASSWORD"]
SENTENCE = "trời hôm nay có nắng"


@pytest.fixture
def world(small_app):
    with small_app.app_context():
        yield World(db.session())


@pytest.fixture
def account():
    use_key(SETTINGS["DATA_KEY"])
    account = Account(username="mai")
    set_password(account, SENTENCE)
    return account


def signed_in(world, username):
    """Give the account of one of the cast, who now asks."""
    account = account_named(world.session, username)
    world.session.info["person"] = person_for(world.session, account)
    return account


def change(world, account, **typed):
    """Open the form with which somebody changes a password."""
    given = {"current": DEMO, "new_password": SENTENCE, "again": SENTENCE} | typed
    return PasswordForm(world.session, given, account)


def broken(form):
    """Name the rules a form breaks."""
    form.validate()
    return {problem.name for problem in form.problems}


# --- how they are kept


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_password_is_known_again_however_its_marks_were_typed(account, form):
    assert is_password(account, normalize(form, SENTENCE))
    assert not is_password(account, normalize(form, SENTENCE + "."))


def test_a_password_longer_than_is_compared_is_not_kept(world):
    signed_in(world, "lan")
    account = account_named(world.session, "lan")
    form = change(world, account, new_password=f"{SENTENCE} " * 100, again=f"{SENTENCE} " * 100)
    assert not form.validate()
    assert "1.000" in form["new_password"].errors[0] or "1000" in form["new_password"].errors[0]
    longest = "".join(f"{number:04d}" for number in range(LONGEST // 4))
    form = change(world, account, new_password=longest, again=longest)
    assert form.validate(), form.problems


def test_a_hash_tells_nothing_and_is_never_the_same_twice(account):
    first = account.password_hash
    assert first.startswith("$argon2id$")
    assert SENTENCE not in first
    set_password(account, SENTENCE)
    assert account.password_hash != first


@pytest.mark.parametrize("nobody", [None, Account(username="moi")], ids=["unknown", "without a password"])
def test_nobody_has_no_password_and_costs_as_much_to_ask(account, nobody):
    assert not is_password(nobody, SENTENCE)
    assert not is_password(nobody, "")
    assert extract_parameters(passwords._NOBODYS) == extract_parameters(account.password_hash)
    assert (
        min(cost_of_asking(nobody) for _try in range(3))
        > min(cost_of_asking(account) for _try in range(3)) / 2
    )


def cost_of_asking(account):
    """Measure the processor's time for one wrong password; a name that costs less gives itself away."""
    start = process_time()
    is_password(account, "không phải mật khẩu này")
    return process_time() - start


def test_a_hash_of_weaker_days_is_renewed_at_sign_in_and_a_strong_one_is_left(account):
    strong = account.password_hash
    strengthen(account, SENTENCE)
    assert account.password_hash == strong
    account.password_hash = PasswordHasher(time_cost=1, memory_cost=1024).hash(SENTENCE)
    strengthen(account, SENTENCE)
    assert extract_parameters(account.password_hash) == extract_parameters(strong)
    assert is_password(account, SENTENCE)


# --- how hard they are to guess


def test_every_password_of_the_list_is_common_also_with_a_year_and_signs_around_it():
    listed = COMMON.read_text().split()
    words = [text for text in listed if not text.isdigit()]
    assert len(listed) == len(set(listed)) >= 200
    assert min(map(len, listed)) >= 8
    assert [text for text in listed if not is_common(text) or not is_common(f"{text.upper()} !!!")] == []
    assert [text for text in words if not is_common(f"2026 {text.title()} 2026!")] == []


@pytest.mark.parametrize(
    "text", ["Mật khẩu 123456", "ANH YÊU EM 1999", "q w e r t y 2026 !", "hoa hoa hoa ", "🙂" * 12]
)
def test_a_common_password_stays_common_in_other_clothes(text):
    assert is_common(text)


@pytest.mark.parametrize("text", [SENTENCE, "mật khẩu để sau cánh cửa", "4 con mèo ngủ trưa", DEMO])
def test_a_sentence_of_ones_own_is_not_common(text):
    assert not is_common(text)


def test_a_password_made_up_keeps_every_rule_and_never_comes_twice(world):
    signed_in(world, "an")
    made = [made_up() for _each in range(50)]
    assert len(set(made)) == len(made)
    for text in made:
        given = {"username": "mai", "new_password": text, "again": text}
        form = AccountForm(world.session, given)
        assert not broken(form) & {rule.name for rule in NewPasswordForm.rules}


def test_a_password_never_travels_to_the_database(world):
    sent = []
    account = signed_in(world, "lan")

    def note(_connection, _cursor, statement, parameters, *_rest):
        sent.append(f"{statement} {parameters}")

    event.listen(world.session.get_bind(), "before_cursor_execute", note)
    form = change(world, account)
    assert form.validate()
    form.save()
    event.remove(world.session.get_bind(), "before_cursor_execute", note)
    assert sent
    assert not [text for text in sent if SENTENCE in text or passwords.folded(SENTENCE) in text]


# --- who changes them


@pytest.mark.parametrize("username", ["an", "lan", "hoa", "binh"])
def test_people_change_their_own_password_and_nobody_elses(world, username):
    other = account_named(world.session, "minh")
    account = signed_in(world, username)
    account.must_change_password = True
    form = change(world, account)
    assert form.validate(), form.problems
    form.save()
    world.session.commit()
    assert is_password(account, SENTENCE)
    assert not is_password(account, DEMO)
    assert not account.must_change_password
    if username != "an":
        with pytest.raises(RefusedError):
            change(world, other).save()


@pytest.mark.parametrize(
    "typed,rule",
    [
        ({"current": "mật khẩu của ai đó"}, "current_is_right"),
        ({"current": ""}, "current_is_right"),
        ({"new_password": "", "again": ""}, "is_given"),
        ({"new_password": DEMO, "again": DEMO}, "is_another"),
        ({"again": SENTENCE + "."}, "is_typed_twice_alike"),
        ({"again": ""}, "is_typed_twice_alike"),
        ({"new_password": "x" * (SHORTEST - 1)}, "is_long_enough"),
        ({"new_password": "Matkhau@2026!!"}, "is_not_common"),
        ({"new_password": "toi o Hải Châu day"}, "names_no_place"),
        ({"new_password": "Lan 2026 2027 2028"}, "names_nobody"),
    ],
)
def test_a_password_is_not_changed_where_a_rule_is_broken(world, typed, rule):
    account = signed_in(world, "lan")
    form = change(world, account, **typed)
    assert rule in broken(form)
    assert not form.validate()
    assert is_password(account, DEMO)


def test_the_page_never_shows_what_was_typed(world):
    form = change(world, signed_in(world, "lan"), current="mật khẩu của ai đó")
    assert not form.validate()
    said = " ".join(str(field()) for field in form) + " ".join(problem.message for problem in form.problems)
    assert SENTENCE not in said
    assert "mật khẩu của ai đó" not in said


def test_a_new_account_without_a_password_gets_one_that_is_told_once(world):
    signed_in(world, "an")
    form = world.form("account", world.typical("account"))
    account = world.save(form)
    assert is_password(account, form.made_up_password)
    assert form.made_up_password in form.told_once
    assert account.must_change_password
    assert not AccountForm(world.session, {}, account).told_once


def test_a_password_given_anew_unlocks_the_account_and_must_be_changed(world):
    account = account_named(world.session, "lan")
    for _each in range(IN_A_ROW):
        world.session.execute(look_past(update(SignInTry.__table__).values(within_a_minute="[]")))
        world.session.commit()
        admit(world.session, by_name("lan"))
    assert locked_until(world.session, by_name("lan"))
    signed_in(world, "an")
    world.save(world.form("account", {"new_password": SENTENCE, "again": SENTENCE}, account))
    assert is_password(account, SENTENCE)
    assert account.must_change_password
    assert locked_until(world.session, by_name("lan")) is None


def test_a_password_given_anew_is_recorded_each_time(world):
    account = account_named(world.session, "lan")
    signed_in(world, "an")
    for text in (SENTENCE, f"{SENTENCE} nữa"):
        world.save(world.form("account", {"new_password": text, "again": text}, account))
        world.session.commit()
    rows = select(AuditEntry.row_id).where(AuditEntry.action == Action.password_changed)
    assert list(world.session.scalars(rows)) == [account.id, account.id]


def test_an_account_edited_without_a_password_keeps_its_own(world):
    account = account_named(world.session, "lan")
    signed_in(world, "an")
    world.save(world.form("account", {"full_name": "Lê Thị Lan", "new_password": "", "again": ""}, account))
    assert is_password(account, DEMO)
    assert not account.must_change_password


def test_the_warning_that_an_account_has_no_area_goes_when_it_gets_one(world):
    with world.asked_by(SYSTEM):
        account = world.make("account")
        assert [finding.rule_code for finding in findings_of(world.session, account)] == ["US1"]
        world.make("account_scope", account=account, ward=world.one("ward"))
        assert findings_of(world.session, account) == []
