"""Where things lie from one another, in English: the statements, and what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, field, frozen

from kaelum_logic.finite.compass import COMPASS, RELATIONS, Way
from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.text import NUMBERS, sentences
from kaelum_logic.problem import strings

__all__ = ["Asking", "Lies", "Told", "read_bearings"]


@frozen
class Lies:
    """A thing lies in a direction from another one.

    Attributes:
        thing, other: their names.
        way: the direction.
        straight: whether it is said to be straight in that direction.
        distance: how far off, if that is said.
    """

    thing: str
    other: str
    way: Way
    straight: bool = False
    distance: Fraction | None = None

    def __str__(self) -> str:
        return f"{self.thing} {self.way.x:+d},{self.way.y:+d} from {self.other}"


@frozen
class Asking:
    """What is asked: ``which way``, ``whether``, ``which of two``, ``furthest`` or ``how far``.

    ``ways`` are the directions that the question names.
    """

    kind: str
    thing: str = ""
    other: str = ""
    ways: tuple[Way, ...] = ()


@frozen
class Told:
    """What a text tells of where things lie.

    Attributes:
        facts: the statements.
        asking: the question.
        names: how each thing is written.
        unit: of the distances, or "".
        hyphen: whether the text writes "north-east".
        lost: what was not understood.
    """

    facts: tuple[Lies, ...]
    asking: Asking
    names: dict[str, str] = field(hash=False)
    unit: str
    hyphen: bool
    lost: tuple[str, ...] = field(converter=strings)


_LEAST = 2
_STOP = (
    r"(?:is|are|was|lies?|lives?|sits?|stands?|located|situated|placed|of|to|from|and|or|not|if|which|what|where|who|that|"
    r"there|left|right|above|below|north|south|east|west|than|but|while|with|in|on|at|it|he|she|they|between|no|every|all|some|"
    r"relative|compared|directly|due|exactly|straight|immediately|diagonally|as|seen|further|furthest|far|by|for|when|because|only|"
    r"just|roughly|about|almost|nearly|slightly|probably|maybe|always|another|other|each|both|also|never|this|these|them)"
)
_ARTICLE = r"(?:(?:the|a|an|my|your|our|his|her)\s+)?"
_THING = rf"{_ARTICLE}(?:(?!{_STOP}\b)[\w'\u2019-]+)(?:\s+(?!{_STOP}\b)[\w'\u2019-]+){{0,2}}"
_IS = (
    r"(?:(?:is|are|was|stands|sits|lies|lives|hangs|rests|appears)(?:\s+(?:located|situated|placed|positioned|found|sitting|standing|lying|there))?"
    r"|can\s+be\s+found|is\s+to\s+be\s+found)"
)
_STRAIGHT = r"(?:(?P<straight>directly|due|exactly|straight)\s+)?"
_COUNT = rf"(?:\d{{1,5}}(?:\.\d{{1,3}})?|{'|'.join(NUMBERS)})"
_UNITS = r"(?:km|kilomet(?:er|re)s?|miles?|m|met(?:er|re)s?|blocks?|steps?|yards?|feet|foot|cm|units?|paces?|squares?)"
_FAR = rf"(?:(?P<far>{_COUNT})\s+(?P<unit>{_UNITS})\s+(?:away\s+)?)?"
_WAY = "|".join(f"(?P<w{index}>{pattern})" for index, pattern in enumerate(RELATIONS))
_WAYS = tuple(RELATIONS.values())
_SAYS = re.compile(
    rf"(?i)(?P<thing>{_THING})\s+{_IS}\s+{_FAR}{_STRAIGHT}(?:{_WAY})\s+(?P<other>{_THING})"
)
_GOES_ON = re.compile(
    rf"(?i)(?:(?:it\s+)?{_IS}\s+)?{_FAR}{_STRAIGHT}(?:{_WAY})\s+(?P<other>{_THING})"
)
_TURNED = re.compile(
    rf"(?i){_FAR}{_STRAIGHT}(?:{_WAY})\s+(?P<other>{_THING})\s+{_IS}\s+(?P<thing>{_THING})"
)
_LEAD = re.compile(
    r"(?i)^(?:(?:if|suppose|assume|imagine|given|say|now|also|so|then|and|we\s+know)(?:\s+that)?|on\s+(?:a|the)\s+map|"
    r"in\s+(?:a|the)\s+(?:picture|drawing|town|city|village|room|park|garden|figure|image))\s*,?\s+(?=\S)"
)
_LINK = re.compile(r"(?i)\s*(?:[,;]\s*(?:and|but|while)\s+|[,;]\s*|\s(?:and|but|while)\s+)")
_SEEN = r"(?:from|of|to|relative\s+to|with\s+respect\s+to|compared\s+(?:to|with)|in\s+relation\s+to|as\s+seen\s+from)"
_X, _Y = rf"(?P<thing>{_THING})", rf"(?P<other>{_THING})"
_KIND = r"(?:(?:compass|cardinal|relative|general|final)\s+)?"
_DIRECTION = rf"(?:direction|way|{_KIND}(?:position|location|relation(?:ship)?|placement|bearing))"
_WHICH_WAY = tuple(
    re.compile(rf"(?i)(?:so\s+|then\s+|and\s+)?{pattern}\s*\??")
    for pattern in (
        rf"(?:in\s+|to\s+)?(?:what|which)\s+{_KIND}direction\s+(?:is|are|does|would)\s+{_X}(?:\s+(?:lie|located|situated))?\s+{_SEEN}\s+{_Y}",
        rf"(?:in\s+)?(?:what|which)\s+{_KIND}direction\s+(?:of|from)\s+{_Y}\s+(?:is|does)\s+{_X}(?:\s+(?:lie|located|situated))?",
        rf"where\s+(?:is|does)\s+{_X}(?:\s+(?:lie|located|situated))?\s*,?\s+{_SEEN}\s+{_Y}",
        rf"what\s+is\s+(?:the\s+)?{_KIND}{_DIRECTION}\s+of\s+(?:the\s+agent\s+)?{_X}\s+{_SEEN}\s+(?:the\s+agent\s+)?{_Y}",
        rf"what\s+is\s+{_X}['\u2019]s\s+{_KIND}{_DIRECTION}\s+{_SEEN}\s+{_Y}",
        rf"(?:in\s+)?(?:what|which)\s+{_KIND}direction\s+(?:must|should|would|do|does|will|can)\s+(?:you|i|one|we|{_Y})\s+(?:have\s+to\s+|need\s+to\s+)?(?:go|travel|walk|head|move|drive|fly)\s+(?:from\s+(?P<start>{_THING})\s+)?(?:in\s+order\s+)?to\s+(?:get\s+to\s+|reach\s+|go\s+to\s+|visit\s+)?{_X}(?:\s+from\s+(?P<begin>{_THING}))?",
    )
)  # fmt: skip
_WHETHER = re.compile(rf"(?i)(?:so\s+|then\s+)?is\s+{_X}\s+{_STRAIGHT}(?:{_WAY})\s+{_Y}\s*\??")
_EITHER = re.compile(
    rf"(?i)is\s+{_X}\s+(?:to\s+the\s+)?(?P<one>north|east|south|west|left|right|above|below)(?:\s+of)?\s+or\s+(?:to\s+the\s+)?(?P<two>north|east|south|west|left|right|above|below)(?:\s+of)?\s+{_Y}\s*\??"
)
_MOST = re.compile(
    r"(?i)(?:which|what|who)(?:\s+(?:one|of\s+them|of\s+these|\w+))?\s+(?:is|lies|lives|stands)\s+(?:the\s+)?"
    r"(?:(?:furthest|farthest|most)\s+(?:to\s+the\s+)?(?P<way>north|east|south|west|left|right)|"
    r"(?P<most>northern|eastern|southern|western|left|right|top)most)(?:\s+(?:one|of\s+(?:all|them|the\s+\w+)))?\s*\??"
)
_SIMPLE = {
    **{name: Way(x, y, compass=True) for name, (x, y) in zip(COMPASS[::2], ((0, 1), (1, 0), (0, -1), (-1, 0)), strict=True)},
    "left": Way(-1, 0), "right": Way(1, 0), "above": Way(0, 1), "below": Way(0, -1), "top": Way(0, 1),
}  # fmt: skip
_HOW_FAR = re.compile(
    rf"(?i)(?:how\s+far\s+(?:is|apart\s+are)\s+{_X}\s+(?:from|and)\s+{_Y}|what\s+is\s+the\s+(?:straight[- ]line\s+)?distance\s+(?:between|from)\s+(?P<thing2>{_THING})\s+(?:and|to)\s+(?P<other2>{_THING}))\s*\??"
)


def read_bearings(text: str) -> Told | None:
    """What ``text`` tells of where things lie; None if it asks nothing about that."""
    parts = sentences(without_courtesies(text))
    if not parts:
        return None
    *told, last = parts
    reader = _Reader()
    asking = None
    for head, tail in _heads(last):
        asking = reader.question(tail)
        if asking is not None:
            told += [head] if head else []
            break
    if asking is None:
        return None
    lost = [sentence for sentence in told if not reader.statement(_plain(sentence))]
    if not reader.facts:
        return None
    asking, facts = _with_full_names(asking, reader.facts)
    known = {name for fact in facts for name in (fact.thing, fact.other)}
    lost += [name for name in (asking.thing, asking.other) if name and name not in known]
    if len(reader.units) > 1:
        lost.append(" beside ".join(sorted(reader.units)))
    unit = min(reader.units, default="")
    hyphen = re.search(r"(?i)\b(?:north|south)-(?:east|west)", text) is not None
    return Told(tuple(facts), asking, reader.names, unit, hyphen, lost)


def _with_full_names(asking: Asking, facts: list[Lies]) -> tuple[Asking, list[Lies]]:
    """Both with "c" as "house c", where one thing only has that letter or number."""
    names = {name for fact in facts for name in (fact.thing, fact.other)}
    full: dict[str, str] = {}
    for short in {name.split()[-1] for name in names if re.search(r"\s\w$", name)}:
        longer = [name for name in names if name.endswith(f" {short}")]
        if len(longer) == 1:
            full[short] = longer[0]
    pairs = [(full.get(fact.thing, fact.thing), full.get(fact.other, fact.other)) for fact in facts]
    asked = full.get(asking.thing, asking.thing), full.get(asking.other, asking.other)
    return evolve(asking, thing=asked[0], other=asked[1]), [
        evolve(fact, thing=thing, other=other)
        for fact, (thing, other) in zip(facts, pairs, strict=True)
    ]


def _heads(sentence: str) -> Iterator[tuple[str, str]]:
    """Ways to see a last sentence as statements before a question."""
    yield "", sentence.strip()
    for match in re.finditer(r"[,:]\s+", sentence):
        yield sentence[: match.start()], sentence[match.end() :].strip()


def _plain(sentence: str) -> str:
    plain = sentence.strip(" .!,;:")
    for _ in range(_LEAST):
        plain = _LEAD.sub("", plain)
    return plain


class _Reader:
    """Collects facts from sentences, and how the things in them are called."""

    def __init__(self) -> None:
        self.facts: list[Lies] = []
        self.names: dict[str, str] = {}
        self.units: set[str] = set()

    def name(self, text: str) -> str:
        """The key of a thing, which does not depend on articles and capitals."""
        shown = re.sub(r"(?i)^(?:the|a|an)\s+(?=\S\S)", "", text.strip())
        self.names.setdefault(shown.lower(), shown)
        return shown.lower()

    def statement(self, sentence: str) -> bool:
        """Read ``sentence`` whole, as one statement or several; nothing is kept if it fails."""
        found = self._statements(sentence, "")
        if found is not None:
            self.facts += found
        return found is not None

    def _statements(self, text: str, subject: str) -> list[Lies] | None:
        if (fact := self._one(text, subject)) is not None:
            return [fact]
        for link in _LINK.finditer(text):
            first = self._one(text[: link.start()], subject)
            if first is None:
                continue
            rest = self._statements(text[link.end() :], first.thing)
            if rest is not None:
                return [first, *rest]
        return None

    def _one(self, text: str, subject: str) -> Lies | None:
        match = _SAYS.fullmatch(text) or _TURNED.fullmatch(text)
        if match is not None:
            thing = self.name(match["thing"])
        elif subject and (match := _GOES_ON.fullmatch(text)) is not None:
            thing = subject
        else:
            return None
        distance = None
        if match["far"]:
            word = match["far"].lower()
            distance = Fraction(NUMBERS[word]) if word in NUMBERS else Fraction(word)
            self.units.add(_unit(match["unit"]))
        other = self.name(match["other"])
        straight = bool(match["straight"]) or distance is not None
        return Lies(thing, other, _way(match), straight, distance)

    def question(self, text: str) -> Asking | None:
        """What ``text`` asks, if it asks where something lies."""
        for pattern in _WHICH_WAY:
            if match := pattern.fullmatch(text):
                found = match.groupdict()
                seen_from = found.get("start") or found.get("begin") or found.get("other")
                if not seen_from:
                    return None
                return Asking("which way", self.name(match["thing"]), self.name(seen_from))
        if match := _EITHER.fullmatch(text):
            ways = _SIMPLE[match["one"].lower()], _SIMPLE[match["two"].lower()]
            pair = self.name(match["thing"]), self.name(match["other"])
            return Asking("which of two", *pair, ways) if ways[0].back == ways[1] else None
        if match := _WHETHER.fullmatch(text):
            pair = self.name(match["thing"]), self.name(match["other"])
            return None if match["straight"] else Asking("whether", *pair, (_way(match),))
        if match := _MOST.fullmatch(text):
            word = (match["way"] or match["most"]).lower().removesuffix("ern")
            return Asking("furthest", ways=(_SIMPLE[word],))
        if match := _HOW_FAR.fullmatch(text):
            thing, other = match["thing"] or match["thing2"], match["other"] or match["other2"]
            return Asking("how far", self.name(thing), self.name(other))
        return None


def _way(match: re.Match[str]) -> Way:
    return next(way for index, way in enumerate(_WAYS) if match[f"w{index}"])


def _unit(text: str) -> str:
    name = text.lower().replace("metre", "meter").removesuffix("s")
    return {"foot": "feet", "meter": "m", "kilometer": "km"}.get(name, name)
