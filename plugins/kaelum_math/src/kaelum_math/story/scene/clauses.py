"""Clauses of a scene: who does what, with every amount and every word that stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.lexicon import CLASSES, CLOSED
from kaelum_math.story.scene.phrases import MONEY, Phrase, amounts, moments, per, prices, texts
from kaelum_math.story.scene.verbs import AUXILIARIES, VERBS, Verb
from kaelum_math.story.slots import SLOTS, Noun
from kaelum_math.text.tokens import Token
from kaelum_math.words.units import UNITS

__all__ = [
    "BE",
    "Allotted",
    "Beside",
    "Clause",
    "Item",
    "Subject",
    "Tries",
    "complements",
    "ends",
    "leads",
    "statement",
    "subject",
    "verb_at",
]

Tokens = Sequence[Token]
BE: Final = Verb("be", "be")
EARN: Final = Verb("earn", "in")
"""What "is paid" says."""


class Tries:
    """How many readings of a sentence are tried, at most."""

    def __init__(self, most: int = 4000) -> None:
        self._left = most

    def one(self) -> None:
        """One more. Raises NotUnderstood after the last."""
        self._left -= 1
        if self._left < 0:
            raise NotUnderstood("A sentence is too winding to be read.")


@frozen
class Subject:
    """Who does it.

    Attributes:
        nouns: the actors; empty if an amount is spoken of, or nobody.
        amount: "12 hens", "3 of them", "the rest".
        each: whether it is said of each of them.
        one: whether it is said of any such thing: "a pen", "every box".
        more: further amounts: "5 pens and 2 books".
    """

    nouns: tuple[Noun, ...] = ()
    amount: Phrase | None = None
    each: bool = False
    one: bool = False
    more: tuple[Phrase, ...] = ()


@frozen
class Beside:
    """A preposition and a noun phrase."""

    word: str
    noun: Noun


@frozen
class Allotted:
    """A preposition and an amount."""

    word: str
    phrase: Phrase


@frozen
class Item:
    """What stands behind a verb.

    Attributes:
        kind: ``amount``, ``moment``, ``span`` (how long), ``per``, ``beside``, ``noun``,
            ``times`` or ``word``.
        value: what it is.
    """

    kind: str
    value: Any


@frozen
class Clause:
    """A clause that states something.

    Attributes:
        subject: who does it; None: who was spoken of last.
        verb, items: what is done, and what stands behind the verb.
        passive: whether it is done to the subject.
        predicate: in "are on loan", on loan.
        setting: whether it says nothing that counts.
        given: whether "if" stands before it.
    """

    subject: Subject | None
    verb: Verb
    items: tuple[Item, ...]
    passive: bool = False
    predicate: str = ""
    setting: bool = False
    given: bool = False

    def all(self, kind: str) -> list[Any]:
        """The values of the items of ``kind``."""
        return [item.value for item in self.items if item.kind == kind]

    def only(self, *kinds: str) -> None:
        """Raises NotUnderstood if there are amounts of other than these ``kinds``."""
        if {item.kind for item in self.items} & _COUNTED - set(kinds):
            raise NotUnderstood("It is unclear what an amount belongs to.")

    def said(self) -> str:
        """What is said of the subject, in words: "red", "come by car"."""
        beside = [f"{b.word} {b.noun.name}" for b in self.all("beside")]
        words = [word for word in self.all("word") if word != "doing"]
        verb = [] if self.verb.kind == "be" else [self.verb.lemma]
        return " ".join([*verb, *self.predicate.split(), *beside, *words])

    def words(self) -> set[str]:
        """The words that say how: "left", "now", "altogether"."""
        return set(self.all("word"))


_COUNTED: Final = frozenset({"amount", "span", "per", "times", "for", "of each", "pieces", "price"})
"""Kinds of items that say how much, how many, or how often."""


def ends(tokens: Tokens, at: int) -> bool:
    """Whether a clause may end at ``at``."""
    return at >= len(tokens) or tokens[at].text in _BOUNDS


_BOUNDS: Final = frozenset(", and but while then so : - who which if and how what when".split())


# -- subjects and verbs ----------------------------------------------------------------


def subject(tokens: Tokens, at: int) -> Iterator[tuple[Subject, int]]:
    """Every way to read a subject at ``at``."""
    word = texts(tokens, at, 1)
    if not word:
        return
    if word == ("there",):
        yield Subject((Noun((), "there"),)), at + 1
        return
    for words in _ALL_OF_THEM:
        if texts(tokens, at, len(words)) == words:
            yield Subject((Noun((), "they"),)), at + len(words)
    if word == ("all",) and texts(tokens, at + 1, 1) and tokens[at + 1].kind == "num":
        for _, end in SLOTS["thing"](tokens, at + 2):
            yield Subject((Noun((), "they"),)), end
    start = at + 1
    if word[0] in {"each", "every"} or texts(tokens, at, 2) in (("a", "single"), ("1", "single")):
        if texts(tokens, start, 1) == ("of",):
            yield from _each_of(tokens, start + 1)
            return
        start += word[0] in {"a", "1"}
        for noun, end in SLOTS["thing"](tokens, start):
            if noun.words[0] not in _PERIOD_WORDS:
                yield Subject((noun,), each=True, one=True), end
        return
    if word[0] in {"a", "an", "1"}:
        for noun, end in SLOTS["thing"](tokens, start):
            yield Subject((noun,), one=True), end
    for nouns, end in SLOTS["nps"](tokens, at):
        stop = end + 1 if texts(tokens, end, 1) in (("each",), ("both",)) else end
        yield Subject(nouns, each=stop > end), stop
    if word[0] not in {"a", "an", "1"}:
        for noun, end in SLOTS["np"](tokens, at):
            stop = end + 1 if texts(tokens, end, 1) == ("each",) else end
            yield Subject((noun,), each=stop > end), stop
    for phrase, end in amounts(tokens, at):
        if phrase.compare is None:
            stop = end + 1 if texts(tokens, end, 1) == ("each",) else end
            yield Subject((), phrase, each=stop > end or phrase.each), stop
            yield from _further(tokens, end, Subject((), phrase))


def _further(tokens: Tokens, at: int, found: Subject) -> Iterator[tuple[Subject, int]]:
    """``5 pens and 2 books``: an amount, and more of them."""
    start = at
    if texts(tokens, start, 1) == (",",):
        start += 1
    if texts(tokens, start, 1) == ("and",):
        start += 1
    if start > at and len(found.more) < 6:
        for phrase, end in amounts(tokens, start):
            if phrase.value is not None and not (phrase.compare or phrase.share or phrase.any):
                more = evolve(found, more=(*found.more, phrase))
                yield more, end
                yield from _further(tokens, end, more)


_ALL_OF_THEM: Final = (
    ("all", "of", "them"), ("both", "of", "them"), ("the", "2", "of", "them"), ("the", "3", "of", "them"),
    ("they", "both"), ("they", "all"), ("the", "2"), ("the", "3"), ("both",),
)  # fmt: skip


def _each_of(tokens: Tokens, at: int) -> Iterator[tuple[Subject, int]]:
    """``the 8 tables``, ``her 6 grandchildren``, ``them``."""
    word = texts(tokens, at, 1)
    if word and word[0] in CLASSES["possessive"] | {"the", "these", "those"}:
        for phrase, end in amounts(tokens, at + 1):
            if phrase.value is not None and phrase.noun and not phrase.compare and not phrase.share:
                yield Subject((), phrase, each=True, one=True), end
    for noun, end in SLOTS["np"](tokens, at):
        yield Subject((noun,), each=True, one=True), end


_PERIOD_WORDS: Final = frozenset("second minute hour day week month year morning evening".split())
_ADVERBS: Final = frozenset(
    "also then now already usually always still only currently actually first normally finally again"
    " later together first daily".split()
) - {"only"}
_SEMI: Final = (
    ("wants", "to"), ("want", "to"), ("wanted", "to"), ("needs", "to"), ("need", "to"), ("has", "to"),
    ("have", "to"), ("had", "to"), ("decides", "to"), ("decided", "to"), ("plans", "to"), ("is", "able", "to"),
    ("planned", "to"), ("is", "going", "to"), ("are", "going", "to"), ("able", "to"), ("manages", "to"),
    ("managed", "to"), ("continues", "to"), ("continue", "to"), ("likes", "to"), ("wishes", "to"), ("hopes", "to"),
    ("agrees", "to"), ("agreed", "to"), ("planning", "to"), ("intends", "to"),
)  # fmt: skip
_WITH: Final[dict[tuple[str, ...], Verb]] = {
    (form, "with"): Verb("have", "hold")
    for form in ("starts", "started", "start", "begins", "began", "begin", "comes", "come", "came")
}
"""Verbs that mean what "has" means once "with" stands behind them."""


def verb_at(tokens: Tokens, at: int) -> Iterator[tuple[Verb, bool, tuple[str, ...], int]]:
    """Every way to read a verb at ``at``: the verb, whether it is passive, adverbs, the end."""
    at, words = _adverbs(tokens, at)
    start = at
    while texts(tokens, start, 1) and tokens[start].text in AUXILIARIES:
        start += 1
    for semi in _SEMI:
        if texts(tokens, start, len(semi)) == semi:
            start += len(semi)
            break
    helped = start > at
    start, more = _adverbs(tokens, start)
    words += more
    word = texts(tokens, start, 1)
    if not word:
        return
    if word[0] in CLASSES["have"] and word[0] in {"has", "have", "had"}:
        after, more = _adverbs(tokens, start + 1)
        after += texts(tokens, after, 1) == ("been",)
        form = texts(tokens, after, 1)
        if form and form[0] in VERBS and form[0] != "left":
            passive = tokens[after - 1].text == "been" and not form[0].endswith("ing")
            for verb, end in _particle(VERBS[form[0]], tokens, after + 1):
                yield verb, passive, (*words, *more), end
    if word[0] in CLASSES["be"] | {"be"} and word[0] != "'s":
        after, more = _adverbs(tokens, start + 1)
        form = texts(tokens, after, 1)
        if form == ("paid",):
            yield EARN, False, (*words, *more), after + 1
        if form and form[0] in VERBS and form[0] not in {"left", "paid"}:
            passive = not form[0].endswith("ing")
            for verb, end in _particle(VERBS[form[0]], tokens, after + 1):
                yield verb, passive, (*words, *more), end
        yield BE, False, (*words, *more), after
    elif texts(tokens, start, 2) in (("gets", "paid"), ("get", "paid"), ("got", "paid")):
        yield EARN, False, words, start + 2
    elif texts(tokens, start, 2) in _WITH:
        yield _WITH[texts(tokens, start, 2)], False, words, start + 2
    elif word[0] in VERBS and not (VERBS[word[0]].participle and not helped):
        for verb, end in _particle(VERBS[word[0]], tokens, start + 1):
            yield verb, False, words, end


def _adverbs(tokens: Tokens, at: int) -> tuple[int, tuple[str, ...]]:
    found: list[str] = []
    while texts(tokens, at, 1) and (tokens[at].text in _ADVERBS or _is_manner(tokens[at].text)):
        found.append(tokens[at].text)
        at += 1
    return at, tuple(found)


def _is_manner(word: str) -> bool:
    return word.endswith("ly") and word not in _HEDGES and len(word) > 4


_HEDGES: Final = frozenset(
    "nearly roughly approximately probably possibly only hardly partly equally evenly mostly barely supply"
    " merely supposedly allegedly usually weekly monthly yearly hourly family reply early apply".split()
)
_PARTICLES: Final = frozenset("away up out off in on".split())
_MOVING: Final = {
    ("get", "off"): "go",
    ("get", "out"): "go",
    ("get", "on"): "come",
    ("get", "in"): "come",
    ("take", "out"): "out",
    ("take", "away"): "out",
    ("take", "off"): "out",
    ("come", "in"): "come",
    ("move", "out"): "go",
    ("move", "away"): "go",
    ("move", "in"): "come",
    ("fly", "away"): "go",
    ("fly", "off"): "go",
    ("run", "away"): "go",
    ("walk", "away"): "go",
    ("drop", "out"): "go",
    ("pick", "out"): "in",
    ("sell", "out"): "",
    ("sell", "off"): "sell",
}
"""Verb and particle -> what they do together; "" if that is not read."""


def _particle(verb: Verb, tokens: Tokens, at: int) -> Iterator[tuple[Verb, int]]:
    """``verb`` with a particle behind it, and without it unless that means something else."""
    word = texts(tokens, at, 1)
    if word and word[0] in _PARTICLES:
        kind = _MOVING.get((verb.lemma, word[0]))
        if kind:
            yield evolve(verb, lemma=f"{verb.lemma} {word[0]}", kind=kind), at + 1
            return
        if kind is None and (
            word[0] not in {"in", "on"} or ends(tokens, at + 1) or tokens[at + 1].kind == "num"
        ):
            yield verb, at + 1
    yield verb, at


# -- what stands behind the verb -------------------------------------------------------------

_WORDS: Final = (
    ("in", "total"), ("in", "all"), ("in", "the", "beginning"), ("at", "the", "beginning"), ("at", "first"),
    ("to", "start", "with"), ("at", "the", "start"), ("to", "begin", "with"), ("so", "far"), ("on", "average"),
    ("all", "together"), ("at", "the", "end"), ("in", "the", "end"), ("left", "over"), ("a", "total", "of"), ("a", "combined", "total", "of"),
    ("he", "has"), ("she", "has"), ("they", "have"), ("that", "he", "has"), ("that", "she", "has"),
    ("both", "together"), ("at", "the", "moment"), ("right", "now"), ("as", "well"), ("by", "herself"),
    ("by", "himself"), ("on", "foot"), ("by", "foot"), ("in", "dollars"), ("in", "cents"), ("so", "far"), ("this", "time"), ("at", "the", "same", "rate"), ("at", "this", "rate"),
    *(
        (word,)
        for word in "left altogether now also too again already together remaining originally initially more"
        " combined total each still currently there yesterday today back inside long".split()
    ),
)  # fmt: skip
_AT: Final = (
    ("at",),
    ("at", "a", "speed", "of"),
    ("at", "a", "rate", "of"),
    ("at", "the", "rate", "of"),
    ("with",),
)
"""Words before an amount that is a rate, or what is paid with."""
_SPANS: Final = frozenset("for in over after during within".split())
_BESIDE: Final = frozenset(
    "to from for in on at with into of by about around near inside along through".split()
)


def complements(
    tokens: Tokens, at: int, tries: Tries, most: int = 9, counted: bool = False
) -> Iterator[tuple[tuple[Item, ...], int]]:
    """Every way to read what stands behind a verb, the longest first."""
    tries.one()
    if most and at < len(tokens):
        for item, end in _item(tokens, at):
            amount = item.kind == "amount"
            if amount and counted:
                continue
            plain = amount and not item.value.each and tokens[at].text not in CLASSES["possessive"]
            for more, stop in complements(tokens, end, tries, most - 1, plain):
                yield (item, *more), stop
        joined = at
        if texts(tokens, joined, 1) == (",",):
            joined += 1
        if texts(tokens, joined, 1) in (("and",), ("plus",)):
            joined += 1
        if joined > at:
            for phrase, end in amounts(tokens, joined):
                if _starts_clause(tokens, end):
                    continue
                for more, stop in complements(tokens, end, tries, most - 1, counted=True):
                    yield (Item("amount", phrase), *more), stop
    yield (), at


def _starts_clause(tokens: Tokens, at: int) -> bool:
    """Whether what stands before ``at`` is rather the subject of a verb there."""
    word = texts(tokens, at, 1)
    return bool(word) and (
        (word[0] in VERBS and word[0] != "left")
        or word[0] in CLASSES["be"] | CLASSES["have"] | AUXILIARIES
    )


def _item(tokens: Tokens, at: int) -> Iterator[tuple[Item, int]]:
    for words in _WORDS:
        if texts(tokens, at, len(words)) == words:
            yield Item("word", " ".join(words)), at + len(words)
    for moment, end in moments(tokens, at):
        yield Item("moment", moment), end
    for span, end in _span(tokens, at):
        yield Item("span", span), end
    for phrase, end in amounts(tokens, at):
        yield Item("amount", phrase), end
    for words in _AT:
        if texts(tokens, at, len(words)) == words:
            for phrase, end in amounts(tokens, at + len(words)):
                if phrase.per or (words == ("with",) and phrase.noun in MONEY):
                    yield Item("amount", phrase), end
    for one, end in per(tokens, at):
        yield Item("per", one), end
    for times, end in SLOTS["times"](tokens, at):
        if times.value >= 1 and texts(tokens, end - 1, 1) in (("times",), ("twice",)):
            yield Item("times", times.value), end
    if texts(tokens, at, 1) == ("once",):
        yield Item("times", Fraction(1)), at + 1
    for cost, end in prices(tokens, at):
        yield Item("price", cost), end
    yield from _for(tokens, at)
    yield from _beside(tokens, at)
    for noun, end in SLOTS["np"](tokens, at):
        if (
            noun.lead in CLASSES["possessive"] | {"the", "them", "it", "this", "that", "him", "her"}
            or noun.plural
        ):
            yield Item("noun", noun), end
    yield from _doing(tokens, at)


def _span(tokens: Tokens, at: int) -> Iterator[tuple[Phrase, int]]:
    """``for 5 days``, ``in 4 weeks``, ``over the next 3 hours``, ``for a week``."""
    start = at
    if texts(tokens, start, 1) and tokens[start].text in _SPANS:
        start += 1
        for words in (
            ("the", "next"),
            ("the", "last"),
            ("the", "first"),
            ("a", "period", "of"),
            ("the",),
            ("a", "full"),
        ):
            if texts(tokens, start, len(words)) == words:
                if words == ("a", "full"):
                    start += 1
                    break
                start += len(words)
                break
        if texts(tokens, start - 1, 2) == (
            "full",
            texts(tokens, start, 1)[0] if texts(tokens, start, 1) else "",
        ):
            for unit, end in SLOTS["unit"](tokens, start):
                if unit.dimension in {"time", "months"}:
                    yield Phrase(unit.symbol), end
        for amount, end in SLOTS["time"](tokens, start):
            if amount.unit is not None:
                span = Phrase(amount.unit.symbol, amount.value)
                for one, stop in per(tokens, end):
                    yield evolve(span, per=(one,)), stop
                yield span, end


def _beside(tokens: Tokens, at: int) -> Iterator[tuple[Item, int]]:
    if texts(tokens, at, 1) and tokens[at].text in _BESIDE:
        for noun, end in SLOTS["np"](tokens, at + 1):
            doing = tokens[at].text == "to" and tokens[at + 1].text in VERBS
            if not doing and not _is_unit(noun) and _TEMPORAL.isdisjoint(noun.words):
                yield Item("beside", Beside(tokens[at].text, noun)), end
        for words in (("all", "of"), ("all",), ("both",), ("both", "of")):
            if texts(tokens, at + 1, len(words)) == words:
                for noun, end in SLOTS["np"](tokens, at + 1 + len(words)):
                    yield Item("beside", Beside(tokens[at].text, noun)), end


def _for(tokens: Tokens, at: int) -> Iterator[tuple[Item, int]]:
    """``for 5 apples``, ``into 4 boxes``, ``among 3 friends``: an amount behind a preposition."""
    if texts(tokens, at, 1) in (("into",), ("in",)):
        for phrase, end in amounts(tokens, at + 1):
            if phrase.any and phrase.inner is not None:
                yield Item("pieces", phrase), end
    if (
        texts(tokens, at, 1)
        and tokens[at].text in _ALLOTTING
        and texts(tokens, at + 1, 2) == ("each", "of")
    ):
        owned = texts(tokens, at + 3, 1) and tokens[at + 3].text in CLASSES["possessive"] | {"the"}
        for phrase, end in amounts(tokens, at + 4 if owned else at + 3):
            if phrase.noun and phrase.value is not None and not (phrase.compare or phrase.share):
                yield Item("of each", phrase), end
    article = texts(tokens, at + 1, 1) in (("a",), ("an",)) and texts(tokens, at, 1) != ("for",)
    if texts(tokens, at, 1) and tokens[at].text in _ALLOTTING and not article:
        for phrase, end in amounts(tokens, at + 1):
            plain = phrase.value is not None and not (phrase.compare or phrase.share)
            if phrase.noun and phrase.noun not in MONEY and plain:
                yield Item("for", Allotted(tokens[at].text, phrase)), end


_ALLOTTING: Final = frozenset("for on into in among between to from".split())


_TEMPORAL: Final = _PERIOD_WORDS | frozenset(
    "weekday weekend monday tuesday wednesday thursday friday saturday sunday afternoon night season"
    " january february march april may june july august september october november december time rest"
    " half quarter holiday average".split()
)
"""Nouns that say when or how often; they are no mere place."""


def _is_unit(noun: Noun) -> bool:
    return noun.name in UNITS and not noun.lead


def _doing(tokens: Tokens, at: int) -> Iterator[tuple[Item, int]]:
    """``mowing lawns``, ``to make a cake``, ``walking dogs``: words that carry no number."""
    start = at
    word = texts(tokens, at, 1)
    if word == ("to",) and texts(tokens, at + 1, 1) and tokens[at + 1].text in VERBS:
        start = at + 2
    elif (
        word
        and word[0].endswith("ing")
        and tokens[at].kind == "word"
        and word[0] not in CLOSED
        and len(word[0]) > 4
    ):
        start = at + 1
    after = texts(tokens, at + 1, 1)
    if word in (("by",), ("from",), ("on",), ("for",)) and after and after[0].endswith("ing"):
        start = at + 2 if after[0] in VERBS else at
    if start == at:
        return
    for _, end in SLOTS["np"](tokens, start):
        yield Item("word", "doing"), end
    yield Item("word", "doing"), start


# -- statements --------------------------------------------------------------------------


def statement(tokens: Tokens, at: int, tries: Tries) -> Iterator[tuple[Clause, int]]:
    """Every way to read a statement at ``at``."""
    for lead, start in leads(tokens, at):
        for who, end in (*_placed(tokens, start), (None, start)):
            tries.one()
            for verb, passive, words, after in verb_at(tokens, end):
                if verb.kind == "be":
                    yield from _being(tokens, after, who, lead, words, tries)
                said = tuple(Item("word", word) for word in words)
                for items, stop in complements(tokens, after, tries):
                    if ends(tokens, stop):
                        yield Clause(who, verb, (*lead, *said, *items), passive), stop


def _placed(tokens: Tokens, at: int) -> Iterator[tuple[Subject, int]]:
    """A subject, perhaps with a place behind it: "the tables in the hall"."""
    for who, end in subject(tokens, at):
        yield who, end
        if texts(tokens, end, 1) in (("in",), ("on",), ("at",)):
            for _, stop in _beside(tokens, end):
                yield who, stop


def _being(
    tokens: Tokens,
    at: int,
    who: Subject | None,
    lead: tuple[Item, ...],
    words: tuple[str, ...],
    tries: Tries,
) -> Iterator[tuple[Clause, int]]:
    """``are red``, ``are girls``, ``are on loan``: what is said of some of them."""
    end = at
    while (
        end < len(tokens)
        and end - at < 5
        and tokens[end].kind == "word"
        and tokens[end].text not in _NO_PREDICATE
    ):
        end += 1
    said = tuple(Item("word", word) for word in words)
    for stop in range(end, at, -1):
        if ends(tokens, stop):
            tries.one()
            yield (
                evolve(
                    Clause(who, BE, (*lead, *said)),
                    predicate=" ".join(t.text for t in tokens[at:stop]),
                ),
                stop,
            )


_NO_PREDICATE: Final = (
    frozenset(
        "and or but as than more less fewer not no many much how what which who if old tall long wide"
        " each every all left altogether twice half total remaining it they them".split()
    )
    | AUXILIARIES
)


def leads(tokens: Tokens, at: int) -> Iterator[tuple[tuple[Item, ...], int]]:
    """``On Monday,``, ``Every day``, ``In 3 hours,``, ``Last week``, ``In a box``: before the subject."""
    yield (), at
    found: list[tuple[Item, int]] = [(Item("moment", m), end) for m, end in moments(tokens, at)]
    found += [(Item("span", s), end) for s, end in _span(tokens, at)]
    found += [(Item("per", p), end) for p, end in per(tokens, at) if texts(tokens, at, 1) != ("a",)]
    found += list(_beside(tokens, at))
    for words in (
        ("in", "total"),
        ("altogether",),
        ("together",),
        ("originally",),
        ("initially",),
        ("at", "first"),
        ("now",),
        ("after", "that"),
        ("then",),
        ("later",),
        ("in", "addition"),
        ("on", "average"),
        ("so", "far"),
    ):
        if texts(tokens, at, len(words)) == words:
            found.append((Item("word", " ".join(words)), at + len(words)))
    for item, end in found:
        stop = end + 1 if texts(tokens, end, 1) == (",",) else end
        yield (item,), stop
