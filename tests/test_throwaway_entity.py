"""A new entity costs a few lines and gets the whole panel, without a word about it in admin/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DECLARATION = Path(__file__).with_name("throwaway_entity.py")
MOST_LINES = 14
FIELDS, LINKS, FILTERS = 10, 2, 3


def declaration() -> list[str]:
    """The lines between the two marks, without empty ones."""
    text = DECLARATION.read_text()
    block = text.partition("# --- the declaration begins\n")[2].partition("# --- the declaration ends\n")[0]
    return [line for line in block.splitlines() if line.strip()]


def test_ten_fields_two_links_and_three_filters_take_at_most_fourteen_lines():
    lines = declaration()
    assert 0 < len(lines) <= MOST_LINES
    text = "\n".join(lines)
    assert text.count("= column(") + text.count("= link(") >= FIELDS
    assert text.count("= link(") >= LINKS
    assert text.count("filtered=True") >= FILTERS


def test_it_gets_list_search_filters_form_details_csv_and_loading():
    """In a process of its own: a table declared here would stay in the metadata of every other test."""
    order = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-o",
        "addopts=",
    ]
    order += ["--import-mode=importlib", "-W", "error", str(DECLARATION)]
    done = subprocess.run(order, cwd=DECLARATION.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
