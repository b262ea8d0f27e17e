"""What may be said of someone: that he did it, that he lies, what he is, or anything else."""

from __future__ import annotations

from collections.abc import Callable

from kaelum_logic.finite.cast import LOGICAL, Entity, Token
from kaelum_logic.finite.constraints import AllOf, AnyOf, Compare, Constraint, Count, negation
from kaelum_logic.finite.phrases import Tokens, splits
from kaelum_logic.finite.witnesses import CULPRITS, EITHER, World, base

__all__ = ["AUX", "LIGHT", "MAX_DEPTH", "Attributes", "Predicate", "bare", "negations"]

MAX_DEPTH = 8

Predicate = Callable[[Entity], Constraint]
"""What is said of a subject."""

LIGHT = frozenset(
    "is are was were am be been being has have had does do did will would must really always both "
    "definitely certainly also each all only actually either".split()
)
AUX = frozenset("is are was were am be does do did has have had will would must can could".split())
_TRUE = frozenset(map(tuple, (text.split() for text in (
    "tell the truth", "tells the truth", "telling the truth", "told the truth", "truthful",
    "honest", "a truth teller", "truth tellers", "the truth teller", "true", "right", "correct",
    "speak the truth", "speaks the truth", "speaking the truth", "spoke the truth", "tell truth",
    "being honest", "being truthful", "an honest person", "someone who tells the truth",
))))  # fmt: skip
_FALSE = frozenset(map(tuple, (text.split() for text in (
    "lie", "lies", "lied", "lying", "a liar", "liars", "the liar", "liar", "false", "wrong",
    "incorrect", "dishonest", "untruthful", "tell lies", "telling lies", "a lie", "mistaken",
    "telling a lie", "untrue", "told a lie", "the one who lies", "the one who lied",
    "the one lying", "the one who is lying", "mislabeled", "mislabelled", "tell a lie",
    "the one telling the lie", "making it up",
))))  # fmt: skip
_CONNECTING = frozenset(
    "not no nor and or but if unless before after than while because except without instead either "
    "neither says said who whose since until when".split()
)
"""Words after which more is said than what the deed was done to."""
_EMPTY_WORDS = frozenset("it that this so the a an of".split())


