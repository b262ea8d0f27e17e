"""Which option of an arrangement its tests single out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from kaelum_logic.finite.constraints import AllOf, AnyOf, Compare, Constraint, Not, flatten
from kaelum_logic.problem import UnsolvedError
from kaelum_logic.programs.arrangement import Option, Test

__all__ = ["NOTHING", "Choice", "ContradictoryError", "Oracle", "choose", "claims"]

Oracle = Callable[[Constraint], bool]
"""Whether a claim is possible."""

NOTHING: Constraint = AllOf(())
"""The claim that claims nothing: it is possible unless the constraints contradict each other."""


class ContradictoryError(UnsolvedError):
    """Nothing is possible at all."""


@frozen
class Choice:
    """The option singled out, how all came out, and how the question decided, if it did."""

    label: str
    outcomes: Mapping[str, bool]
    note: str = ""


def choose(options: Sequence[Option], question: str, possible: Oracle) -> Choice:
    """The one option that passes its tests, as the program has them or as the question does.

    Raises:
        ContradictoryError: nothing is possible.
        UnsolvedError: none of the options passes, or several do.
    """
    if not possible(NOTHING):
        raise ContradictoryError("the constraints of the program contradict each other")
    for tests, note in _readings(options, question):
        outcomes = {label: _holds(option, possible) for label, option in tests.items()}
        chosen = [label for label, holds in outcomes.items() if holds]
        if len(chosen) == 1:
            return Choice(chosen[0], outcomes, note)
        extreme = _extreme([option for option in options if option.label in chosen], question)
        if extreme is not None:
            return Choice(extreme, outcomes, "of the options that pass, the question asks for one")
    raise UnsolvedError(f"{len(chosen) or 'none'} of the options pass their tests, not one")


def claims(options: Sequence[Option], question: str) -> list[Constraint]:
    """Whatever :func:`choose` may ask about, or the opposite of it."""
    readings = _readings(options, question)
    return [test.claim for tests, _ in readings for option in tests.values() for test in option]


def _holds(tests: Sequence[Test], possible: Oracle) -> bool:
    return all(
        (possible(test.claim) if test.mode == "possible" else not possible(Not(test.claim)))
        is test.wanted
        for test in tests
    )


_MODALITIES: tuple[tuple[str, str, bool], ...] = (
    (
        r"must be false|cannot|can not|can't|could not|not (?:be )?(?:allowed|possible)",
        "possible",
        False,
    ),
    (r"could be false|need not", "necessary", False),
    (r"\bmust\b", "necessary", True),
    (r"\b(?:could|can|may|possible|possibly|allowable|allowed|acceptable)\b", "possible", True),
)


Tests = Mapping[str, Sequence[Test]]


def _readings(options: Sequence[Option], question: str) -> list[tuple[Tests, str]]:
    """The options' tests as the program has them; then, if they do not decide, as the
    question does, with what all options have in common as the question's condition.
    Lists of all that are alike are held against the question from the start."""
    readings: list[tuple[Tests, str]] = [({o.label: o.tests for o in options}, "")]
    asked = question.strip().rsplit(",", 1)[-1]
    found = next((m for m in _MODALITIES if re.search(m[0], asked, re.IGNORECASE)), None)
    if found is None:
        return readings
    _, mode, wanted = found
    if all(option.listed for option in options):
        return [_as_lists(options, mode, wanted), *readings]
    wanted = wanted is not bool(re.search(r"\bexcept\b", asked, re.IGNORECASE))
    verb = "is possible" if mode == "possible" else "must be"
    note = (
        f"its tests single out no option; the question asks what {verb if wanted else 'is not so'}"
    )
    common = set.intersection(*(set(flatten([t.claim])) for o in options for t in o.tests))
    tests = {
        o.label: [Test(mode, _under(common, t.claim, mode), wanted) for t in o.tests]
        for o in options
    }
    return [*readings, (tests, note)]


def _as_lists(options: Sequence[Option], mode: str, wanted: bool) -> tuple[Tests, str]:
    """That whatever an option lists is so (possible, necessary), and what others list is not."""
    lists = {
        option.label: {c.body if isinstance(c, Not) and not wanted else c for c in option.listed}
        for option in options
    }
    anything = [*dict.fromkeys(itertools.chain.from_iterable(lists.values()))]
    tests = {
        label: [Test(mode, claim, wanted is (claim in own)) for claim in anything]
        for label, own in lists.items()
    }
    return tests, "its lists were held against each other, by what the question asks"


def _under(condition: set[Constraint], claim: Constraint, mode: str) -> Constraint:
    """``claim`` under a condition that it has among its parts."""
    if mode == "possible" or not condition:
        return claim
    parts = flatten([claim])
    rest = AllOf([part for part in parts if part not in condition])
    return AnyOf((*(Not(part) for part in parts if part in condition), rest))


_LEAST = re.compile(r"\b(?:earliest|minimum|least|fewest|smallest|lowest)\b", re.IGNORECASE)
_MOST = re.compile(r"\b(?:latest|maximum|most|greatest|largest|highest)\b", re.IGNORECASE)


def _extreme(passed: Sequence[Option], question: str) -> str | None:
    """The option that claims the least or the largest value, if that is what is asked for.

    All must claim that something is possible, of the same unknown.
    """
    least, most = _LEAST.search(question), _MOST.search(question)
    values: dict[int, str] = {}
    names: set[str] = set()
    for option in passed:
        match option.tests:
            case (Test("possible", claim, True),):
                match flatten([claim]):
                    case [Compare(name, "=", int(value), offset)]:
                        values[value + offset] = option.label
                        names.add(name)
    if bool(least) == bool(most) or len(values) != len(passed) or len(names) != 1:
        return None
    return values[min(values) if least else max(values)]
