"""The locks hold what requirements*.txt ask for, with hashes, and name no registry."""

import re

import pytest

from tests.structure.sources import ROOT

PAIRS = [("requirements.txt", "requirements.lock"), ("requirements-dev.txt", "requirements-dev.lock")]


def pins(text: str) -> set[str]:
    """Read the pinned packages of a requirements file, names written alike and without extras."""
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[\w,]+\])?==([^\s;#\\]+)", text, re.MULTILINE)
    return {f"{re.sub('[-_.]+', '-', name).lower()}=={version}" for name, version in found}


@pytest.mark.parametrize("asked,locked", PAIRS)
def test_a_lock_holds_what_is_asked_for(asked, locked):
    wanted = pins((ROOT / asked).read_text())
    assert wanted
    assert wanted <= pins((ROOT / locked).read_text()), "run `make lock`"


@pytest.mark.parametrize("locked", [locked for _asked, locked in PAIRS])
def test_every_locked_package_has_a_hash_and_no_registry_is_named(locked):
    text = (ROOT / locked).read_text()
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(text))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|--(extra-)?index|--find-links", text)