class Attributes:
    """Reads what is said of the people of one world.

    Attributes:
        loose: facts of their own, told in words that mean nothing here.
        spoken: whether somebody says it; then only guilt and lies are understood.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.loose: dict[str, None] = {}
        self.spoken = False

    def is_deed(self, word: Token) -> bool:
        """Whether ``word`` is a form of a verb of the deed."""
        return isinstance(word, str) and base(word) in self.world.deeds

    def predicate(self, tokens: Tokens, depth: int = 0) -> Predicate | None:
        """What ``tokens`` say of a subject, or None."""
        tokens = bare(tokens)
        if depth > MAX_DEPTH or not tokens:
            return None
        rest, negated = negations(tokens, LIGHT)
        if (
            rest[-1:] == ("alibi",)
            and not negated
            and set(rest[:-1]) <= {"an", "a", "good", "perfect", "solid"}
        ):
            return lambda person: negation(self.world.guilty(person))
        found = self._affirmative(rest, depth) if rest else None
        found = found or self._deed(tokens) or self._joined(tokens, depth)
        if found is None:
            return self._fact(tokens)
        if not negated:
            return found
        known = found
        return lambda person: negation(known(person))

    def _affirmative(self, rest: Tokens, depth: int) -> Predicate | None:
        world = self.world
        plain = tuple(str(word) for word in rest)
        if rest[:2] == ("the", "one") and rest[2:3] == ("who",):
            return self.predicate(rest[3:], depth + 1)
        if rest[:2] == ("the", "only") and rest[2:4] in (("one", "who"), ("person", "who")):
            alone = self.predicate(rest[4:], depth + 1)
            return alone and self._alone(alone, plain)
        if plain in _TRUE or (plain[0] == "say" and plain[1:] == ("the", "truth")):
            return world.truthful
        if plain in _FALSE:
            return lambda person: negation(world.truthful(person))
        nouns = [word for word in plain if word not in ("a", "an", "the", "only")]
        if len(nouns) == 1:
            role = world.kinds.role(nouns[0])
            if role is not None and (role != EITHER or world.kinds.either):
                return self._alone(lambda person: world.is_role(person, role), plain)
            if nouns[0] in CULPRITS | {"guilty"}:
                return world.guilty
            if nouns[0] in ("innocent", "empty"):
                return lambda person: negation(world.guilty(person))
        return None

    def _alone(self, predicate: Predicate, words: tuple[str, ...]) -> Predicate:
        """``predicate``; with *only* among ``words``, that it holds of nobody else."""
        if "only" not in words:
            return predicate
        others = self.world.people

        def alone(person: Entity) -> Constraint:
            return AllOf((predicate(person), Count([predicate(item) for item in others], "=", 1)))

        return alone

    def _deed(self, tokens: Tokens) -> Predicate | None:
        """``did not steal it``, ``stole the ring``, ``hides the car``, ``was with the police``."""
        at = 0
        while (
            at < len(tokens)
            and tokens[at] in AUX | {"not", "never"}
            and not self._is_main(tokens, at)
        ):
            at += 1
        if at >= len(tokens):
            return None
        words_after = tokens[at + 1 :]
        done = self.is_deed(tokens[at]) or (
            base(str(tokens[at])) == "do" and words_after[:1] in (("it",), ("that",), ("this",))
        )
        plain = all(isinstance(word, str) and word not in _CONNECTING for word in words_after)
        if tokens[at:] == ("did",) or tokens == ("did",):
            return self.world.guilty
        return self.world.guilty if done and plain else None

    def _is_main(self, tokens: Tokens, at: int) -> bool:
        return tokens[at] in ("did", "do", "done") and tokens[at + 1 : at + 2] in (
            ("it",),
            ("that",),
            ("this",),
        )

    def _joined(self, tokens: Tokens, depth: int) -> Predicate | None:
        body = tokens
        for joiner, build in (("or", AnyOf), ("and", AllOf), ("but", AllOf)):
            for left, right in splits(body, (",", joiner), (joiner,)):
                start = left[1:] if left[:1] == ("either",) else left
                if left[1:2] == ("either",):
                    start = (left[0], *left[2:])
                first = self.predicate(start, depth + 1)
                second = self.predicate(right, depth + 1) if first else None
                if first is not None and second is not None:
                    return _both(first, second, build)
        return None

    def _fact(self, tokens: Tokens) -> Predicate | None:
        """Any other property: a fact of its own for each person."""
        if self.spoken or len(tokens) < 2 or tokens[0] not in AUX:
            return None
        if any(isinstance(word, Entity) for word in tokens):
            return None
        negated = sum(word in ("not", "never", "no", "nor") for word in tokens) % 2 == 1
        left = [str(word) for word in tokens if word not in ("not", "never", "no", "nor")]
        if (
            set(left)
            & (
                LOGICAL
                - {"would", "at", "before", "after", "over", "under", "behind", "left", "right"}
            )
            or "," in left
        ):
            return None
        if left[0] in ("would", "will", "does", "did", "do", "must"):
            left = left[1:]
        fact = " ".join(base(word) for word in left if word not in _EMPTY_WORDS)
        fact = fact.removeprefix("wa ").removeprefix("i ")

        def holds_of(person: Entity) -> Constraint:
            name = f"{person.name}: {fact}"
            self.loose.setdefault(name)
            found = Compare(name, "=", 1)
            return negation(found) if negated else found

        return holds_of if fact else None


def _both(
    first: Predicate, second: Predicate, build: Callable[[list[Constraint]], Constraint]
) -> Predicate:
    return lambda person: build([first(person), second(person)])


def bare(tokens: Tokens) -> Tokens:
    """``tokens`` without commas around them and words that only lead in."""
    while tokens and tokens[0] in (
        ",",
        ";",
        "that",
        "and",
        "but",
        "then",
        "also",
        "well",
        "so",
        ":",
    ):
        tokens = tokens[1:]
    while tokens and tokens[-1] in (",", ";", "either", "too", "himself", "herself", "myself", ":"):
        tokens = tokens[:-1]
    return tokens


def negations(tokens: Tokens, light: frozenset[str]) -> tuple[Tokens, bool]:
    """``tokens`` without light words in front, and whether these deny the rest."""
    negated, at = False, 0
    while at < len(tokens) and (tokens[at] in light or tokens[at] in ("not", "never")):
        negated ^= tokens[at] in ("not", "never")
        at += 1
    return tokens[at:], negated
