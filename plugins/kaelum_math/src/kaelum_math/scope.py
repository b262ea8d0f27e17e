"""What a question has defined so far: values, functions, and equations yet to be solved.

Definitions made in one sentence are used in the next, and the result of one
task feeds another: every value that had to be worked out on the way is a
:class:`Step` with its own checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from kaelum_core.types import Check
from kaelum_math.effort import Effort
from kaelum_math.errors import Ambiguous, MathError, NotUnderstood, OutOfReach, TooLarge
from kaelum_math.expr import nodes, parser
from kaelum_math.expr.nodes import Call, Expr, Relation, Sym, free_symbols, show, substitute
from kaelum_math.expr.pointwise import pointwise
from kaelum_math.slots import Choices
from kaelum_math.task import Solution, Task
from kaelum_math.text import units
from kaelum_math.text.tokens import Token

__all__ = ["Function", "Scope", "Step"]

MAX_NODES: Final = 20_000
MAX_STEPS: Final = 40
MAX_PHRASE_DEPTH: Final = 4
MAX_SPLITS: Final = 6


@frozen
class Function:
    """A function that was defined: its parameters and its body."""

    parameters: tuple[str, ...]
    body: Expr

    def __call__(self, arguments: tuple[Expr, ...]) -> Expr:
        """The body with ``arguments`` for the parameters."""
        if len(arguments) != len(self.parameters):
            raise NotUnderstood(
                f"A function of {len(self.parameters)} arguments got another number."
            )
        return substitute(self.body, dict(zip(self.parameters, arguments, strict=True)))


@frozen
class Step:
    """A value worked out on the way to the answer."""

    task: Task
    solution: Solution
    checks: tuple[Check, ...]

    def describe(self) -> str:
        """The task with its result."""
        return f"{self.task.describe()} = {self.solution.answer}"


class Scope:
    """Definitions in force while a question is read.

    Args:
        name_task: gives the tasks that a noun phrase may mean.
        solve_for: gives the task of solving equations for one name.
        derivative: gives the task of differentiating, to some order.
    """

    def __init__(
        self,
        name_task: Callable[[Sequence[Token], Scope], list[Task]],
        solve_for: Callable[[tuple[Relation, ...], str], Task],
        derivative: Callable[[Expr, str, int], Task],
    ) -> None:
        self._name_task = name_task
        self._derivative = derivative
        self._solve_for = solve_for
        self.values: dict[str, Expr] = {}
        self.functions: dict[str, Function] = {}
        self.pending: list[Relation] = []
        self.steps: list[Step] = []
        self._memo: dict[Task, Step] = {}
        self._phrases: dict[object, list[Expr]] = {}
        self._parsed: dict[object, list[Expr | Relation] | NotUnderstood] = {}
        self._named: dict[object, tuple[frozenset[str], tuple[Relation, ...]]] = {}
        self._depth = 0
        self.effort = Effort()

    def copy(self) -> Scope:
        """A scope that starts out with the same definitions."""
        other = Scope(self._name_task, self._solve_for, self._derivative)
        other.values, other.functions = dict(self.values), dict(self.functions)
        other.pending, other.steps = list(self.pending), list(self.steps)
        other._parsed, other._named = self._parsed, self._named
        other._memo, other._phrases, other._depth = self._memo, self._phrases, self._depth
        other.effort = self.effort
        return other

    # -- reading -------------------------------------------------------------

    def names(self) -> frozenset[str]:
        """Names that stand for a value."""
        key = (tuple(self.values), tuple(map(id, self.pending)))
        if key not in self._named:
            # The relations are kept as well: an id says something only while its object lives.
            found = frozenset(self.values).union(*map(_symbols, self.pending))
            self._named[key] = found, tuple(self.pending)
        return self._named[key][0]

    def _formulae(self, tokens: Sequence[Token]) -> list[Expr | Relation]:
        """The readings of ``tokens`` as a formula; parsed once for the same names in force.

        Raises:
            NotUnderstood: there is none.
        """
        functions, names = tuple(self.functions), self.names()
        key = (tokens[0].start, tokens[-1].end, functions, names) if tokens else ()
        if key not in self._parsed:
            try:
                self._parsed[key] = parser.parse_all(tokens, self.function_names(), names)
            except NotUnderstood as error:
                self._parsed[key] = error
        found = self._parsed[key]
        if isinstance(found, NotUnderstood):
            raise found
        return found

    def ways(self, tokens: Sequence[Token]) -> int:
        """How many ways there are to read ``tokens`` as a formula."""
        try:
            return len(self._formulae(tokens))
        except MathError:
            return 0

    def function_names(self) -> set[str]:
        """Names that stand for a function: those defined, and ``f'`` and ``f''`` of each."""
        return {f"{name}{mark}" for name in self.functions for mark in ("", "'", "''")}

    def _derive(self, expr: Expr) -> None:
        """Define the derivatives that ``expr`` calls, as steps."""
        for node in nodes.walk(expr):
            if (
                isinstance(node, Call)
                and node.name.endswith("'")
                and node.name not in self.functions
            ):
                given = self.functions[node.name.rstrip("'")]
                if len(given.parameters) != 1:
                    raise NotUnderstood("Only functions of one variable have a derivative f'.")
                order = len(node.name) - len(node.name.rstrip("'"))
                body = self._as_value(self._derivative(given.body, given.parameters[0], order))
                self.functions[node.name] = Function(given.parameters, body)

    def parse_name(self, tokens: Sequence[Token]) -> Expr | Relation:
        """``tokens`` as typed, nothing filled in."""
        return self._formulae(tokens)[0]

    def value(
        self,
        tokens: Sequence[Token],
        choices: Choices,
        *,
        free: Sequence[str] = (),
        whole: bool = False,
    ) -> Expr:
        """The expression that ``tokens`` stand for: a formula or a phrase that names a value.

        With ``whole``, the tokens are a whole question, whose phrases are
        tried elsewhere: only formulae made of phrases are considered.
        """
        options = self._options(tokens, whole=whole)
        found = choices.pick(options)
        if isinstance(found, Relation):
            raise NotUnderstood("A value is expected, not an equation.")
        return self.fill(found, free)

    def relation(
        self, tokens: Sequence[Token], choices: Choices, *, free: Sequence[str] = ()
    ) -> Relation:
        """The equation or inequality that ``tokens`` stand for."""
        try:
            found = choices.pick(self._formulae(tokens))
        except NotUnderstood:
            return self._worded_relation(tokens, choices, free)
        if not isinstance(found, Relation):
            raise NotUnderstood("An equation is expected.")
        return _no_congruence(
            Relation(found.op, self.fill(found.left, free), self.fill(found.right, free))
        )

    def _worded_relation(
        self, tokens: Sequence[Token], choices: Choices, free: Sequence[str]
    ) -> Relation:
        for at, token in enumerate(tokens):
            if token.text in {"=", "<", ">", "<=", ">=", "!=", "is", "equals"}:
                op = "=" if token.text in {"is", "equals"} else token.text
                left = self.value(tokens[:at], choices, free=free)
                right = self.value(tokens[at + 1 :], choices, free=free)
                return _no_congruence(Relation(op, left, right))
        raise NotUnderstood("An equation is expected.")

    def _options(
        self, tokens: Sequence[Token], *, whole: bool = False
    ) -> Sequence[Expr | Relation]:
        if len(tokens) == 1 and tokens[0].raw in self.functions:
            return [self.functions[tokens[0].raw].body]
        try:
            return self._formulae(tokens)
        except (
            Ambiguous
        ) as error:  # not to be taken apart; of a part, only this way of parting fails
            if whole:
                raise
            raise NotUnderstood(str(error)) from error
        except NotUnderstood:
            if not any(token.kind == "word" and len(token.text) > 1 for token in tokens):
                raise
            options = self._phrase_options(tokens, whole=whole)
            if not options:
                raise
            return options

    def _phrase_options(self, tokens: Sequence[Token], *, whole: bool) -> list[Expr]:
        """Values of the noun phrases that ``tokens`` may be, or may be made of."""
        if self._depth >= MAX_PHRASE_DEPTH:
            raise TooLarge("Phrases are nested too deeply.")
        known = (tuple(self.values.items()), tuple(self.functions.items()), tuple(self.pending))
        key = (tokens[0].start, tokens[-1].end, whole, known)
        if key in self._phrases:
            return self._phrases[key]
        self._phrases[key] = []
        self._depth += 1
        try:
            named = [] if whole else self._name_task(tokens, self)
            options = [self._as_value(task) for task in named]
            for value in self._split_options(tokens, whole=whole):
                if value not in options:
                    options.append(value)
        finally:
            self._depth -= 1
        self._phrases[key] = options
        return options

    def _split_options(self, tokens: Sequence[Token], *, whole: bool) -> Iterable[Expr]:
        """``tokens`` as an operation between two phrases, the weakest operator last.

        After a comma an operation is one on all of the question that is before: "the product
        of 3 and 5, plus 4".
        """
        weak, strong = ("+", "-", "plus", "minus"), ("*", "/", "times", "over")
        ways = ((weak, False), (strong, False))
        for signs, closed in (((*weak, *strong), True), *ways) if whole else ways:
            places = [
                k
                for k in range(1, len(tokens) - 1)
                if tokens[k].text in signs and (tokens[k - 1].text == ",") is closed
            ]
            for at in reversed(places[-MAX_SPLITS:]):
                if not _may_split(tokens, at):
                    continue
                try:
                    right = self._options(tokens[at + 1 :])
                    left = self._options(tokens[: at - closed])
                except MathError:
                    continue
                made = [
                    _operate(tokens[at].text, first, second)
                    for first in left
                    for second in right
                    if not isinstance(first, Relation)
                    and not isinstance(second, Relation)
                    # x^2 + 1 modulo 2 is no remainder of 1
                    and not (_is_remainder(second) and free_symbols(first))
                ]
                yield from made[:MAX_SPLITS]
                if made:
                    return

    def _as_value(self, task: Task) -> Expr:
        value = self.solve(task).solution.value
        if value is None or isinstance(value, (bool, str, tuple, Relation)):
            raise NotUnderstood("A phrase names no single value.")
        return value

    # -- filling in ----------------------------------------------------------

    def fill(self, expr: Expr, free: Sequence[str] = ()) -> Expr:
        """``expr`` with definitions filled in, except for names in ``free``."""
        self._derive(expr)
        expr = pointwise(expr, {n: f for n, f in self.functions.items() if n not in free})
        pending = self.names()
        expr = substitute(expr, {}, self._callables(free))
        named = {node.name for node in nodes.walk(expr) if isinstance(node, Sym)}  # e and pi too
        known = {n: self._known(n) for n in sorted(named) if n in pending and n not in free}
        filled = substitute(expr, {n: v for n, v in known.items() if v is not None})
        if sum(1 for _ in nodes.walk(filled)) > MAX_NODES:
            raise TooLarge("The definitions expand to a formula that is too large.")
        return filled

    def _callables(self, free: Sequence[str]) -> dict[str, Callable[[tuple[Expr, ...]], Expr]]:
        return {name: function for name, function in self.functions.items() if name not in free}

    def _known(self, name: str) -> Expr | None:
        """The value of ``name``: defined, or the only solution of the equations so far.

        A name that an equation gives in terms of others (``y = x**2``) stands
        for that formula.
        """
        if name in self.values:
            return self.values[name]
        value = self._determined_value(name)
        if value is not None:
            return value
        formulas = [r.right for r in self.pending if r.left == Sym(name) and r.op == "="]
        if len(formulas) == 1 and name not in free_symbols(formulas[0]):
            return formulas[0]
        raise OutOfReach(f"The equations do not give {name} one value.")

    def _determined_value(self, name: str) -> Expr | None:
        """The only value that the equations allow for ``name``, worked out once."""
        before = len(self.steps)
        try:
            value = self.solve(self._solve_for(self.related(name), name)).solution.value
        except (OutOfReach, NotUnderstood):
            return None
        if value is None or isinstance(value, (bool, str, tuple, Relation)) or free_symbols(value):
            del self.steps[before:]
            return None
        self.values[name] = value
        return value

    def determined(self, name: str) -> bool:
        """Whether the equations so far give ``name`` one value."""
        return self._determined_value(name) is not None

    def related(self, name: str) -> tuple[Relation, ...]:
        """The equations connected with ``name`` through shared unknowns."""
        unknowns, taken = {name}, [False] * len(self.pending)
        symbols = [
            free_symbols(r.left).union(free_symbols(r.right)) - set(self.values)
            for r in self.pending
        ]
        grew = True
        while grew:
            grew = False
            for at, names in enumerate(symbols):
                if not taken[at] and names & unknowns:
                    taken[at] = grew = True
                    unknowns |= names
        return tuple(
            Relation(r.op, substitute(r.left, self.values), substitute(r.right, self.values))
            for r, used in zip(self.pending, taken, strict=True)
            if used
        )

    def solve(self, task: Task) -> Step:
        """Solve a task on the way, once, and note it as a step."""
        step = self._memo.get(task)
        if step is None:
            if len(self._memo) >= MAX_STEPS:
                raise TooLarge(f"The question needs more than {MAX_STEPS} steps.")
            solution = task.solve()
            step = Step(task, solution, tuple(task.check(solution.answer, solution.evidence)))
            self._memo[task] = step
        if step not in self.steps:
            self.steps.append(step)
        return step

    # -- defining ------------------------------------------------------------

    def define(self, name: str, value: Expr) -> None:
        """Let ``name`` stand for ``value``.

        Raises:
            NotUnderstood: it already stands for something.
        """
        if name in self.values or name in self.functions:
            raise NotUnderstood(f"{name} is defined twice.")
        self.values[name] = value

    def define_function(self, name: str, parameters: tuple[str, ...], body: Expr) -> None:
        """Let ``name`` be the function of ``parameters`` given by ``body``.

        Raises:
            NotUnderstood: it is already defined.
        """
        if name in self.values or name in self.functions:
            raise NotUnderstood(f"{name} is defined twice.")
        self.functions[name] = Function(parameters, body)

    def describe(self) -> list[str]:
        """The definitions and steps, one line each."""
        return [
            *(
                f"{n}({', '.join(f.parameters)}) = {show(f.body)}"
                for n, f in self.functions.items()
            ),
            *(f"{n} = {show(v)}" for n, v in self.values.items()),
        ]


