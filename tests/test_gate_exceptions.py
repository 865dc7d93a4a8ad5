"""What is let past the gate finds what its asker cannot see, and still nothing that lies in the trash."""

from sqlalchemy import select, update

from models.base import now
from models.client import Client
from models.gate import WITH_DELETED, look_past
from tests.neighbours import neighbour
from tests.standing_in import asked_by

CLIENTS = Client.__table__


def test_a_statement_let_past_finds_everybody_but_not_what_lies_in_the_trash(two_wards):
    mine, theirs = (neighbour(two_wards, name).ids["client"] for name in ("lan", "minh"))
    with asked_by(two_wards, "lan") as session:
        everybody = look_past(select(Client.id))
        assert set(session.scalars(select(Client.id))) == {mine}
        assert set(session.scalars(everybody)) == {mine, theirs}
        session.execute(look_past(update(CLIENTS).where(CLIENTS.c.id == theirs).values(deleted_at=now())))
        assert set(session.scalars(everybody)) == {mine}
        assert set(session.scalars(everybody.execution_options(**{WITH_DELETED: True}))) == {mine, theirs}
        assert set(session.scalars(look_past(select(CLIENTS.c.id)))) == {mine, theirs}, "a table has no trash"


def test_a_write_let_past_is_left_as_it_is(two_wards):
    theirs = neighbour(two_wards, "minh").ids["client"]
    with asked_by(two_wards, "lan") as session:
        session.execute(look_past(update(CLIENTS).values(deleted_at=now())))
        session.execute(
            look_past(update(Client).values(alias="Cò")), execution_options={"synchronize_session": False}
        )
        alias = session.connection().scalar(select(CLIENTS.c.alias).where(CLIENTS.c.id == theirs))
        assert alias == "Cò", "in the trash, and out of sight"
