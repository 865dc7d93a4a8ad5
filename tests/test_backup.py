"""A backup is the whole database of one moment; a restore is all of it, proved, or nothing."""

import hashlib
import json
import stat

import pytest
from flask_migrate import downgrade

from models import backup, cipher
from models.backup_rows import load
from models.base import db
from models.schema import PASSING
from models.trash import purge, put_away
from tests.applications import application_on_copy
from tests.backups import KEY, RECORD, backed_up, entries, every_kind, restored, rows, run
from tests.clients import client_for, engine_of, same_person, statements
from tests.test_migrations import VERSIONS, tables
from tests.world import World

REVISIONS = [f"{place:04}" for place in range(1, len(VERSIONS) + 1)]


@pytest.fixture
def file(two_wards, tmp_path):
    """A backup of the two wards."""
    return backed_up(two_wards, tmp_path)


def test_a_backup_of_either_database_comes_back_on_either_row_for_row(seeded_copy, databases, tmp_path):
    file, before = backed_up(seeded_copy, tmp_path), rows(seeded_copy, but=RECORD)
    assert sum(map(len, before.values())) > 1_500
    for kind in every_kind(databases):
        with restored(file, kind) as app:
            assert rows(app, but=RECORD) == before
            again = backed_up(app, tmp_path)
        with restored(again, databases) as app:
            assert rows(app, but=RECORD) == before


