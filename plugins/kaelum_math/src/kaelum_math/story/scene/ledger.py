"""What a scene has told: records of amounts, rates between them, and how one gives another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.linear import System, implied
from kaelum_math.story.linear import ZERO, Equation, Linear, total, variable
from kaelum_math.words.units import UNITS, Unit

__all__ = ["GROUP", "Ledger", "Rate", "Record", "Sign", "covers", "factor"]

GROUP: Final = "there"
"""The actor of "there are"."""
MOST_RECORDS: Final = 40


@frozen
class Record:
    """An amount that somebody has, gets, gives or does.

    Attributes:
        actor: who.
        lemma, kind: of the verb; ``span``, ``base`` and ``part`` are kinds, too.
        thing: what; "bag of flour" if it is said of what.
        amount: how much.
        moment: when.
        sentence: number of the sentence.
    """

    actor: str
    lemma: str
    kind: str
    thing: str
    amount: Linear
    moment: str = ""
    sentence: int = 0


@frozen
class Rate:
    """``value`` of ``thing`` for each one of all of ``dens``.

    Attributes:
        thing: what there is so much of.
        dens: for what.
        value: how much.
        actor: whose rate; "" if it is anybody's.
        kind: of the verb.
    """

    thing: str
    dens: tuple[str, ...]
    value: Linear
    actor: str = ""
    kind: str = "hold"


Sign = Callable[[Record, int], int]
"""How a record counts: 1, -1 or 0, as what is asked (depth 0) or as what that comes from."""

_SYMBOLS: Final[dict[str, Unit]] = {unit.symbol: unit for unit in UNITS.values()}
_TIMES: Final = frozenset(u.symbol for u in UNITS.values() if u.dimension in {"time", "months"})
_YEARLY: Final = {("years", "weeks"): Fraction(52), ("years", "days"): Fraction(365)}
"""A year as school counts it."""


def factor(source: str, target: str) -> Fraction | None:
    """How many ``target`` one ``source`` is, for two names of units; None if it is unclear."""
    if source == target:
        return Fraction(1)
    one, other = _SYMBOLS.get(source), _SYMBOLS.get(target)
    if one is None or other is None:
        return None
    if (source, target) in _YEARLY:
        return _YEARLY[source, target]
    if one.dimension != other.dimension or one.dimension == "angle":
        return None
    return one.size / other.size


def covers(target: str, thing: str) -> bool:
    """Whether ``thing`` is a ``target``: red marbles are marbles."""
    return thing == target or thing.endswith(f" {target}")


class Ledger:
    """Records, rates and the equations between their amounts."""

    def __init__(self) -> None:
        self.equations: list[Equation] = []
        self.records: list[Record] = []
        self.rates: list[Rate] = []
        self.used: set[int] = set()
        self._names: set[str] = set()
        self.around_the_clock = True
        self.belongings: set[str] = set()

    # -- amounts ---------------------------------------------------------------------

    def quantity(self, name: str) -> Linear:
        """A new quantity, called ``name``, or a little longer if there is one already."""
        tag = name
        while tag in self._names:
            tag += "'"
        self._names.add(tag)
        return variable(tag)

    def say(self, left: Linear, right: Linear) -> None:
        """A fact."""
        if len(self.equations) >= MOST_RECORDS:
            raise NotUnderstood("The story is too long.")
        self.equations.append(Equation(left, right))

    def known(self, amount: Linear, *, needed: bool = True) -> Fraction | None:
        """The value of ``amount``, if the facts determine it.

        Args:
            amount: an amount.
            needed: whether the answer rests on it: those facts are then used.
        """
        if not amount.terms:
            return amount.offset
        names = list(dict.fromkeys(
            n for part in (*(e.gap() for e in self.equations), amount) for n in part.names()
        ))  # fmt: skip
        gaps = [equation.gap() for equation in self.equations]
        gaps.append(variable("?") - amount)
        names.append("?")
        rows = tuple(tuple(dict(gap.terms).get(n, Fraction(0)) for n in names) for gap in gaps)
        found = implied(System(tuple(names), rows, tuple(-gap.offset for gap in gaps)), "?")
        if found.kind != "value":
            return None
        if needed:
            self.used.update(k for k, m in enumerate(found.multipliers[:-1]) if m)
        return found.value

    def product(self, first: Linear, second: Linear) -> Linear:
        """``first * second``. Raises NotUnderstood if neither is known."""
        value = self.known(first)
        if value is not None:
            return second.times(value)
        value = self.known(second)
        if value is None:
            raise NotUnderstood("Two unknown amounts are multiplied.")
        return first.times(value)

    def quotient(self, first: Linear, second: Linear) -> Linear:
        """``first / second``. Raises NotUnderstood if the second is unknown or zero."""
        value = self.known(second)
        if not value:
            raise NotUnderstood("It is unclear by what to divide.")
        return first.times(1 / value)

    # -- one thing from another --------------------------------------------------------

    def things(self) -> set[str]:
        """Every thing that is spoken of."""
        return {r.thing for r in self.records} | {
            name for rate in self.rates for name in (rate.thing, *rate.dens)
        }

    def matches_any(self, thing: str) -> bool:
        """Whether a record speaks of ``thing``."""
        return any(self.matches(thing, record.thing) is not None for record in self.records)

    def matches(self, target: str, thing: str) -> Fraction | None:
        """How many of ``target`` one ``thing`` counts for; None if it is something else."""
        if not target:
            return None if thing in _SYMBOLS else Fraction(1)
        head, _, of = target.partition(" of ")
        other, _, what = thing.partition(" of ")
        if of != what and not self._same_stuff(head, other, of, what):
            return None
        size = factor(other, head)
        if size is not None:
            return None if self._parted(other, head) or self._by_day(other, head) else size
        if covers(head, other):
            return Fraction(1)
        if covers(other, head):
            rivals = {t for t in self.things() if covers(other, t) and t != other}
            return Fraction(1) if rivals <= {head} else None
        return None

    def _same_stuff(self, head: str, other: str, of: str, what: str) -> bool:
        """Whether what is not said of one is what is said of the other."""
        if of and what:
            return covers(of, what) or covers(what, of)
        of = of or what
        stuffs = {
            stuff for thing in self.things() for name, _, stuff in [thing.partition(" of ")]
            if stuff and (name in {head, other} or factor(name, head) is not None)
        }  # fmt: skip
        return all(covers(of, stuff) or covers(stuff, of) for stuff in stuffs)

    def _by_day(self, source: str, target: str) -> bool:
        """Whether days become hours: only for what goes on day and night."""
        if source == target:
            return False
        sizes = {name: _SYMBOLS[name] for name in (source, target)}
        if self.around_the_clock or any(
            u.dimension not in {"time", "months"} for u in sizes.values()
        ):
            return False
        return ("h" in sizes or "min" in sizes or "s" in sizes) and bool(
            {"days", "weeks"} & set(sizes)
        )

    def _parted(self, large: str, small: str) -> bool:
        """Whether a rate says how much of ``large`` counts: 8 hours of a day."""
        if large == small:
            return False
        low, high = sorted((_SYMBOLS[large].size, _SYMBOLS[small].size))
        for rate in self.rates:
            one, other = _SYMBOLS.get(rate.thing), _SYMBOLS.get(rate.dens[0])
            same = one and other and one.dimension == other.dimension == _SYMBOLS[large].dimension
            if same and one and other and low <= one.size and other.size <= high:
                return True
        return False

    def derive(
        self, target: str, actor: str | None, sign: Sign, depth: int = 0,
        without: frozenset[int] = frozenset(),
    ) -> Linear | None:  # fmt: skip
        """How much of ``target`` there is, for ``actor`` (None: for all); None if nothing says so.

        Records of the target count, and whatever rates make of other records.
        """
        if depth > 5:
            return None
        parts = list(self._direct(target, actor, sign, depth))
        often: dict[str, set[frozenset[str]]] = {}
        for at, rate in enumerate(self.rates):
            if at in without or not self._is_of(rate.actor, actor):
                continue
            size = self.matches(target, rate.thing)
            turn = sign(Record(rate.actor, "", f"rate {rate.kind}", rate.thing, ZERO), depth)
            if size is None or not turn:
                continue
            made = self._made(rate, actor, sign, depth, without | {at})
            if made is not None:
                parts.append(made.times(size * turn))
                if rate.kind != "price":
                    times = frozenset(den for den in rate.dens if den in _TIMES)
                    often.setdefault(rate.kind, set()).add(times)
        if any(len(times) > 1 for times in often.values()):
            raise NotUnderstood("Of some amounts it is said how often, of others it is not.")
        if parts:
            return total(parts)
        return self._backwards(target, actor, sign, depth, without)

    def _direct(self, target: str, actor: str | None, sign: Sign, depth: int) -> Iterator[Linear]:
        for record in self.records:
            if not self._is_of(record.actor, actor):
                continue
            size = self.matches(target, record.thing)
            if record.kind == "one":
                turn = int(depth > 0 and not self._counted(record))
            else:
                turn = sign(record, depth)
            if size is not None and turn:
                yield record.amount.times(size * turn)

    def never_short(self, target: str, actor: str, sign: Sign) -> None:
        """See to it that ``actor`` never gives away more than there is, in the order told.

        Raises:
            NotUnderstood: there would be less than nothing in between.
        """
        changes = [r for r in self.records if self._is_of(r.actor, actor) and sign(r, 0)]
        changes.sort(key=lambda record: record.kind != "hold")  # what there was comes first
        left = Fraction(0)
        for record in changes:
            size = self.matches(target, record.thing)
            value = self.known(record.amount, needed=False)
            if size is None or value is None:
                return
            left += value * size * sign(record, 0)
            if left < 0 and changes[0].kind == "hold":
                raise NotUnderstood(f"There would be less than nothing of {target}.")

    def _is_of(self, owner: str, actor: str | None) -> bool:
        """Whether what is said of ``owner`` is the ``actor``'s."""
        if actor is None or owner in {actor, "", GROUP}:
            return True
        return owner in self.belongings and owner.startswith(f"{actor}'s ")

    def _counted(self, one: Record) -> bool:
        """Whether it is said elsewhere how many there are of the kind that "a box" stands for."""
        told = [r.thing for r in self.records if r.kind != "one"] + [r.thing for r in self.rates]
        return any(
            self.matches(thing, one.thing) is not None or self.matches(one.thing, thing) is not None
            for thing in told
        )

    def _made(
        self, rate: Rate, actor: str | None, sign: Sign, depth: int, without: frozenset[int]
    ) -> Linear | None:
        amount = rate.value
        who = rate.actor or actor
        for den in rate.dens:
            inner = self.derive(den, who, sign, depth + 1, without)
            if inner is None:
                return None
            amount = self.product(amount, inner)
        return amount

    def _backwards(
        self, target: str, actor: str | None, sign: Sign, depth: int, without: frozenset[int]
    ) -> Linear | None:
        """How many it takes: 60 candles, 15 in each box, are 4 boxes."""
        found: list[Linear] = []
        for at, rate in enumerate(self.rates):
            if at in without or not self._is_of(rate.actor, actor):
                continue
            sizes = [self.matches(target, den) for den in rate.dens]
            if sum(size is not None for size in sizes) != 1:
                continue
            who, used = rate.actor or actor, without | {at}
            inner = self.derive(rate.thing, who, sign, depth + 1, used)
            for den, size in zip(rate.dens, sizes, strict=True):
                if inner is not None and size is None:
                    other = self.derive(den, who, sign, depth + 1, used)
                    inner = None if other is None else self.quotient(inner, other)
                elif inner is not None and size is not None:
                    inner = inner.times(size)
            if inner is not None:
                found.append(self.quotient(inner, rate.value))
        if len(found) > 1:
            raise NotUnderstood("What is asked can be reckoned in several ways.")
        return found[0] if found else None
