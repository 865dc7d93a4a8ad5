"""The gate and the record of everything are cheap: a few statements, and a fifth of a list page at most."""

import pytest

from tests.bench.cost_of_trust import MOST_STATEMENTS, MOST_TIME, measure, untrusted
from tests.clients import client_for, statements


def test_the_gate_and_the_record_add_two_statements_to_a_page_at_most(seeded_copy, measured):
    costs = measure(seeded_copy, rounds=1)
    for cost in costs:
        measured(row="Cost", what=f"statements gate and record add: {cost.page}",
                 target=f"at most {MOST_STATEMENTS}",
                 obtained=f"{cost.more} of {cost.count[True]}")  # fmt: skip
    assert {cost.page: cost.more for cost in costs if cost.more > MOST_STATEMENTS} == {}
    assert any(cost.more > 0 for cost in costs)  # the record does write


@pytest.mark.long
def test_the_gate_and_the_record_take_a_fifth_of_a_list_page_at_most(seeded_copy, measured):
    costs = {cost.page: cost for cost in measure(seeded_copy)}
    for cost in costs.values():
        measured(row="Cost", what=f"time gate and record add: {cost.page}",
                 target="at most +20 % (list page)",
                 obtained=str(cost))  # fmt: skip
    assert costs["list page"].ratio < MOST_TIME


def test_without_its_listeners_the_gate_is_really_gone(seeded_copy):
    lan = client_for(seeded_copy, "lan")
    other = next(
        key for key in range(1, 50) if lan.get(f"/admin/client/details/?id={key}").status_code == 404
    )
    with untrusted(), statements(seeded_copy) as sent:
        lan.get(f"/admin/client/details/?id={other}")
    with statements(seeded_copy) as guarded:
        assert lan.get(f"/admin/client/details/?id={other}").status_code == 404
    assert sent != guarded
