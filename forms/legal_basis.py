"""What must be true of a legal document and of the groups it defines."""

from __future__ import annotations

from datetime import date

from forms.base import CONFIRM, WARNING, SchemaForm, form_for, rule
from models.client_group import ClientGroup
from models.facts_law import documents_of_the_number, same_groups_of_document
from models.legal_basis import LegalBasis, LegalBasisGroup
from models.schema import today


@form_for(LegalBasis)
class LegalBasisForm(SchemaForm):
    """A law, a decree, a resolution."""

    @rule(
        "LB1", "number", facts=(documents_of_the_number,),
        vi="Đã có văn bản mang số hiệu này.", en="There is a document of this number already.",
    )  # fmt: skip
    def number_is_free(self, _number: str, others: int) -> bool:
        """Files name a document by its number; also unique in the database."""
        return others == 0

    @rule(
        "LB2", "issued_on", "effective_from", severity=CONFIRM,
        vi="Văn bản có hiệu lực trước ngày ban hành.", en="The document is in force before it was issued.",
    )  # fmt: skip
    def is_issued_before_it_is_in_force(self, issued: date, start: date) -> bool:
        """Some documents reach back; most dates like these are typing errors."""
        return issued <= start

    @rule(
        "LB2", "effective_from", "effective_to",
        vi="Ngày hết hiệu lực phải sau ngày có hiệu lực.", en="It ends after it begins.",
    )  # fmt: skip
    def ends_after_it_begins(self, start: date, end: date) -> bool:
        """The day it ends is the first on which it is no longer in force."""
        return end > start

    @rule(
        "CL22", "replaced_by", vi="Văn bản không thể tự thay thế mình.",
        en="A document does not replace itself.",
    )  # fmt: skip
    def is_replaced_by_another(self, successor: LegalBasis) -> bool:
        """Walk down the successors: the chain has an end."""
        later: LegalBasis | None = successor
        while later is not None and later is not self.row:
            later = later.replaced_by
        return later is None

    @rule(
        "CL22", "effective_to", "replaced_by", severity=WARNING, blank=True,
        vi="Văn bản đã hết hiệu lực: nên ghi văn bản thay thế.",
        en="The document is no longer in force: name the one that replaced it.",
    )  # fmt: skip
    def successor_is_named(self, end: date | None, successor: LegalBasis | None) -> bool:
        """The form of a client proposes the successor where an old document is chosen for a new case."""
        return end is None or end > today() or successor is not None


@form_for(LegalBasisGroup)
class LegalBasisGroupForm(SchemaForm):
    """A group a document defines."""

    @rule(
        "LB3", "client_group", "legal_basis", facts=(same_groups_of_document,),
        vi="Văn bản đã có nhóm này.", en="The document has this group already.",
    )  # fmt: skip
    def group_stands_once(self, _group: ClientGroup, _document: LegalBasis, others: int) -> bool:
        """Also unique in the database."""
        return others == 0
