"""A page that is only asked for writes nothing: HEAD brings no proof that the form is the panel's own."""

import re

import pytest

from tests.structure.sources import ROOT

NOT_READ_IF = re.compile(r'if request\.method (?:==|!=) "(?:GET|HEAD)"')


@pytest.mark.parametrize("path", sorted((ROOT / "admin").glob("*.py")), ids=lambda path: path.stem)
def test_what_is_written_asks_for_post_by_name(path):
    """`if method == "GET": show` would let HEAD through to what writes."""
    lines = path.read_text().splitlines()
    assert [line.strip() for line in lines if re.match(r"\s*" + NOT_READ_IF.pattern, line)] == []
