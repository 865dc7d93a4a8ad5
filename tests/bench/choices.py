"""What may stand in the choice columns, for the peers; a test holds that the schema says the same."""

CASE_STATUS = (
    "new",
    "counselling",
    "screened",
    "referred",
    "in_service",
    "follow_up",
    "waiting_info",
    "closed",
)
GENDER = ("male", "female", "other", "unknown")
IDENTITY = ("cccd", "cmnd")
RESIDENCE = ("permanent", "temporary", "no_fixed")
CLIENT_GROUP = (
    "admin_sanction", "community_rehab", "post_rehab", "methadone", "voluntary", "ever_user",
    "urine_positive", "completed_home", "completed_facility", "relative", "resident", "at_risk",
    "managed_user", "facility_rehab_voluntary", "facility_rehab_compulsory",
)  # fmt: skip
SOURCE = ("police_handover", "self", "family", "outreach", "club", "health", "other_ward")
SUBSTANCE = (
    "opioid", "ats", "ketamine_mdma", "cannabis", "synthetic_cannabinoid", "mixed", "other", "unknown",
)  # fmt: skip
DETERMINED = ("yes", "no", "not_yet")
EMPLOYMENT = ("unemployed", "unstable", "stable", "student", "unknown")
HOUSEHOLD = ("normal", "poor", "near_poor")
AUDIENCE = ("client", "relative", "resident", "anonymous")
MODE = ("individual", "group", "family", "phone", "home_visit", "online")
OUTCOME = ("agreed_treatment", "considering", "declined", "info_only", "crisis")
STAGE = ("precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse")

IN_THE_SCHEMA = {
    "client.case_status": CASE_STATUS,
    "client.gender": GENDER,
    "client.id_type": IDENTITY,
    "client.residence_kind": RESIDENCE,
    "client.client_group": CLIENT_GROUP,
    "client.source": SOURCE,
    "client.primary_substance": SUBSTANCE,
    "client.addiction_determined": DETERMINED,
    "client.employment": EMPLOYMENT,
    "client.household_status": HOUSEHOLD,
    "counselling_session.audience": AUDIENCE,
    "counselling_session.mode": MODE,
    "counselling_session.outcome": OUTCOME,
    "counselling_session.stage_of_change": STAGE,
}
