"""Equations: one unknown, or one of several, or whole systems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from kaelum_core.types import JSON, Check
from kaelum_math import answers
from kaelum_math.errors import NotUnderstood, OutOfReach
from kaelum_math.expr.linear import Implied, implied, system
from kaelum_math.expr.nodes import Add, Neg, Relation, free_symbols, number, show
from kaelum_math.expr.poly import Poly, polynomial
from kaelum_math.expr.ratio import ratio
from kaelum_math.expr.roots import factorise
from kaelum_math.expr.surd import Surd, surd
from kaelum_math.phrases import clause, noun, text
from kaelum_math.slots import Slots
from kaelum_math.task import Solution, Task, claim, proof

__all__ = ["PHRASES", "SolveFor", "SolveSystem", "all_roots", "value_at"]

NONE = "no solution"
EVERY = "all numbers"
MANY = "infinitely many solutions"


def _unknowns(equations: Sequence[Relation]) -> list[str]:
    names: set[str] = set()
    for equation in equations:
        names |= free_symbols(equation.left) | free_symbols(equation.right)
    return sorted(names)


def _polys(equations: Sequence[Relation]) -> list[Poly]:
    return [polynomial(e.left) - polynomial(e.right) for e in equations]


@frozen
class SolveFor(Task):
    """All values of one unknown that the equations allow, over the complex numbers.

    Attributes:
        equations: what holds.
        name: the unknown.
        named: whether to write ``x = 2 or x = 3`` rather than the bare values.
        real: whether only real values are wanted.
    """

    equations: tuple[Relation, ...]
    name: str
    named: bool = field(default=False, eq=False)
    real: bool = False

    def describe(self) -> str:
        field = " over the real numbers" if self.real else ""
        return f"solve {', '.join(map(show, self.equations))} for {self.name}{field}"

    # -- solving -------------------------------------------------------------

    def solve(self) -> Solution:
        names = _unknowns(self.equations)
        if self.name not in names:
            raise NotUnderstood(f"{self.name} does not occur in the equations.")
        try:
            polys = _polys(self.equations)
        except OutOfReach:
            return self._fractional(names)
        if len(names) > 1 and len(polys) == 1:
            return self._literal(polys[0])
        if all(p.degree() <= 1 for p in polys):
            return self._linear(polys, names)
        if len(names) == 1 and len(polys) == 1:
            return self._roots(polys[0], Poly.constant(1))
        raise OutOfReach("Such a system of equations is beyond the methods here.")

    def _linear(self, polys: Sequence[Poly], names: Sequence[str]) -> Solution:
        found = implied(system(polys, names), self.name)
        evidence = {
            "multipliers": [str(m) for m in found.multipliers],
            "witness": [str(w) for w in found.witness],
        }
        if found.kind == "value":
            return Solution(self._write([str(found.value)]), number(found.value), evidence)
        if found.kind == "none":
            return Solution(NONE, None, evidence)
        return Solution(EVERY if len(names) == 1 else MANY, None, evidence)

    def _literal(self, poly: Poly) -> Solution:
        """One equation in several unknowns, linear in the wanted one."""
        parts = poly.coefficients(self.name)
        head = parts[1].constant_value() if len(parts) == 2 else None
        if not head:
            raise OutOfReach("The equation is not linear in the wanted unknown.")
        value = (-parts[0]).scale(1 / head)
        return Solution(self._write([value.text()]), value.expr())

    def _fractional(self, names: Sequence[str]) -> Solution:
        if len(names) != 1 or len(self.equations) != 1:
            raise OutOfReach("Such equations are beyond the methods here.")
        num, den = self._ratio()
        return self._roots(num, den)

    def _ratio(self) -> tuple[Poly, Poly]:
        left, bottom = ratio(self.equations[0].left)
        right, other = ratio(self.equations[0].right)
        return left * other - right * bottom, bottom * other

    def _roots(self, poly: Poly, den: Poly) -> Solution:
        if not poly:
            return Solution(EVERY)
        if poly.degree() == 0:
            return Solution(NONE)
        pairs = [(r, k) for r, k in all_roots(poly, self.name) if value_at(den, self.name, r)]
        wanted = [(r, k) for r, k in pairs if r.is_real() or not self.real]
        evidence = {"multiplicities": [k for _, k in wanted]}
        if not wanted:
            return Solution(NONE, None, evidence)
        texts = [r.text() for r, _ in wanted]
        values = tuple(r.expr() for r, _ in wanted)
        notes = () if any(r.is_real() for r, _ in wanted) else ("No solution is real.",)
        value = values[0] if len(values) == 1 else values
        return Solution(self._write(texts), value, evidence, notes=notes)

    def _write(self, texts: Sequence[str]) -> str:
        if self.named:
            return " or ".join(f"{self.name} = {text}" for text in texts)
        return ", ".join(texts)

    # -- checking ------------------------------------------------------------

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        names = _unknowns(self.equations)
        try:
            polys = _polys(self.equations)
        except OutOfReach:
            yield from self._check_roots(answer, evidence, *self._ratio())
            return
        if len(names) > 1 and len(polys) == 1:
            yield from self._check_literal(answer, polys[0])
        elif all(p.degree() <= 1 for p in polys):
            yield from self._check_linear(answer, evidence, polys, names)
        else:
            yield from self._check_roots(answer, evidence, polys[0], Poly.constant(1))

    def _read(self, answer: str) -> list[str]:
        """The values in the answer text, which must be in the form this task writes."""
        if answer in {NONE, EVERY, MANY}:
            return []
        texts = answer.split(" or ") if self.named else answer.split(", ")
        head = f"{self.name} = " if self.named else ""
        if any(not text.startswith(head) for text in texts):
            raise NotUnderstood("The answer is not in the expected form.")
        return [text.removeprefix(head) for text in texts]

    def _check_literal(self, answer: str, poly: Poly) -> Iterable[Check]:
        (text,) = self._read(answer)
        value = polynomial(answers.expression(text))
        parts = poly.coefficients(self.name)
        rest = parts[1] * value + parts[0]
        linear = len(parts) == 2 and bool(parts[1].constant_value())
        free = self.name not in value.variables()
        yield proof(
            "put back, it satisfies the equation, which is linear in the unknown",
            "substitution",
            not rest and linear and free,
        )

    def _check_linear(
        self, answer: str, evidence: Mapping[str, JSON], polys: Sequence[Poly], names: Sequence[str]
    ) -> Iterable[Check]:
        multipliers = [Fraction(m) for m in evidence["multipliers"]]
        witness = {n: Fraction(w) for n, w in zip(names, evidence["witness"], strict=False)}
        combined = sum(
            (p.scale(m) for p, m in zip(polys, multipliers, strict=bool(multipliers))), Poly({})
        )
        satisfied = len(witness) == len(names) and all(p.evaluate(witness) == 0 for p in polys)
        if answer == NONE:
            contradiction = combined.constant_value()
            yield proof("the equations combine to a contradiction", "combination",
                        bool(contradiction))  # fmt: skip
            return
        if answer in {EVERY, MANY}:
            yield from self._check_free(answer, polys, names, satisfied=satisfied)
            return
        (text,) = self._read(answer)
        value = answers.value(text)
        goal = Poly.variable(self.name) - Poly.constant(value)
        yield proof(
            f"the equations combine to {self.name} = {value}", "combination", combined == goal
        )
        yield claim(
            "put back, the values satisfy every equation",
            "substitution",
            satisfied and witness[self.name] == value,
            independent=True,
        )

    def _check_free(
        self, answer: str, polys: Sequence[Poly], names: Sequence[str], *, satisfied: bool
    ) -> Iterable[Check]:
        if answer == EVERY:
            yield proof("the equation holds identically", "expansion", not any(polys))
            return
        shift = implied(system([p - Poly.constant(p.terms.get((), Fraction(0))) for p in polys],
                               names), self.name)  # fmt: skip
        moves = shift.kind == "free"
        yield claim("the equations leave the unknown open", "homogeneous system", moves)
        yield claim("one solution was found", "substitution", satisfied, independent=True)

    def _check_roots(
        self, answer: str, evidence: Mapping[str, JSON], poly: Poly, den: Poly
    ) -> Iterable[Check]:
        if answer == EVERY:
            yield proof(
                "the equation holds identically", "expansion", not poly and den.degree() == 0
            )
            return
        texts = self._read(answer)
        roots = [surd(answers.expression(text), imaginary="i") for text in texts]
        zero = [not value_at(poly, self.name, root) for root in roots]
        yield claim("each value put back satisfies the equation", "substitution",
                    all(zero) and bool(poly), independent=True)  # fmt: skip
        counts = [int(k) for k in evidence.get("multiplicities", [])]
        flat = poly
        count = 0
        for root, times in zip(roots, counts, strict=True):
            count += times
            flat = poly
            for _ in range(times - 1):
                flat = flat.derivative(self.name)
                if value_at(flat, self.name, root):
                    yield claim("the multiplicities are right", "derivatives", holds=False)
        if len(set(roots)) < len(roots) or any(not value_at(den, self.name, r) for r in roots):
            yield claim("the values differ and are in the domain", "comparison", holds=False)
        degree = poly.degree(self.name)
        if count == degree:
            yield proof(f"degree {degree}, so there are no others", "counting multiplicities",
                        all(zero))  # fmt: skip
        else:
            yield from self._check_missing(roots, degree - count, poly, den)

    def _check_missing(
        self, roots: Sequence[Surd], missing: int, poly: Poly, den: Poly
    ) -> Iterable[Check]:
        """The roots left out are outside the domain, or not real."""
        left = [(r, k) for r, k in all_roots(poly, self.name) if r not in roots]
        excluded = [
            k for r, k in left if not value_at(den, self.name, r) or (self.real and not r.is_real())
        ]
        same = sum(excluded) == missing and len(excluded) == len(left)
        genuine = all(not value_at(poly, self.name, r) for r, _ in left)
        yield proof("all other roots lie outside the domain", "substitution", same and genuine)


def value_at(poly: Poly, name: str, value: Surd) -> Surd:
    """The value of a polynomial in one variable at a surd, by Horner's rule."""
    total = Surd({})
    for c in reversed(poly.numbers(name)):
        total = total * value + Surd.of(c)
    return total


