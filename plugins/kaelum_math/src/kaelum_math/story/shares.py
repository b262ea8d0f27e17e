"""Amounts in a ratio, and parts of a whole given as fractions or percentages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.lexicon import PARTNERS, PEOPLE
from kaelum_math.story.linear import Equation, Linear, constant, total, variable
from kaelum_math.story.slots import SLOTS, Amount, Noun
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token

__all__ = ["read"]

Ratio = tuple[Fraction, ...]
_TRIANGLE: Final = 180
_BARE: Final = "part"


class Shares:
    """What has been said so far: the kinds, and the equations between their amounts."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.equations: list[Equation] = []
        self.asked: tuple[Linear, ...] = ()
        self.pick = ""
        self.unit = ""
        self.counted = False
        self.ratio: Ratio = ()
        self.whole_name = ""
        self.parted: tuple[str, Fraction] | None = None

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""

    def declare(self, ratio: Ratio, names: Sequence[str]) -> None:
        """The amounts of ``names`` stand in ``ratio``."""
        if self.ratio or len(ratio) != len(names) or len(set(names)) != len(names):
            raise NotUnderstood("It is unclear what stands in the ratio.")
        if any(part <= 0 for part in ratio):
            raise NotUnderstood("The parts of a ratio are positive.")
        self.ratio, self.kinds = ratio, list(names)
        first = variable(names[0])
        for name, part in zip(names[1:], ratio[1:], strict=True):
            left = variable(name).times(ratio[0])
            self.equations.append(Equation(left, first.times(part)))

    def bare(self, ratio: Ratio) -> None:
        """Parts without names."""
        self.declare(ratio, [f"{_BARE} {k + 1}" for k in range(len(ratio))])

    def kind(self, noun: Noun) -> str:
        """The kind that ``noun`` names. Raises NotUnderstood if there is no such kind."""
        same = [k for k in self.kinds if k == noun.name or k.split()[0] == noun.words[0]]
        if len(same) != 1:
            raise NotUnderstood(f"It is unclear what is said of {noun.name}.")
        return same[0]

    def value(self, amount: Amount) -> Fraction:
        """The number in ``amount``; its unit is that of the answer."""
        symbol = amount.money or (amount.unit.symbol if amount.unit else "")
        if symbol and self.unit not in {"", symbol}:
            raise NotUnderstood("There are several units.")
        self.unit = self.unit or symbol
        self.counted = self.counted or amount.noun is not None
        return amount.value

    def all(self) -> Linear:
        """Everything together."""
        if not self.kinds:
            raise NotUnderstood("It is unclear what is meant in total.")
        return total([variable(kind) for kind in self.kinds])

    def say(self, left: Linear, value: Fraction) -> None:
        """``left`` is ``value``."""
        self.equations.append(Equation(left, constant(value)))

    def ask(self, *asked: Linear) -> None:
        """What is asked. Raises NotUnderstood if something was asked before."""
        if self.asked:
            raise NotUnderstood("Several things are asked.")
        self.asked = asked


def _ratio(tokens: Sequence[Token], at: int) -> Iterator[tuple[Ratio, int]]:
    """``2:3``, ``1 : 2 : 3``, ``3 to 5``."""
    for value, end in SLOTS["n"](tokens, at):
        parts = [value]
        while end < len(tokens) and tokens[end].text in {":", "to"}:
            after = next(SLOTS["n"](tokens, end + 1), None)
            if after is None:
                break
            parts.append(after[0])
            end = after[1]  # noqa: PLW2901 - the place moves on
        if len(parts) > 1:
            yield tuple(parts), end


