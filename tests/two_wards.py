"""Applications on two wards with somebody helped in each (tests/neighbours.py): shared, or a test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.applications import application_on_copy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from tests.databases import Databases


@pytest.fixture(scope="session")
def settled(databases: Databases, furnished: str) -> str:
    """Name the template of the two wards."""
    from tests.neighbours import settle  # noqa: PLC0415 (broken forms break the tests that need them, not all)

    return databases.template("settled", settle, furnished)


@pytest.fixture
def two_wards(databases: Databases, settled: str) -> Iterator[Flask]:
    """Hand over an application on a copy of the two wards that belongs to this test."""
    with application_on_copy(databases, settled) as app:
        yield app


@pytest.fixture(scope="session")
def street(databases: Databases, settled: str) -> Iterator[Flask]:
    """Hand over an application on the two wards that all tests share: read it, change nothing."""
    with application_on_copy(databases, settled) as app:
        yield app
