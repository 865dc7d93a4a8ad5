"""The figures of the documents (DOMAIN 1.2, F01–F16), each counted over the rows of the demo data."""

from datetime import date

import pytest
from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased

from models.access import SYSTEM
from models.base import db
from models.client import Client
from models.client_group import ClientGroup
from models.club import Club
from models.club_member import ClubMember
from models.coordinator import AssignmentRole, CoordinatorAssignment
from models.counselling_session import CounsellingSession
from models.grant_policy import GrantPolicy
from models.legal_basis import LegalBasis
from models.programme import Programme, ProgrammeWard
from models.quarterly_classification import Progress, QuarterlyClassification
from models.referral import Referral
from models.referral_choices import REFERRED
from models.referral_destination import ReferralDestination
from models.referral_destination_choices import DestinationType
from models.social_support import SocialSupport, SupportKind
from models.support_grant import SupportGrant
from models.support_grant_choices import CONSUMING
from models.ward import Ward

PILOT, CLUBS = "DN-PILOT", "DN-CLUB"
PILOT_DAY, CLUB_DAY = date(2021, 12, 31), date(2017, 12, 31)


@pytest.fixture
def session(seeded):
    """A session of the product itself on the demo data."""
    with seeded.app_context():
        db.session().info["person"] = SYSTEM
        yield db.session()


def people(programme, day):
    """Select the ids of the people received through a programme by a day."""
    through = select(Client.id).join(Client.programme).where(Programme.code == programme)
    return through.where(Client.first_intake_on <= day)


def pilot_wards():
    return select(ProgrammeWard).join(ProgrammeWard.programme).where(Programme.code == PILOT)


def sessions_of_the_pilot():
    mine = CounsellingSession.client_id.in_(people(PILOT, PILOT_DAY))
    return select(func.count(CounsellingSession.id)).where(mine, CounsellingSession.session_on <= PILOT_DAY)


def referred():
    """Match the referrals of the pilot that were sent, whatever came of them."""
    mine = Referral.client_id.in_(people(PILOT, PILOT_DAY))
    return and_(mine, Referral.status.in_(REFERRED), Referral.referred_on <= PILOT_DAY)


def members():
    """Select the ids of the members of the six clubs at the end of 2017."""
    there = ClubMember.joined_on <= CLUB_DAY, or_(ClubMember.left_on.is_(None), ClubMember.left_on > CLUB_DAY)
    mine = ClubMember.client_id.in_(people(CLUBS, CLUB_DAY))
    return select(ClubMember.id).where(mine, *there)


def supported(session, *kinds):
    mine = SocialSupport.club_member_id.in_(members()), SocialSupport.on_date <= CLUB_DAY
    counted = select(func.count(SocialSupport.club_member_id.distinct()))
    return session.scalar(counted.where(*mine, SocialSupport.kind.in_(kinds)))


def share(part, whole):
    return f"{100 * part / whole:.1f}".replace(".", ",")


def test_f01_the_pilot_ran_in_six_wards_two_since_2019_and_four_since_2020(session):
    years = [row.opened_on.year for row in session.scalars(pilot_wards())]
    assert sorted(years) == [2019, 2019, 2020, 2020, 2020, 2020]


def test_f02_the_pilot_ran_in_two_districts_three_wards_each(session):
    wards = pilot_wards().subquery()
    of_wards = select(Ward.district_name, func.count()).join(wards, wards.c.ward_id == Ward.id)
    counted = dict(session.execute(of_wards.group_by(Ward.district_name)).all())
    assert counted == {"Quận Hải Châu": 3, "Quận Thanh Khê": 3}


def test_f03_six_coordinators_led_exactly_one_pilot_ward_each(session):
    wards = select(ProgrammeWard.ward_id).join(ProgrammeWard.programme).where(Programme.code == PILOT)
    found = session.execute(
        select(CoordinatorAssignment.ward_id, CoordinatorAssignment.coordinator_id).where(
            CoordinatorAssignment.ward_id.in_(wards),
            CoordinatorAssignment.role == AssignmentRole.lead,
            CoordinatorAssignment.start_date <= PILOT_DAY,
            or_(CoordinatorAssignment.end_date.is_(None), CoordinatorAssignment.end_date > PILOT_DAY),
        )
    ).all()
    assert len(found) == len({row[0] for row in found}) == len({row[1] for row in found}) == 6


def test_f04_the_pilot_received_132_people(session):
    assert session.scalar(select(func.count()).select_from(people(PILOT, PILOT_DAY).subquery())) == 132


def test_f04_the_wards_received_24_23_22_22_21_and_20_of_them(session):
    mine = select(func.count()).where(Client.id.in_(people(PILOT, PILOT_DAY))).group_by(Client.ward_id)
    assert sorted(session.scalars(mine), reverse=True) == [24, 23, 22, 22, 21, 20]


def test_f05_they_were_53_sanctioned_29_in_community_rehabilitation_and_50_after_it(session):
    mine = select(LegalBasis.number, Client.client_group, func.count()).join(Client.legal_basis)
    mine = mine.where(Client.id.in_(people(PILOT, PILOT_DAY)))
    counted = session.execute(mine.group_by(LegalBasis.number, Client.client_group)).all()
    assert {tuple(row) for row in counted} == {
        ("167/2013/NĐ-CP", ClientGroup.admin_sanction, 53),
        ("94/2010/NĐ-CP", ClientGroup.community_rehab, 29),
        ("94/2009/NĐ-CP", ClientGroup.post_rehab, 50),
    }


