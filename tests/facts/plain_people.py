"""Plain answers about those who work here, about places, clubs and views of lists."""

from models.access import Role
from models.client_choices import CaseStatus
from models.coordinator import AssignmentRole
from tests.facts.plain import count, differs, overlap, plain, same


@plain
def accounts_named(rows, asked):
    return count(rows.account, asked, same_in=["username"])


@plain
def accounts_of_coordinator(rows, asked):
    return count(rows.account, asked, same_in=["coordinator_id"])


@plain
def areas_of_account(rows, asked):
    return sum(same(row.account_id, asked.id) for row in rows.account_scope)


@plain
def same_areas(rows, asked):
    alike = [row for row in rows.account_scope if same(row.account_id, asked.account_id)]
    places = asked.province_id, asked.ward_id
    return count([row for row in alike if (row.province_id, row.ward_id) == places], asked)


@plain
def other_administrators(rows, asked):
    admins = [row for row in rows.account if row.role is Role.admin and row.is_active]
    return count([row for row in admins if row.last_login_at or not row.must_change_password], asked)


@plain
def coordinators_alike(rows, asked):
    return count(rows.coordinator, asked, same_in=["full_name_search", "phone"])


def leads(rows, asked):
    wards = [row for row in rows.coordinator_assignment if same(row.ward_id, asked.ward_id)]
    return [row for row in wards if row.role is AssignmentRole.lead]


@plain
def open_leads(rows, asked):
    return count([row for row in leads(rows, asked) if row.end_date is None], asked)


@plain
def overlapping_leads(rows, asked):
    found = [row for row in leads(rows, asked) if row.end_date or asked.end_date]
    times = asked.start_date, asked.end_date
    return count([row for row in found if overlap(row.start_date, row.end_date, *times)], asked)


@plain
def wards_grown_from(rows, asked):
    return sum(same(row.to_ward_id, asked.ward_id) and row.is_default for row in rows.ward_succession)


def open_cases(rows, asked):
    mine = [row for row in rows.client if same(row.coordinator_id, asked.coordinator_id)]
    return [row for row in mine if row.case_status is not CaseStatus.closed]


@plain
def caseload(rows, asked):
    return len(open_cases(rows, asked))


@plain
def cases_in_ward(rows, asked):
    return sum(same(row.ward_id, asked.ward_id) for row in open_cases(rows, asked))


# --- places


def versions(table, asked):
    alike = [row for row in table if same(row.gso_code, asked.gso_code)]
    times = asked.valid_from, asked.valid_to
    return count([row for row in alike if overlap(row.valid_from, row.valid_to, *times)], asked)


@plain
def overlapping_versions(rows, asked):
    return versions(rows.ward, asked)


@plain
def overlapping_provinces(rows, asked):
    return versions(rows.province, asked)


@plain
def default_successors(rows, asked):
    return sum(same(row.from_ward_id, asked.id) and row.is_default for row in rows.ward_succession)


@plain
def other_default_successors(rows, asked):
    defaults = [row for row in rows.ward_succession if row.is_default]
    return count(defaults, asked, same_in=["from_ward_id"])


@plain
def clients_to_confirm(rows, asked):
    there = [row for row in rows.client if same(row.ward_id, asked.from_ward_id)]
    return sum(row.case_status is not CaseStatus.closed for row in there)


# --- clubs


def of_club(rows, asked):
    mine = [row for row in rows.club_member if same(row.client_id, asked.client_id)]
    return [row for row in mine if same(row.club_id, asked.club_id)]


@plain
def open_memberships(rows, asked):
    return count([row for row in of_club(rows, asked) if row.left_on is None], asked)


@plain
def open_memberships_elsewhere(rows, asked):
    if rows.get("client", asked.client_id) is None:
        return 0
    open_ones = [row for row in rows.club_member if row.left_on is None]
    mine = [row for row in open_ones if same(row.client_id, asked.client_id)]
    return sum(differs(row.club_id, asked.club_id) for row in mine)


@plain
def overlapping_memberships(rows, asked):
    found = [row for row in of_club(rows, asked) if row.left_on or asked.left_on]
    times = asked.joined_on, asked.left_on
    return count([row for row in found if overlap(row.joined_on, row.left_on, *times)], asked)


@plain
def ways_to_the_club(rows, asked):
    club, client = rows.get("club", asked.club_id), rows.get("client", asked.client_id)
    if club is None or client is None:
        return 0
    return (client.ward_id in onward(rows, club.ward_id)) + (club.ward_id in onward(rows, client.ward_id))


def onward(rows, ward_id):
    """Name the wards a ward became, and those became, itself among them."""
    reached, new = set(), {ward_id}
    while new:
        reached |= new
        new = {row.to_ward_id for row in rows.ward_succession if row.from_ward_id in new} - reached
    return reached


@plain
def members_of_officer(rows, asked):
    still = [row for row in rows.club_member if row.left_on is None]
    return count(still, asked, same_in=["assigned_officer_id"])


@plain
def classifications_of_quarter(rows, asked):
    return count(rows.quarterly_classification, asked, same_in=["member_id", "year", "quarter"])


# --- views of a list


@plain
def views_kept(rows, asked):
    return count(rows.saved_view, asked, same_in=["owner_id", "table_name"])


@plain
def views_named(rows, asked):
    return count(rows.saved_view, asked, same_in=["owner_id", "table_name", "name"])
