"""Our tables as Django models (`managed = False`: the register's own migrations make them)."""

import uuid

from django.db import models

from tests.bench import choices


def choice(*values: str, **rest) -> models.CharField:
    """Give a column its choices."""
    return models.CharField(max_length=40, choices=[(value, value) for value in values], **rest)


def text(**rest) -> models.CharField:
    """Give a column that may be left empty."""
    return models.CharField(max_length=255, null=True, blank=True, **rest)


class Row(models.Model):
    """What every table has."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    row_version = models.IntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Ward(Row):
    gso_code = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    district_name = text()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        managed = False
        db_table = "ward"

    def __str__(self) -> str:
        return self.name


class Coordinator(Row):
    full_name = models.CharField(max_length=255)
    position = text()
    organisation = text()

    class Meta:
        managed = False
        db_table = "coordinator"

    def __str__(self) -> str:
        return self.full_name


class Client(Row):
    client_code = models.CharField(max_length=16, unique=True, editable=False)
    case_status = choice(*choices.CASE_STATUS, editable=False)
    full_name = models.CharField(max_length=255)
    alias = text()
    gender = choice(*choices.GENDER)
    birth_year = models.SmallIntegerField(null=True, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    ethnicity = text()
    id_type = choice(*choices.IDENTITY)
    citizen_number = models.TextField(null=True, blank=True)  # noqa: DJ001 - the table allows it
    phone = text()
    ward = models.ForeignKey(Ward, models.PROTECT)
    residence_kind = choice(*choices.RESIDENCE)
    address = text()
    permanent_ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="+")
    client_group = choice(*choices.CLIENT_GROUP)
    decision_no = text()
    decision_on = models.DateField(null=True, blank=True)
    decision_until = models.DateField(null=True, blank=True)
    is_drug_user = models.BooleanField(default=True)
    admin_sanction_count = models.SmallIntegerField(null=True, blank=True)
    first_sanction = models.BooleanField(null=True, blank=True)
    source = choice(*choices.SOURCE)
    handover_on = models.DateField(null=True, blank=True)
    handover_doc_no = text()
    intake_on = models.DateField()
    coordinator = models.ForeignKey(Coordinator, models.PROTECT)
    primary_substance = choice(*choices.SUBSTANCE, null=True, blank=True)
    first_use_year = models.SmallIntegerField(null=True, blank=True)
    addiction_determined = choice(*choices.DETERMINED)
    employment = choice(*choices.EMPLOYMENT, null=True, blank=True)
    education_level = text()
    household_status = choice(*choices.HOUSEHOLD)
    policy_family = models.BooleanField(default=False)
    hardship = models.BooleanField(default=False)
    hardship_note = models.TextField(null=True, blank=True)  # noqa: DJ001 - as above

    class Meta:
        managed = False
        db_table = "client"

    def __str__(self) -> str:
        return f"{self.client_code} {self.full_name}"


class CounsellingSession(Row):
    audience = choice(*choices.AUDIENCE, default="client")
    client = models.ForeignKey(Client, models.PROTECT, null=True, blank=True)
    coordinator = models.ForeignKey(Coordinator, models.PROTECT)
    ward = models.ForeignKey(Ward, models.PROTECT)
    session_on = models.DateField()
    start_time = models.TimeField(null=True, blank=True)
    duration_min = models.SmallIntegerField(null=True, blank=True)
    mode = choice(*choices.MODE, default="individual")
    group_key = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 - as above
    topics = text()
    content = models.TextField(null=True, blank=True)  # noqa: DJ001 - as above
    outcome = choice(*choices.OUTCOME, default="info_only")
    stage_of_change = choice(*choices.STAGE, null=True, blank=True)
    next_session_on = models.DateField(null=True, blank=True)

    class Meta:
        managed = False
        db_table = "counselling_session"

    def __str__(self) -> str:
        return f"{self.client}, {self.session_on}"


class Referral(Row):
    client = models.ForeignKey(Client, models.PROTECT)
    coordinator = models.ForeignKey(Coordinator, models.PROTECT, null=True, blank=True)
    service = models.CharField(max_length=40)
    referred_on = models.DateField()
    status = models.CharField(max_length=40)

    class Meta:
        managed = False
        db_table = "referral"

    def __str__(self) -> str:
        return f"{self.client}, {self.referred_on}"


class SupportGrant(Row):
    client = models.ForeignKey(Client, models.PROTECT)
    grant_kind = models.CharField(max_length=40)
    amount_vnd = models.BigIntegerField()
    application_on = models.DateField()
    status = models.CharField(max_length=40)

    class Meta:
        managed = False
        db_table = "support_grant"

    def __str__(self) -> str:
        return f"{self.client}, {self.application_on}"