def _order(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    if at < len(tokens) and tokens[at].text in _PICKS:
        yield _PICKS[tokens[at].text], at + 1


_PICKS: Final = {
    "largest": "max",
    "biggest": "max",
    "longest": "max",
    "shortest": "min",
    "larger": "max",
    "smallest": "min",
    "smaller": "min",
}


def _doing(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """What some do, in words that carry no number: ``play football``, ``walk to school``."""
    end = at
    while end < len(tokens) and tokens[end].kind == "word" and tokens[end].text not in _STOPS:
        end += 1
    if at < end <= at + 5:
        yield " ".join(t.text for t in tokens[at:end]), end


_STOPS: Final = frozenset("not no more less than each and or but except other others only".split())

GRAMMAR: Final = Grammar[Shares](slots={"ratio": _ratio, "order": _order, "doing": _doing})
says, asks = GRAMMAR.says, GRAMMAR.asks
_IN_RATIO: Final = "(in the ratio | in a ratio | in the ratio of | in a ratio of | in ratio)"
_SPLIT: Final = "share/shares/split/splits/divide/divides/shared/divided/distribute"


# -- ratios --------------------------------------------------------------------


@says("the? ratio of {a:noun} to {b:noun} {p:place}? @be {r:ratio}",
      f"{{what:np}} has {{a:noun}} and {{b:noun}} {_IN_RATIO} {{r:ratio}}",
      f"{{a:noun}} and {{b:noun}} {{p:place}}? are {_IN_RATIO}? {{r:ratio}}",
      f"{{a:noun}} and {{b:noun}} {_SPLIT} {{what:np}} {_IN_RATIO}? {{r:ratio}}")  # fmt: skip
def _stand(
    state: Shares, a: Noun, b: Noun, r: Ratio, p: None = None, what: Noun | None = None
) -> None:
    del p, what
    state.declare(r, (a.name, b.name))


@says(
    "{what:np} @be mixed (with | from | using) {n:n} parts {a:thing} (to | and) {m:n} parts {b:thing}"
)
def _mixed(state: Shares, what: Noun, n: Fraction, a: Noun, m: Fraction, b: Noun) -> None:
    del what
    state.declare((n, m), (a.name, b.name))


@says(f"{{n:n}} numbers are {_IN_RATIO} {{r:ratio}}")
def _numbers(state: Shares, n: Fraction, r: Ratio) -> None:
    if n != len(r):
        raise NotUnderstood("The ratio has another number of parts.")
    state.bare(r)


@says(f"the angles (of | in) a triangle are {_IN_RATIO} {{r:ratio}}")
def _angles(state: Shares, r: Ratio) -> None:
    if len(r) != 3:
        raise NotUnderstood("A triangle has three angles.")
    state.bare(r)
    state.unit = "°"
    state.say(state.all(), Fraction(_TRIANGLE))


@says(f"the sides of a (triangle | quadrilateral | rectangle | figure) are {_IN_RATIO} {{r:ratio}}")
def _sides(state: Shares, r: Ratio) -> None:
    state.bare(r)


@says(f"{{n:n}} {{who:thing}} {_SPLIT} {{q:qty}} {_IN_RATIO} {{r:ratio}}")
def _several_split(state: Shares, n: Fraction, who: Noun, q: Amount, r: Ratio) -> None:
    del who
    _numbers(state, n, r)
    state.say(state.all(), state.value(q))


@asks("how much (do | does | will) (each | each of them | each person | they each) (get | receive)")
def _each_gets(state: Shares) -> None:
    state.ask(*(variable(kind) for kind in state.kinds))


@asks("how much more (do | does | will) {a:noun} (get | receive) than {b:noun}")
def _how_much_more(state: Shares, a: Noun, b: Noun) -> None:
    state.ask(variable(state.kind(a)) - variable(state.kind(b)))


@says("their sum @be {n:n}", "the sum of the numbers @be {n:n}", "they add up to {n:n}",
      "there are {q:qty} (altogether | in total | in all)", "the total @be {q:qty}",
      "there are a total of {q:qty}", "(its | the) perimeter @be {q:measured}", "the total (prize | amount | profit) @be {q:qty}")  # fmt: skip
def _sum(state: Shares, n: Fraction | None = None, q: Amount | None = None) -> None:
    state.say(state.all(), n if n is not None else state.value(q) if q else Fraction(0))


@says("there are {n:n} {a:thing} {p:place}?", "{p:np} has {n:n} {a:thing}")
def _known(state: Shares, n: Fraction, a: Noun, p: Any = None) -> None:
    del p
    state.counted = True
    if not state.kinds:
        _whole(state, n, a)
        return
    state.say(variable(state.kind(a)), n)


@says(
    "there are {n:n} more {a:thing} than {b:thing}",
    "there are {n:n} more {a:thing} than {b:thing} {p:place}",
    "there are {n:n} more {a:thing} than {b:thing} (in | of) a (class | group | school | team | club) of {m:n} {who:thing}?",
)
def _more_of(
    state: Shares,
    n: Fraction,
    a: Noun,
    b: Noun,
    p: None = None,
    m: Fraction | None = None,
    who: Noun | None = None,
) -> None:
    """``There are 4 more girls than boys``, among all that were spoken of."""
    del p
    if m is not None:
        _whole(state, m, who)
    if PARTNERS.get(a.name) != b.name or state.whole_name not in PEOPLE or state.parted:
        raise NotUnderstood("It is unclear who else there is.")
    first, second = variable(a.name), variable(b.name)
    state.equations += [
        Equation(first, second.plus(n)),
        Equation(first + second, variable("all")),
    ]
    state.parted = (a.name, Fraction(1))


@says("{who:np} (use | uses | have | has | take | takes) {n:n} {a:thing}")
def _uses(state: Shares, who: Noun, n: Fraction, a: Noun) -> None:
    """``If I use 10 cups of flour``: a measure of one of the kinds."""
    del who
    if len(a.words) < 3 or a.words[1] != "of":
        raise NotUnderstood("It is unclear which part is meant.")
    state.say(variable(state.kind(Noun(a.words[2:]))), n)


@asks(
    "how much {b:thing} (do i need | is needed | do you need | should i use | does {who:np} need)"
)
def _needs(state: Shares, b: Noun, who: Noun | None = None) -> None:
    del who
    state.ask(variable(state.kind(b)))


@says("{a:noun} (gets | got | receives | received | has) {q:qty}")
def _gets(state: Shares, a: Noun, q: Amount) -> None:
    state.say(variable(state.kind(a)), state.value(q))


@says("{a:noun} (gets | got | receives | received | has) {q:money} more than {b:noun}")
def _gets_more(state: Shares, a: Noun, q: Amount, b: Noun) -> None:
    gap = variable(state.kind(a)) - variable(state.kind(b))
    state.say(gap, state.value(q))


@says(f"{_SPLIT} {{q:qty}} (between | among) {{who:nps}} {_IN_RATIO} {{r:ratio}}",
      f"{{q:qty}} (is | are) {_SPLIT} (between | among) {{who:nps}} {_IN_RATIO} {{r:ratio}}",
      f"{{who:nps}} {_SPLIT} {{q:qty}} {_IN_RATIO} {{r:ratio}}")  # fmt: skip
def _divide(state: Shares, q: Amount, who: tuple[Noun, ...], r: Ratio) -> None:
    state.declare(r, [noun.name for noun in who])
    state.say(state.all(), state.value(q))


@asks(f"{_SPLIT} {{q:qty}} {_IN_RATIO} {{r:ratio}}")
def _divide_bare(state: Shares, q: Amount, r: Ratio) -> None:
    state.bare(r)
    state.say(state.all(), state.value(q))
    state.ask(*(variable(kind) for kind in state.kinds))


@asks("how many {a:thing} are there {p:place}?", "how many {a:thing} are {p:place}",
      "how many are {a:thing}", "how many {a:thing}")  # fmt: skip
def _how_many(state: Shares, a: Noun, p: None = None) -> None:
    del p
    state.counted = True
    if state.parted is not None:
        _ask_part(state, a)
        return
    state.ask(variable(state.kind(a)))


@asks("(how much | how many | what | how many {x:thing}) (do | does | did | will) {a:noun} (get | receive | have)",
      "what @be {a:noun} 's share")  # fmt: skip
def _share_of(state: Shares, a: Noun, x: Noun | None = None) -> None:
    del x
    state.ask(variable(state.kind(a)))


@asks("how much {b:thing} (goes with | is needed for | is mixed with | do i need for | do you need for)"
      " {q:measured} of {a:thing}",
      "how many {u:unit} of {b:thing} (go with | are needed for | do i need for) {q:measured} of {a:thing}")  # fmt: skip
def _goes_with(state: Shares, b: Noun, q: Amount, a: Noun, u: Any = None) -> None:
    if u is not None and (q.unit is None or u != q.unit):
        raise NotUnderstood("The units differ.")
    state.say(variable(state.kind(a)), state.value(q))
    state.ask(variable(state.kind(b)))


@asks("(find | what are | determine) (the numbers | the 2 numbers | them | they | both numbers)")
def _find_all(state: Shares) -> None:
    state.ask(*(variable(kind) for kind in state.kinds))


@asks("(how big | how large | how long | what | how much) @be the {x:order} (number | angle | share | side | 1 | part)?",
      "find the {x:order} (number | angle | share | part)?")  # fmt: skip
def _pick(state: Shares, x: str) -> None:
    state.pick = x
    state.ask(*(variable(kind) for kind in state.kinds))


@asks("what @be the total (profit | amount | prize | number)?", "how (much | many) @be there in total",
      "how many {a:thing} are there (altogether | in total | in all)")  # fmt: skip
def _ask_total(state: Shares, a: Noun | None = None) -> None:
    del a
    state.ask(state.all())


# -- parts of a whole ----------------------------------------------------------


@says("(in | of) a (class | group | school | team | club | crowd) of {n:n} {who:thing}?",
      "there are {n:n} {who:thing} {p:place}")  # fmt: skip
def _class(state: Shares, n: Fraction, who: Noun | None = None, p: None = None) -> None:
    del p
    _whole(state, n, who)


def _whole(state: Shares, n: Fraction, who: Noun | None) -> None:
    if state.whole_name:
        raise NotUnderstood("There are several wholes.")
    state.whole_name = who.name if who else "person"
    state.say(variable("all"), n)
    state.counted = True


@says("{s:share} (of them | of the {who:thing})? are {kind:noun}", "{s:share} are {kind:noun}")
def _part_is(state: Shares, s: Fraction, kind: Noun, who: Noun | None = None) -> None:
    _part(state, s, kind.name, who)


@says("{s:share} of the {n:n} {who:thing} {p:place}? are {kind:noun}")
def _part_of(
    state: Shares, s: Fraction, n: Fraction, who: Noun, kind: Noun, p: None = None
) -> None:
    del p
    _whole(state, n, who)
    _part(state, s, kind.name, None)


@asks("how many {who:thing}? are {kind:noun}")
def _how_many_are(state: Shares, kind: Noun, who: Noun | None = None) -> None:
    if state.parted is None:
        _how_many(state, kind)
        return
    if who is not None and who.name != state.whole_name:
        raise NotUnderstood("It is unclear who is meant.")
    _ask_part(state, kind)


@says("{s:share} of the {n:n} {who:thing} {p:place}? {does:doing}")
def _part_does(
    state: Shares, s: Fraction, n: Fraction, who: Noun, does: str, p: None = None
) -> None:
    del p
    _whole(state, n, who)
    _part(state, s, does, None)


def _part(state: Shares, s: Fraction, name: str, who: Noun | None) -> None:
    if state.parted is not None:
        raise NotUnderstood("There are several parts.")
    if who is not None and who.name != state.whole_name:
        raise NotUnderstood("It is unclear of what a part is meant.")
    state.parted = (name, s)
    state.equations.append(Equation(variable(name), variable("all").times(s)))


@asks("how many (do not | did not | are not | does not) {does:doing}?")
def _do_not(state: Shares, does: str = "") -> None:
    if state.parted is None or (does and state.parted[0].split()[1:] != does.split()[1:]):
        raise NotUnderstood("It is unclear what they do not do.")
    state.ask(variable("all") - variable(state.parted[0]))


@asks("how many {does:doing}")
def _how_many_do(state: Shares, does: str) -> None:
    if state.parted is None or state.parted[0] != does:
        raise NotUnderstood("It is unclear what they do.")
    state.ask(variable(does))


def _ask_part(state: Shares, a: Noun) -> None:
    assert state.parted is not None
    if a.name == state.parted[0]:
        state.ask(variable(a.name))
        return
    if PARTNERS.get(state.parted[0]) != a.name or state.whole_name not in PEOPLE:
        raise NotUnderstood(f"It is not said how many {a.name} there are.")
    state.equations.append(Equation(variable(a.name) + variable(state.parted[0]), variable("all")))
    state.ask(variable(a.name))


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    state = Shares()
    if not GRAMMAR.run(sentences, state):
        return None
    if bool(state.ratio) == (state.parted is not None):
        raise NotUnderstood("A ratio or a part of a whole is needed.")
    unit = state.unit
    return Story(
        tuple(state.equations), state.asked, unit=unit, whole=state.counted, pick=state.pick
    )
