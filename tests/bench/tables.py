"""Our tables as SQLAlchemy models, for the two peers that stand on it."""

import datetime
import enum
import uuid

from sqlalchemy import BigInteger, Enum, ForeignKey, SmallInteger, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from tests.bench import choices


def now() -> datetime.datetime:
    """Tell the time as the tables keep it: UTC without a zone."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def choice(values: tuple[str, ...], default: str | None = None):
    """Give a column its choices."""
    offered = enum.StrEnum("Choice", {value: value for value in values})
    return mapped_column(Enum(offered, native_enum=False, length=40), default=default and offered[default])


class Base(DeclarativeBase):
    """What every table has."""

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
    created_at: Mapped[datetime.datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime.datetime] = mapped_column(default=now, onupdate=now)
    row_version: Mapped[int] = mapped_column(default=1)


class Account(Base):
    __tablename__ = "account"

    username: Mapped[str] = mapped_column(String(255))


class Ward(Base):
    __tablename__ = "ward"

    gso_code: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(255))
    district_name: Mapped[str | None] = mapped_column(String(255))
    valid_from: Mapped[datetime.date]
    valid_to: Mapped[datetime.date | None]

    def __str__(self) -> str:
        return self.name


class Coordinator(Base):
    __tablename__ = "coordinator"

    full_name: Mapped[str] = mapped_column(String(255))
    position: Mapped[str | None] = mapped_column(String(255))
    organisation: Mapped[str | None] = mapped_column(String(255))

    def __str__(self) -> str:
        return self.full_name


class Client(Base):
    __tablename__ = "client"

    client_code: Mapped[str] = mapped_column(String(16))
    case_status: Mapped[str] = choice(choices.CASE_STATUS)
    full_name: Mapped[str] = mapped_column(String(255))
    alias: Mapped[str | None] = mapped_column(String(255))
    gender: Mapped[str] = choice(choices.GENDER)
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    birth_date: Mapped[datetime.date | None]
    ethnicity: Mapped[str | None] = mapped_column(String(255))
    id_type: Mapped[str] = choice(choices.IDENTITY)
    citizen_number: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(String(255))
    ward_id: Mapped[int] = mapped_column(ForeignKey("ward.id"))
    residence_kind: Mapped[str] = choice(choices.RESIDENCE)
    address: Mapped[str | None] = mapped_column(String(255))
    permanent_ward_id: Mapped[int | None] = mapped_column(ForeignKey("ward.id"))
    client_group: Mapped[str] = choice(choices.CLIENT_GROUP)
    decision_no: Mapped[str | None] = mapped_column(String(255))
    decision_on: Mapped[datetime.date | None]
    decision_until: Mapped[datetime.date | None]
    is_drug_user: Mapped[bool] = mapped_column(default=True)
    admin_sanction_count: Mapped[int | None] = mapped_column(SmallInteger)
    first_sanction: Mapped[bool | None]
    source: Mapped[str] = choice(choices.SOURCE)
    handover_on: Mapped[datetime.date | None]
    handover_doc_no: Mapped[str | None] = mapped_column(String(255))
    intake_on: Mapped[datetime.date]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    primary_substance: Mapped[str | None] = choice(choices.SUBSTANCE)
    first_use_year: Mapped[int | None] = mapped_column(SmallInteger)
    addiction_determined: Mapped[str] = choice(choices.DETERMINED)
    employment: Mapped[str | None] = choice(choices.EMPLOYMENT)
    education_level: Mapped[str | None] = mapped_column(String(255))
    household_status: Mapped[str] = choice(choices.HOUSEHOLD)
    policy_family: Mapped[bool] = mapped_column(default=False)
    hardship: Mapped[bool] = mapped_column(default=False)
    hardship_note: Mapped[str | None] = mapped_column(Text)

    ward: Mapped[Ward] = relationship(foreign_keys=[ward_id])
    permanent_ward: Mapped[Ward | None] = relationship(foreign_keys=[permanent_ward_id])
    coordinator: Mapped[Coordinator] = relationship()

    def __str__(self) -> str:
        return f"{self.client_code} {self.full_name}"


class CounsellingSession(Base):
    __tablename__ = "counselling_session"

    audience: Mapped[str] = choice(choices.AUDIENCE, "client")
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id"))
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    ward_id: Mapped[int] = mapped_column(ForeignKey("ward.id"))
    session_on: Mapped[datetime.date]
    start_time: Mapped[datetime.time | None]
    duration_min: Mapped[int | None] = mapped_column(SmallInteger)
    mode: Mapped[str] = choice(choices.MODE, "individual")
    group_key: Mapped[str | None] = mapped_column(String(40))
    topics: Mapped[str | None] = mapped_column(String(255))
    content: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str] = choice(choices.OUTCOME, "info_only")
    stage_of_change: Mapped[str | None] = choice(choices.STAGE)
    next_session_on: Mapped[datetime.date | None]

    client: Mapped[Client | None] = relationship()
    coordinator: Mapped[Coordinator] = relationship()
    ward: Mapped[Ward] = relationship()


class Referral(Base):
    __tablename__ = "referral"

    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("coordinator.id"))
    service: Mapped[str] = mapped_column(String(40))
    referred_on: Mapped[datetime.date]
    status: Mapped[str] = mapped_column(String(40))

    client: Mapped[Client] = relationship()
    coordinator: Mapped[Coordinator | None] = relationship()


class SupportGrant(Base):
    __tablename__ = "support_grant"

    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    grant_kind: Mapped[str] = mapped_column(String(40))
    amount_vnd: Mapped[int] = mapped_column(BigInteger)
    application_on: Mapped[datetime.date]
    status: Mapped[str] = mapped_column(String(40))

    client: Mapped[Client] = relationship()
