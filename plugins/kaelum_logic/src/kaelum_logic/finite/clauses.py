"""Clues in English as constraints: a grammar over places, relations and positions.

A clue is read from the outside in: conditionals and coordinated sentences,
then a subject, then what is said of it: a relation to others (``two places to
the left of Ann``), a position (``second from the right``, ``the third-cheapest``),
or an identity (``drinks tea``). Words that carry logic must all be accounted
for; whatever else stands in a mention is description. A clue that does not fit
gives None.
"""

from __future__ import annotations

from collections.abc import Sequence

from kaelum_logic.finite.cast import ARTICLES, Cast, Entity, Token, key
from kaelum_logic.finite.connectives import conditional
from kaelum_logic.finite.constraints import (
    AllOf,
    AnyOf,
    Constraint,
    Count,
    negation,
)
from kaelum_logic.finite.lists import is_background
from kaelum_logic.finite.phrases import Phrases, Tokens, splits
from kaelum_logic.finite.positions import Positions, quantity
from kaelum_logic.finite.relating import Relating
from kaelum_logic.finite.relations import Place, Relations
from kaelum_logic.finite.scales import direction_phrase
from kaelum_logic.finite.text import number, ordinal, stem, words
from kaelum_logic.finite.vocabulary import (
    DENIALS,
    EXACT,
    HAVING,
    LIGHT,
    OF_SOMEONE,
    OPENERS,
    PEOPLE,
    PERSON,
    REFUSALS,
    RELATIVE,
    TIMES,
    UNITS,
    VERBS,
)

__all__ = ["Clauses"]

_OBLIGED = REFUSALS | {"has", "have", "had", "needs", "need"}
_RESUMING = VERBS | {"he", "she", "it", "they", "nor"} - {"neither"}
"""Words after which a new predicate is not denied by the *not* of the one before."""
MAX_WORDS = 60
"""Longest clue that is read; longer ones are prose."""


def _starts(tokens: Tokens, phrase: Sequence[str]) -> bool:
    return tokens[: len(phrase)] == tuple(phrase)


