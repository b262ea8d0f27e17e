"""Several dice, and what may be said about them: sums and products, the larger number, faces
that are alike, conditions. An event is read completely, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.families.integer_words import parse_condition
from kaelum_math.methods.dice import Event, by_counts, by_rolls, written
from kaelum_math.phrases import clause, noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Task, Value
from kaelum_math.text.tokens import Token
from kaelum_math.words.task import TwoWays

__all__ = ["PHRASES", "DiceEvent"]

MAX_DICE: Final = 8


@frozen
class DiceEvent(TwoWays):
    """The probability of an event when fair dice are rolled, perhaps given another event."""

    dice: int
    sides: int
    event: Event
    under: Event | None = None

    method = "weighted unordered rolls instead of all ordered ones"

    def describe(self) -> str:
        given = f" | {written(self.under)}" if self.under is not None else ""
        return f"P({written(self.event)}{given}) in {self.dice} rolls of a die of {self.sides}"

    def _known(self, chance: Fraction | None) -> Fraction:
        if chance is None:
            raise Undefined("The condition is impossible.")
        return chance

    def first(self) -> Fraction:
        return self._known(by_rolls(self.event, self.under, self.dice, self.sides))

    def second(self) -> Fraction:
        return self._known(by_counts(self.event, self.under, self.dice, self.sides))

    def worth(self, result: Any) -> Value:
        return number(result)


# -- reading the dice ------------------------------------------------------------

_PLAIN: Final = frozenset(
    "a an one the fair standard ordinary regular unbiased balanced normal identical distinct".split()
)
_TIMES: Final = {"": 1, "once": 1, "twice": 2, "thrice": 3, "together": 1, "at the same time": 1,
                 "simultaneously": 1, "in succession": 1, "at once": 1}  # fmt: skip


def _thrown(m: Slots) -> tuple[int, int]:
    """How many dice are rolled in all, and their sides.

    Raises:
        NotUnderstood: it is not said plainly.
    """
    tokens = [t for t in m.tokens("d") if t.kind == "num" or t.text not in _PLAIN]
    dice, sides, at = 1, 6, 0
    plural = bool(tokens) and tokens[-1].text == "dice"
    words = [t.text for t in tokens]
    if words[:2] == ["pair", "of"]:
        dice, at = 2, 2
    elif tokens and tokens[0].kind == "num" and words[1:2] != ["-"] and words[1:2] != ["sided"]:
        dice, at = int(tokens[0].value), 1
    rest = [w for w in words[at:] if w != "-"]
    if len(rest) == 3 and rest[1] == "sided":
        sides = int(tokens[at].value)
        rest = rest[2:]
    if rest not in (["die"], ["dice"]) or not 1 <= dice <= MAX_DICE or not 2 <= sides <= 100:
        raise NotUnderstood("The dice are not understood.")
    if plural and at == 0 and not m.has("t"):
        raise NotUnderstood("It is not said how many dice there are.")
    return dice * _rolls(m, dice), sides


def _rolls(m: Slots, dice: int) -> int:
    if not m.has("t"):
        return 1
    tokens = m.tokens("t")
    if tokens[0].kind == "num" and [t.text for t in tokens[1:]] == ["times"]:
        times = int(tokens[0].value)
    else:
        times = _TIMES.get(m.text("t"), 0)
    if not times or (dice > 1 and times > 1) or times > MAX_DICE:
        raise NotUnderstood("It is unclear how often the dice are rolled.")
    return times


# -- reading an event --------------------------------------------------------------

_FIGURES: Final = (
    (r"(?:sum|total)(?: of)?", "sum"),
    (r"product(?: of)?", "product"),
    (r"(?:positive |absolute )?difference(?: between| of)?", "difference"),
    (r"(?:larger|largest|greater|greatest|higher|highest|maximum|bigger|biggest)(?: of)?", "largest"),
    (r"(?:smaller|smallest|lower|lowest|minimum|lesser)(?: of)?", "smallest"),
)  # fmt: skip
_THINGS: Final = (
    r"(?: (?:the )?(?:(?:two|three|four|both|all|\d) )?(?:numbers?|dice|faces?|values?|rolls?|results?|outcomes?|scores?|spots|pips|points)"
    r"(?: (?:rolled|shown|showing|that are rolled|that come up|on the dice|on the two dice|obtained|facing up|on the faces))*)?"
)
_IS: Final = (
    r" (?:is|are|equals|equal to|was|shows?|comes? up|will be|being|of)(?: (?:an?|the|equal to))*"
)
_FIGURE: Final = tuple(
    (re.compile(rf"(?:the )?{head}{_THINGS}(?:{_IS}|(?= (?:at|more|less|greater|exceeds)\b)) (?P<c>.+)"), name)
    for head, name in _FIGURES
)  # fmt: skip
_ORDINALS: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_ONE: Final = (
    r"(?:the )?(?P<o>first|second|third|fourth)(?: (?:die|roll|number|one|throw|dice))?(?: roll)?"
)
_PLACE: Final = re.compile(rf"{_ONE}{_IS} (?P<c>.+)")
_ORDER: Final = re.compile(
    rf"{_ONE} (?:is|shows?|was|comes up)(?: a)?(?: number)? (?P<s>(?:greater|higher|larger|more|bigger|less|lower|smaller) than|equal to|the same as)"
    r" (?:that (?:of|on) )?(?:the )?(?P<p>first|second|third|fourth)(?: (?:die|roll|number|one|throw))?"
)
_DICE: Final = (
    r"(?: of)?(?: the)?(?: (?:two|three|\d))?(?: (?:dice|die|rolls?|numbers?|them|throws?))?"
)
_SHOW: Final = r" (?:is|are|shows?|comes? up|lands? on|land|were|was|be)(?: (?:an?|the|all|both))*"
_COUNT: Final = re.compile(
    rf"(?P<s>at least|at most|exactly|more than|fewer than|less than|no more than|no fewer than) (?P<k>\w+){_DICE}{_SHOW} (?P<c>.+)"
)
_FACES: Final = re.compile(
    r"(?P<s>at least|at most|exactly|more than|fewer than|no more than) (?P<k>\w+) (?P<c>\w+)(?: (?:is|are) (?:rolled|thrown))?"
)
_EVERY: Final = re.compile(
    rf"(?P<w>both|all|neither|none|no|each|every)(?: three| two| four)?{_DICE}{_SHOW} (?P<c>.+)"
)
_SAME: Final = re.compile(
    rf"(?:both|all|they|the|two|three|both of them|all of them|they all)?{_DICE}(?: all| both)?(?: shows?| are| is| have| land on| come up| match)?(?: all)? ?"
    r"(?P<w>the same(?: number| value| face| result)?|different(?: numbers| values| faces| results)?|distinct(?: numbers| values| faces)?|doubles|a double|equal|match)"
)
_ALIKE: Final = re.compile(
    rf"(?P<s>at least|exactly|at most) (?P<k>\w+){_DICE} (?:show|are|have|match|land on|come up)(?: with)? ?(?:the same(?: number| value| face)?|alike|equal)?"
)
_SIGNS: Final = {"at least": ">=", "at most": "<=", "exactly": "=", "more than": ">", "fewer than": "<",
                 "less than": "<", "no more than": "<=", "no fewer than": ">="}  # fmt: skip
_NUMBERS: Final = {word: k for k, word in enumerate("zero one two three four five six".split())}
_PLURALS: Final = {"ones": 1, "twos": 2, "threes": 3, "fours": 4, "fives": 5, "sixes": 6}


def _value(piece: Sequence[Token]) -> int | None:
    """The number that is all of ``piece``, if it is one."""
    if len(piece) != 1:
        return None
    if piece[0].kind == "num" and piece[0].value.denominator == 1:
        return int(piece[0].value)
    return _PLURALS.get(piece[0].text)


class _Reader:
    """Reads events about so many dice from tokens."""

    def __init__(self, m: Slots, dice: int) -> None:
        self._m = m
        self._dice = dice

    def read(self, tokens: Sequence[Token]) -> Event:
        """The event that ``tokens`` are.

        Raises:
            NotUnderstood: they are none.
        """
        try:
            return self._atom(tokens)
        except NotUnderstood:
            words = [t.text for t in tokens]
            joints = [k for k, word in enumerate(words) if word in {"and", "or"}]
            kinds = {words[k] for k in joints}
            if len(kinds) > 1:
                raise
            for at in joints:
                try:
                    left, right = self.read(tokens[:at]), self.read(tokens[at + 1 :])
                except NotUnderstood:
                    continue
                return (words[at], left, right)
            raise

    def _condition(self, tokens: Sequence[Token], tail: str) -> Any:
        """The condition in the last words, ``tail``, of ``tokens``."""
        rest = [t for t in tokens[len(tokens) - len(tail.split()) :] if t.text != "exactly"]
        pieces = [piece for piece in split(rest, "or", ",") if piece]
        values = [_value(piece) for piece in pieces]
        if values and None not in values:
            conditions: list[Any] = [("equal", value) for value in values]
            return reduce(lambda left, right: ("or", left, right), conditions)
        return parse_condition(rest, self._m)

    def _atom(self, tokens: Sequence[Token]) -> Event:
        if not tokens:
            raise NotUnderstood("An event is missing.")
        words = " ".join(t.text for t in tokens)
        for pattern, name in _FIGURE:
            if found := pattern.fullmatch(words):
                if name == "difference" and self._dice != 2:
                    raise NotUnderstood("A difference is between two dice.")
                return (name, self._condition(tokens, found["c"]))
        if found := _ORDER.fullmatch(words):
            sign = (
                ">"
                if found["s"].split()[0] in {"greater", "higher", "larger", "more", "bigger"}
                else "<"
            )
            sign = "=" if found["s"] in {"equal to", "the same as"} else sign
            return ("order", self._place(found["o"]), sign, self._place(found["p"]))
        if found := _PLACE.fullmatch(words):
            return ("place", self._place(found["o"]), self._condition(tokens, found["c"]))
        return self._alike(words) or self._faces(tokens, words)

    def _place(self, ordinal: str) -> int:
        place = _ORDINALS[ordinal]
        if place >= self._dice:
            raise NotUnderstood("There is no such die.")
        return place

    def _alike(self, words: str) -> Event | None:
        if found := _SAME.fullmatch(words):
            kind = found["w"].split()[0]
            if kind in {"different", "distinct"}:
                return ("alike", "=", 1)
            if kind in {"doubles", "a"} and self._dice != 2:
                raise NotUnderstood("Doubles are of two dice.")
            return ("alike", "=", self._dice)
        if (found := _ALIKE.fullmatch(words)) and re.search(r"same|alike|match|equal", words):
            count = self._count(found["k"])
            if found["s"] == "exactly" and 2 * count <= self._dice:
                raise NotUnderstood("It is unclear whether two pairs count.")
            return ("alike", _SIGNS[found["s"]], count)
        return None

    def _faces(self, tokens: Sequence[Token], words: str) -> Event:
        if found := _COUNT.fullmatch(words):
            condition = self._condition(tokens, found["c"])
            return ("faces", _SIGNS[found["s"]], self._count(found["k"]), condition)
        if (found := _FACES.fullmatch(words)) and (
            found["c"] in _PLURALS or found["c"] in _NUMBERS or found["c"].isdigit()
        ):
            condition = self._condition(
                [t for t in tokens if t.text == found["c"]][-1:], found["c"]
            )
            return ("faces", _SIGNS[found["s"]], self._count(found["k"]), condition)
        if found := _EVERY.fullmatch(words):
            if found["w"] == "both" and self._dice != 2:
                raise NotUnderstood("Both of more than two are spoken of.")
            wanted = 0 if found["w"] in {"neither", "none", "no"} else self._dice
            return ("faces", "=", wanted, self._condition(tokens, found["c"]))
        raise NotUnderstood("The event is not understood.")

    def _count(self, word: str) -> int:
        count = _NUMBERS.get(word, int(word) if word.isdigit() else -1)
        if not 0 <= count <= self._dice:
            raise NotUnderstood("There are not so many dice.")
        return count


def _dice(m: Slots) -> Task | None:
    dice, sides = _thrown(m)
    if dice == 1:
        return None  # a family of its own
    reader = _Reader(m, dice)
    under = reader.read(m.tokens("g")) if m.has("g") else None
    return DiceEvent(dice, sides, reader.read(m.tokens("e")), under)


_ROLLED: Final = "(rolled|thrown|tossed)"
_ROLL: Final = "(roll|throw|toss|rolls|throws)"
_X: Final = (
    f"({{d}} (are|is) {_ROLLED} [{{t}}]|(i|you|we|someone|alice|john) {_ROLL} {{d}} [{{t}}])"
)
_P: Final = (
    "(probability|chance|likelihood|odds) [that|of] [getting|rolling|obtaining|throwing|they]"
)
_GIVEN: Final = "(given that|given|if|knowing that|if it is known that)"
_ASK: Final = "(what is|find|calculate|determine|what's|whats|compute)"

PHRASES = (
    *text(_dice, f"{_X} ; {_P} {{e}}", f"{_X} ; {_P} {{e}} {_GIVEN} {{g}}", f"(if|when|suppose) {_X} , {_ASK} [the] {_P} {{e}}",
          f"{_X} ; {_GIVEN} {{g}} , {_ASK} [the] {_P} {{e}}", f"(if|when) {_X} , {_ASK} [the] {_P} {{e}} {_GIVEN} {{g}}"),
    *clause(_dice, f"(if|when) {_X} [,] {_ASK} [the] {_P} {{e}}"),
    *noun(_dice, f"{_P} {{e}} (when|if) {_X}",
          f"{_P} {{e}} (with|on|in a roll of|when rolling|when throwing|in one roll of|by rolling|after rolling) {{d}}"),
)  # fmt: skip
