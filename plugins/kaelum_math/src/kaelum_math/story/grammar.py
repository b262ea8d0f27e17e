"""A grammar of one topic: patterns of clauses and what each clause does to a state.

A text is read sentence by sentence, a sentence clause by clause: as a whole if a pattern
covers it, else split at a comma or conjunction, the longest first part first. Reading is
pure; only when every clause of the text is covered are the actions run, in order, the
question last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.expressions import EXPRESSION_SLOTS
from kaelum_math.story.pattern import Pattern, Slot
from kaelum_math.story.slots import SLOTS
from kaelum_math.text.tokens import Token

__all__ = ["Grammar", "Sentence"]

Tokens = Sequence[Token]


class Begins(Protocol):
    """A state that is told, before each clause, which adjunct stands beside it."""

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""


State = TypeVar("State", bound=Begins)
Action = Callable[..., None]

_ALL_SLOTS: Final = {**SLOTS, **EXPRESSION_SLOTS}
MOST_TRIED: Final = 400
"""Spans of one sentence that are tried as a clause."""


@frozen
class Sentence:
    """The tokens of a sentence without its final sign, and whether that was a question mark."""

    tokens: tuple[Token, ...]
    asks: bool = False


@frozen
class Rule:
    """A pattern, what it does, and whether it asks."""

    pattern: Pattern
    action: Action
    asks: bool


@frozen
class Clause:
    """A clause as read: the rule, what its slots hold, and the adjunct beside it."""

    rule: Rule
    captures: dict[str, Any]
    adjunct: Any = None


class Grammar(Generic[State]):
    """The clauses of a topic. The first rule that covers a clause reads it.

    Args:
        adjuncts: slots that may stand before or after any clause ("in 5 years").
        slots: the topic's own kinds of slots.
    """

    def __init__(self, *adjuncts: Slot, slots: Mapping[str, Slot] | None = None) -> None:
        self._rules: list[Rule] = []
        self._adjuncts = adjuncts
        self._slots = {**_ALL_SLOTS, **(slots or {})}

    def slots(self, more: Mapping[str, Slot]) -> None:
        """More kinds of slots, for the patterns registered from now on."""
        self._slots.update(more)

    def says(self, *patterns: str) -> Callable[[Action], Action]:
        """Register a function ``(state, **slots)`` for clauses that state something."""
        return self._adder(patterns, asks=False)

    def asks(self, *patterns: str) -> Callable[[Action], Action]:
        """Register a function for clauses that ask, or tell to find, something."""
        return self._adder(patterns, asks=True)

    def _adder(self, patterns: tuple[str, ...], *, asks: bool) -> Callable[[Action], Action]:
        def add(action: Action) -> Action:
            self._rules += [Rule(Pattern(source, self._slots), action, asks) for source in patterns]
            return action

        return add

    def run(self, sentences: Sequence[Sentence], state: State) -> bool:
        """Read ``sentences`` into ``state``; False if a clause is not covered or none asks.

        Raises:
            NotUnderstood: an action refuses what a clause says.
        """
        clauses: list[Clause] = []
        for sentence in sentences:
            found = _Reading(self._rules, self._adjuncts, sentence.tokens).clauses()
            if found is None:
                return False
            clauses += found
        if not any(clause.rule.asks for clause in clauses):
            return False
        for clause in sorted(clauses, key=lambda clause: clause.rule.asks):
            state.begin(clause.adjunct)
            clause.rule.action(state, **clause.captures)
        return True


class _Reading:
    """One sentence being read."""

    def __init__(self, rules: Sequence[Rule], adjuncts: Sequence[Slot], tokens: Tokens) -> None:
        self._rules = rules
        self._adjuncts = adjuncts
        self._tokens = tuple(tokens)
        self._known: dict[tuple[int, int], list[Clause] | None] = {}

    def clauses(self) -> list[Clause] | None:
        return self._from(0, len(self._tokens))

    def _from(self, start: int, end: int) -> list[Clause] | None:
        if (start, end) not in self._known:
            if len(self._known) > MOST_TRIED:
                raise NotUnderstood("A sentence is too winding to be read.")
            self._known[start, end] = None
            self._known[start, end] = self._read(start, end)
        return self._known[start, end]

    def _read(self, start: int, end: int) -> list[Clause] | None:
        whole = self._clause(start, end)
        if whole is None:
            start, end = self._trimmed(start, end)
            if start >= end:
                return None
            whole = self._clause(start, end)
        if whole is not None:
            return [whole]
        for cut, after in self._cuts(start, end):
            rest = self._from(after, end)
            if rest is None:
                continue
            head = self._from(start, cut)
            if head is not None:
                return [*head, *rest]
        return None

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The span without joining words in front and commas at the end."""
        tokens = self._tokens
        while start < end and tokens[start].text in _JOINING:
            start += 1
        while start < end and tokens[end - 1].text in {",", ":"}:
            end -= 1
        return start, end

    def _cuts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for at in range(end - 1, start, -1):
            if self._tokens[at].text in _CUTS:
                yield at, at if self._tokens[at].text in _RELATIVE else at + 1

    def _clause(self, start: int, end: int) -> Clause | None:
        span = self._tokens[start:end]
        found = self._match(span)
        if found is not None or not self._adjuncts:
            return found
        for slot in self._adjuncts:
            for value, rest in _beside(slot, span):
                found = self._match(rest)
                if found is not None:
                    return evolve(found, adjunct=value)
        return None

    def _match(self, span: Tokens) -> Clause | None:
        words = {token.text for token in span}
        for rule in self._rules:
            if any(words.isdisjoint(choice) for choice in rule.pattern.required):
                continue
            captures = next(rule.pattern.matches(span), None)
            if captures is not None:
                return Clause(rule, captures)
        return None


def _beside(slot: Slot, span: Tokens) -> Iterator[tuple[Any, Tokens]]:
    """What ``slot`` reads at the start or the end of ``span``, and the rest."""
    for value, end in slot(span, 0):
        start = end + 1 if end < len(span) and span[end].text == "," else end
        if start < len(span):
            yield value, span[start:]
    for start in range(max(1, len(span) - 5), len(span)):
        for value, end in slot(span, start):
            if end == len(span):
                yield value, span[:start]


_CUTS: Final = frozenset(", and then while whereas - : but if who which what how i you".split())
_RELATIVE: Final = frozenset({"who", "which", "what", "how", "i", "you"})
"""Words before which a clause may end, and which belong to the next."""
_JOINING: Final = frozenset(
    ", and then so if now but suppose that given assume imagine when finally next also".split()
)
