"""The whole demo: the directory, five accounts, two programmes of the past, and some work of these weeks."""

from __future__ import annotations

from flask import Flask

from models.access import SYSTEM
from models.base import db
from models.transactions import begin_write
from seed.accounts import plant_accounts
from seed.clubs import plant_clubs
from seed.demo_password import demo_password
from seed.pilot import close_cases, plant_cases, plant_sessions
from seed.pilot_grants import plant_pilot_grants
from seed.pilot_referrals import plant_referrals
from seed.planting import REASON_TODAY, Planter, asked_by
from seed.recent import plant_recent
from seed.reference import plant_reference


def plant_demo(app: Flask) -> None:
    """Save the demo data in one transaction, all or nothing; the database has been migrated and is empty."""
    session = db.session()
    begin_write(session)
    with asked_by(session, SYSTEM):
        plant_reference(session)
        planter = Planter(session)
        cast = plant_accounts(planter, demo_password(app))
        cases = plant_cases(planter)
        plant_sessions(planter, cases)
        plant_referrals(planter, cases)
        plant_pilot_grants(planter, cases, cast)
        close_cases(planter, cases)
        plant_clubs(planter)
        planter.reason = REASON_TODAY
        plant_recent(planter, cast)
        session.commit()