def all_roots(poly: Poly, name: str) -> list[tuple[Surd, int]]:
    """All complex roots with multiplicity: real ones ascending, then the others.

    Raises:
        OutOfReach: some root is no square root of a rational number plus a rational.
    """
    found: list[tuple[Surd, int]] = []
    for factor, count in factorise(poly.numbers(name))[1]:
        c, b, a = (*map(Fraction, factor), Fraction(0), Fraction(0))[:3]
        if len(factor) == 2:
            found.append((Surd.of(-c / b), count))
        elif len(factor) == 3:
            middle, half = Surd.of(-b / (2 * a)), Surd.root(b * b - 4 * a * c)
            half = half * Surd.of(1 / (2 * abs(a)))
            found += [(middle - half, count), (middle + half, count)]
        else:
            raise OutOfReach("The roots have no closed form in square roots.")
    reals = [(r, k) for r, k in found if r.is_real()]
    reals.sort(key=lambda pair: pair[0].bounds(60))
    return reals + [(r, k) for r, k in found if not r.is_real()]


@frozen
class SolveSystem(Task):
    """The common solution of several linear equations, every unknown named."""

    equations: tuple[Relation, ...]
    order: tuple[str, ...]

    def describe(self) -> str:
        return f"solve {', '.join(map(show, self.equations))} for {', '.join(self.order)}"

    def _parts(self) -> list[Implied]:
        given = system(_polys(self.equations), _unknowns(self.equations))
        return [implied(given, name) for name in self.order]

    def solve(self) -> Solution:
        parts = self._parts()
        if parts[0].kind == "none":
            return Solution(NONE, None, {"multipliers": [[str(m) for m in parts[0].multipliers]]})
        if any(part.kind == "free" for part in parts):
            raise OutOfReach("The equations have infinitely many solutions.")
        text = ", ".join(f"{n} = {p.value}" for n, p in zip(self.order, parts, strict=True))
        evidence = {"multipliers": [[str(m) for m in p.multipliers] for p in parts]}
        return Solution(text, None, evidence)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Iterable[Check]:
        polys = _polys(self.equations)
        combined = [
            sum((p.scale(Fraction(m)) for p, m in zip(polys, row, strict=True)), Poly({}))
            for row in evidence["multipliers"]
        ]
        if answer == NONE:
            yield proof("the equations combine to a contradiction", "combination",
                        any(bool(c.constant_value()) for c in combined))  # fmt: skip
            return
        values: dict[str, Fraction] = {}
        for piece, name in zip(answer.split(", "), self.order, strict=True):
            head, _, text = piece.partition(" = ")
            if head != name:
                raise NotUnderstood("The answer names other unknowns.")
            values[name] = answers.value(text)
        goals = [Poly.variable(n) - Poly.constant(v) for n, v in values.items()]
        yield claim("put back, the values satisfy every equation", "substitution",
                    all(p.evaluate(values) == 0 for p in polys), independent=True)  # fmt: skip
        yield proof("the equations combine to each value, so there is no other solution",
                    "combination", combined == goals)  # fmt: skip


