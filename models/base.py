"""The words tables are written in: `Model`, `column()`, `link()`, `derived()`, `described()`."""

from __future__ import annotations

import datetime
import enum
import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    DateTime,
    Enum,
    Integer,
    MetaData,
    String,
    Text,
    Uuid,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, mapped_column

from models.choice_set import ChoiceSet
from models.cipher import Encrypted
from models.indexes import index_for_lists
from models.linking import Link, give_links_their_keys, snake, wall_in
from models.naming import Naming
from models.schema import PERSONAL, VND, Area, Choice, Derived, Kind, Secrecy, Spec, Unit, Words, Workflow

TEXT_LENGTH = 255
STEPS_TAKEN: Words = (
    "Đã có bước xử lý: chỉ hủy hoặc kết thúc, không xóa.",
    "Steps were taken: close it instead.",
)

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def now() -> datetime.datetime:
    """Tell the time in UTC, without a zone, as it is stored."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


_DECLARED: dict[str, type[Model]] = {}


class Model(DeclarativeBase):
    """What every table has: a key, an opaque id, who wrote it when, and a version against lost updates."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        enum.Enum: Enum(enum.Enum, native_enum=False, create_constraint=False, length=40),
        str: String(TEXT_LENGTH),
    }

    words: ClassVar[Words]
    menu: ClassVar[Area]
    holds: ClassVar[Kind]
    scoped_by: ClassVar[tuple[str, ...]]
    titled_by: ClassVar[tuple[str, ...]]
    addressed_by: ClassVar[str] = "id"  # the column that names a row in addresses
    named_by: ClassVar[tuple[str, ...]] = ()  # the columns `named` reads, where a table has one
    naming: ClassVar[Naming | None] = None  # how `named` puts them together
    keyed_by: ClassVar[tuple[str, ...]] = ()
    about: ClassVar[Words | None] = None
    overseen: ClassVar[bool] = False  # as a whole for supervisors and administrators only
    follows_subject: ClassVar[bool] = False  # a record about a row (table_name, row_id): seen with that row
    rank: ClassVar[int] = 50  # the place in its area's menu: the smaller, the higher
    kept_because: ClassVar[Words | None] = None  # why its rows are never deleted
    picked_from_a_list: ClassVar[bool] = False  # few enough rows to offer them all
    workflow: ClassVar[Workflow | None] = None
    corrected_by_supervisor: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    public_id: Mapped[uuid.UUID] = mapped_column(Uuid, default=uuid.uuid4, unique=True, sort_order=-1)
    created_at: Mapped[datetime.datetime] = mapped_column(DateTime, default=now)
    updated_at: Mapped[datetime.datetime] = mapped_column(DateTime, default=now, onupdate=now)
    created_by_id: Mapped[int | None] = mapped_column(Integer)
    updated_by_id: Mapped[int | None] = mapped_column(Integer)
    row_version: Mapped[int] = mapped_column(Integer, default=1)
    if TYPE_CHECKING:  # in every table but the product's own records
        deleted_at: Mapped[datetime.datetime | None]
        deleted_by_id: Mapped[int | None]
        deleted_reason: Mapped[str | None]

    def __init_subclass__(cls, **options: Any) -> None:
        """Name the table, give each link its foreign key, and wall in each choice with a CHECK."""
        cls.__tablename__ = snake(cls.__name__)
        if cls.holds is not Kind.RECORD:
            cls.deleted_at = mapped_column(DateTime, nullable=True)
            cls.deleted_by_id = mapped_column(Integer, nullable=True)
            cls.deleted_reason = mapped_column(Encrypted(), nullable=True)
        give_links_their_keys(cls)
        super().__init_subclass__(**options)
        wall_in(cls)
        index_for_lists(cls)
        _DECLARED[cls.__tablename__] = cls

    def named(self) -> Words | None:
        """Give the row's name where it takes more than its `titled_by` columns; only for public tables."""
        return None

    def is_private(self) -> bool:
        """Say whether a row is somebody's own affair, of which the record of everything says nothing."""
        return False

    def undeletable(self) -> Words | None:
        """Say why this row may not be deleted, whoever asks and whatever refers to it; None when it may."""
        if self.kept_because is not None:
            return self.kept_because
        flow = self.workflow
        if flow is not None and getattr(self, flow.column) not in {None, flow.initial}:
            return STEPS_TAKEN
        return None

    @classmethod
    def __mapper_cls__(cls, local: Any, table: Any, **options: Any) -> Mapper[Any]:
        """Let SQLAlchemy compare and count `row_version` on every update."""
        return Mapper(local, table, version_id_col=table.c.row_version, **options)


db = SQLAlchemy(metadata=Model.metadata)


def column(vi: str, en: str, secrecy: Secrecy = PERSONAL, *, sql: Any = None, **said: Any) -> Any:
    """Declare a column with its words; what is not a word of `Spec` goes to SQLAlchemy's mapped_column."""
    words = {name: said.pop(name) for name in list(said) if name in Spec.__dataclass_fields__}
    spec = Spec(words=(vi, en), secrecy=secrecy, **words)
    if sql is None and spec.long:
        sql = Text()
    if sql is None and spec.unit is VND:
        sql = BigInteger()
    places = () if sql is None else (sql,)
    return mapped_column(
        *places, info={"spec": spec}, active_history=True, **said
    )  # what was: for the record


def choices(vi: str, en: str, of: type[Choice], secrecy: Secrecy = PERSONAL, **said: Any) -> Any:
    """Declare a column that holds a set of choices."""
    return column(vi, en, secrecy, sql=ChoiceSet(of), nullable=True, **said)


def encrypted(vi: str, en: str, secrecy: Secrecy, unit: Unit | None = None, **said: Any) -> Any:
    """Declare a column kept as ciphertext; give it a `derived(blind_index, …)` to look it up by."""
    return column(vi, en, secrecy, sql=Encrypted(), unit=unit, **said)


def link(vi: str, en: str, secrecy: Secrecy = PERSONAL, **said: Any) -> Any:
    """Declare a relationship and its foreign key in one line; the annotation names the target."""
    words = {name: said.pop(name) for name in list(said) if name in Spec.__dataclass_fields__}
    return Link(Spec(words=(vi, en), secrecy=secrecy, **words), said)


def derived(compute: Any, source: str, **said: Any) -> Any:
    """Declare a stored column computed from another one at every write."""
    return mapped_column(info={"derived": Derived(compute, source)}, **said)


def described(model: type[Model]) -> dict[str, Spec]:
    """List the attributes that have words, in written order."""
    return model.__described__  # type: ignore[attr-defined,no-any-return]


def entity(name: str) -> type[Model]:
    """Find an entity by the name of its table; raises KeyError."""
    return _DECLARED[name]


def entities() -> list[type[Model]]:
    """List every table that is an entity of the product, in the order of declaration."""
    return [model for model in _DECLARED.values() if hasattr(model, "words")]


@event.listens_for(Model, "before_insert", propagate=True)
@event.listens_for(Model, "before_update", propagate=True)
def _fill_derived(_mapper: Any, _connection: Any, row: Model) -> None:
    """Compute the derived columns of a row that is about to be written."""
    for cell in row.__table__.columns:
        rule: Derived | None = cell.info.get("derived")
        if rule is not None:
            value = getattr(row, rule.source)
            setattr(row, cell.name, None if value is None else rule.compute(value))
