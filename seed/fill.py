"""The command that fills a database with a synthetic volume, past the forms, repeatable by its seed.

Every wall of the database stands; the rules of the forms are not asked. One person in fifty has a citizen
number, as encryption would take longer than all the rest; nothing else that is encrypted is filled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.access import SYSTEM
from models.account import Account
from models.base import Model, db
from models.bulk_rows import Bulk, bulk_change
from models.client import Client
from models.coordinator import Coordinator, CoordinatorAssignment
from models.counselling_session import CounsellingSession
from models.referral import Referral
from models.schema import today
from models.support_grant import SupportGrant
from models.transactions import begin_write
from models.ward import Ward
from seed.accounts import CAST
from seed.fill_chance import FIRST_DAY, Chance
from seed.fill_people import Registers, registers_of
from seed.fill_places import places_of, staff_wards
from seed.fill_support import Support, support_of
from seed.fill_work import Cases
from seed.names import People
from seed.planting import asked_by
from seed.reference import plant_reference

FILLED: tuple[type[Model], ...] = (
    Coordinator, CoordinatorAssignment, Client, CounsellingSession, Referral, SupportGrant,
)  # fmt: skip
AT_A_TIME = 20_000
"""People whose rows are made and written together."""

REFERRALS_PERCENT, GRANTS_PERCENT = 30, 10
MOST_PEOPLE = 5_000_000


@dataclass(frozen=True, slots=True)
class Volume:
    """How much is asked for."""

    clients: int
    sessions: int
    referrals: int
    grants: int

    def part(self, first: int, last: int) -> Volume:
        """Give the share of the people from one to before another, so that all shares make up the whole."""
        wholes = self.sessions, self.referrals, self.grants
        return Volume(
            last - first, *(whole * last // self.clients - whole * first // self.clients for whole in wholes)
        )


@click.command("fill")
@click.option("--clients", type=click.IntRange(1, MOST_PEOPLE), required=True, help="People helped.")
@click.option("--sessions", type=click.IntRange(0), default=0, help="Counselling sessions.")
@click.option("--referrals", type=click.IntRange(0), help=f"Default: {REFERRALS_PERCENT} for 100 people.")
@click.option("--grants", type=click.IntRange(0), help=f"Default: {GRANTS_PERCENT} for 100 people.")
@click.option("--seed", type=int, default=1, help="Another number, other rows; the same, the same.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day of work; default: today.")
@with_appcontext
def fill_command(  # noqa: PLR0913, PLR0917 - an option each
    clients: int,
    sessions: int,
    referrals: int | None,
    grants: int | None,
    seed: int,
    until: datetime | None,
) -> None:
    """Add a synthetic volume of rows, past the forms: only where nobody but the demo accounts can sign in.

    Nothing in it is anybody's: names come from lists, numbers from a province that does not exist.
    """
    sent = clients * REFERRALS_PERCENT // 100 if referrals is None else referrals
    given = clients * GRANTS_PERCENT // 100 if grants is None else grants
    volume = Volume(clients, sessions, sent, given)
    if max(volume.referrals, volume.grants) > clients:
        raise click.UsageError("One referral and one grant for each person at most.")
    last = until.date() if until else today()
    if last <= FIRST_DAY:
        raise click.UsageError(f"The synthetic work begins on {FIRST_DAY}.")
    session = db.session()
    with asked_by(session, SYSTEM):
        _refuse_real_data(session)
        rows = fill(session, volume, Chance(seed, last), click.echo)
    click.echo(", ".join(f"{name}: {count}" for name, count in rows.items()))


def _refuse_real_data(session: Session) -> None:
    """Stop unless the demo cast alone can have entered anything: made-up rows never come out again."""
    known = {(row["username"], row["full_name"]) for row in CAST}
    there = {(account.username, account.full_name) for account in session.scalars(select(Account))}
    if there and there != known:
        raise click.ClickException(
            "The database has accounts other than the demo's, so its people may be real: nothing was added."
        )


def fill(session: Session, volume: Volume, chance: Chance, tell: Callable[[str], None]) -> dict[str, int]:
    """Add a volume of rows in one transaction; give how many rows each table got."""
    if session.scalar(select(func.count(Ward.id))) == 0:
        begin_write(session)
        plant_reference(session)
        session.commit()
        tell("The directory was planted.")
    if (session.scalar(select(func.count(Client.id))) or 0) + volume.clients > MOST_PEOPLE:
        raise click.ClickException(f"There would be more than {MOST_PEOPLE} people: codes would run out.")
    places = places_of(session, chance)
    registers = registers_of(session, places, volume.clients)
    support = support_of(session, chance)
    session.expunge_all()
    session.rollback()
    said = {"synthetic": True, "table": "client"}
    with bulk_change(db.engine, FILLED, **said) as bulk:
        staff_wards(bulk, places, People(chance.rng))
        _put_all(bulk, volume, registers, support, tell)
        tell("Putting up indexes and checking links …")
    return bulk.rows


def _put_all(
    bulk: Bulk, volume: Volume, registers: Registers, support: Support, tell: Callable[[str], None]
) -> None:
    """Write people and all that was done for them, a few thousand people at a time."""
    first_id = bulk.next_id(Client)
    for first in range(0, volume.clients, AT_A_TIME):
        last = min(first + AT_A_TIME, volume.clients)
        intakes = _intakes(registers.chance, first, last, volume.clients)
        people = registers.people(first_id + first, intakes)
        cases = Cases(registers.chance, registers.places, people, intakes)
        share = volume.part(first, last)
        sessions, referrals = cases.sessions(share.sessions), support.referrals(cases, share.referrals)
        grants = support.grants(cases, share.grants)
        bulk.put(Client, people | cases.outcome())
        for model, columns in (
            (CounsellingSession, sessions), (Referral, referrals), (SupportGrant, grants),
        ):  # fmt: skip
            bulk.put(model, columns)
        tell(f"{last} of {volume.clients} people")


def _intakes(chance: Chance, first: int, last: int, of: int) -> list[int]:
    """Draw the days of intakes: registers grow with time, and are not kept quite in order."""
    return [max(0, number * chance.last // of - chance.rng.randrange(30)) for number in range(first, last)]