# -- phrases -----------------------------------------------------------------


def _one(equations: tuple[Relation, ...], name: str, *, named: bool, real: bool = False) -> Task:
    if any(e.op != "=" for e in equations):
        raise NotUnderstood("Equations and inequalities are mixed.")
    try:
        for equation in equations:
            ratio(equation.left), ratio(equation.right)
    except OutOfReach as error:
        raise NotUnderstood("The equation is no polynomial equation.") from error
    if len(equations) == 1 and _unknowns(equations) == [name]:
        return _in_closed_form(equations[0], name, named=named, real=real)
    if len(equations) == 1 and not _literal(equations[0], name):
        from kaelum_math.families.subjects import subject

        return subject(equations[0], name)
    return SolveFor(equations, name, named=named, real=real)


def _literal(equation: Relation, name: str) -> bool:
    """Whether the other letters do not stand beside ``name``, which occurs once and linearly."""
    try:
        (poly,) = _polys((equation,))
    except OutOfReach:
        return False
    parts = poly.coefficients(name)
    return len(parts) == 2 and parts[1].constant_value() is not None


def _in_closed_form(equation: Relation, name: str, *, named: bool, real: bool) -> Task:
    """All roots where square roots express them, else the real ones by radicals or decimals."""
    num, den = ratio(Add((equation.left, Neg(equation.right))))
    try:
        if num.degree() > 2:
            all_roots(num, name)
    except OutOfReach:
        if den.degree():
            raise
        from kaelum_math.families.radicals import polynomial_roots

        return polynomial_roots(num, name, equation, named=named)
    return SolveFor((equation,), name, named=named, real=real)


