"""Laws of verdicts: derived from checks, in no other way."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Check, CheckOutcome, Verdict, WorkerResult, derive_verdict

checks = st.lists(
    st.builds(
        Check,
        claim=st.text(max_size=5),
        method=st.text(max_size=5),
        outcome=st.sampled_from(CheckOutcome),
        independent=st.booleans(),
        complete=st.booleans(),
    ),
    max_size=6,
)


@given(checks, st.randoms())
def test_the_order_of_checks_does_not_matter(listed, random):
    shuffled = listed[:]
    random.shuffle(shuffled)
    assert derive_verdict(shuffled) is derive_verdict(listed)


@given(checks)
def test_proved_needs_a_passed_independent_complete_check_and_no_failed_one(listed):
    decisive = any(c.passed and c.independent and c.complete for c in listed)
    failed = any(c.outcome is CheckOutcome.FAILED for c in listed)
    assert (derive_verdict(listed) is Verdict.PROVED) == (decisive and not failed)


@given(checks)
def test_one_failed_check_refutes_whatever_else_passed(listed):
    assert derive_verdict([*listed, Check("c", "m", CheckOutcome.FAILED)]) is Verdict.REFUTED


@given(checks)
def test_an_inconclusive_check_changes_nothing(listed):
    neutral = Check("c", "m", CheckOutcome.INCONCLUSIVE, independent=True, complete=True)
    assert derive_verdict([*listed, neutral]) is derive_verdict(listed)


@given(checks)
def test_a_passed_check_never_lowers_the_verdict(listed):
    assert derive_verdict([*listed, Check("c", "m", CheckOutcome.PASSED)]) >= derive_verdict(listed)


@given(checks)
def test_a_results_verdict_is_the_derived_one(listed):
    result = WorkerResult.answered("4", checks=listed)
    assert result.verdict is derive_verdict(listed)
    assert not hasattr(WorkerResult, "__setattr__") or "verdict" not in WorkerResult.__slots__


def test_verdicts_are_ordered():
    ordered = [Verdict.REFUTED, Verdict.UNVERIFIED, Verdict.CHECKED, Verdict.PROVED]
    assert sorted(Verdict, key=lambda v: v.rank) == ordered
    assert all(a < b and b > a and a <= b and b >= a for a, b in itertools.pairwise(ordered))