@lru_cache(maxsize=256)
def _symbols(relation: Relation) -> frozenset[str]:
    return free_symbols(relation.left) | free_symbols(relation.right)


def _may_split(tokens: Sequence[Token], at: int) -> bool:
    """Whether the operator at ``at`` may stand between two phrases.

    Spelled operators may. A sign may only before a further phrase: a formula
    in signs ("the derivative of x**2 + 3*x") is one unit, and a sign after
    another sign or a comma is no operator between two things at all. "Seven more
    than 3 times 4" is no product. A unit at the end ("1 m + 5 cm in cm") is that of the whole, not of the last phrase.
    """
    if _ends_in_unit(tokens[at + 1 :]) or any(t.text in _CONDITIONS for t in tokens[at + 1 :]):
        return False
    before, spelled = tokens[at - 1], tokens[at].kind == "word"
    if before.kind == "op" and before.text not in {")", "]", "}", "!", "%"}:
        return spelled and before.text == ","
    if spelled:
        strong = tokens[at].text in {"times", "over"}
        return not strong or all(token.text != "than" for token in tokens[:at])
    if tokens[at - 1].touches(tokens[at]) and tokens[at].touches(tokens[at + 1]):
        return False  # 3/4 and the like are one word
    following = tokens[at + 1 :]
    return any(t.kind == "word" and len(t.text) > 1 for t in following[:3])


_CONDITIONS: Final = frozenset("when if where given such".split())
"""What follows them holds for the whole, not for the last phrase only."""


def _ends_in_unit(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens]
    place = max((k for k, word in enumerate(words) if word in {"in", "to", "into"}), default=0)
    return place > 0 and units.find(words[place + 1 :]) is not None


def _operate(sign: str, left: Expr, right: Expr) -> Expr:
    if sign in {"+", "plus"}:
        return nodes.Add((left, right))
    if sign in {"-", "minus"}:
        return nodes.Add((left, nodes.Neg(right)))
    if sign in {"*", "times"}:
        return nodes.Mul((left, right))
    return nodes.Div(left, right)


def _is_remainder(expr: Expr) -> bool:
    return isinstance(expr, Call) and expr.name == "mod"


def _no_congruence(relation: Relation) -> Relation:
    """``relation``, unless it may be a congruence: ``x^2 = 2 mod 7`` is no remainder to most.

    Raises:
        NotUnderstood: its right side is a remainder.
    """
    if _is_remainder(relation.right):
        raise NotUnderstood("It is unclear whether a congruence or a remainder is meant.")
    return relation
