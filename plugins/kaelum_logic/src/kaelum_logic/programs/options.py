"""The options of AR-LSAT's notation: a test for each, such as ``is_sat``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_logic.finite.constraints import AllOf, AnyOf, Constraint, Not
from kaelum_logic.notation import NotationError
from kaelum_logic.programs.arrangement import Option, Test
from kaelum_logic.programs.expand import Expander
from kaelum_logic.programs.expressions import Expression
from kaelum_logic.programs.finite import LABEL, expression_in
from kaelum_logic.programs.intent import completed
from kaelum_logic.programs.text import Line, Repairs

__all__ = ["Statement", "question_in", "read_options", "substituted"]


@frozen
class Statement:
    """A constraint, and the English beside it."""

    constraint: Constraint
    gloss: str = ""


def question_in(lines: Sequence[Line]) -> str:
    """The question, as the program repeats it among its options."""
    return next((line.gloss for line in lines if _QUESTION.match(line.text)), "")


_QUESTION = re.compile(r"question\b", re.IGNORECASE)
_SUBSTITUTED = re.compile(r"\bsubstituted for the \w+ that (?P<what>.+?),? would\b", re.IGNORECASE)


def substituted(question: str, statements: Sequence[Statement]) -> Statement | None:
    """The statement that the question would have replaced by an option, if it asks for that."""
    match = _SUBSTITUTED.search(question)
    if match is None:
        return None
    wanted = set(re.findall(r"\w+", match["what"].lower()))
    shares = [
        (len(wanted & set(re.findall(r"\w+", statement.gloss.lower()))), statement)
        for statement in statements
    ]
    best, statement = max(shares, key=lambda share: share[0], default=(0, None))
    return statement if 5 * best >= 4 * len(wanted) else None


def read_options(
    lines: Sequence[Line],
    texts: Sequence[str],
    replaced: Statement | None,
    expander: Expander,
    repairs: Repairs,
) -> list[Option]:
    """The options, each with its tests.

    Args:
        lines: the program's lines.
        texts: what the options say in English, in their order.
        replaced: the statement for which the options are substitutes, if they are.
        expander: makes the constraints.
        repairs: takes what was put right.

    Raises:
        NotationError: a test is not known, or there are no options.
    """
    tests = [line for line in lines if line.text and not _QUESTION.match(line.text)]
    if not tests:
        raise NotationError("a program needs options")
    expressions = completed(
        [expression_in(line.text, repairs) for line in tests],
        question_in(lines),
        expander.functions,
        repairs,
    )
    options: list[Option] = []
    for number, (line, expression) in enumerate(zip(tests, expressions, strict=True)):
        label = LABEL.match(line.gloss) or re.match(r"\s*\(?([A-E])\b", line.gloss)
        said = texts[number] if number < len(texts) else ""
        reader = _Reader(expander, said, replaced)
        name = label.group(1) if label else chr(ord("A") + number)
        options.append(Option(name, reader.tests(expression), reader.listed(expression)))
    return options


_NUMBERS = "zero one two three four five six seven eight nine ten".split()
_MODES: Mapping[str, Test] = {
    "is_sat": Test("possible", AnyOf(())),
    "is_valid": Test("necessary", AnyOf(())),
    "is_unsat": Test("possible", AnyOf(()), wanted=False),
}


@frozen
class _Reader:
    """Reads the tests of an option that says ``said``."""

    expander: Expander
    said: str
    replaced: Statement | None

    def tests(self, expression: Expression) -> list[Test]:
        items = expression.items if expression.kind == "call" else ()
        match expression.text, items:
            case (("is_exception" | "Not"), (Expression(kind="call", text=inner) as test_,)) if (
                inner in _MODES
            ):
                (test,) = self.tests(test_)
                return [Test(test.mode, test.claim, not test.wanted)]
            case "is_accurate_list", (Expression(kind="list"),):
                claims = self.listed(expression)
                return [Test("necessary", AnyOf(claims)), *(Test("possible", c) for c in claims)]
            case (("is_min" | "is_max"), (value,)):
                return self._bound(expression.text, value)
            case "is_equivalent", (*_, claim):
                return self._substitute(claim)
            case name, (_, *_) if name in _MODES:
                whole = self.expander.constraint(Expression("conjunction", "", items))
                return [Test(_MODES[name].mode, whole, _MODES[name].wanted)]
            case name, (_, *_) if name.startswith("is_") and name not in self.expander.functions:
                raise NotationError(f"the test {name} is not known here")
        return [Test("necessary", self.expander.constraint(expression))]

    def listed(self, expression: Expression) -> list[Constraint]:
        """The claims of an option that lists several."""
        match expression:
            case Expression("call", "is_accurate_list", (Expression("list", _, members),)):
                return [self.expander.constraint(member) for member in members]
        return []

    def _bound(self, name: str, value: Expression) -> list[Test]:
        """That a value is the least (or largest) possible: one given, or the option's number."""
        match value:
            case Expression("compared", "==", (left, right)):
                pass
            case _:
                left, right = value, Expression("number", self._number())
        bound = Expression("compared", ">=" if name == "is_min" else "<=", (left, right))
        equal = Expression("compared", "==", (left, right))
        return [
            Test("possible", self.expander.constraint(equal)),
            Test("necessary", self.expander.constraint(bound)),
        ]

    def _number(self) -> str:
        words = re.findall(r"\d+|[a-z]+", self.said.lower())
        number = next((word for word in words if word.isdigit() or word in _NUMBERS), None)
        if number is None:
            raise NotationError("a test is about a number that its option does not name")
        return number if number.isdigit() else str(_NUMBERS.index(number))

    def _substitute(self, claim: Expression) -> list[Test]:
        """That a claim has the same effect, among the other statements, as the one replaced."""
        if self.replaced is None:
            raise NotationError("it is not said for which statement the options are substitutes")
        one, other = self.replaced.constraint, self.expander.constraint(claim)
        return [
            Test("possible", AllOf((one, Not(other))), wanted=False),
            Test("possible", AllOf((Not(one), other)), wanted=False),
        ]