class Clauses:
    """Reads clues about one cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.positions = Positions(cast)
        self.relations = Relations(cast)
        self.phrases = Phrases(cast, self.positions)
        self.relating = Relating(cast, self.phrases, self.relations)
        self._sentences: dict[Tokens, Constraint | None] = {}
        self._predicates: dict[tuple[Place, Tokens, bool], Constraint | None] = {}

    # Sentences

    def read(self, text: str) -> Constraint | None:
        """What a clue as written says, or None if it is not understood."""
        return self.sentence(self.cast.tokens(words(text)))

    def sentence(self, tokens: Tokens, depth: int = 0) -> Constraint | None:
        """What a whole clue says, or None if it is not understood."""
        if depth > 8 or len(tokens) > MAX_WORDS or all(isinstance(item, str) for item in tokens):
            return None
        if tokens not in self._sentences:
            self._sentences[tokens] = self._sentence(tokens, depth)
        return self._sentences[tokens]

    def _sentence(self, tokens: Tokens, depth: int) -> Constraint | None:
        for opener in OPENERS:
            if _starts(tokens, opener):
                return self.sentence(tokens[len(opener) :], depth + 1)
        if (inner := self._unframed(tokens)) is not None:
            return self.sentence(inner, depth + 1)
        for denial in DENIALS:
            if _starts(tokens, denial):
                body = self.sentence(tokens[len(denial) :], depth + 1)
                return None if body is None else negation(body)
        return (
            conditional(tokens, lambda part: self.sentence(part, depth + 1))
            or self._trailing(tokens, depth)
            or self._simple(tokens, depth)
            or self._coordinated(tokens, depth)
        )

    def _unframed(self, tokens: Tokens) -> Tokens | None:
        """``tokens`` without a frame such as ``In a race, ...``."""
        if tokens[0] not in ("in", "on", "at", "during", "for", "of", "among") or "," not in tokens:
            return None
        end = tokens.index(",")
        frame = tokens[1:end]
        plain = [word for word in frame if isinstance(word, str) and not ordinal(word)]
        counts = {number(word) for word in plain} - {None, self.cast.places}
        if len(plain) < len(frame) or counts or not is_background(" ".join(plain)):
            return None
        return tokens[end + 1 :]

    def _pair(
        self, left: Tokens, right: Tokens, depth: int
    ) -> tuple[Constraint, Constraint] | None:
        first = self.sentence(left, depth + 1)
        second = self.sentence(right, depth + 1) if first is not None else None
        return None if first is None or second is None else (first, second)

    def _coordinated(self, tokens: Tokens, depth: int) -> Constraint | None:
        either = tokens[0] == "either"
        body = tokens[1:] if either else tokens
        for left, right in splits(body, (",", "or"), ("or",)):
            exact = right[-3:] == ("but", "not", "both")
            if exact:
                right = right[:-4] if right[-4:-3] == (",",) else right[:-3]  # noqa: PLW2901
            if both := self._pair(left, right, depth):
                return Count(both, "=", 1) if exact else AnyOf(both)
        if either:
            return None
        marks = ("and", "but", "while", "whereas", "yet", "with", "so", ";", ",")
        for mark in marks:
            for left, right in splits(tokens, (",", mark), (mark,)):
                if both := self._pair(left, right, depth):
                    return AllOf(both)
                if (joined := self._aside(left, right, depth)) is not None:
                    return joined
        return None

    def _trailing(self, tokens: Tokens, depth: int) -> Constraint | None:
        """``A is before B, who is before C``: the relative clause is about whoever comes last."""
        for left, right in splits(tokens, (",", "who"), (",", "which")):
            found, last = self.sentence(left, depth + 1), left[-1]
            if found is None or not isinstance(last, Entity):
                continue
            more = self.predicate(Place(last), right, depth + 1)
            if more is not None:
                return AllOf((found, more))
        return None

    def _aside(self, left: Tokens, right: Tokens, depth: int) -> Constraint | None:
        """``X, who is A, is B`` as *X is A and X is B*."""
        subject = self.phrases.place(left)
        if subject is None or not right or right[0] not in ("who", "which"):
            return None
        for inner, outer in splits(right[1:], (",",)):
            first = self.predicate(subject, inner, depth + 1)
            second = self.predicate(subject, outer, depth + 1) if first is not None else None
            if first is not None and second is not None:
                return AllOf((first, second))
        return None

    # One subject and what is said of it

    def _simple(self, tokens: Tokens, depth: int) -> Constraint | None:
        if tokens[0] == "there":
            return self.relating.counted_between(tokens)
        if (found := self._several(tokens, depth)) is not None:
            return found
        if (found := self._some_number(tokens, depth)) is not None:
            return found
        if (found := self._inverted(tokens)) is not None:
            return found
        for at in range(len(tokens) - 1, 0, -1):
            subject = self.phrases.place(tokens[:at])
            if subject is not None and self._may_start(tokens, at):
                found = self.predicate(subject, tokens[at:], depth)
                if found is not None:
                    return found
        return None

    def _may_start(self, tokens: Tokens, at: int) -> bool:
        """Whether a predicate may start here: not in the middle of a noun phrase."""
        return tokens[at] not in ("of", "'s", "and", "or", ",") and tokens[at - 1] not in ARTICLES

    def _inverted(self, tokens: Tokens) -> Constraint | None:
        """``Immediately to the left of Ann is Bob``, ``In third place was Bob``."""
        for at in range(len(tokens) - 1, 0, -1):
            if tokens[at] not in ("is", "was", "sits", "stands", "came", "are", "lives", "comes"):
                continue
            subject = self.phrases.place(tokens[at + 1 :])
            head = tokens[:at]
            if subject is None or subject.entity is None or self.phrases.place(head) is not None:
                continue
            values = self.positions.values(head)
            if values is not None:
                return self.relations.at(subject, *values)
            return self.relating.related(subject, head)
        return None

    def _several(self, tokens: Tokens, depth: int) -> Constraint | None:
        """``Neither A nor B ...``, ``Both A and B ...``, ``A and B are next to each other``."""
        lead = tokens[0] if tokens[0] in ("neither", "both", "either") else None
        body = tokens[1:] if lead else tokens
        joiner = {"neither": "nor", "either": "or"}.get(str(lead), "and")
        for at in range(len(body) - 1, 1, -1):
            group = self.phrases.group(body[:at], joiner)
            if group is None or len(group) < 2:
                continue
            if len(group) == 2 and joiner == "and":
                mutual = self._mutual(group[0], group[1], body[at:])
                if mutual is not None:
                    return mutual
            parts = [self.predicate(item, body[at:], depth + 1) for item in group]
            if any(part is None for part in parts):
                continue
            known = [part for part in parts if part is not None]
            if lead == "neither":
                return AllOf(map(negation, known))
            return AnyOf(known) if lead == "either" else AllOf(known)
        return None

    def _mutual(self, left: Place, right: Place, tokens: Tokens) -> Constraint | None:
        rest, negated = self._unlight(tokens)
        found = self.relating.mutual(left, right, rest)
        return negation(found) if found is not None and negated else found

    def _some_number(self, tokens: Tokens, depth: int) -> Constraint | None:
        """``Exactly two people finished before Ann``, ``Nobody is taller than Ann``."""
        counted = quantity(tokens)
        if (excepted := self._excepted(tokens, depth)) is not None:
            return excepted
        if tokens[0] in ("everyone", "everybody") and tokens[1:2] == ("else",):
            counted = ("=", len(self.cast.categories[0].entities) - 1, 2)
        if counted is None:
            return None
        symbol, amount, at = counted
        if self.cast.vacant:
            return None
        while at < len(tokens) and tokens[at] in PEOPLE | {"of", "the", "other", "else"}:
            at += 1
        parts: list[Constraint] = []
        for entity in self.cast.categories[0].entities:
            part = self.predicate(Place(entity), tokens[at:], depth + 1)
            if part is None and entity not in tokens:
                return None
            parts += [] if part is None else [part]
        return Count(parts, symbol, amount) if parts else None

    def _excepted(self, tokens: Tokens, depth: int) -> Constraint | None:
        """``Nobody except Tom is taller than Ann``: Tom is, and nobody else."""
        heads = (("nobody",), ("noone",), ("no", "one"), ("everyone",), ("everybody",))
        size = next((len(head) for head in heads if _starts(tokens, head)), 0)
        if not size or tokens[size : size + 1] not in (("except",), ("but",)) or self.cast.vacant:
            return None
        other, rest = tokens[size + 1], tokens[size + 2 :]
        people = self.cast.categories[0].entities
        if other not in people or not rest:
            return None
        claims = {
            entity: self.predicate(Place(entity), rest, depth + 1)
            for entity in people
            if entity == other or entity not in rest
        }
        known = {entity: claim for entity, claim in claims.items() if claim is not None}
        if len(known) < len(claims):
            return None
        nobody = tokens[0] not in ("everyone", "everybody")
        return AllOf(
            [
                claim if (entity == other) == nobody else negation(claim)
                for entity, claim in known.items()
            ]
        )

    def predicate(
        self, subject: Place, tokens: Tokens, depth: int, *, verb: bool = False
    ) -> Constraint | None:
        """What ``tokens`` say of ``subject``; ``verb``: a verb before them serves them too."""
        if depth > 8 or not tokens:
            return None
        asked = (subject, tokens, verb)
        if asked not in self._predicates:
            self._predicates[asked] = None
            self._predicates[asked] = self._predicate(subject, tokens, depth, verb=verb)
        return self._predicates[asked]

    def _predicate(
        self, subject: Place, tokens: Tokens, depth: int, *, verb: bool
    ) -> Constraint | None:
        verb = verb or tokens[0] in VERBS or self._is_having(tokens[0])
        rest, negated = self._unlight(tokens)
        if not rest:
            return None
        if not negated:
            return self._affirmative(subject, rest, depth, verb=verb)
        rest = tuple(word for word in rest if word != "either")  # "not either" is neither
        if (parted := self._partly_denied(subject, rest, depth, verb=verb)) is not None:
            return parted
        both = "both" in rest or "between" in rest or "and" not in rest
        found = self._affirmative(subject, rest, depth, verb=verb, joined=False) if both else None
        return None if found is None else negation(found)

    def _partly_denied(
        self, subject: Place, rest: Tokens, depth: int, *, verb: bool
    ) -> Constraint | None:
        """``[is not] the tallest, but she is taller than Ann``: only what comes first is denied."""
        for mark in ((",", "but"), ("but",), (",", "and"), ("and",), (",",)):
            for left, right in splits(rest, mark):
                if mark[-1] != "but" and right[:1] and right[0] not in _RESUMING:
                    continue
                first = self._affirmative(subject, left, depth, verb=verb, joined=False)
                second = self.predicate(subject, right, depth + 1, verb=verb) if first else None
                if first is not None and second is not None:
                    return AllOf((negation(first), second))
        return None

    def _affirmative(
        self, subject: Place, rest: Tokens, depth: int, *, verb: bool, joined: bool = True
    ) -> Constraint | None:
        for tail in (
            (",", "next", "to", "it"),
            (",", "right", "next", "to", "it"),
            (",", "immediately"),
            (",", "next", "to", "both"),
            (",", "right", "next", "to", "both"),
        ):
            if rest[-len(tail) :] == tail:
                rest = ("directly", *rest[: -len(tail)])
        if (values := self.positions.values(rest)) is not None:
            return self.relations.at(subject, *values)
        if rest[0] in ("either", "neither"):
            joiner = "or" if rest[0] == "either" else "nor"
            parts = self._alternatives(subject, rest[1:], joiner, depth, verb=verb)
            if parts is None:
                return None
            return AnyOf(parts) if joiner == "or" else AllOf(map(negation, parts))
        if (related := self.relating.related(subject, rest)) is not None:
            return related
        if verb and (other := self.phrases.place(rest)) is not None and self._associates(rest):
            return self.relations.same(subject, other)
        joiners = (("or", AnyOf), ("and", AllOf), ("but", AllOf), (",", AllOf))
        for joiner, build in joiners if joined else joiners[:1]:
            parts = self._alternatives(subject, rest, joiner, depth, verb=verb)
            if parts is not None:
                return build(parts)
        return None

    def _associates(self, tokens: Tokens) -> bool:
        """Whether the words before a mention say that it belongs to the subject."""
        before = self.cast.mentioned(tokens).before
        someone = next((word in PERSON for word in before if word not in ARTICLES), False)
        described = bool(someone or (RELATIVE | {"'s"}) & set(before))
        return described or all(
            word in LIGHT or word in OF_SOMEONE or self._is_having(word) for word in before
        )

    def _is_having(self, word: Token) -> bool:
        """Whether a word says that something belongs to someone, in general or in this puzzle."""
        return isinstance(word, str) and (key(word) in HAVING or bool(self.cast.cued((word,))))

    def _alternatives(
        self, subject: Place, tokens: Tokens, joiner: str, depth: int, *, verb: bool
    ) -> list[Constraint] | None:
        for left, right in splits(tokens, (",", joiner), (joiner,)):
            first = self.predicate(subject, left, depth + 1, verb=verb)
            first = first or self._with_object(subject, left, right, depth)
            if first is None:
                continue
            second = self.predicate(subject, right, depth + 1, verb=verb)
            if second is None and isinstance(left[0], str):  # one verb may serve both
                second = self.predicate(subject, (left[0], *right), depth + 1, verb=verb)
            if second is not None:
                return [first, second]
        return None

    def _with_object(
        self, subject: Place, left: Tokens, right: Tokens, depth: int
    ) -> Constraint | None:
        """``immediately before`` in *immediately before or immediately after Ann*."""
        if any(not isinstance(word, str) for word in left):
            return None
        start = next((at for at, word in enumerate(right) if not isinstance(word, str)), 0)
        return self.predicate(subject, (*left, *right[start:]), depth + 1) if start else None

    def _unlight(self, tokens: Tokens) -> tuple[Tokens, bool]:
        """``tokens`` without light verbs in front; whether they were negated."""
        negated, at = False, 0
        while at < len(tokens):
            word = tokens[at]
            if word in ("not", "never") or word in REFUSALS:
                negated = not negated
            elif (word in ("can", "could") and tokens[at + 1 : at + 2] == ("not",)) or (
                word == "to" and at and tokens[at - 1] in _OBLIGED
            ):
                pass
            elif not self._is_light(word) or self._is_needed(tokens, at):
                break
            at += 1
        return tokens[at:], negated

    def _is_light(self, word: Token) -> bool:
        return word in LIGHT or (isinstance(word, str) and stem(word) in self.cast.light)

    def _is_needed(self, tokens: Tokens, at: int) -> bool:
        """Whether the light word here starts a phrase (``in front of``, ``on the left of``)."""
        if (
            tokens[at] in ("a", "an", "the")
            and tokens[at + 1 : at + 2]
            and tokens[at + 1] in UNITS | TIMES
        ):
            after = at + 3 if tokens[at + 2 : at + 3] and tokens[at + 2] in EXACT else at + 2
            return direction_phrase(tokens, min(after, len(tokens) - 1)) is not None
        if tokens[at] == "at" and tokens[at + 1 : at + 2] in (("least",), ("most",)):
            return True
        return direction_phrase(tokens, at) is not None or self.positions.starts(tokens, at)
