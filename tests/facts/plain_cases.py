"""Plain answers about people helped: their records, sessions, referrals and contacts."""

from models.client_contact import PARENTS
from models.client_status_history import HistoryKind
from models.counselling_session import SessionMode
from models.referral_choices import OPEN, REFERRED, Urgency
from models.referral_destination_choices import TREATMENTS
from models.schema import today
from tests.facts.plain import FAR, count, differs, plain, same


@plain
def numbers_in_use(rows, asked):
    return count(rows.everything["client"], asked, same_in=["citizen_number_key"])


@plain
def similar_records(rows, asked):
    def near(row):
        years = row.birth_year is not None and asked.birth_year is not None
        return (
            (years and abs(row.birth_year - asked.birth_year) <= 1)
            or same(row.phone, asked.phone)
            or same(row.ward_id, asked.ward_id)
        )

    alike = [row for row in rows.client if near(row)]
    one_unknown = [row for row in alike if row.citizen_number_key is None or asked.citizen_number_key is None]
    return count(one_unknown, asked, same_in=["full_name_search"])


@plain
def others_with_the_phone(rows, asked):
    return count(rows.client, asked, same_in=["phone"])


def in_charge(rows, asked, day):
    """List the assignments of a coordinator to a ward that held on a day."""
    theirs = [row for row in rows.coordinator_assignment if same(row.coordinator_id, asked.coordinator_id)]
    there = [row for row in theirs if same(row.ward_id, asked.ward_id)]
    return {row.id for row in there if day is not None and row.start_date <= day < (row.end_date or FAR)}


@plain
def assignments_for_the_case(rows, asked):
    return len(in_charge(rows, asked, asked.intake_on) | in_charge(rows, asked, today()))


@plain
def assignments_that_day(rows, asked):
    return len(in_charge(rows, asked, asked.session_on))


@plain
def has_guardian(rows, asked):
    contacts = [row for row in rows.client_contact if same(row.client_id, asked.client_id)]
    return any(row.is_guardian or row.relation in PARENTS for row in contacts)


# --- sessions


@plain
def same_sessions(rows, asked):
    return count(rows.counselling_session, asked, same_in=["client_id", "session_on", "mode"])


@plain
def individual_sessions_that_day(rows, asked):
    alone = [row for row in rows.counselling_session if row.mode is SessionMode.individual]
    return count(alone, asked, same_in=["coordinator_id", "session_on"])


@plain
def minutes_that_day(rows, asked):
    longest = {}
    for row in rows.counselling_session:
        that_day = same(row.coordinator_id, asked.coordinator_id) and same(row.session_on, asked.session_on)
        if that_day and row.id != asked.id and not same(row.group_key, asked.group_key):
            occasion = row.group_key or row.id
            longest[occasion] = max(longest.get(occasion, 0), row.duration_min or 0)
    return sum(longest.values())


@plain
def others_in_the_group(rows, asked):
    return count(rows.counselling_session, asked, same_in=["group_key"])


@plain
def strangers_in_the_group(rows, asked):
    def strange(row):
        return (
            differs(row.session_on, asked.session_on)
            or differs(row.coordinator_id, asked.coordinator_id)
            or row.topics != (asked.topics or frozenset())
        )

    return count([row for row in rows.counselling_session if strange(row)], asked, same_in=["group_key"])


# --- referrals


def open_ones(rows):
    return [row for row in rows.referral if row.status in OPEN]


@plain
def same_open_referrals(rows, asked):
    return count(open_ones(rows), asked, same_in=["client_id", "destination_id", "service"])


@plain
def other_open_treatments(rows, asked):
    treatments = [row for row in open_ones(rows) if row.service in TREATMENTS]
    return count(
        [row for row in treatments if differs(row.service, asked.service)], asked, same_in=["client_id"]
    )


@plain
def other_open_referrals(rows, asked):
    return count(open_ones(rows), asked, same_in=["client_id"])


@plain
def open_referrals_there(rows, asked):
    return sum(same(row.destination_id, asked.id) for row in open_ones(rows))


@plain
def open_referrals(rows, asked):
    return sum(same(row.client_id, asked.id) for row in open_ones(rows))


@plain
def referrals_that_followed(rows, asked):
    first, last = asked.session_on, asked.referral_due_on
    sent = [row for row in rows.referral if row.status in REFERRED and same(row.client_id, asked.client_id)]
    return sum(bool(first and last and row.referred_on) and first <= row.referred_on <= last for row in sent)


@plain
def urgent_referrals(rows, asked):
    mine = [row for row in rows.referral if same(row.client_id, asked.client_id)]
    urgent = [row for row in mine if row.urgency is Urgency.urgent and row.status in {*OPEN, *REFERRED}]
    return sum(
        bool(asked.screened_on and row.referred_on) and row.referred_on >= asked.screened_on for row in urgent
    )


@plain
def last_screening(rows, asked):
    mine = [row.screened_on for row in rows.screening if same(row.client_id, asked.client_id)]
    return max((day for day in mine if asked.referred_on and day <= asked.referred_on), default=None)


@plain
def was_in_the_group(rows, asked):
    client = rows.get("client", asked.client_id)
    if client is None:
        return False
    day = asked.decision_on or today()
    history = [
        row for row in rows.everything["client_status_history"]
        if row.client_id == client.id and row.kind is HistoryKind.legal_group
    ]  # fmt: skip
    history.sort(key=lambda row: (row.effective_on, row.id))
    then = [row.new_value for row in history if row.effective_on <= day][-1:]
    later = [row.old_value for row in history if row.effective_on > day][:1]
    group = next((value for value in (*then, *later) if value is not None), client.client_group)
    return same(group, asked.eligibility_group)