def _system(equations: tuple[Relation, ...], order: tuple[str, ...]) -> Task:
    if all(p.degree() <= 1 for p in _polys(equations)):
        return SolveSystem(equations, order)
    from kaelum_math.families.systems import PolynomialSystem

    return PolynomialSystem(equations, order)


def _for_name(m: Slots) -> Task | None:
    name = m.variable("v")
    if m.has("w"):
        m.variable("w")
    return _one(m.relations("eqs", free=(name,)), name, named=False)


def _for_pending(m: Slots) -> Task | None:
    """``What is p?`` after ``Suppose p**2 = 4``."""
    tokens = m.tokens("v")
    if len(tokens) != 1 or tokens[0].kind != "word":
        return None
    name = tokens[0].raw
    if name in m.scope.values or name not in m.scope.names():
        return None
    return _one(m.scope.related(name), name, named=False)


def _for_all(m: Slots) -> Task | None:
    """``Solve x^2 = 2``: no unknown is named."""
    equations = m.relations("eqs")
    names = _unknowns(equations)
    if any(e.op != "=" for e in equations) or not names:
        return None
    program = any(token.text == "**" for token in m.tokens("eqs"))
    if len(names) == 1:
        return _one(equations, names[0], named=not program)
    if len(equations) == 1:
        raise NotUnderstood("It is not said for which unknown to solve.")
    return _system(equations, tuple(names))


