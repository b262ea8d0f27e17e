"""Things that are bought, sold or counted by kind: a price of each kind, how many of it, totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.linear import Equation, Linear, constant, total, variable
from kaelum_math.story.slots import SLOTS, Amount, Noun
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token

__all__ = ["read"]

_COINS: Final = {
    "penny": Fraction(1, 100),
    "nickel": Fraction(5, 100),
    "dime": Fraction(10, 100),
    "quarter": Fraction(25, 100),
    "half dollar": Fraction(50, 100),
}
"""United States coins -> dollars."""

_LEGS: Final = {"chicken": 2, "hen": 2, "duck": 2, "goose": 2, "turkey": 2, "ostrich": 2, "bird": 2}
_FOUR: Final = "cow rabbit pig sheep goat horse dog cat lamb donkey"
_LEGS.update(dict.fromkeys(_FOUR.split(), 4))
_WHEELS: Final = {"bicycle": 2, "bike": 2, "motorcycle": 2, "tricycle": 3, "car": 4}


@frozen
class Item:
    """So many of a kind, each at a price, if both are known."""

    kind: str
    count: Fraction | None = None
    price: Fraction | None = None


class Goods:
    """What has been said so far."""

    def __init__(self) -> None:
        self.prices: dict[str, Fraction] = {}
        self.counts: dict[str, Fraction] = {}
        self.kinds: list[str] = []
        self.totals: list[tuple[str, Fraction]] = []
        self.noun = ""
        self.sold = ""
        self.currency = ""
        self.asked = ""
        self.paid: Fraction | None = None

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""

    def money(self, amount: Amount) -> Fraction:
        """``amount`` in whole units of the currency, which must be one throughout."""
        sign = amount.unit.dimension.removeprefix("money ") if amount.unit else ""
        if self.currency and sign and sign != self.currency:
            raise NotUnderstood("There are several currencies.")
        self.currency = self.currency or sign
        return amount.size

    def kind(self, name: str) -> str:
        """The kind ``name``, without the noun that all kinds share: "adult" of "adult tickets"."""
        words = [w for w in name.split() if w != self.noun]
        short = " ".join(words) or name
        if short not in self.kinds:
            self.kinds.append(short)
        return short

    def price(self, name: str, value: Fraction) -> None:
        """Each of a kind costs ``value``."""
        kind = self.kind(name)
        if self.prices.setdefault(kind, value) != value:
            raise NotUnderstood(f"There are two prices of {kind}.")

    def count(self, name: str, value: Fraction) -> None:
        """There are so many of a kind."""
        kind = self.kind(name)
        if kind in self.counts:
            raise NotUnderstood(f"It is said twice how many there are of {kind}.")
        self.counts[kind] = value

    def total(self, what: str, value: Fraction) -> None:
        """The number or the worth of all is ``value``."""
        if any(known == what for known, _ in self.totals):
            raise NotUnderstood("There are two totals.")
        self.totals.append((what, value))

    def ask(self, what: str) -> None:
        """What is asked: ``worth``, ``change``, or a kind."""
        if self.asked:
            raise NotUnderstood("Several things are asked.")
        self.asked = what


# -- slots ---------------------------------------------------------------------


def _priced(tokens: Sequence[Token], at: int) -> Iterator[tuple[tuple[Item, ...], int]]:
    """``3 pens at $2 each, 2 books for $5 each and a ruler at $1``."""
    for item, end in _one(tokens, at):
        yield from _more(tokens, end, (item,), _one)


def _listed(tokens: Sequence[Token], at: int) -> Iterator[tuple[tuple[Item, ...], int]]:
    """``4 cartons of milk and 2 loaves of bread``."""
    for item, end in _counted(tokens, at):
        yield from _more(tokens, end, (item,), _counted)


def _more(tokens: Sequence[Token], at: int, items: tuple[Item, ...], one: Any) -> Iterator[Any]:
    yield items, at
    start = at
    if start < len(tokens) and tokens[start].text == ",":
        start += 1
    if start < len(tokens) and tokens[start].text == "and":
        start += 1
    if start > at and len(items) < 8:
        for item, end in one(tokens, start):
            yield from _more(tokens, end, (*items, item), one)


def _counted(tokens: Sequence[Token], at: int) -> Iterator[tuple[Item, int]]:
    article = at < len(tokens) and tokens[at].text in {"a", "an"}
    for value, start in [(Fraction(1), at + 1)] if article else SLOTS["n"](tokens, at):
        for noun, end in SLOTS["thing"](tokens, start):
            yield Item(noun.name, value), end


_EACH: Final = (("each",), ("apiece",), ("per", "piece"), ("a", "piece"), ("per",), ("a",), ())


def _one(tokens: Sequence[Token], at: int) -> Iterator[tuple[Item, int]]:
    for item, end in _counted(tokens, at):
        if end >= len(tokens) or tokens[end].text not in {"at", "for", "costing", "that"}:
            continue
        start = end + 2 if tokens[end].text == "that" else end + 1
        for amount, stop in SLOTS["money"](tokens, start):
            for words in _EACH:
                if tuple(t.text for t in tokens[stop : stop + len(words)]) != words:
                    continue
                last = stop + len(words)
                if words in (("per",), ("a",)):
                    for noun, after in SLOTS["thing"](tokens, last):
                        if noun.name.split()[0] == item.kind.split()[0]:
                            yield Item(item.kind, item.count, amount.size), after
                elif words or item.count == 1:
                    yield Item(item.kind, item.count, amount.size), last


GRAMMAR: Final = Grammar[Goods](slots={"priced": _priced, "listed": _listed})
says, asks = GRAMMAR.says, GRAMMAR.asks

_BUY: Final = "buy/buys/bought/purchases/purchased/get/gets/got/orders/ordered/sells/sold/sell"


# -- statements ----------------------------------------------------------------


@says(f"{{who:np}}? {_BUY} {{items:priced}}")
def _bought(state: Goods, items: tuple[Item, ...], who: Noun | None = None) -> None:
    del who
    for item in items:
        _take(state, item)


def _take(state: Goods, item: Item) -> None:
    if item.count is not None:
        state.count(item.kind, item.count)
    if item.price is not None:
        state.currency = state.currency or "$"
        state.price(item.kind, item.price)


@says(f"{{who:np}}? {_BUY} (something | an item) (for | that costs) {{m:money}}")
def _bought_something(state: Goods, m: Amount, who: Noun | None = None) -> None:
    del who
    _take(state, Item("item", Fraction(1), state.money(m)))


@says(f"{{who:np}}? {_BUY} {{items:listed}}")
def _bought_only(state: Goods, items: tuple[Item, ...], who: Noun | None = None) -> None:
    _bought(state, items, who)


@says("(each | a | an | 1)? {what:thing} @cost/is/are/was/were {m:money} (each | apiece)?",
      "{what:noun} @cost/is/are/was/were {m:money} (each | apiece | a piece)?")  # fmt: skip
def _costs(state: Goods, what: Noun, m: Amount) -> None:
    state.price(what.name, state.money(m))


@says("{what:noun} @cost/is/are {m:money} (a | an | per | each) {unit:thing}")
def _costs_per(state: Goods, what: Noun, m: Amount, unit: Noun) -> None:
    state.price(f"{unit.name} of {what.name}", state.money(m))


@says("{what:noun} @cost/is/are {m:money} (for | per | each for) a/an? {a:thing}"
      " and {k:money} (for | per | each for) a/an? {b:thing}")  # fmt: skip
def _two_prices(state: Goods, what: Noun, m: Amount, a: Noun, k: Amount, b: Noun) -> None:
    """``Tickets cost $8 for adults and $5 for children``."""
    state.noun = what.name
    state.price(a.name, state.money(m))
    state.price(b.name, state.money(k))


@says(
    "{a:noun} @cost/is/are {m:money} (each | apiece)? and {b:noun} @cost/is/are {k:money} (each | apiece)?"
)
def _both_prices(state: Goods, a: Noun, m: Amount, b: Noun, k: Amount) -> None:
    shared = a.words[-1:] if a.words[-1:] == b.words[-1:] else ()
    if shared and len(a.words) > 1:
        state.noun = shared[0]
    state.price(a.name, state.money(m))
    state.price(b.name, state.money(k))


@says("(a total of)? {n:n} {what:thing} @be sold (for (a total of)? {m:money})?",
      "{who:np} sold (a total of)? {n:n} {what:thing} (for (a total of)? {m:money})?",
      "{n:n} {what:thing} @be sold and the total (was | received was) {m:money}")  # fmt: skip
def _sold(
    state: Goods, n: Fraction, what: Noun, m: Amount | None = None, who: Noun | None = None
) -> None:
    del who
    state.sold = what.name
    state.total("number", n)
    if m is not None:
        state.total("worth", state.money(m))


@says("(they | {who:np}) (collected | raised | took in | earned | received | made) (a total of)? {m:money}",
      "(the | their) (total | total value | total receipts | revenue | total cost) @be {m:money}",
      "the total was {m:money}", "@possessive/the total value @be {m:money}",
      "(worth | totaling | totalling | with a total value of | that are worth | which are worth"
      " | worth a total of | (they | {who:np}) are worth) {m:money} (@altogether | in total)?")  # fmt: skip
def _worth(state: Goods, m: Amount, who: Noun | None = None) -> None:
    del who
    state.total("worth", state.money(m))


@says("{who:np} @have/contains {n:n} {what:thing} , (all | some | either | only)? {a:thing} and {b:thing}",
      "{who:np} @have/contains {n:n} {a:thing} and {b:thing}",
      "{who:np} @have/contains {n:n} {what:thing} in {a:thing} and {b:thing}",
      "{who:np} @have/contains {n:n} {what:thing} (consisting of | made up of | that are all | which are all"
      " | all | that are either) {a:thing} (and | or) {b:thing}",
      "there are {n:n} {what:thing} , (all | some | either)? {a:thing} and {b:thing} ,?")  # fmt: skip
def _coins(
    state: Goods, n: Fraction, a: Noun, b: Noun, what: Noun | None = None, who: Noun | None = None
) -> None:
    """``I have 20 coins, all nickels and dimes``."""
    del who, what
    for noun in (a, b):
        if noun.name not in _COINS:
            raise NotUnderstood(f"It is not known what a {noun.name} is worth.")
        state.price(noun.name, _COINS[noun.name])
    state.currency = "$"
    state.total("number", n)


@says("{who:np} @have {n:n} {what:thing} , some {a:money} (bills | notes)? and some {b:money} (bills | notes)?",
      "there are {n:n} {what:thing} , some {a:money} and some {b:money}")  # fmt: skip
def _bills(
    state: Goods, n: Fraction, what: Noun, a: Amount, b: Amount, who: Noun | None = None
) -> None:
    del who
    state.noun = what.name
    for amount in (a, b):
        state.price(_bill(state, amount), state.money(amount))
    state.total("number", n)


def _bill(state: Goods, amount: Amount) -> str:
    return f"{state.money(amount)} bill"


@says("{who:np} @have {a:thing} and {b:thing}", "there are {a:thing} and {b:thing} {rest:place}?")
def _animals(state: Goods, a: Noun, b: Noun, who: Noun | None = None, rest: None = None) -> None:
    """``A farmer has chickens and cows``: kinds by legs or wheels."""
    del who, rest
    for noun in (a, b):
        state.price(noun.name, _limbs(noun))


def _limbs(noun: Noun) -> Fraction:
    limbs = _LEGS.get(noun.name) or _WHEELS.get(noun.name)
    if limbs is None:
        raise NotUnderstood(f"It is not known how many legs or wheels a {noun.name} has.")
    return Fraction(limbs)


@says("there are {n:n} heads/vehicles/animals (in total)? and {m:n} legs/feet/wheels (in total)?", "they have {n:n} heads and {m:n} legs/feet",
      "there are {n:n} animals {rest:place} , {a:thing} and {b:thing} , with {m:n} legs",
      "there are {n:n} heads and {m:n} legs/feet among the {a:thing} and {b:thing} {rest:place}?")  # fmt: skip
def _heads(
    state: Goods,
    n: Fraction,
    m: Fraction,
    a: Noun | None = None,
    b: Noun | None = None,
    rest: None = None,
) -> None:
    if a is not None and b is not None:
        _animals(state, a, b, None, rest)
    state.total("number", n)
    state.total("worth", m)


@says("{who:np}? (pay | pays | paid) with (a | an)? {m:money} (bill | note)?",
      "{who:np}? (hand | hands | handed | gave | give | gives) {c:np} (a | an)? {m:money} (bill | note)?")  # fmt: skip
def _pays(state: Goods, m: Amount, who: Noun | None = None, c: Noun | None = None) -> None:
    del who, c
    if state.paid is not None:
        raise NotUnderstood("It is paid twice.")
    state.paid = state.money(m)


# -- questions -----------------------------------------------------------------


@asks("how much change (do | does | did | will) {who:np} get (back)? (from | out of) (a)? {m:money} (bill | note)?",
      "what change (do | does | will) {who:np} get from {m:money}")  # fmt: skip
def _change_from(state: Goods, m: Amount, who: Noun | None = None) -> None:
    _pays(state, m)
    _change(state, who)


@asks("how much change (do | does | did | will | should) {who:np} (get | receive) back?",
      "how much change is due", "what is @possessive change", "what change (do | does | will) {who:np} get",
      "change", "how much change", "how much change @will {who:np} get back")  # fmt: skip
def _change(state: Goods, who: Noun | None = None) -> None:
    del who
    state.ask("change")


@asks("how much (do | does | did | will) {who:np} (pay | spend | owe) (in total | altogether | in all)?",
      "(what @be | find)? the? total cost", "how much @do it cost (in total | altogether)?",
      "what @do {who:np} (pay | spend) (in total | altogether | in all)?",
      "how much money (do | does | did) {who:np} spend (in total | altogether | in all)?",
      "what @be the total", "how much @do (they | it | everything) cost (in total | altogether)?")  # fmt: skip
def _total(state: Goods, who: Noun | None = None) -> None:
    del who
    state.ask("worth")


@asks("(how much @be | what are | what is) {items:listed} worth?", "how much (do | does | will | would) {items:listed} cost",
      "what (do | does | will | would) {items:listed} (cost | pay)",
      "how much (do | does | will | would) {items:listed} pay")  # fmt: skip
def _total_of(state: Goods, items: tuple[Item, ...]) -> None:
    if state.counts:
        raise NotUnderstood("It is unclear which things are meant.")
    for item in items:
        if item.kind in _COINS:
            state.currency = "$"
            state.price(item.kind, _COINS[item.kind])
        _take(state, item)
    state.ask("worth")


@asks("how many {what:thing} (were sold | are there | do i have | does {who:np} have | did {who:np} sell"
      " | are in {who:np} | @be in the {who:np})?", "how many @be {what:thing}",
      "how many {m:money} (bills | notes) (are there | does {who:np} have | do i have)?")  # fmt: skip
def _how_many(
    state: Goods, what: Noun | None = None, who: Noun | None = None, m: Amount | None = None
) -> None:
    del who
    name = _bill(state, m) if m is not None else what.name if what else ""
    kind = state.kind(name)
    if kind not in state.prices or kind in state.counts:
        raise NotUnderstood("It is unclear which things are meant.")
    state.ask(f"count({kind})")


# -- putting it together -------------------------------------------------------


def _equations(state: Goods) -> tuple[list[Equation], Linear]:
    """What was said of counts and totals, and the worth of everything."""
    counts = {kind: variable(f"count({kind})") for kind in state.kinds}
    equations = [Equation(counts[kind], constant(n)) for kind, n in state.counts.items()]
    missing = [kind for kind in state.kinds if kind not in state.prices]
    if missing:
        raise NotUnderstood(f"It is not said what {missing[0]} costs.")
    worth = total([counts[kind].times(state.prices[kind]) for kind in state.kinds])
    for what, value in state.totals:
        left = worth if what == "worth" else total(list(counts.values()))
        equations.append(Equation(left, constant(value)))
    return equations, worth


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    state = Goods()
    if not GRAMMAR.run(sentences, state) or not state.kinds:
        return None
    if state.sold and state.sold != state.noun:
        raise NotUnderstood("It is unclear what was sold.")
    equations, worth = _equations(state)
    if state.asked in {"worth", "change"}:
        if state.totals or set(state.counts) != set(state.kinds):
            raise NotUnderstood("It is unclear what is bought.")
        if (state.paid is not None) != (state.asked == "change"):
            raise NotUnderstood("It is unclear what is paid.")
        equations.append(Equation(variable("total"), worth))
        asked = variable("total")
        if state.paid is not None:
            asked = constant(state.paid) - asked
        return Story(tuple(equations), (asked,), unit=state.currency)
    if {what for what, _ in state.totals} != {"number", "worth"} or len(state.kinds) != 2:
        raise NotUnderstood("The number and the worth of two kinds are needed.")
    if state.paid is not None or state.counts:
        raise NotUnderstood("It is unclear what is bought.")
    return Story(tuple(equations), (variable(state.asked),), whole=True)
