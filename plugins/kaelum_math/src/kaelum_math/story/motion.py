"""Things that move: meeting, moving apart, catching up, journeys of several legs, wind and current."""

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

_SPEEDS: Final = {"mph": ("mi", "h"), "km/h": ("km", "h"), "m/s": ("m", "s"), "ft/s": ("ft", "s")}


@frozen
class Leg:
    """A part of a journey: two of speed, time and distance."""

    speed: Fraction | None = None
    time: Fraction | None = None
    distance: Fraction | None = None

    def taking(self) -> Fraction:
        """The time of the leg. Raises NotUnderstood if it does not follow."""
        if self.time is not None:
            return self.time
        if self.speed and self.distance is not None:
            return self.distance / self.speed
        raise NotUnderstood("It is not said how long a part of the way takes.")

    def going(self) -> Fraction:
        """The length of the leg. Raises NotUnderstood if it does not follow."""
        if self.distance is not None:
            return self.distance
        if self.speed is not None and self.time is not None:
            return self.speed * self.time
        raise NotUnderstood("It is not said how long a part of the way is.")


class Motion:
    """What has been said so far, in the units of one system: miles and hours, say."""

    def __init__(self, system: str) -> None:
        self.system = system
        self.length, self.time_unit = _SPEEDS[system]
        self.legs: list[Leg] = []
        self.speeds: list[Fraction] = []
        self.apart = Fraction(0)
        self.way = ""
        self.delay = Fraction(0)
        self.after: Fraction | None = None
        self.asked = ""
        self.unit = ""

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""

    def of(self, amount: Amount) -> Fraction:
        """``amount`` in the unit of the system. Raises NotUnderstood for another system's."""
        unit = amount.unit
        if unit is None:
            raise NotUnderstood("A unit is missing.")
        symbol = unit.symbol
        if unit.dimension == "time":
            hours = Fraction(3600) if self.time_unit == "h" else Fraction(1)
            return amount.value * unit.size / hours
        if symbol not in {self.length, self.system}:
            raise NotUnderstood("The units are of different systems.")
        return amount.value

    def go(self, way: str) -> None:
        """How two move: ``towards``, ``apart`` or ``after``."""
        if self.way not in {"", way}:
            raise NotUnderstood("It is unclear how they move.")
        self.way = way

    def ask(self, what: str, unit: str) -> None:
        """What is asked: ``time``, ``distance`` or ``speed``."""
        if self.asked:
            raise NotUnderstood("Several things are asked.")
        self.asked, self.unit = what, unit


# -- slots ---------------------------------------------------------------------


def _leg(tokens: Sequence[Token], at: int) -> Iterator[tuple[tuple[Amount, Amount], int]]:
    """``60 km at 30 km/h``, ``for 2 hours at 50 mph``, ``12 km/h for 2 hours``."""
    start = at
    while start < len(tokens) and tokens[start].text in {"for", "at", "another"}:
        start += 1
    for first, end in SLOTS["measured"](tokens, start):
        middle = end
        if middle < len(tokens) and tokens[middle].text in {"at", "for", "in"}:
            middle += 1
        words = [t.text for t in tokens[middle : middle + 4]]
        if words == ["an", "average", "speed", "of"]:
            middle += 4
        elif words[:3] == ["a", "speed", "of"]:
            middle += 3
        if middle == end:
            continue
        for second, stop in SLOTS["measured"](tokens, middle):
            if {_dimension(first), _dimension(second)} in _PAIRS:
                yield (first, second), stop


def _dimension(amount: Amount) -> str:
    return amount.unit.dimension if amount.unit else ""


_PAIRS: Final = ({"length", "speed"}, {"time", "speed"}, {"length", "time"})

_MOVES: Final = (
    "(drive | drives | drove | travel | travels | traveled | travelled | ride | rides | rode | run | runs | ran"
    " | walk | walks | walked | cycle | cycles | cycled | jog | jogs | jogged | fly | flies | flew | go | goes"
    " | went | sails | sailed | swims | swam | bikes | biked | hikes | hiked)"
)
_TOWARDS: Final = "(toward each other | towards each other | toward 1 another | towards 1 another)"
_APART: Final = "(in opposite directions | away from each other)"
_BEGIN: Final = (
    "(head | heads | drive | travel | leave | start | run | walk | cycle | ride | move | set off | set out | go | fly"
    " | start driving | are driving | are traveling | are travelling | begin driving | are heading | start out | sail)"
)