def _for_names(m: Slots) -> Task | None:
    items = [item.text for item in m.items("vs")]
    equations = m.relations("eqs", free=items)
    if len(items) < 2 or sorted(items) != _unknowns(equations):
        return None
    return _system(equations, tuple(items))


def _zeros(m: Slots) -> Task | None:
    """``the roots of x^2 - 5x + 6``, or of an equation."""
    try:
        equation = Relation("=", m.expr("f"), number(0))
    except NotUnderstood:
        equation = m.relation("f")
    names = _unknowns([equation])
    if len(names) != 1 or equation.op != "=":
        return None
    return _one((equation,), names[0], named=True, real=m.has("real"))


_KIND = "[linear|quadratic|cubic|polynomial|algebraic|simultaneous]"

PHRASES = (
    *clause(_for_name, f"solve [the|this|these] [following] [system of|system|set of] {_KIND} [equation|equations] [:] "
            "{eqs} [,] for {v} [by substitution|by elimination|by factoring]", "solve for {v} [:|in|if|when|,|where|given] {eqs}",
            "{eqs} [,] solve for {v}", "solve {eqs} with respect to {v}", "solve for {v} in terms of {w} [:] {eqs}",
            "solve {eqs} for {v} in terms of {w}"),
    *noun(_for_name, "{v} [,] (such that|so that|given that|given|if|where|when|knowing that) {eqs}",
          "{v} in {eqs}", "{v} : {eqs}", "(value|values) of {v} (makes|make|satisfies|satisfy|solves|solve) [the] "
          "[equation] {eqs} [true]", "(value|values|value \\( s \\)|possible value|possible values|solution|solutions) "
          "(of|for) {v} [,] (such that|so that|given that|given|if|where|when|that satisfy|"
          "that satisfies|satisfying|for which|in|from|to|that solve|that solves|which satisfy|"
          "which satisfies) [the] [equation|equations] [:] {eqs}"),
    *clause(_for_name, "(for|which) [what|which] (value|values) [of] {v} (is|does|satisfy|satisfies) "
            "[the] [equation] {eqs} [true|hold]"),
    *noun(_for_pending, "{v}", rank=1),
    *noun(_for_pending, "(value|values) of {v}", rank=1),
    *clause(_for_pending, "solve for {v}", rank=1),
    *clause(_for_all, f"solve [the|this|these] [following] [system|set] [of] {_KIND} "
            "[equation|equations] [system] [:] {eqs} [by substitution|by elimination|by factoring|by completing the square"
            "|using the quadratic formula|by the quadratic formula|analytically|algebraically]", "{eqs}"),
    *noun(_for_all, "(solution|solutions|answer|answers|roots|root) (to|of|for) [the] [following] "
          f"[system of] {_KIND} [equation|equations|system] [:] {{eqs}}"),
    *clause(_for_names, f"solve [the|this|these] [following] [system of|system] {_KIND} [equations] [:] {{eqs}} for {{vs}}",
            "solve for {vs} [:|in|if|when|where|given] {eqs}",
            "{eqs} [,] (what are|find|determine|solve for|solve|calculate) [the] [values of] {vs}"),
    *clause(_for_all, "solve (simultaneously|simultaneous equations|together) [:] {eqs}"),
    *clause(_for_all, "{eqs} [,] (solve|solve it|solve this|solve them|solve the system)"),
    *text(_for_all, "{eqs} ; (solve|solve it|solve this|solve them|solve the system)"),
    *noun(_for_names, "{vs} (if|such that|given|given that|where|when) {eqs}",
          "(value|values) of {vs} [:|,] (if|such that|given|given that|where|when|that satisfy|in) {eqs}",
          "{vs} : {eqs}"),
    *noun(_zeros, "[exact] (roots|root|zeros|zero|zeroes|solutions|x-intercepts) of [the] "
          "[function|polynomial|equation|quadratic|expression|quadratic equation] {f}"),
)  # fmt: skip
