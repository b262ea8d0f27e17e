"""What is said of people who may be guilty and may lie: claims in English as constraints.

``it was Bob``, ``I did not do it``, ``at least one of us is a knave``, ``Bob is
lying``, ``the thief is left-handed``, ``the prize is not in this box``. A claim is
read as a whole or not at all. What is told of someone in other words
(``Dan has no cut``) becomes a fact of its own, the same words being the same
fact; :attr:`Attributes.loose` lists them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from kaelum_logic.finite.attributes import (
    AUX,
    LIGHT,
    MAX_DEPTH,
    Attributes,
    Predicate,
    bare,
    negations,
)
from kaelum_logic.finite.cast import Entity, Token
from kaelum_logic.finite.connectives import Clause, conditional, coordinated, spelt_out
from kaelum_logic.finite.constraints import AllOf, AnyOf, Constraint, Count, negation
from kaelum_logic.finite.lists import is_background
from kaelum_logic.finite.phrases import Tokens, splits
from kaelum_logic.finite.positions import quantity
from kaelum_logic.finite.text import stem, words
from kaelum_logic.finite.witnesses import CULPRITS, TRUTH_TELLER, World

__all__ = ["Claims"]

MAX_WORDS = 60

_VERBS = AUX | frozenset(
    "lies lie lied tells tell told always never speaks speak says hides holds contains not".split()
)
_HERE = frozenset(("me", "here", "in here", "this one", "myself"))
_CONTAINERS = frozenset(
    "box casket chest door room cave house drawer bag jar pot envelope cup chamber safe crate "
    "trunk cupboard cabinet barrel bottle well one sign label inscription note".split()
)
_INSIDE = frozenset("in behind inside under within beneath at".split())
_OTHERS = (
    ("the", "others"), ("everyone", "else"), ("everybody", "else"), ("the", "rest"),
    ("all", "others"), ("all", "the", "others"), ("the", "innocent"), ("the", "innocent", "ones"),
    ("innocent", "people"), ("the", "innocents"), ("others",), ("all", "the", "rest"),
)  # fmt: skip
_FRAME = re.compile(r"^(?:In|At|On|During) [^,]{1,30}, ")
_OTHER_COUNT = ("two", "three", "four", "five", "six", "one")
_ALL = frozenset("all both everyone everybody each every".split())
_NONE = frozenset("none neither nobody noone".split())
_US = frozenset("us we them they these those".split())
_GROUP_NOUNS = frozenset(
    "statement sentence sign label inscription claim suspect person boy girl people man woman child "
    "friend brother sister guard islander native inhabitant speaker witness kid student door box "
    "casket note message answer one villager player member chest cup room cave drawer robot android "
    "alien machine computer troll elf twin creature being goblin gnome".split()
)
_SAME = (("the", "same", "kind"), ("the", "same", "type"), ("of", "the", "same", "kind"), ("alike",),
         ("of", "the", "same", "type"), ("the", "same"), ("the", "same", "sort"))  # fmt: skip
_DIFFERENT = (("different",), ("different", "kinds"), ("of", "different", "kinds"), ("different", "types"),
              ("of", "different", "types"), ("of", "a", "different", "kind"), ("of", "opposite", "kinds"),
              ("not", "the", "same", "kind"), ("opposites",), ("opposite", "kinds"))  # fmt: skip


@frozen
class _Voice:
    """Who speaks, whether *I* is the speaker, and who spoke before."""

    speaker: Entity | None = None
    before: tuple[Entity, ...] = ()


class Claims:
    """Reads claims about one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.attributes = Attributes(world)
        self._last: Entity | None = None
        self._voice = _Voice()

    def read(
        self, text: str, speaker: Entity | None = None, before: Sequence[Entity] = ()
    ) -> Constraint | None:
        """What ``text`` says, in the mouth of ``speaker`` if there is one; None if unclear."""
        self._voice = _Voice(speaker, tuple(before))
        self._last = speaker
        self.attributes.spoken = speaker is not None
        return self.claim(self.tokens(text))

    def tokens(self, text: str) -> Tokens:
        """``text`` as words and mentions, without a frame (``In a robbery, ...``)."""
        plain = (
            text.replace("’", "'").replace("I'm", "I am").replace("truth-teller", "truth teller")
        )
        frame = _FRAME.match(plain)
        if frame and is_background(frame.group()) and not self._mentions(frame.group()):
            plain = plain[frame.end() :]
        return bare(self.world.cast.tokens(words(plain)))

    def _mentions(self, text: str) -> bool:
        return any(isinstance(token, Entity) for token in self.world.cast.tokens(words(text)))

    # Sentences

    def claim(self, tokens: Tokens, depth: int = 0) -> Constraint | None:
        """What a whole claim says."""
        tokens = spelt_out(bare(tokens)) if tokens else tokens
        if depth > MAX_DEPTH or not tokens or len(tokens) > MAX_WORDS:
            return None
        for denial in (("it", "is", "not", "true", "that"), ("it", "is", "not", "the", "case", "that"), ("it", "is", "false", "that")):  # fmt: skip
            if tokens[: len(denial)] == denial:
                body = self.claim(tokens[len(denial) :], depth + 1)
                return None if body is None else negation(body)

        def deeper(part: Tokens) -> Constraint | None:
            return self.claim(part, depth + 1)

        tokens = self._counted_first(tokens)
        return (
            conditional(tokens, deeper)
            or self._simple(tokens, depth)
            or coordinated(tokens, deeper)
            or self._so_does(tokens, deeper)
        )

    def _counted_first(self, tokens: Tokens) -> Tokens:
        """``Of Ann, Bob and Cal exactly one lies`` as *exactly one of Ann, Bob and Cal lies*."""
        for at in range(2, len(tokens) if tokens[0] in ("of", "among") else 0):
            counted = quantity(tokens[at:])
            if counted and self.persons(tokens[1:at], "and"):
                end = at + counted[2]
                return (*tokens[at:end], "of", *bare(tokens[1:at]), *tokens[end:])
        return tokens

    def _so_does(self, tokens: Tokens, clause: Clause) -> Constraint | None:
        """``Ann always lies, and so does Bob``."""
        if len(tokens) < 5 or self.person(tokens[-1:]) is None:
            return None
        if tokens[-4:-2] not in (("and", "so"), ("and", "neither"), ("and", "nor")):
            return None
        if tokens[-2] not in ("does", "did", "is", "was", "do", "am"):
            return None
        body = bare(tokens[:-4])
        if not body or not isinstance(body[0], Entity):
            return None
        first, second = clause(body), clause((tokens[-1], *body[1:]))
        return None if first is None or second is None else AllOf((first, second))

    # Simple claims

    def _simple(self, tokens: Tokens, depth: int) -> Constraint | None:
        return (
            self._it_was(tokens)
            or self._passive(tokens)
            or self._treasure(tokens)
            or self._mutual(tokens)
            or self._counted(tokens, depth)
            or self._grouped(tokens, depth)
            or self._of_the_guilty(tokens, depth)
            or self._plain(tokens, depth)
        )

    def _plain(self, tokens: Tokens, depth: int) -> Constraint | None:
        for at in range(1, len(tokens)):
            subject = self.person(tokens[:at])
            if subject is None:
                continue
            predicate = self.attributes.predicate(tokens[at:], depth + 1)
            if predicate is not None:
                self._last = subject
                return predicate(subject)
        return None

    def person(self, tokens: Tokens) -> Entity | None:
        """The one person (or box) that ``tokens`` mention."""
        plain = [token for token in tokens if isinstance(token, str)]
        named = [token for token in tokens if isinstance(token, Entity)]
        if len(named) + len(plain) != len(tokens) or len(named) > 1:
            return None
        if named:
            before = tokens[: tokens.index(named[0])]
            after = tokens[len(before) + 1 :]
            described = set(after) <= _CONTAINERS | {"'s", "statement", "claim"} and set(before) <= {
                "the", "a", "box", "door", "chest", "guard", "what", "in", "that", "brother", "sister",
                "mr", "mrs", "ms", "dr", "statement", "number", "casket", "left", "right",
            } | _GROUP_NOUNS - {"answer", "one"}  # fmt: skip
            return named[0] if described and ("'s" not in after or len(after) > 1) else None
        text = " ".join(plain)
        if text in ("i", "me", "myself", "i myself", "this") or (
            plain[:1] == ["this"] and len(plain) == 2 and plain[1] in _CONTAINERS
        ):
            return self._voice.speaker
        return self._last if text in ("he", "she", "him", "her", "himself", "herself") else None

    def persons(self, tokens: Tokens, joiner: str) -> list[Entity] | None:
        """The people in ``A, B and C``; one is a group too."""
        tokens = bare(tokens)
        single = self.person(tokens)
        if single is not None:
            return [single]
        for left, right in splits(tokens, (",", joiner), (joiner,), (",",)):
            first = self.person(left)
            others = self.persons(right, joiner) if first is not None else None
            if first is not None and others is not None:
                return [first, *others]
        return None

    def _it_was(self, tokens: Tokens) -> Constraint | None:
        """``it was Bob``, ``it was neither Bob nor me``, ``the thief is Bob or Cal``."""
        start = 0
        if tokens[0] in ("it", "that"):
            start = 1
        elif tokens[0] == "the" and len(tokens) > 2 and self._is_culprit(tokens[1]):
            start = 2
        if not start or tokens[start : start + 1] not in (
            ("was",),
            ("is",),
            ("must",),
            ("can",),
            ("could",),
        ):
            return None
        rest, negated = negations(
            tokens[start:], LIGHT | {"can", "could", "one", "of"} - {"either"}
        )
        joiner = {"neither": "nor", "either": "or"}.get(str(rest[0]) if rest else "", "or")
        if rest[:1] in (("neither",), ("either",)):
            negated = negated != (rest[0] == "neither")
            rest = rest[1:]
        if rest[-2:] == ("did", "it"):
            rest = rest[:-3] if rest[-3:-2] == ("who",) else rest
        group = self.persons(rest, joiner) if rest else None
        if not group:
            return None
        self._last = group[0] if len(group) == 1 else self._last
        found = AnyOf([self.world.guilty(item) for item in group])
        return negation(found) if negated else found

    def _is_culprit(self, word: Token) -> bool:
        return isinstance(word, str) and word in CULPRITS

    def _passive(self, tokens: Tokens) -> Constraint | None:
        """``the vase was broken by exactly one of Ann and Bob``, ``it was not stolen by me``."""
        if "by" not in tokens:
            return None
        at = tokens.index("by")
        before, rest = tokens[:at], tokens[at + 1 :]
        if not before or not self.attributes.is_deed(before[-1]) or not rest:
            return None
        counted = quantity(rest)
        group = (
            self.persons(rest[counted[2] + (rest[counted[2] : counted[2] + 1] == ("of",)) :], "or")
            if counted
            else None
        )
        if counted and group:
            return Count([self.world.guilty(item) for item in group], counted[0], counted[1])
        rest = rest[1:] if rest[:1] == ("either",) else rest
        group = self.persons(rest, "or") if all(isinstance(word, str) for word in before) else None
        if not group:
            return None
        found = AnyOf([self.world.guilty(item) for item in group])
        return negation(found) if {"not", "never"} & set(before) else found

    def _treasure(self, tokens: Tokens) -> Constraint | None:
        """``the prize is not in this box``, ``the gold is behind one of the red doors``."""
        treasure = self.world.treasure.split()
        start = 1 if tokens[0] in ("the", "a", "an", "my") else 0
        if (
            not treasure
            or [stem(str(word)) for word in tokens[start : start + len(treasure)]] != treasure
        ):
            return None
        rest, negated = negations(tokens[start + len(treasure) :], LIGHT - {"either"})
        rest = rest[1:] if rest[:1] in (("hidden",), ("located",)) else rest
        found: Constraint | None = None
        if " ".join(map(str, rest)) in _HERE and self._voice.speaker:
            found = self.world.guilty(self._voice.speaker)
        elif rest and rest[0] in _INSIDE:
            inside = rest[1:]
            if inside[:3] == ("one", "of", "the") or inside[:2] == ("one", "of"):
                found = self.world.exactly_one_guilty()
            else:
                inside = inside[1:] if inside[:1] == ("either",) else inside
                group = self.persons(inside, "or")
                found = AnyOf([self.world.guilty(item) for item in group]) if group else None
        if found is None:
            return None
        return negation(found) if negated else found

    def _mutual(self, tokens: Tokens) -> Constraint | None:
        """``Bob and I are the same kind``, ``we are different``."""
        for at in range(1, len(tokens) - 1):
            if tokens[at] not in ("are", "am", "is"):
                continue
            rest = tuple(word for word in tokens[at + 1 :] if word != "both")
            if rest not in _SAME and rest not in _DIFFERENT:
                continue
            group = self._we(tokens[:at]) or self.persons(tokens[:at], "and")
            if group is None or len(group) != 2:
                return None
            both = [self.world.is_role(item, TRUTH_TELLER) for item in group]
            return Count(both, "!=" if rest in _SAME else "=", 1)
        return None

    def _we(self, tokens: Tokens) -> list[Entity] | None:
        if tokens and tokens[0] in ("we", "us", "both", "they") and len(tokens) <= 2:
            return list(self.world.people)
        return None

    def _counted(self, tokens: Tokens, depth: int) -> Constraint | None:
        """``exactly one of us is a knave``, ``only one sign is true``, ``none of them did it``."""
        counted = quantity(tokens)
        every = tokens[0] in _ALL or tokens[:2] == ("every", "one")
        none = tokens[0] in _NONE
        if not (counted or every or none):
            return None
        symbol, amount, used = counted if counted and not every and not none else ("=", 0, 1)
        for at in range(used, min(used + 14, len(tokens))):
            if tokens[at] not in _VERBS and not self.attributes.is_deed(tokens[at]):
                continue
            predicate = self.attributes.predicate(tokens[at:], depth + 1)
            if predicate is None:
                continue
            group = self._group(tokens[used:at], predicate)
            if group is None:
                continue
            parts = [predicate(item) for item in group]
            if every:
                return AllOf(parts)
            return Count(parts, symbol, amount)
        return None

    def _group(self, tokens: Tokens, predicate: Predicate) -> list[Entity] | None:
        """Whom ``of us``, ``of the four statements``, ``of Ann and Bob``, ``sign`` speak of."""
        if tokens[:1] == ("of",):
            tokens = tokens[1:]
        if named := (self.persons(tokens, "and") if tokens else None):
            return named if len(named) > 1 else None
        plain = [token for token in tokens if isinstance(token, str)]
        if any(isinstance(token, Entity) for token in tokens):
            return next(
                (
                    named
                    for _, tail in splits(tokens, (",",))
                    if (named := self.persons(tail, "and")) and len(named) > 1
                ),
                None,
            )
        nouns = [
            word
            for word in plain
            if word not in ("the", "of", "these", "those", "all", "our", "my")
        ]
        if any(
            quantity((word,)) is None and stem(word) not in _STEMS and word not in _US
            for word in nouns
        ):
            return None
        about_guilt = str(predicate(self.world.cast.entities()[0])).endswith("guilty = 1")
        suspects = self.world.suspects or self.world.cast.entities()
        everyone = list(suspects if about_guilt else self.world.people)
        sizes = [found[1] for word in nouns if (found := quantity((word,)))]
        if "them" in nouns and self._voice.speaker and len(self._voice.before) == 2:
            everyone = list(self._voice.before)
        return everyone if all(size == len(everyone) for size in sizes) else None

    def _grouped(self, tokens: Tokens, depth: int) -> Constraint | None:
        """``A and B are both knaves``, ``neither A nor I did it``, ``we are both knights``."""
        lead = tokens[0] if tokens[0] in ("neither", "both", "either") else None
        joiner = {"neither": "nor", "either": "or"}.get(str(lead), "and")
        body = tokens[1:] if lead else tokens
        for at in range(1, len(body)):
            if body[at] not in _VERBS and not self.attributes.is_deed(body[at]):
                continue
            group = self._we(body[:at]) if not lead else None
            if group is not None and len(group) != 2 and "both" in body[at:]:
                return None
            group = group or self.persons(body[:at], joiner)
            if group is None and not lead and "or" in body[:at]:
                group, lead = self.persons(body[:at], "or"), "either"
            if group is None or len(group) < 2:
                continue
            predicate = self.attributes.predicate(body[at:], depth + 1)
            if predicate is None:
                continue
            parts = [predicate(item) for item in group]
            if lead == "neither":
                return AllOf(map(negation, parts))
            return AnyOf(parts) if lead == "either" else AllOf(parts)
        return None

    def _of_the_guilty(self, tokens: Tokens, depth: int) -> Constraint | None:
        """``the thief always lies and the others tell the truth``, ``the thief is left handed``."""
        size = self._guilty_subject(tokens)
        others = next((len(item) for item in _OTHERS if tokens[: len(item)] == item), 0)
        if tokens[:2] == ("the", "other") and tokens[2:3] and tokens[2] in _OTHER_COUNT:
            others = 3 + (stem(str(tokens[3])) in _STEMS if len(tokens) > 3 else 0)
        start = size or others
        if not start:
            return None
        predicate = self.attributes.predicate(tokens[start:], depth + 1)
        if predicate is None:
            return None
        world = self.world
        return AllOf(
            [
                AnyOf(
                    (negation(world.guilty(item)) if size else world.guilty(item), predicate(item))
                )
                for item in world.suspects
            ]
        )

    def _guilty_subject(self, tokens: Tokens) -> int:
        """How many words at the start mean whoever did it."""
        if tokens[0] != "the" or len(tokens) < 3:
            return 0
        if self._is_culprit(tokens[1]):
            return 2
        if tokens[1] == "guilty":
            return 3 if stem(str(tokens[2])) in _STEMS else 2
        return 5 if tokens[1:5] == ("one", "who", "did", "it") else 0


_STEMS = frozenset(map(stem, _GROUP_NOUNS)) | _GROUP_NOUNS
