"""The two wards filled up: no table is empty, and each link leads somewhere."""

from sqlalchemy import select

from models.base import db, entities
from models.client import Client
from models.club_member import ClubMember
from models.rule_acknowledgement import RuleAcknowledgement, RuleFinding
from models.schema import Kind
from tests.applications import application_on
from tests.cases.saved_view import kept_by
from tests.world import World

PRIVATE = {"audience": "private"}
VIEWS = (
    ("minh", PRIVATE), ("lan", PRIVATE), ("hoa", {"audience": "everyone"}),
    ("hoa", {"audience": "role", "role": "coordinator"}), ("an", PRIVATE),
)  # fmt: skip


def fill(url: str) -> None:
    """Add to the two wards what they lack."""
    with application_on(url) as app, app.app_context():
        world = World(db.session())
        for client in world.session.scalars(select(Client).order_by(Client.id)).all():
            member = world.session.scalars(select(ClubMember).where(ClubMember.client_id == client.id)).one()
            world.make("quarterly_classification", member=member)
            world.make("social_support", client="", club_member=member)
            world.make("counselling_session", client="", audience="anonymous", ward=client.ward)
            said = {"rule_code": "CL1", "table_name": "client", "row_id": client.id, "rule_name": "any"}
            world.session.add(RuleFinding(**said))
            world.session.add(RuleAcknowledgement(**said, reason="vì", value_fingerprint="0"))
        for username, audience in VIEWS:
            kept_by(world, username, **audience)
        for model in entities():
            if model.holds is not Kind.RECORD:
                world.one(model.__tablename__)
        world.session.commit()
