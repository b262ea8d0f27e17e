"""Number puzzles: reach a target with given numbers, each used once (Countdown, the 24 game)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome
from kaelum_math.errors import MathError, NotUnderstood, OutOfReach
from kaelum_math.expr.exact import rational
from kaelum_math.expr.nodes import Num, Relation, walk
from kaelum_math.expr.parser import parse_text
from kaelum_math.methods.countdown import search, show_tree
from kaelum_math.task import Solution, Task, proof
from kaelum_math.words import form
from kaelum_math.words.scan import Lexicon, numbers

__all__ = ["Countdown", "read"]

_IMPOSSIBLE: Final = "impossible"
_LEXICON: Final = Lexicon(
    {
        "ALL": "all the numbers|all of the numbers|all these numbers|all of these numbers|all numbers"
        "|all of them|each of the numbers|all|every number|each number|each of these numbers",
        "ONCE": "each number may be used at most once|each number can only be used once"
        "|you can only use each number once|use each number exactly once|each number once"
        "|each number exactly once|each exactly once|each once|exactly once|only once|once"
        "|each number must be used exactly once|each used once|every number exactly once|one time"
        "|every number once|at most once|each number only once|each only once|used",
        "SOME": "you do not need to use all of them|not all numbers need to be used|any of"
        "|you don't have to use all of them|not necessarily all|some or all of|you need not use all",
        "FROM": "using|use|with|from|out of|given|combine|numbers|number|available|have|tiles|cards",
        "TO": "equals|equal|equal to|equal|makes|make|get|reach|obtain|gives|give|hit|produce|form"
        "|target|calculate|target number|arrive at|achieve|evaluates to|totals|results in|result",
        "+": "addition|add|plus|adding",
        "-": "subtraction|subtract|minus|subtracting",
        "*": "multiplication|multiply|times|multiplying",
        "/": "division|divide|divided by|dividing",
        "ONLY": "only",
        "DROP": "create an expression that|an expression that|expression|a way to|find a way to"
        "|how can i|how can you|how do i|can you|basic arithmetic|arithmetic operations|arithmetic"
        "|the four operations|operations|basic operations|any order|in any order|countdown"
        "|24 game|four basic operations|operators|operation|parentheses|brackets|standard|allowed"
        "|each|way|build|write|puzzle|solve this countdown|round|game|allowed operations are|four",
    },
    keep="+-*/",
    units=False,
    counted="numbers",
)


@frozen
class Countdown(Task):
    """An expression of value ``target`` from ``numbers``, all of them or, if ``some``, any."""

    numbers: tuple[int, ...]
    target: int
    ops: str = "+-*/"
    some: bool = False

    def describe(self) -> str:
        which = "some of" if self.some else "all of"
        listed = ", ".join(map(str, self.numbers))
        return f"an expression = {self.target} with {which} {listed}, each once, by {self.ops}"

    def solve(self) -> Solution:
        tree, complete = search(self.numbers, self.target, self.ops, some=self.some)
        if tree is not None:
            return Solution(show_tree(tree))
        if not complete:
            raise OutOfReach("No expression was found, but not all of them were tried.")
        return Solution(_IMPOSSIBLE, notes=("every way to combine the numbers was tried",))

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        if answer == _IMPOSSIBLE:
            tree, complete = search(self.numbers, self.target, self.ops, some=self.some)
            yield Check(
                "no expression reaches the target",
                "exhaustive search",
                CheckOutcome.PASSED if complete and tree is None else CheckOutcome.FAILED,
            )
            return
        value, used, signs = _evaluate(answer)
        fits = _within(used, self.numbers) if self.some else sorted(used) == sorted(self.numbers)
        yield proof(
            f"the expression has value {self.target}", "exact evaluation", value == self.target
        )
        yield proof("it uses the numbers as allowed", "counting", fits and signs <= set(self.ops))


def _evaluate(text: str) -> tuple[Fraction | None, list[int], set[str]]:
    """The value of an arithmetic expression, the numbers and the signs in it."""
    try:
        expr = parse_text(text)
        if isinstance(expr, Relation):
            return None, [], set()
        value = rational(expr)
    except MathError:
        return None, [], set()
    used = [int(node.value) for node in walk(expr) if isinstance(node, Num)]
    return value, used, {sign for sign in text if not (sign.isdigit() or sign in " ()")}


def _within(used: list[int], given: tuple[int, ...]) -> bool:
    rest = list(given)
    for value in used:
        if value not in rest:
            return False
        rest.remove(value)
    return bool(used)


def _whole(values: Iterable[Fraction]) -> tuple[int, ...]:
    found = tuple(values)
    if any(value.denominator != 1 for value in found):
        raise NotUnderstood("Such a puzzle needs whole numbers.")
    return tuple(value.numerator for value in found)


_SIDE: Final = r"(?:ALL |ONCE |FROM |DROP |SOME )*"
_OPS: Final = r"(?P<ops>(?:ONLY |FROM |DROP |ALL |ONCE |SOME |[-+*/] )*)"


def read(text: str) -> Countdown | None:
    """The puzzle in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood.
    """
    row = _LEXICON.scan(form.split(text)[0]).without("COUNT")
    target_last = row.match(
        rf"{_SIDE}FROM {_SIDE}(?P<given>(N )+){_OPS}{_SIDE}TO (?P<target>N )(?:TO )?{_OPS.replace('ops', 'more')}{_SIDE}"
    )
    target_first = row.match(
        rf"{_SIDE}TO {_SIDE}(?P<target>N ){_OPS}{_SIDE}FROM {_SIDE}(?P<given>(N )+){_OPS.replace('ops', 'more')}{_SIDE}"
    )
    found = target_last or target_first
    if found is None or len(found["given"]) < 2:
        return None
    signs = [m.kind for m in (*found["ops"], *found["more"]) if m.kind in "+-*/"]
    ops = "".join(sign for sign in "+-*/" if sign in signs) or "+-*/"
    (target,) = _whole(numbers(found["target"]))
    return Countdown(_whole(numbers(found["given"])), target, ops, some=row.has("SOME"))
