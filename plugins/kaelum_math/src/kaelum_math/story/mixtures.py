"""Solutions and mixtures: so much of each, with a strength or price of each."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.linear import Equation, Linear, constant, total, variable
from kaelum_math.story.slots import Amount, Noun
from kaelum_math.story.task import Story

__all__ = ["read"]


class Mixture:
    """What has been said so far of the parts and of the whole."""

    def __init__(self) -> None:
        self.parts: list[tuple[Linear, Fraction]] = []
        self.strength: Fraction | None = None
        self.amount: Linear | None = None
        self.equations: list[Equation] = []
        self.asked: Linear | None = None
        self.unit = ""
        self.percent = False
        self.prices: dict[str, Fraction] = {}

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""

    def size(self, amount: Amount) -> Linear:
        """How much, in the one unit of the story."""
        symbol = amount.unit.symbol if amount.unit else ""
        if amount.unit is None or self.unit not in {"", symbol}:
            raise NotUnderstood("The amounts are in different units.")
        self.unit = symbol
        return constant(amount.value)

    def measure(self, unit: Any) -> None:
        """The answer is wanted in ``unit``."""
        if unit is not None:
            self.size(Amount(Fraction(1), unit))

    def part(self, strength: Fraction, amount: Linear | None = None) -> Linear:
        """A part of that strength; its amount, unknown if none is given."""
        size = amount if amount is not None else variable(f"amount of part {len(self.parts) + 1}")
        self.parts.append((size, strength))
        return size

    def ask(self, asked: Linear) -> None:
        """What is asked. Raises NotUnderstood if something was asked before."""
        if self.asked is not None:
            raise NotUnderstood("Several things are asked.")
        self.asked = asked


GRAMMAR: Final = Grammar[Mixture]()
says, asks = GRAMMAR.says, GRAMMAR.asks

_LIQUID: Final = "{l:thing}? (solution | mixture)?"
_OF_A: Final = "of? (a | an | the)?"
_ADDED: Final = "(must be | should be | need to be | needs to be | have to be | are | is | do i | do you | should i | must i | to be)"
_MIXED: Final = "(mixed with | added to | combined with | mix with | add to)"
_TO_GET: Final = "(to (get | make | obtain | produce | form | have) | to make it | to obtain | so that the mixture is)"


# -- how much of one part --------------------------------------------------------


@asks(f"how (many {{u:unit}} | much) {_OF_A} {{p:pct}} {_LIQUID} {_ADDED} {_MIXED} {{q:volume}} {_OF_A} {{r:pct}}"
      f" {_LIQUID} {_TO_GET} (a | an)? {{s:pct}} {_LIQUID}")  # fmt: skip
def _how_much(
    state: Mixture,
    p: Fraction,
    q: Amount,
    r: Fraction,
    s: Fraction,
    u: Any = None,
    l: Noun | None = None,  # noqa: E741 - the slot's name in the patterns
) -> None:
    del l
    known = state.size(q)
    state.measure(u)
    asked = state.part(p)
    state.part(r, known)
    state.strength = s
    state.ask(asked)


@asks(f"how (many {{u:unit}} of | much) pure? {{w:thing}} {_ADDED} {_MIXED} {{q:volume}} {_OF_A} {{r:pct}}"
      f" {_LIQUID} {_TO_GET} (a | an)? {{s:pct}} {_LIQUID}")  # fmt: skip
def _how_much_water(
    state: Mixture,
    w: Noun,
    q: Amount,
    r: Fraction,
    s: Fraction,
    u: Any = None,
    l: Noun | None = None,  # noqa: E741
) -> None:
    del l
    known = state.size(q)
    state.measure(u)
    asked = state.part(Fraction(0) if w.head == "water" else Fraction(1))
    if "pure" not in w.words and w.head != "water":
        raise NotUnderstood(f"It is not said how strong the {w.name} is.")
    state.part(r, known)
    state.strength = s
    state.ask(asked)


# -- two parts of known amounts ---------------------------------------------------


@says(f"{{who:np}}? (mixes | mixed | combines | adds | mix) {{q:volume}} {_OF_A} {{p:pct}} {_LIQUID} (with | and | to)"
      f" {{k:volume}} {_OF_A} {{r:pct}} {_LIQUID}",
      f"{{q:volume}} {_OF_A} {{p:pct}} {_LIQUID} (is | are) mixed with {{k:volume}} {_OF_A} {{r:pct}} {_LIQUID}")  # fmt: skip
def _mix(
    state: Mixture,
    q: Amount,
    p: Fraction,
    k: Amount,
    r: Fraction,
    who: Noun | None = None,
    l: Noun | None = None,  # noqa: E741
) -> None:
    del who, l
    state.part(p, state.size(q))
    state.part(r, state.size(k))


@asks("what @be the (concentration | strength | percentage) of the (mixture | result | resulting solution | new solution"
      " | resulting mixture | final solution | result)",
      "what (percentage | percent) of the (mixture | new solution | result) is {w:thing}",
      "what concentration @do @possessive/the mixture have")  # fmt: skip
def _concentration(state: Mixture, w: Noun | None = None) -> None:
    del w
    if len(state.parts) != 2 or state.strength is not None:
        raise NotUnderstood("It is unclear what is mixed.")
    whole = total([size for size, _ in state.parts])
    pure = total([size.times(strength) for size, strength in state.parts])
    strength = variable("strength")
    state.equations.append(Equation(strength.times(whole.offset), pure))
    state.percent = True
    state.ask(strength)


# -- a whole of known amount ------------------------------------------------------


@says(f"{{who:np}} (need | needs | want | wants) {{q:volume}} {_OF_A} {{s:pct}} {_LIQUID} made (from | of | out of)"
      f" {{p:pct}} {_LIQUID} and {{r:pct}} {_LIQUID}",
      f"{{who:np}} (mixes | mixed | mix) (a | an)? {{p:pct}} {_LIQUID} (with | and) (a | an)? {{r:pct}} {_LIQUID}"
      f" to (get | make) {{q:volume}} {_OF_A} {{s:pct}} {_LIQUID}")  # fmt: skip
def _whole(
    state: Mixture,
    q: Amount,
    s: Fraction,
    p: Fraction,
    r: Fraction,
    who: Noun | None = None,
    l: Noun | None = None,  # noqa: E741
) -> None:
    del who, l
    size = state.size(q)
    first, second = state.part(p), state.part(r)
    state.equations.append(Equation(first + second, size))
    state.strength = s


@asks(f"how (many {{u:unit}} | much) of the {{p:pct}} {_LIQUID} (do i need | are needed | is needed | does {{who:np}} need"
      " | should be used | are used | is used | must be used)")  # fmt: skip
def _of_the(
    state: Mixture,
    p: Fraction,
    u: Any = None,
    who: Noun | None = None,
    l: Noun | None = None,  # noqa: E741
) -> None:
    del who, l
    state.measure(u)
    found = [size for size, strength in state.parts if strength == p and size.terms]
    if len(found) != 1:
        raise NotUnderstood("It is unclear which part is meant.")
    state.ask(found[0])


# -- goods of different prices ------------------------------------------------------


@says(
    "{a:noun} (cost | costs | are | is | sell for | sells for) {m:money} (per | a | an | each) {u:unit}"
)
def _price(state: Mixture, a: Noun, m: Amount, u: Any) -> None:
    state.measure(u)
    state.prices[a.name] = m.size


@asks("how many {u:unit} of {a:noun} are needed to (make | get) {q:measured} of a? (mix | mixture | blend)"
      " (worth | costing | that costs | that sells for) {m:money} (per | a) {v:unit}")  # fmt: skip
def _blend(state: Mixture, u: Any, a: Noun, q: Amount, m: Amount, v: Any) -> None:
    state.measure(u)
    state.measure(v)
    if a.name not in state.prices or len(state.prices) != 2:
        raise NotUnderstood("The prices of two kinds are needed.")
    sizes = {name: state.part(price) for name, price in state.prices.items()}
    state.equations.append(Equation(total(list(sizes.values())), state.size(q)))
    state.strength = m.size
    state.ask(sizes[a.name])


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    state = Mixture()
    if not GRAMMAR.run(sentences, state) or state.asked is None:
        return None
    if state.strength is not None:
        pure = total([size.times(strength) for size, strength in state.parts])
        whole = total([size for size, _ in state.parts])
        state.equations.append(Equation(pure, whole.times(state.strength)))
    return Story(
        tuple(state.equations),
        (state.asked,),
        unit="" if state.percent else state.unit,
        percent=state.percent,
    )
