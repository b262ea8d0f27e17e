"""A price or number that changes by percentages, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.linear import Equation, Linear, constant, variable
from kaelum_math.story.slots import SLOTS, Amount, Noun
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token

__all__ = ["read"]

MOST_YEARS: Final = 100
_WORTHS: Final = frozenset("price value cost".split())


class Percents:
    """A value through its changes: ``value``, ``value'``, ``value''``."""

    def __init__(self) -> None:
        self.equations: list[Equation] = []
        self.start: Fraction | None = None
        self.factors: list[Fraction] = []
        self.every: tuple[Fraction, str] | None = None
        self.bought: Fraction | None = None
        self.sold: Fraction | None = None
        self.unit = ""
        self.counted = False
        self.asked = ""
        self.simple = False
        self._subject = ""

    def about(self, noun: Noun | None) -> None:
        """Everything is said of one thing. Raises NotUnderstood for another one."""
        if noun is None or not noun.words or noun.head in _WORTHS:
            return
        if self._subject not in {"", noun.head}:
            raise NotUnderstood("It is unclear of what a change is said.")
        self._subject = noun.head

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""

    def amount(self, amount: Amount) -> Fraction:
        """The number in ``amount``. Raises NotUnderstood if units differ."""
        symbol = amount.money or (amount.unit.symbol if amount.unit else "")
        if self.unit not in {"", symbol}:
            raise NotUnderstood("There are several units.")
        self.unit = symbol
        return amount.size if amount.money else amount.value

    def begin_at(self, value: Fraction) -> None:
        """The value at first."""
        if self.start is not None:
            raise NotUnderstood("There are two values at first.")
        self.start = value

    def change(self, sign: int, share: Fraction) -> None:
        """The value changes by ``share`` of itself."""
        if sign < 0 and share > 1:
            raise NotUnderstood("Nothing falls by more than all of it.")
        self.factors.append(1 + sign * share)

    def ask(self, what: str) -> None:
        """What is asked. Raises NotUnderstood if something was asked before."""
        if self.asked:
            raise NotUnderstood("Several things are asked.")
        self.asked = what


def _direction(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int]]:
    """A verb of rising (1) or falling (-1), in any of its forms."""
    start = at + 1 if at < len(tokens) and tokens[at].text in {"is", "was", "are", "then"} else at
    start = start + 1 if start < len(tokens) and tokens[start].text == "then" else start
    text = tokens[start].text if start < len(tokens) else ""
    after = tokens[start + 1].text if start + 1 < len(tokens) else ""
    if text in {"go", "goes", "went", "marked", "marks"} and after in {"up", "down"}:
        yield (1 if after == "up" else -1), start + 2
    elif text in _RISING:
        yield 1, start + 1
    elif text in _FALLING:
        yield -1, start + 1


_RISING: Final = frozenset(
    "rise rises rose increase increases increased grow grows grew raised gain gains gained".split()
)
_FALLING: Final = frozenset(
    "fall falls fell decrease decreases decreased drop drops dropped reduced lowered lost loses"
    " shrinks shrank declines declined discounted decrease reduce".split()
)


def _each(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """``per year``, ``each year``, ``a year``, ``annually``."""
    if at < len(tokens) and tokens[at].text in {"annually", "yearly"}:
        yield "years", at + 1
    if at < len(tokens) and tokens[at].text in {"per", "each", "every", "a"}:
        for unit, end in SLOTS["unit"](tokens, at + 1):
            yield unit.symbol, end


def _result(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int]]:
    if at < len(tokens) and tokens[at].text in {"profit", "gain", "loss"}:
        yield (-1 if tokens[at].text == "loss" else 1), at + 1


