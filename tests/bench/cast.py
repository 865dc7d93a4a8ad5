"""Who asks: the demo's cast, and a coordinator of every ward, who sees what the peers show anybody."""

import json
import random

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from models.access import SYSTEM
from models.account import Account, person_for
from models.base import db
from models.client import Client
from models.coordinator import Coordinator
from models.province import Province
from models.transactions import begin_write
from models.ward import Ward
from seed.planting import Planter, asked_by
from tests.bench.cast_names import EVERYWHERE

SOME = 400


def main() -> None:
    """Make the account, and print what each account sees."""
    app = create_app()
    with app.app_context():
        session = db.session()
        begin_write(session)
        with asked_by(session, SYSTEM):
            _plant(Planter(session, rng=random.Random(EVERYWHERE)), app.config["DEMO_PASSWORD"])
            session.commit()
        print(json.dumps(seen_by_each(session)))  # noqa: T201


def seen_by_each(session: Session) -> dict[str, dict]:
    """List for each account its wards, and some of the people there."""
    with asked_by(session, SYSTEM):
        return {row.username: _seen_by(session, row) for row in session.scalars(select(Account))}


def _plant(planter: Planter, password: str) -> None:
    taken = select(Account.coordinator_id).where(Account.coordinator_id.is_not(None))
    free = planter.session.scalars(select(Coordinator).where(Coordinator.id.not_in(taken)).limit(1)).one()
    row = {
        "username": EVERYWHERE, "full_name": "Võ Thị Mai", "role": "coordinator", "coordinator": free,
        "must_change_password": "0", "new_password": password, "again": password,
    }  # fmt: skip
    planter.plant("account", [row])
    provinces = planter.session.scalars(select(Province))
    planter.plant("account_scope", [{"account": EVERYWHERE, "province": each} for each in provinces])


def _seen_by(session: Session, account: Account) -> dict:
    """List the wards of an account (none: everywhere), and some of its people with whom they belong to."""
    wards = person_for(session, account).wards
    people = select(Client.id, Client.ward_id, Client.coordinator_id, Client.intake_on).join(Client.ward)
    people = people.where(Client.closed_on.is_(None), Ward.valid_to.is_(None))
    if wards is not None:
        people = people.where(Client.ward_id.in_(wards))
    some = session.execute(people.order_by(Client.id.desc()).limit(SOME))
    return {
        "wards": None if wards is None else sorted(wards),
        "people": [[*row[:3], str(row.intake_on)] for row in some],
    }


if __name__ == "__main__":
    main()
