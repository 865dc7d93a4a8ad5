"""Every entity of the product, in the order of the menu: importing this declares them all."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import models.gate
import models.transactions
from forms.base import FORMS
from models.schema import Area

__all__ = ["declare"]


def declare() -> None:
    """Import every model and form, so that the metadata is whole, and put FORMS into the menu's order."""
    for package in ("models", "forms"):
        folder = Path(__file__).parent.parent / package
        for module in sorted(pkgutil.iter_modules([str(folder)]), key=lambda found: found.name):
            if module.name != "migrations":
                importlib.import_module(f"{package}.{module.name}")
    ordered = sorted(
        FORMS.items(), key=lambda item: (list(Area).index(item[1].model.menu), item[1].model.rank)
    )
    FORMS.clear()
    FORMS.update(ordered)


_LISTENERS = (models.gate, models.transactions)