def _simple(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    if at < len(tokens) and tokens[at].text == "simple":
        yield "simple", at + 1


GRAMMAR: Final = Grammar[Percents](
    slots={"simple": _simple, "way": _direction, "each": _each, "result": _result}
)
says, asks = GRAMMAR.says, GRAMMAR.asks


# -- values and changes ------------------------------------------------------------


@says("{what:noun} (cost | costs | is | was | is priced at | sells for) {q:money}",
      "the? (original | regular)? price (of {what:np})? (is | was) {q:money}")  # fmt: skip
def _costs(state: Percents, q: Amount, what: Noun | None = None) -> None:
    state.about(what)
    state.begin_at(state.amount(q))


@says("(and)? (then | later)? by (another | a further)? {s:pct}")
def _again(state: Percents, s: Fraction) -> None:
    """``raised by 5% and then by 10%``: the same way as before."""
    if not state.factors:
        raise NotUnderstood("It is unclear how it changes.")
    state.change(1 if state.factors[-1] > 1 else -1, s)


@says("{what:np} of ({n:n} | {q:money}) {w:way} (by)? {s:pct} {e:each}?")
def _population(
    state: Percents,
    what: Noun,
    w: int,
    s: Fraction,
    n: Fraction | None = None,
    q: Amount | None = None,
    e: str = "",
) -> None:
    state.about(what)
    state.counted = what.head == "population"
    state.begin_at(n if n is not None else state.amount(q) if q else Fraction(0))
    _changes(state, s, None, w, e)


@says(
    "{what:np}? (then | later | afterwards | again)? {w:way} (by)? (another | a further)? {s:share} {e:each}?"
)
def _changes(
    state: Percents, s: Fraction, what: Noun | None = None, w: int = 1, e: str = ""
) -> None:
    state.about(what)
    if e:
        if state.factors:
            raise NotUnderstood("It is unclear how it changes.")
        state.every = (1 + w * s, e)
        return
    state.change(w, s)


@says("(a | an | another | there is a | you get | with a)? {s:pct} (off | discount)",
      "(then | and)? (another | an additional | an extra | a further) {s:pct} (off | discount)",
      "(then | and)? (another | an additional | an extra | a further) {s:pct} @be (taken off | deducted)"
      " ((at | on) (the | a) {where:thing})?",
      "{what:np} @be (on sale for | on sale at | discounted by | reduced by) {s:pct} off?")  # fmt: skip
def _off(state: Percents, s: Fraction, what: Noun | None = None, where: Noun | None = None) -> None:
    del where
    state.about(what)
    state.change(-1, s)


@says("{who:np} marks up {what:np} that costs {q:money} by {s:pct}",
      "{who:np} (marks up | marked up) {what:np} costing {q:money} by {s:pct}",
      "{who:np} marks {what:np} up (by)? {s:pct} (over | from | on) a cost of {q:money}",
      "{who:np} marks {what:np} up (by)? {s:pct} (over | from) {q:money}")  # fmt: skip
def _markup(state: Percents, who: Noun, what: Noun, q: Amount, s: Fraction) -> None:
    del who, what
    state.begin_at(state.amount(q))
    state.change(1, s)


@says("{what:np} worth {q:money} {w:way} {s:pct} of its value {e:each}")
def _loses_value(state: Percents, what: Noun, q: Amount, w: int, s: Fraction, e: str) -> None:
    state.about(what)
    state.begin_at(state.amount(q))
    _changes(state, s, None, w, e)


# -- interest ------------------------------------------------------------------------

_INVEST: Final = "(put | puts | invest | invests | invested | deposit | deposits | deposited | borrow | borrows | borrowed | lend | lends)"
_COMPOUND: Final = (
    "((interest)? compounded (annually | yearly | every year) | compound interest (per year)?)"
)


@says(f"{{who:np}} {_INVEST} {{q:money}} ((in | into) {{where:np}})? at {{s:pct}} (per year)? {_COMPOUND}",
      f"{{q:money}} is (invested | deposited | borrowed) at {{s:pct}} (per year)? {_COMPOUND}",
      f"{{who:np}} {_INVEST} {{q:money}} ((in | into) {{where:np}})? (at | that pays) {{s:pct}} {{k:simple}} interest (per year | a year)?",
      "{q:money} is (invested | deposited | borrowed) at {s:pct} {k:simple} interest (per year | a year)?")  # fmt: skip
def _invested(
    state: Percents,
    q: Amount,
    s: Fraction,
    who: Noun | None = None,
    where: Noun | None = None,
    k: str = "",
) -> None:
    del who, where
    state.begin_at(state.amount(q))
    state.every = (1 + s, "years")
    state.simple = bool(k)


@asks(f"(how much | what) (is | will) {{q:money}} (be)? worth (after | in) {{t:time}} at {{s:pct}} (per year)? {_COMPOUND}",
      f"how much will {{q:money}} (grow to | be worth) (in | after) {{t:time}} at {{s:pct}} (per year)? {_COMPOUND}",
      "how much will {q:money} (grow to | be worth) (in | after) {t:time} at {s:pct} {k:simple} interest",
      "how much will {q:money} (grow to | be worth) at {s:pct} {k:simple} interest (in | after) {t:time}")  # fmt: skip
def _grows_to(state: Percents, q: Amount, t: Amount, s: Fraction, k: str = "") -> None:
    _invested(state, q, s, k=k)
    _after(state, t)


# -- buying and selling ------------------------------------------------------------


@says("{who:np} (buys | bought | purchased) {what:np} for {q:money}",
      "{who:np} (buys | bought) {n:n} {what:thing} (for | at) {q:money} (each | apiece)")  # fmt: skip
def _buys(state: Percents, who: Noun, what: Noun, q: Amount, n: Fraction | None = None) -> None:
    del who, what
    if state.bought is not None:
        raise NotUnderstood("It is bought twice.")
    state.bought = state.amount(q) * (n or 1)


@says(
    "{who:np}? (sells | sold | resold) (it | them | them all | all of them | {what:np}) (all)? for {q:money}"
)
def _sells(state: Percents, q: Amount, who: Noun | None = None, what: Noun | None = None) -> None:
    del who, what
    if state.bought is None or state.sold is not None:
        raise NotUnderstood("It is unclear what is sold.")
    state.sold = state.amount(q)


@says("{who:np} (bought | buys) {what:np} (at | with) {s:pct} (off | discount) (and | for)? (paid | pays)? {q:money}",
      "{who:np} (paid | pays) {q:money} for {what:np} (at | with | after) (a)? {s:pct} (off | discount)")  # fmt: skip
def _bought_off(state: Percents, who: Noun, what: Noun, s: Fraction, q: Amount) -> None:
    del who, what
    state.sold = state.amount(q)
    state.change(-1, s)


@says("{what:np} (sold | is sold | was sold | sells) for {q:money} at a {k:result} of {s:pct}")
def _sold_at(state: Percents, what: Noun, q: Amount, k: int, s: Fraction) -> None:
    del what
    state.sold = state.amount(q)
    state.change(k, s)


# -- questions -----------------------------------------------------------------------


@asks("(what | whats | what @be)? (the | my | its)? (final | new | selling | sale) (price | cost | value)",
      "what @will (it | {what:np}) (be | cost) (now | finally)?", "what @do (it | {what:np}) cost (now | finally | in the end)", "how much @do it cost (now)?", "what @be (the | its | his | her | my) (new | final) {made:thing}",
      "what @do {who:np} pay", "how much @do/@will {who:np} pay", "what @be the (final | new | selling) price")  # fmt: skip
def _final(
    state: Percents,
    what: Noun | None = None,
    who: Noun | None = None,
    made: Noun | None = None,
) -> None:
    del what
    state.about(made)
    if who is not None and who.words:
        raise NotUnderstood("It is unclear who pays what.")
    state.ask("final")


@asks("(what | how large | how many {what:thing}) @will (it | the population | there) be (worth)? (after | in) {t:time}",
      "(what | how much) (is it worth | @do i have | @will i have | is there | is in the account) (after | in) {t:time}",
      "(what | how much) (@do/@will {who:np} have | is there in the account) (after | in) {t:time}")  # fmt: skip
def _after(state: Percents, t: Amount, what: Noun | None = None, who: Noun | None = None) -> None:
    del what, who
    if state.every is not None and state.simple and t.is_a("months"):
        years = t.size / 12
        state.factors = [1 + (state.every[0] - 1) * years]
        state.every = None
        state.ask("final")
        return
    if state.every is None or t.unit is None or t.unit.symbol != state.every[1]:
        raise NotUnderstood("It is unclear how often it changes.")
    if t.value.denominator != 1 or not 0 < t.value <= MOST_YEARS:
        raise NotUnderstood(f"Whole numbers of years up to {MOST_YEARS} are read here.")
    state.factors = [state.every[0]] * int(t.value)
    state.every = None
    state.ask("final")


@asks("what @be the (overall | total | net)? (percentage | percent) change (overall)?",
      "by what (percentage | percent) (has | did) (it | the price | the {what:thing}) (changed | change) (overall | in total)?")  # fmt: skip
def _overall(state: Percents, what: Noun | None = None) -> None:
    del what
    state.ask("change")


@asks("what @be @possessive/the (percentage | percent) (profit | gain)", "what @be @possessive/the profit (in percent | percentage | percent"
      " | as a (percentage | percent))", "what @be @possessive/the profit in %")  # fmt: skip
def _profit_percent(state: Percents) -> None:
    state.ask("profit percent")


@asks("(what | how much) (profit | gain) (do | does | did | will) {who:np} make", "what @be @possessive/the profit",
      "how much @be @possessive/the profit")  # fmt: skip
def _profit(state: Percents, who: Noun | None = None) -> None:
    del who
    state.ask("profit")


@asks("what did {who:np} cost", "what was the (original | cost) price", "what did it cost (originally)?",
      "what @be (the)? cost price")  # fmt: skip
def _cost(state: Percents, who: Noun | None = None) -> None:
    del who
    state.ask("cost")


# -- putting it together -------------------------------------------------------------


def _chain(state: Percents) -> tuple[list[Equation], Linear, Linear]:
    """The value step by step: equations, the value at first and at last."""
    first = now = variable("value")
    equations = []
    for k, factor in enumerate(state.factors, 1):
        after = variable("value" + "'" * k) if k < 8 else variable(f"value {k}")
        equations.append(Equation(after, now.times(factor)))
        now = after
    return equations, first, now


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    state = Percents()
    if not GRAMMAR.run(sentences, state):
        return None
    if state.every is not None:
        raise NotUnderstood("It is not said how long it goes on.")
    if state.bought is not None:
        return _traded(state)
    equations, first, last = _chain(state)
    if not state.factors:
        raise NotUnderstood("Nothing changes.")
    match state.asked:
        case "final" if state.start is not None and state.sold is None:
            equations.append(Equation(first, constant(state.start)))
            if len(equations) > 50:
                raise NotUnderstood("There are too many changes.")
            return Story(tuple(equations), (last,), unit=state.unit, whole=state.counted)
        case "cost" if state.sold is not None and state.start is None:
            equations.append(Equation(last, constant(state.sold)))
            return Story(tuple(equations), (first,), unit=state.unit)
        case "change" if state.start is None and state.sold is None and len(state.factors) > 1:
            equations.append(Equation(first, constant(1)))
            return Story(tuple(equations), (last - first,), percent=True, signed=True)
    raise NotUnderstood("It is unclear what changes from what.")


def _traded(state: Percents) -> Story:
    """Bought and sold."""
    if state.sold is None or state.start is not None or state.factors or state.bought is None:
        raise NotUnderstood("It is unclear what is bought and sold.")
    bought, sold, profit = (variable(name) for name in ("bought", "sold", "profit"))
    equations = [
        Equation(bought, constant(state.bought)),
        Equation(sold, constant(state.sold)),
        Equation(profit, sold - bought),
    ]
    if state.asked == "profit":
        return Story(tuple(equations), (profit,), unit=state.unit)
    if state.asked != "profit percent" or not state.bought:
        raise NotUnderstood("It is unclear what is asked.")
    part = variable("profit per cost")
    equations.append(Equation(part.times(state.bought), profit))
    return Story(tuple(equations), (part,), percent=True)
