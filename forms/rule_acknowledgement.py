"""The lists of what was confirmed and of what is warned about: written by the product, read by people."""

from __future__ import annotations

from forms.base import SchemaForm, form_for
from models.rule_acknowledgement import RuleAcknowledgement, RuleFinding


@form_for(RuleAcknowledgement)
class RuleAcknowledgementForm(SchemaForm):
    """A confirmation; nobody types one."""


@form_for(RuleFinding)
class RuleFindingForm(SchemaForm):
    """A standing warning; nobody types one."""
