"""Jobs done together: each worker, pipe or machine does a part of the job in a unit of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.lexicon import CLASSES
from kaelum_math.story.linear import Equation, Linear, constant, total, variable
from kaelum_math.story.slots import SLOTS, Amount, Noun
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token

__all__ = ["read"]

_EMPTYING: Final = frozenset("empty empties emptied drain drains drained".split())


class Teamwork:
    """What has been said so far: who does which part of the job in a unit of time."""

    def __init__(self) -> None:
        self.rates: dict[str, Linear] = {}
        self.equations: list[Equation] = []
        self.unit = ""
        self.job = ""
        self.asked: Linear | None = None
        self.jointly: Fraction | None = None
        self.items = ""

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""

    def time(self, amount: Amount) -> Fraction:
        """How long, in the unit of the answer."""
        symbol = amount.unit.symbol if amount.unit else ""
        if self.unit not in {"", symbol}:
            raise NotUnderstood("The times are in different units.")
        self.unit = symbol
        if amount.value <= 0:
            raise NotUnderstood("A time is positive.")
        return amount.value

    def name(self, who: Noun) -> str:
        """The worker; "one", "another" and the like are told apart by their words."""
        return who.name or who.lead

    def alone(self, name: str, time: Fraction, sign: int) -> None:
        """``name`` alone needs ``time``."""
        if name in self.rates:
            raise NotUnderstood(f"It is said twice how long {name} needs.")
        rate = variable(f"rate({name})")
        self.equations.append(Equation(rate.times(time), constant(1)))
        self.rates[name] = rate.times(Fraction(sign))

    def same_job(self, job: Noun | None) -> None:
        """The job is always the same one, or "it"."""
        if job is None or not job.words:
            return
        if job.plural:
            raise NotUnderstood("It is unclear how many jobs there are.")
        if self.job not in {"", job.name}:
            raise NotUnderstood("There are several jobs.")
        self.job = job.name


def _worker(tokens: Sequence[Token], at: int) -> Iterator[tuple[tuple[str, int], int]]:
    """``Anna``, ``pipe A``, ``one pipe``, ``another``, ``the second machine``: a name, and sign 1."""
    texts = [t.text for t in tokens[at : at + 2]]
    start = at + 1 if texts[:1] == ["the"] else at
    word = tokens[start].text if start < len(tokens) else ""
    if word in _ONES or (word == "1" and start == at):
        for _, end in SLOTS["thing"](tokens, start + 1):
            yield (word, 1), end
        yield (word, 1), start + 1
    if word in {"a", "b", "c"} and start == at:
        yield (word, 1), at + 1
    for noun, end in SLOTS["np"](tokens, at):
        if noun.words and not noun.plural and not _VERBS.intersection(noun.words):
            last = tokens[end].text if end < len(tokens) else ""
            if last in {"a", "b", "c", "x", "y"}:
                yield (f"{noun.name} {last}", 1), end + 1
            yield (noun.name, 1), end


_ONES: Final = frozenset("another other first second".split())


def _verb(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """What is done: a verb of work."""
    if at < len(tokens) and tokens[at].text in _VERBS:
        yield tokens[at].text, at + 1


_VERBS: Final = CLASSES["finish"] | frozenset(
    "print prints make makes type types wash washes empties drains fence weed assemble do".split()
)


def _numbers(tokens: Sequence[Token], at: int) -> Iterator[tuple[tuple[Fraction, ...], int]]:
    """``60 and 40``."""
    for first, end in SLOTS["n"](tokens, at):
        if end < len(tokens) and tokens[end].text == "and":
            for second, stop in SLOTS["n"](tokens, end + 1):
                yield (first, second), stop


GRAMMAR: Final = Grammar[Teamwork](slots={"worker": _worker, "verb": _verb, "numbers": _numbers})
says, asks = GRAMMAR.says, GRAMMAR.asks

_DOES: Final = (
    "(can | will | could)? (@finish | finish | make | makes | type | types | wash | washes | do)"
)


# -- statements ----------------------------------------------------------------


@says(f"{{who:worker}} {_DOES} {{job:np}}? in {{t:time}}",
      "{who:worker} (takes | needs | took | would take) {t:time} to {v:verb} {job:np}",
      "{who:worker} (takes | needs | took | would take) {t:time} (alone | by himself | by herself)?",
      "{who:worker} alone (takes | needs | would need) {t:time}",
      "{who:worker} in {t:time}", "it takes {who:worker} {t:time} to {v:verb} {job:np}")  # fmt: skip
def _alone(
    state: Teamwork, who: tuple[str, int], t: Amount, job: Noun | None = None, v: str = ""
) -> None:
    state.same_job(job)
    name, sign = who
    state.alone(name, state.time(t), -1 if v in _EMPTYING else sign)


@says("({job:np} (is | can be) filled)? by {who:worker} (alone)? in {t:time}")
def _filled_by(state: Teamwork, who: tuple[str, int], t: Amount, job: Noun | None = None) -> None:
    state.same_job(job)
    if job is None and not state.rates:
        raise NotUnderstood("It is unclear what is done.")
    state.alone(who[0], state.time(t), 1)


@says("{who:worker} (empties | drains | can empty | can drain) {job:np} in {t:time}")
def _empties(state: Teamwork, who: tuple[str, int], job: Noun, t: Amount) -> None:
    state.same_job(job)
    state.alone(who[0], state.time(t), -1)


@says(f"(working | together) (together ,)? ,? {{a:worker}} and {{b:worker}} {_DOES} {{job:np}} in {{t:time}}",
      f"{{a:worker}} and {{b:worker}} together {_DOES} {{job:np}} in {{t:time}}",
      f"{{a:worker}} and {{b:worker}} {_DOES} {{job:np}} together in {{t:time}}")  # fmt: skip
def _both(state: Teamwork, a: tuple[str, int], b: tuple[str, int], job: Noun, t: Amount) -> None:
    state.same_job(job)
    time = state.time(t)
    rates = [variable(f"rate({name})").times(time) for name, _ in (a, b)]
    state.equations.append(Equation(total(rates), constant(1)))
    state.jointly = time


@says("both (pipes | taps)? are (open | opened | on | used | running)",
      "(they | both) work together", "both pipes are opened (together | at the same time)?",
      "they work together")  # fmt: skip
def _open(state: Teamwork) -> None:
    if not state.rates:
        raise NotUnderstood("It is unclear who works together.")


@says("{n:n} {who:thing} {v:verb} {rates:numbers} {what:thing} per {u:unit}",
      "{n:n} {who:thing} {v:verb} {rates:numbers} {what:thing} (a | an | each) {u:unit}")  # fmt: skip
def _machines(
    state: Teamwork,
    n: Fraction,
    who: Noun,
    rates: tuple[Fraction, ...],
    what: Noun,
    u: Any,
    v: str = "",
) -> None:
    """``Two printers print 60 and 40 pages per minute``."""
    del v
    if n != len(rates) or state.rates:
        raise NotUnderstood("It is unclear which of them does how much.")
    state.unit, state.items = u.symbol, what.name
    for k, rate in enumerate(rates, 1):
        name = variable(f"rate({who.name} {k})")
        state.equations.append(Equation(name, constant(rate)))
        state.rates[f"{who.name} {k}"] = name


# -- questions -----------------------------------------------------------------


@asks("how long (do | does | will | would | did) (it | they) take (them | both | both of them)? (together | working together"
      " | if they work together | to {v:verb} {job:np} together | together to {v:verb} {job:np})",
      "how long (does | do | will | would) (it | they) take to {v:verb} {job:np}? (together | if both are open"
      " | with both open | when both are open | working together)?",
      "how long (does | will | would) it take with both {k:thing}? (open | on)?",
      "how long (do | will | would) both {k:thing} take together",
      "how long with both ({k:thing})? open", "how long together", "how long (will | would | do | does)"
      " (they | both) (need | take) (together | working together)?",
      "how long (will | would | does) it take (both | the 2) ({k:thing})? together? to {v:verb} {job:np}",
      "how (many {u:unit} | long) (will | would | does | do) (it | they) take (them)? together")  # fmt: skip
def _together(
    state: Teamwork,
    v: str = "",
    job: Noun | None = None,
    k: Noun | None = None,
    u: Any = None,
) -> None:
    del v, k
    state.same_job(job)
    if u is not None and u.symbol != state.unit:
        raise NotUnderstood("The units differ.")
    if len(state.rates) < 2 or state.items or state.jointly is not None:
        raise NotUnderstood("It is unclear who works together.")
    _time_for(state, Fraction(1))


def _time_for(state: Teamwork, amount: Fraction) -> None:
    """The time in which all together do ``amount``: the rates are numbers by now."""
    speeds = []
    for equation, (name, rate) in zip(state.equations, state.rates.items(), strict=True):
        factor = equation.left.terms[0][1]
        speed = equation.right.offset / factor * rate.terms[0][1]
        speeds.append((name, speed))
    together = sum((speed for _, speed in speeds), Fraction(0))
    if together <= 0:
        raise NotUnderstood("Together they never get it done.")
    time = variable("time")
    parts = [variable(f"part({name})") for name, _ in speeds]
    state.equations = [
        Equation(part, time.times(abs(speed)))
        for part, (_, speed) in zip(parts, speeds, strict=True)
    ]
    signed = [
        part.times(Fraction(1 if speed > 0 else -1))  # what empties takes away from the rest
        for part, (_, speed) in zip(parts, speeds, strict=True)
    ]
    state.equations.append(Equation(total(signed), constant(amount)))
    state.asked = time


@asks("how (long | many {u:unit}) do they (need | take) together? (for | to print) {n:n} {what:thing} together?",
      "how (long | many {u:unit}) (does | will) it take (them)? together? (for | to {v:verb}) {n:n} {what:thing} together?")  # fmt: skip
def _for_items(state: Teamwork, n: Fraction, what: Noun, u: Any = None, v: str = "") -> None:
    del v
    if what.name != state.items or (u is not None and u.symbol != state.unit):
        raise NotUnderstood("It is unclear what is done together.")
    _time_for(state, n)


@asks("how long (would | will | does | do) {who:worker} (need | take) (alone | by himself | by herself | on his own"
      " | on her own)? (to {v:verb} {job:np})? (alone | by himself | by herself | on his own | on her own)?",
      "how long (would | will | does) it take {who:worker} alone")  # fmt: skip
def _alone_asked(
    state: Teamwork, who: tuple[str, int], v: str = "", job: Noun | None = None
) -> None:
    """From the time together and that of the other."""
    del v
    state.same_job(job)
    if state.jointly is None or len(state.rates) != 1 or who[0] in state.rates:
        raise NotUnderstood("It is unclear what is known of them.")
    rates = {name for e in state.equations for name in e.gap().names()}
    if f"rate({who[0]})" not in rates:
        raise NotUnderstood(f"Nothing is said of {who[0]}.")
    known = next(e for e in state.equations if e.right == constant(1) and len(e.left.terms) == 1)
    speed = 1 / known.left.terms[0][1]
    left = 1 - state.jointly * speed
    part, time = variable(f"part({who[0]})"), variable("time alone")
    if left <= 0:
        raise NotUnderstood("The times do not go together.")
    state.equations = [
        Equation(part.plus(state.jointly * speed), constant(1)),
        Equation(time.times(left), constant(state.jointly)),
    ]
    state.asked = time


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    state = Teamwork()
    if not GRAMMAR.run(sentences, state) or state.asked is None:
        return None
    return Story(tuple(state.equations), (state.asked,), unit=state.unit)