def test_f06_there_were_604_sessions(session):
    assert session.scalar(sessions_of_the_pilot()) == 604


def test_f06_most_of_the_132_were_counselled_but_not_all(session):
    mine = people(PILOT, PILOT_DAY)
    counted = select(func.count(CounsellingSession.client_id.distinct()))
    assert 66 < session.scalar(counted.where(CounsellingSession.client_id.in_(mine))) < 132


def test_f07_19_persons_went_to_a_health_centre_1_to_methadone_2_to_psychiatry_4_to_rehabilitation(session):
    counted = select(ReferralDestination.type, func.count(Referral.client_id.distinct()))
    counted = counted.join(Referral.destination).where(referred()).group_by(ReferralDestination.type)
    assert dict(session.execute(counted).all()) == {
        DestinationType.health_centre: 19,
        DestinationType.methadone_facility: 1,
        DestinationType.psychiatric_hospital: 2,
        DestinationType.rehab_centre: 4,
    }


def test_f08_26_distinct_persons_were_referred_not_as_many_as_there_are_slips(session):
    rows, persons = session.execute(
        select(func.count(Referral.id), func.count(Referral.client_id.distinct())).where(referred())
    ).one()
    assert persons == 26
    assert rows > persons


def test_f09_197_per_mille_of_the_participants_were_referred(session):
    whole = session.scalar(select(func.count()).select_from(people(PILOT, PILOT_DAY).subquery()))
    part = session.scalar(select(func.count(Referral.client_id.distinct())).where(referred()))
    assert share(part, whole) == "19,7"


def test_f10_there_were_4_58_sessions_for_each_participant(session):
    whole = session.scalar(select(func.count()).select_from(people(PILOT, PILOT_DAY).subquery()))
    assert round(session.scalar(sessions_of_the_pilot()) / whole, 2) == 4.58


def test_f11_the_rate_was_ten_million_a_person_and_nobody_received_more(session):
    policy = session.scalar(
        select(GrantPolicy).join(GrantPolicy.legal_basis).where(LegalBasis.number == "334/2020/NQ-HĐND")
    )
    assert policy.rate_vnd == policy.cap_vnd == 10_000_000
    mine = SupportGrant.client_id.in_(people(PILOT, PILOT_DAY)), SupportGrant.status.in_(CONSUMING)
    sums = select(func.sum(SupportGrant.amount_vnd)).where(*mine, SupportGrant.policy_id == policy.id)
    received = session.scalars(sums.group_by(SupportGrant.client_id)).all()
    assert len(received) == 12
    assert 0 < min(received) <= max(received) <= 10_000_000


def test_f12_six_clubs_had_260_members(session):
    counted = select(ClubMember.club_id, func.count()).where(ClubMember.id.in_(members()))
    found = sorted((row[1] for row in session.execute(counted.group_by(ClubMember.club_id))), reverse=True)
    assert found == [44, 44, 43, 43, 43, 43]
    assert session.scalar(select(func.count(Club.id)).where(Club.founded_on <= CLUB_DAY)) == 6


def test_f13_250_attended_regularly_and_made_progress_in_the_last_quarter_of_2017(session):
    newer = aliased(QuarterlyClassification)
    latest = select(func.max(newer.year * 4 + newer.quarter)).where(
        newer.member_id == QuarterlyClassification.member_id, newer.year <= CLUB_DAY.year
    )
    row = QuarterlyClassification
    good = case((and_(row.regular, row.classification == Progress.progress), 1), else_=0)
    part, whole = session.execute(
        select(func.sum(good), func.count(row.id)).where(
            row.member_id.in_(members()), row.year * 4 + row.quarter == latest.scalar_subquery()
        )
    ).one()
    assert (part, whole) == (250, 260)
    assert share(part, whole) == "96,2"


@pytest.mark.parametrize(
    "kinds, count, percent",
    [
        pytest.param((SupportKind.vocational, SupportKind.education), 23, "8,8", id="F14-training"),
        pytest.param((SupportKind.hardship,), 30, "11,5", id="F15-hardship"),
        pytest.param((SupportKind.job_stable,), 30, "11,5", id="F16-stable-job"),
    ],
)
def test_f14_to_f16_members_were_supported(session, kinds, count, percent):
    assert supported(session, *kinds) == count
    assert share(count, 260) == percent


def test_nobody_is_in_both_programmes(session):
    pilot, clubs = people(PILOT, PILOT_DAY), people(CLUBS, CLUB_DAY)
    assert session.scalars(pilot.where(Client.id.in_(clubs))).all() == []
    assert session.scalars(select(ClubMember.id).where(ClubMember.client_id.in_(pilot))).all() == []


def test_the_demo_is_alive_today(session):
    recent = people("DN-NAY", date.max)
    assert session.scalar(select(func.count()).select_from(recent.subquery())) == 65
    for model, states in ((Referral, 8), (SupportGrant, 8)):
        found = session.scalars(select(model.status).distinct().where(model.client_id.in_(recent))).all()
        assert len(found) >= states, found


def test_nobody_of_the_demo_can_be_real(session):
    numbers = session.scalars(select(Client.citizen_number).where(Client.citizen_number.isnot(None))).all()
    assert numbers
    assert all(number.startswith("000") for number in numbers)
    assert all(phone.startswith("+84900") for phone in session.scalars(select(Client.phone)) if phone)