def test_both_are_recorded_and_the_record_goes_on_from_where_the_backup_ended(two_wards, databases, tmp_path):
    before = rows(two_wards)
    file = backed_up(two_wards, tmp_path)
    (told,) = entries(two_wards, "backed_up")
    assert json.loads(told.said)["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    with restored(file, databases) as app:
        (told,) = entries(app, "backup_restored")
        assert told.id == len(before["audit_entry"]) + 1
        assert set(before["audit_entry"]) < set(rows(app)["audit_entry"])
        assert run(app, "audit", "verify").exit_code == 0


def test_no_id_is_given_again_that_was_given_before_the_backup(two_wards, databases, tmp_path):
    with two_wards.app_context():
        world = World(db.session())
        gone = world.make("client_contact")
        number = gone.id
        put_away(world.session, gone, "Nhập nhầm người")
        world.session.commit()
        purge(world.session, gone)
        world.session.commit()
    file = backed_up(two_wards, tmp_path)
    for kind in every_kind(databases):
        with restored(file, kind) as app, app.app_context():
            assert World(db.session()).make("client_contact").id > number


def test_everybody_signs_in_again_after_a_restore(two_wards, databases, tmp_path):
    person = client_for(two_wards, "lan")
    assert person.get("/admin/").status_code == 200
    with restored(backed_up(two_wards, tmp_path), databases) as app:
        answer = same_person(app, person).get("/admin/")
        assert (answer.status_code, "/login/" in answer.headers.get("Location", "")) == (302, True)
        assert client_for(app, "lan").get("/admin/").status_code == 200


def test_what_is_of_use_for_hours_only_stays_out():
    passing = {name for name, table in db.metadata.tables.items() if table.info == PASSING}
    files = {"export_job", "export_piece", "task_queue"}
    assert passing == {"kept_search", "kept_upload", "reveal", "sign_in_session", "spent_form"} | files


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_backup_of_an_older_revision_is_brought_up_to_date(two_wards, databases, tmp_path, revision):
    file = tmp_path / "old"
    with two_wards.app_context():
        downgrade(revision=revision)
        with file.open("wb") as sealed:
            written = backup.write(db.engine, sealed, KEY)
    assert written.heading.revision == revision
    with restored(file, databases) as app:
        found = {name: len(of) for name, of in rows(app, but=RECORD).items() if of}
        assert found.pop("known_name")  # worked out anew from the names there are
        known = RECORD | {"known_name"}
        assert found == {name: n for name, n in written.rows.items() if n and name not in known}


def test_a_database_that_is_behind_is_not_backed_up_unrecorded(two_wards, tmp_path):
    with two_wards.app_context():
        downgrade(revision="0001")
    answer = run(two_wards, "backup", tmp_path / "x")
    assert (answer.exit_code, "flask db upgrade" in answer.output) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_database_with_rows_is_left_alone(two_wards, file):
    before = rows(two_wards)
    answer = run(two_wards, "restore", file)
    assert (answer.exit_code, "not empty" in answer.output) == (1, True)
    assert rows(two_wards) == before


def test_a_backup_never_overwrites_a_file_and_only_its_owner_reads_it(two_wards, file):
    before = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    answer = run(two_wards, "backup", file)
    assert (answer.exit_code, "never overwrites" in answer.output) == (1, True)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_backup_that_cannot_be_recorded_leaves_no_file(two_wards, tmp_path, monkeypatch):
    def fail(*_given, **_said):
        raise backup.BackupError("no room")

    monkeypatch.setattr(backup, "record", fail)
    assert run(two_wards, "backup", tmp_path / "x").exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_looked_over_without_a_database(two_wards, file):
    with statements(two_wards) as sent:
        answer = run(two_wards, "backup", "--check", file)
    assert (answer.exit_code, "The backup is whole" in answer.output) == (0, True), answer.output
    assert sent == []


@pytest.mark.parametrize(
    "key", ["", "x" * 40, "short", "a" * 8 + "b" * 31, 12345678901234567890123456789012345]
)
def test_a_key_that_could_be_guessed_is_refused(two_wards, tmp_path, key):
    two_wards.config["BACKUP_KEY"] = key
    answer = two_wards.test_cli_runner().invoke(args=["backup", str(tmp_path / "x")])
    assert (answer.exit_code, "FLASK_BACKUP_KEY" in answer.output) == (1, True)
    assert list(tmp_path.iterdir()) == []


def refused(databases, file, *words):
    """Try to restore into a bare database that then is as bare as before; tell what was said."""
    with application_on_copy(databases, None) as app:
        answer = run(app, "restore", file, *words)
        assert answer.exit_code == 1, answer.output
        assert tables(app) == set()
        return answer.output


def test_a_noted_head_is_asked_for(databases, two_wards, file):
    noted = run(two_wards, "backup", "--check", file).output.rsplit("elsewhere: ", 1)[1].split()[0]
    with application_on_copy(databases, None) as app:
        assert run(app, "restore", file, "--head", noted).exit_code == 0
    number, _colon, digest = noted.partition(":")
    assert "kept head" in refused(databases, file, "--head", f"{number}:{digest[::-1]}")
    assert "kept head" in refused(databases, file, "--head", f"{int(number) + 1}:{digest}")


def test_a_backup_of_a_newer_version_changes_nothing(databases, two_wards, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "revision_of", lambda _connection: "9999")
    with two_wards.app_context(), (tmp_path / "newer").open("wb") as sealed:
        backup.write(db.engine, sealed, KEY)
    monkeypatch.undo()
    assert "newer version" in refused(databases, tmp_path / "newer")


def test_a_backup_under_another_data_key_changes_nothing(databases, file, monkeypatch):
    with application_on_copy(databases, None) as app:
        monkeypatch.setattr(cipher._Keys, "index", b"another" * 5)
        answer = run(app, "restore", file)
        assert (answer.exit_code, "FLASK_DATA_KEY" in answer.output) == (1, True)
        assert tables(app) == set()


def test_an_altered_record_is_noticed_even_by_whoever_holds_the_key(databases, two_wards, tmp_path):
    sqlite = engine_of(two_wards).dialect.name == "sqlite"
    with engine_of(two_wards).begin() as connection:
        for statement in (
            "DROP TRIGGER audit_entry_stays" if sqlite else "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            "UPDATE audit_entry SET said = '{}' WHERE id = 3",
        ):
            connection.exec_driver_sql(statement)
    assert "entry 3 was altered" in refused(databases, backed_up(two_wards, tmp_path))


def test_rows_that_are_not_read_back_as_they_were_written_undo_the_restore(databases, file, monkeypatch):
    def forgetful(connection, part, lines):
        lines = list(lines)
        return load(connection, part, lines[:-1] if part.table == "screening" else lines)

    monkeypatch.setattr("models.backup_restore.load", forgetful)
    assert "rows of screening are not read back" in refused(databases, file)
