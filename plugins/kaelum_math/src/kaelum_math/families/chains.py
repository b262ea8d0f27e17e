"""Operations one after the other on one number: "add 3 to 5, then double it, then subtract 1".

The first part gives a number, each further one changes the result so far. A percentage that
is added or taken away is one of that result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Num, Pow, number
from kaelum_math.families.arithmetic import evaluate
from kaelum_math.families.reals import value_task
from kaelum_math.phrases import clause, text
from kaelum_math.slots import Slots
from kaelum_math.task import Task
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES"]

Tokens: TypeAlias = Sequence[Token]
Operation: TypeAlias = Callable[[Expr, Expr], Expr]

MAX_STEPS: Final = 20

_JOINTS: Final = frozenset(
    {",", ";", "then", "and", "next", "finally", "lastly", "afterwards", "now"}
)
_IT: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "it", "that", "this", "the result", "the answer", "that result", "this result", "the sum",
        "the product", "the difference", "the quotient", "the total", "that number", "this number",
        "what you get", "the outcome", "your answer", "everything", "all of it", "the whole thing",
    )
)  # fmt: skip
"""Words for the result so far."""


def _add(a: Expr, b: Expr) -> Expr:
    return Add((a, b))


def _subtract(a: Expr, b: Expr) -> Expr:
    return Add((a, Neg(b)))


def _multiply(a: Expr, b: Expr) -> Expr:
    return Mul((a, b))


def _divide(a: Expr, b: Expr) -> Expr:
    return Div(a, b)


_BINARY: Final[dict[str, tuple[Operation, tuple[str, ...], bool]]] = {
    "add": (_add, ("to",), True),
    "plus": (_add, (), False),
    "subtract": (_subtract, ("from",), True),
    "minus": (_subtract, (), False),
    "take away": (_subtract, ("from",), True),
    "take off": (_subtract, ("from",), True),
    "multiply": (_multiply, ("by", "with"), False),
    "multiplied": (_multiply, ("by", "with"), False),
    "times": (_multiply, (), False),
    "divide": (_divide, ("by",), False),
    "divided": (_divide, ("by",), False),
    "increase": (_add, ("by",), False),
    "increased": (_add, ("by",), False),
    "raise": (_add, ("by",), False),
    "decrease": (_subtract, ("by",), False),
    "decreased": (_subtract, ("by",), False),
    "reduce": (_subtract, ("by",), False),
    "reduced": (_subtract, ("by",), False),
}
"""Verb -> what it does, the words before its other operand, and whether that one comes last."""

_UNARY: Final[dict[str, Callable[[Expr], Expr]]] = {
    "double": lambda a: Mul((number(2), a)),
    "doubled": lambda a: Mul((number(2), a)),
    "triple": lambda a: Mul((number(3), a)),
    "tripled": lambda a: Mul((number(3), a)),
    "halve": lambda a: Div(a, number(2)),
    "halved": lambda a: Div(a, number(2)),
    "square": lambda a: Pow(a, number(2)),
    "squared": lambda a: Pow(a, number(2)),
    "cube": lambda a: Pow(a, number(3)),
    "cubed": lambda a: Pow(a, number(3)),
    "negate": Neg,
    "take the square root": lambda a: Call("sqrt", (a,)),
    "find the square root": lambda a: Call("sqrt", (a,)),
}
_STARTS: Final = ("start with", "start from", "start at", "begin with", "start off with", "take", "starting with",
                  "starting from", "begin at", "i start with", "you start with")  # fmt: skip


def _words(tokens: Tokens) -> list[str]:
    return [token.text for token in tokens]


def _lead(tokens: Tokens, phrases: Sequence[str]) -> str | None:
    """The longest of ``phrases`` that ``tokens`` begin with."""
    words = _words(tokens)
    fits = [p for p in phrases if words[: len(p.split())] == p.split()]
    return max(fits, key=len, default=None)


def _verb(tokens: Tokens) -> str | None:
    """The verb that ``tokens`` begin with; the square of a square root is none."""
    verb = _lead(tokens, (*_BINARY, *_UNARY))
    if verb in {"square", "cube"} and _words(tokens)[1:2] == ["root"]:
        return None
    return verb


def _is_it(tokens: Tokens) -> bool:
    return tuple(_words(tokens)) in _IT


def _parts(tokens: Tokens) -> list[Tokens]:
    """``tokens`` cut before every verb that follows a joining word."""
    parts: list[Tokens] = []
    start = at = 0
    while at < len(tokens):
        if tokens[at].text in _JOINTS:
            after = at + 1
            while after < len(tokens) and tokens[after].text in _JOINTS:
                after += 1
            if _verb(tokens[after:]):
                parts.append(tokens[start:at])
                start = after
            at = after
        else:
            at += 1
    return [*parts, tokens[start:]]


class _Chain:
    """Reads the operations of one question."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots

    def value(self, tokens: Tokens) -> Expr:
        if not tokens:
            raise NotUnderstood("A number is missing.")
        return self._slots.value_of(tokens)

    def begin(self, tokens: Tokens) -> Expr:
        """The number that the first part gives."""
        lead = _lead(tokens, _STARTS)
        verb = _verb(tokens)
        if lead == "take" and "from" in _words(tokens):
            at = _words(tokens).index("from")
            return self._operated(_subtract, tokens[at + 1 :], tokens[1:at])
        if lead is not None and verb is None:
            tokens = tokens[len(lead.split()) :]
            return self.value(tokens[:-1] if tokens and tokens[-1].text in _JOINTS else tokens)
        if verb is None:
            return self.value(tokens)
        rest = tokens[len(verb.split()) :]
        if verb in _UNARY:
            return _UNARY[verb](self.value(rest))
        operate, joints, reverse = _BINARY[verb]
        for at, token in enumerate(rest):
            if token.text in joints:
                one, other = rest[:at], rest[at + 1 :]
                return (
                    self._operated(operate, other, one)
                    if reverse
                    else self._operated(operate, one, other)
                )
        if verb == "add":
            items = self._slots.list_of(rest)
            if len(items) > 1:
                return Add(tuple(item.expr for item in items))
        raise NotUnderstood("It is unclear what is changed first.")

    def _operated(self, operate: Operation, changed: Tokens, by: Tokens) -> Expr:
        return self._applied(operate, self.value(changed), by)

    def _applied(self, operate: Operation, value: Expr, by: Tokens) -> Expr:
        """``value`` changed by a number, or by a percentage of itself."""
        if by and by[-1].text in {"%", "percent"} and operate in {_add, _subtract}:
            share = Div(self.value(by[:-1]), Num(Fraction(100)))
            return Mul((value, operate(number(1), share)))
        return operate(value, self.value(by))

    def go_on(self, value: Expr, tokens: Tokens) -> Expr:
        """``value`` after the operation that ``tokens`` name."""
        verb = _verb(tokens)
        if verb is None:
            raise NotUnderstood("An operation is expected.")
        rest = tokens[len(verb.split()) :]
        if verb in _UNARY:
            if rest and rest[0].text == "of":
                rest = rest[1:]
            if rest and not _is_it(rest):
                raise NotUnderstood("It is unclear what is changed.")
            return _UNARY[verb](value)
        operate, joints, reverse = _BINARY[verb]
        for at, token in enumerate(rest):
            if token.text in joints:
                return self._joined(operate, value, rest[:at], rest[at + 1 :], reverse=reverse)
        if joints and not reverse:
            raise NotUnderstood("It is unclear by how much.")
        return self._applied(operate, value, rest)

    def _joined(
        self, operate: Operation, value: Expr, one: Tokens, other: Tokens, *, reverse: bool
    ) -> Expr:
        """``multiply it by 3``, ``by 3``, ``subtract 4 from it``, ``subtract it from 20``."""
        changed, by = (other, one) if reverse else (one, other)
        if _is_it(changed) or not changed:
            return self._applied(operate, value, by)
        if _is_it(by):
            return operate(self.value(changed), value)
        raise NotUnderstood("It is unclear what the result so far is for.")


def _read(m: Slots) -> Task | None:
    first, *rest = _parts(m.tokens("a"))
    if not 1 <= len(rest) <= MAX_STEPS:
        return None
    chain = _Chain(m)
    value = chain.begin(first)
    for part in rest:
        value = chain.go_on(value, part)
    return evaluate(value) or value_task(value)


_NEEDS: Final = (
    "then double doubled triple tripled halve halved square squared cube cubed add subtract multiply multiplied"
    " divide divided increase increased decrease decreased reduce reduced finally"
)
_ASKED: Final = (
    "(result|answer|final result|final answer|final number|you get|you get now|do you get|number do you get"
    "|you end up with|do you end up with|number do you have|you have|value|do you have now|you have now)"
)

PHRASES = (
    *clause(_read, "{a}", needs=_NEEDS),
    *text(_read, "{a}", f"{{a}} ; {_ASKED}", needs=_NEEDS),
)