def _speed_name(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    for unit, end in SLOTS["unit"](tokens, at):
        if unit.dimension == "speed":
            yield unit.symbol, end


def _two_speeds(tokens: Sequence[Token], at: int) -> Iterator[tuple[tuple[Amount, Amount], int]]:
    """``70 mph and 80 mph``; ``12 and 15 km/h``."""
    for first, end in SLOTS["speed"](tokens, at):
        if end < len(tokens) and tokens[end].text == "and":
            for second, stop in SLOTS["speed"](tokens, end + 1):
                yield (first, second), stop
    for value, end in SLOTS["n"](tokens, at):
        if end < len(tokens) and tokens[end].text == "and":
            for second, stop in SLOTS["speed"](tokens, end + 1):
                yield (Amount(value, second.unit), second), stop


def _named(names: Sequence[str], what: str) -> Any:
    def slot(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
        if at < len(tokens) and tokens[at].text in names:
            yield what, at + 1

    return slot


GRAMMAR: Final = Grammar[Motion](
    slots={
        "leg": _leg,
        "speed_name": _speed_name,
        "speeds": _two_speeds,
        "stream": _named(("wind", "current", "stream", "river"), "stream"),
        "still": _named(("plane", "boat", "airplane", "ship", "rower"), "still"),
    }
)
says, asks = GRAMMAR.says, GRAMMAR.asks


# -- journeys of several legs ----------------------------------------------------


@says(f"{{who:np}}? {_MOVES}? {{leg:leg}}", f"{{who:np}} then {_MOVES} {{leg:leg}}",
      f"{{who:np}} {_MOVES} back {{leg:leg}}")  # fmt: skip
def _goes(state: Motion, leg: tuple[Amount, Amount], who: Noun | None = None) -> None:
    if who is not None and who.head in _MOVES.split():
        who = None
    if who is not None and state.legs and who.lead not in {"i", "he", "she", "it", "they", "we"}:
        raise NotUnderstood("It is unclear who moves.")
    names = {"speed": "speed", "time": "time", "length": "distance"}
    given = {names[_dimension(amount)]: state.of(amount) for amount in leg}
    state.legs.append(Leg(**given))


@asks("what @be @possessive/the average speed (in {u:speed_name})? (for the (whole | entire) (trip | journey | ride | drive))?",
      "what @be @possessive/the average speed for the (trip | journey)",
      "find? @possessive/the average speed")  # fmt: skip
def _average(state: Motion, u: str = "") -> None:
    if u and u != state.system:
        raise NotUnderstood("The speed is wanted in other units.")
    if not state.legs:
        raise NotUnderstood("It is unclear which way is meant.")
    state.ask("average", state.system)


@asks(f"how far (do | does | did | will) {{who:np}} {_MOVES} (in all | in total | altogether)",
      "what @be the total distance (travelled | traveled | covered)?",
      "how (many {u:unit} | far) (do | does | did) {who:np} (travel | drive | go | cover | ride | run | walk | cycle)"
      " (in all | in total | altogether)")  # fmt: skip
def _whole_way(state: Motion, who: Noun | None = None, u: Any = None) -> None:
    del who
    if len(state.legs) < 2 or (u is not None and u.symbol != state.length):
        raise NotUnderstood("It is unclear which way is meant.")
    state.ask("way", state.length)


@asks("what @be @possessive/the (average)? speed (in {u:speed_name})?",
      "how fast (do | does | did) {who:np} (run | drive | go | walk | travel | ride | cycle | swim)",
      "how fast @be {who:np} (going | driving | running | walking | travelling | traveling)")  # fmt: skip
def _speed(state: Motion, u: str = "", who: Noun | None = None) -> None:
    del who
    if (u and u != state.system) or len(state.legs) != 1:
        raise NotUnderstood("The speed is wanted in other units.")
    state.ask("average", state.system)


# -- two that move ----------------------------------------------------------------


@says(f"{{n:n}} {{who:thing}} (are | start)? {{d:length}} apart (and | ,)? {_BEGIN}? {_TOWARDS} at? {{speeds:speeds}}",
      f"{{n:n}} {{who:thing}} (are | start)? {{d:length}} apart (and | ,)? {_BEGIN}? {_TOWARDS}",
      f"{{n:n}} {{who:thing}} {_BEGIN} {_TOWARDS} (from {{d:length}} apart | from (places | towns | cities | points)"
      " {d:length} apart) (at {speeds:speeds})?",
      "{n:n} {who:thing} are {d:length} apart",
      "{n:n} {who:thing} (start | leave | set off | depart) (at the same time)? (from (2)? (places | towns | cities | points | stations))?"
      f" {{d:length}} apart and {_BEGIN} {_TOWARDS} at {{speeds:speeds}}")  # fmt: skip
def _meeting(
    state: Motion,
    n: Fraction,
    who: Noun,
    d: Amount,
    speeds: tuple[Amount, ...] = (),
) -> None:
    del who
    if n != 2:
        raise NotUnderstood("Two move towards each other.")
    state.apart = state.of(d)
    state.go("towards")
    _add_speeds(state, speeds)


def _add_speeds(state: Motion, speeds: Sequence[Amount]) -> None:
    state.speeds += [state.of(amount) for amount in speeds]
    if len(state.speeds) > 2:
        raise NotUnderstood("There are too many speeds.")


@says(f"they {_BEGIN}? {_TOWARDS} at {{speeds:speeds}}",
      "(1 | the first | the other | the second | another) ({x:thing})? (travels | drives | goes | runs | moves | is going"
      " | is driving)? at {s:speed}")  # fmt: skip
def _they_go(
    state: Motion,
    speeds: tuple[Amount, ...] = (),
    s: Amount | None = None,
    x: Noun | None = None,
) -> None:
    del x
    _add_speeds(state, (*speeds, s) if s is not None else speeds)


@says(f"{{n:n}} {{who:thing}} {_BEGIN} (from the same (point | place | town | spot))? (at the same time)? {_APART}"
      " (at | with speeds of) {speeds:speeds}",
      f"{{n:n}} {{who:thing}} {_BEGIN} (from)? (the same (point | place | town | spot | city))? (at the same time)? {_APART}",
      f"{{n:n}} {{who:thing}} {_BEGIN} (from the same (point | place | town | spot))? (at the same time)? (and | ,)?"
      f" {_BEGIN}? {_APART} at {{speeds:speeds}}")  # fmt: skip
def _parting(state: Motion, n: Fraction, who: Noun, speeds: tuple[Amount, ...] = ()) -> None:
    del who
    if n != 2:
        raise NotUnderstood("Two move apart.")
    state.go("apart")
    _add_speeds(state, speeds)


@asks("(after | in) how (many {u:unit} | long) (do | will | would) they meet", "when (do | will) they meet",
      "how long (does it take | until they meet | before they meet | will it take) (until | before | for)? (they | them)?"
      " (to)? meet?")  # fmt: skip
def _meet(state: Motion, u: Any = None) -> None:
    if state.way != "towards" or (u is not None and u.symbol != state.time_unit):
        raise NotUnderstood("It is unclear whether they meet.")
    state.ask("meeting", state.time_unit)


@asks("how (far | many {u:unit}) apart (are | will) they (be)? (after | in) {t:time} (later)?")
def _how_far_apart(state: Motion, t: Amount, u: Any = None) -> None:
    if state.way != "apart" or (u is not None and u.symbol != state.length):
        raise NotUnderstood("It is unclear how they move.")
    state.after = state.of(t)
    state.ask("apart", state.length)


@says("{a:np} (leaves | starts | sets off | drives off | left | set off) ({p:place})? at {s:speed}")
def _leaves(state: Motion, a: Noun, s: Amount, p: None = None) -> None:
    del a, p
    if state.speeds:
        raise NotUnderstood("It is unclear who leaves first.")
    state.go("after")
    _add_speeds(state, (s,))


@says("{t:time} later (, | and)? (another | a second | the second | a) {b:thing} (follows | leaves | starts"
      " | starts after | sets off) (it | after it | the {c:thing})? at {s:speed} (in the same direction | on the same road)?",
      "{t:time} later , (another | a second) {b:thing} follows at {s:speed}")  # fmt: skip
def _follows(state: Motion, t: Amount, b: Noun, s: Amount, c: Noun | None = None) -> None:
    del b, c
    if state.way != "after" or state.delay:
        raise NotUnderstood("It is unclear who follows whom.")
    state.delay = state.of(t)
    _add_speeds(state, (s,))


@asks("how (many {u:unit} | long) (until | before | does it take until | will it take until | does it take before)?"
      " (the second {b:thing}? | it | the other {b:thing}?) (catches up | overtakes it | catches up with it"
      " | catches up to the first | catches the first | overtakes the first ({c:thing})? | catch up)",
      "how long (does it take | will it take) the second {b:thing} to catch up (with (it | the first ({c:thing})?))?",
      "(after | in) how many {u:unit} (does | will) (it | the second {b:thing}? | the {b:thing}) catch up"
      " (with (it | the first ({c:thing})? | the {c:thing}))?")  # fmt: skip
def _catches(state: Motion, u: Any = None, b: Noun | None = None, c: Noun | None = None) -> None:
    del b, c
    if state.way != "after" or not state.delay or (u is not None and u.symbol != state.time_unit):
        raise NotUnderstood("It is unclear who follows whom.")
    state.ask("catching", state.time_unit)


# -- wind and current --------------------------------------------------------------


@says("{who:np} (flies | travels | sails | rows | goes | swims | takes) {d:length} in {t:time} (with the wind"
      " | downstream | with the current)",
      "{who:np} (flies | travels | sails | rows | goes | swims) {d:length} (with the wind | downstream"
      " | with the current) in {t:time}")  # fmt: skip
def _with_wind(state: Motion, who: Noun, d: Amount, t: Amount) -> None:
    del who
    state.legs.append(Leg(None, state.of(t), state.of(d)))
    state.go("stream")


@says("{who:np}? (takes | needs) {t:time} to (return | fly back | row back | go back | come back) (against the wind | upstream"
      " | against the current)?",
      "{who:np}? (returns | flies back | goes back) in {t:time} (against the wind | upstream | against the current)")  # fmt: skip
def _against(state: Motion, t: Amount, who: Noun | None = None) -> None:
    del who
    if state.way != "stream" or len(state.legs) != 1:
        raise NotUnderstood("It is unclear how far it is back.")
    state.legs.append(Leg(None, state.of(t), state.legs[0].distance))


@asks("(what | how fast) @be the (speed of the)? {what:stream} (speed)?",
      "(what | how fast) @be the speed of the {what:still} (in still (air | water))?")  # fmt: skip
def _stream(state: Motion, what: str) -> None:
    if state.way != "stream" or len(state.legs) != 2:
        raise NotUnderstood("It is unclear what moves.")
    state.ask(what, state.system)


# -- putting it together -------------------------------------------------------


def _equations(state: Motion) -> tuple[list[Equation], Linear]:
    """The equations, and what is asked."""
    time = variable("time")
    if state.asked in {"average", "way"}:
        return _journey(state)
    if state.asked in {"stream", "still"}:
        return _in_stream(state)
    if len(state.speeds) != 2 or state.legs:
        raise NotUnderstood("Two speeds are needed.")
    first, second = state.speeds
    ways = [variable("first way"), variable("second way")]
    match state.asked:
        case "meeting":
            goal = Equation(total(ways), constant(state.apart))
            asked = time
        case "apart":
            goal = Equation(time, constant(state.after or 0))
            asked = total(ways)
        case _:
            goal = Equation(ways[0], ways[1])
            asked = time
    return [
        Equation(ways[0], time.plus(state.delay).times(first)),
        Equation(ways[1], time.times(second)),
        goal,
    ], asked


def _journey(state: Motion) -> tuple[list[Equation], Linear]:
    if state.speeds or state.way:
        raise NotUnderstood("It is unclear which way is meant.")
    way, time = variable("way"), variable("time")
    equations = [
        Equation(way, constant(sum((leg.going() for leg in state.legs), Fraction(0)))),
    ]
    if state.asked == "way":
        return equations, way
    spent = sum((leg.taking() for leg in state.legs), Fraction(0))
    if not spent:
        raise NotUnderstood("No time passes.")
    equations += [
        Equation(time, constant(spent)),
        Equation(variable("average speed").times(spent), way),
    ]
    return equations, variable("average speed")


def _in_stream(state: Motion) -> tuple[list[Equation], Linear]:
    still, stream = variable("own speed"), variable("speed of the stream")
    there, back = state.legs
    equations = [
        Equation((still + stream).times(there.taking()), constant(there.going())),
        Equation((still - stream).times(back.taking()), constant(back.going())),
    ]
    return equations, stream if state.asked == "stream" else still


def _system(sentences: Sequence[Sentence]) -> str:
    """The system of units: that of the speeds, or of the lengths and times that are written."""
    symbols: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        for at in range(len(tokens)):
            for unit, _ in SLOTS["unit"](tokens, at):
                if unit.dimension in {"speed", "length"}:
                    symbols.add(unit.symbol)
    named = [symbol for symbol in symbols if symbol in _SPEEDS]
    if len(named) == 1:
        return named[0]
    return next((s for s, (length, _) in _SPEEDS.items() if symbols == {length}), "")


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    system = _system(sentences)
    if not system:
        return None
    state = Motion(system)
    if not GRAMMAR.run(sentences, state):
        return None
    equations, asked = _equations(state)
    return Story(tuple(equations), (asked,), unit=state.unit)
