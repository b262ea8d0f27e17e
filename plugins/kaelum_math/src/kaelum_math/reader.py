"""Reads a question: sentences into definitions and one task.

The layers, bottom up: :mod:`~kaelum_math.text` makes plain characters and
tokens, :mod:`~kaelum_math.expr` reads formulae, :mod:`~kaelum_math.phrases`
and the families recognise what is asked, and this module puts sentences
together: definitions first, each usable in the next, then the question.
Text that no layer consumes makes the whole question not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import frozen

from kaelum_math import everyday, forms, heads, registry
from kaelum_math.definitions import define, derivative, solve_for
from kaelum_math.errors import Ambiguous, MathError, NotUnderstood
from kaelum_math.faults import Faults
from kaelum_math.phrases import Match, Phrase
from kaelum_math.scope import Scope, Step
from kaelum_math.slots import Choices, Slots, explore
from kaelum_math.task import Task
from kaelum_math.text import announce, chat, spelling
from kaelum_math.text.normalise import normalise
from kaelum_math.text.tokens import Token, join, tokenize

__all__ = ["Reading", "read"]

Tokens = Sequence[Token]


@frozen
class Reading:
    """One way to read a question.

    Attributes:
        task: what is asked.
        steps: what had to be worked out to know it.
    """

    task: Task
    steps: tuple[Step, ...] = ()

    def describe(self) -> str:
        """The formal reading on one line: the steps, then the task."""
        return "; ".join([*(step.describe() for step in self.steps), self.task.describe()])


def read(text: str) -> list[Reading]:
    """Every reading of a question; several only where the text allows several.

    Raises:
        MathError: there is none; the message says what stood in the way.
    """
    plain = chat.without(normalise(text))
    if not plain:
        raise NotUnderstood("The question is empty.")
    try:
        return _read(plain)
    except NotUnderstood as fault:
        restored = spelling.corrected(plain, registry.vocabulary())
        if restored == plain:
            raise
        try:
            return _read(restored)
        except NotUnderstood:
            raise fault from None  # about words that the question has


def _read(plain: str) -> list[Reading]:
    faults = Faults(plain)
    # The first two know at once what is not theirs; the order is one of speed, not of rank.
    for attempt in (_in_everyday_words, _as_announced, _as_it_stands, _without_form):
        try:
            found = attempt(plain)
        except MathError as error:
            faults.add(error)
            continue
        if found:
            return found
    worst = faults.worst()
    if isinstance(worst, NotUnderstood):
        raise NotUnderstood(f"The question was not understood as a computation. {worst}".strip())
    raise worst


def _as_it_stands(text: str) -> list[Reading]:
    faults = Faults(text)
    sentences = heads.sentences(tokenize(text))
    if not sentences:
        raise NotUnderstood("The question asks for nothing.")
    for attempt in (_sentence_by_sentence, _as_one_text):
        try:
            found = attempt(sentences)
        except MathError as error:
            faults.add(error)
            continue
        if found:
            return found
    raise faults.worst()


def _without_form(text: str) -> list[Reading]:
    """Read without what is said about the form of the answer, which is then honoured."""
    rest, shape = forms.split(text)
    if rest.split() == text.split():
        return []
    plain = " ".join(rest.split())
    try:
        found = _in_everyday_words(plain)
    except MathError:
        found = []
    found = found or _as_it_stands(plain)
    return [Reading(forms.shaped(r.task, shape), r.steps) for r in found]


def _in_everyday_words(text: str) -> list[Reading]:
    return [Reading(task) for task in everyday.read(text)]


def _as_announced(text: str) -> list[Reading]:
    """Read without headings and announcements, which :mod:`~kaelum_math.text.announce` knows."""
    rest, shape = forms.split(text)
    core = announce.plain(" ".join(rest.split()))
    if core.split() == rest.split():
        return []
    found = _as_it_stands(core)
    return [Reading(forms.shaped(r.task, shape), r.steps) for r in found]


def _new_scope() -> Scope:
    return Scope(_noun_tasks, solve_for, derivative)


def _sentence_by_sentence(sentences: Sequence[Tokens]) -> list[Reading]:
    scope = _new_scope()
    for sentence in sentences[:-1]:
        scope = define(heads.without_definition_word(sentence), scope)
    found = _question(sentences[-1], scope)
    scope.effort.check()
    return found


def _as_one_text(sentences: Sequence[Tokens]) -> list[Reading]:
    """All sentences as one phrase of kind ``text``, the asking words of the last removed."""
    scope = _new_scope()
    for last in heads.nouns(sentences[-1]):
        tokens: list[Token] = []
        for sentence in sentences[:-1]:
            tokens += [*sentence, Token("op", ";", ";", sentence[-1].end, sentence[-1].end)]
        found, _ = _build(registry.candidates("text", [*tokens, *last], scope.effort), scope)
        scope.effort.check()
        if found:
            return found
    raise NotUnderstood("The sentences were not understood together.")


# -- one question ------------------------------------------------------------


def _question(sentence: Tokens, scope: Scope) -> list[Reading]:
    faults = Faults(join(sentence))
    for attempt in (_plain, _led_by_condition, _followed_by_condition):
        try:
            found = attempt(heads.without_courtesy(sentence), scope, faults)
        except MathError as error:
            faults.add(error)
            continue
        if found:
            return found
    raise faults.worst()


def _plain(tokens: Tokens, scope: Scope, faults: Faults) -> list[Reading]:
    """The clause as it stands: an order, or asking words before a noun phrase."""
    orders = (
        pair
        for order in heads.clauses(tokens)
        for pair in registry.candidates("clause", order, scope.effort)
    )
    found, errors = _build(orders, scope)
    faults.add(*errors)
    if found:
        return found
    matches = (
        pair
        for phrase in heads.nouns(tokens)
        for pair in registry.candidates("noun", phrase, scope.effort)
    )
    found, errors = _build(matches, scope)
    faults.add(*errors)
    return found


def _led_by_condition(tokens: Tokens, scope: Scope, faults: Faults) -> list[Reading]:
    """``If x = 3, what is 2x?``; ``f(x) = 2x, find f(3)``."""
    for condition, question in heads.leading_conditions(tokens):
        try:
            inner = define(condition, scope)
        except MathError as error:
            faults.add(error)
            continue
        return _question(question, inner)
    return []


def _followed_by_condition(tokens: Tokens, scope: Scope, faults: Faults) -> list[Reading]:
    """``Evaluate 3x + 2 when x = 4``."""
    for question, condition in heads.trailing_conditions(tokens):
        try:
            inner = define(condition, scope)
            found = _question(question, inner)
        except MathError as error:
            faults.add(error)
            continue
        return found
    return []


# -- phrases -----------------------------------------------------------------

_BUILDING = 200
"""What it costs to build a task, in places tried."""


def _build(
    matches: Iterator[tuple[Phrase, Match]], scope: Scope
) -> tuple[list[Reading], list[MathError]]:
    """The readings that the matched phrases of the highest rank give.

    None where one of them is ambiguous by itself: another phrase of its rank cannot settle that.
    """
    ranked: list[tuple[int, Reading]] = []
    faults: list[MathError] = []
    unclear: list[int] = []
    formulae = _Formulae(scope)
    for phrase, match in matches:
        scope.effort.spend(_BUILDING)
        found, errors = explore(_builder(phrase, match, scope))
        faults += errors
        unclear += [phrase.rank for error in errors if isinstance(error, Ambiguous)]
        if phrase.pattern.bare:
            formulae.note(match, found)
        for reading in found:
            if reading is not None and (phrase.rank, reading) not in ranked:
                ranked.append((phrase.rank, reading))
    lost = formulae.lost()
    best = max((rank for rank, _ in ranked), default=0)
    if lost or any(rank >= best for rank in unclear):
        return [], [*faults, *lost]
    tasks: list[Reading] = []
    for rank, reading in ranked:
        if rank == best and all(reading.task != other.task for other in tasks):
            tasks.append(reading)
    return tasks, faults


class _Formulae:
    """The formulae that are whole questions, and how many ways of reading each led to a task."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._found: dict[tuple[Token, ...], list[Task]] = {}

    def note(self, match: Match, found: Sequence[Reading | None]) -> None:
        """Count the tasks that a lone slot gave."""
        (tokens,) = match.values()
        tasks = self._found.setdefault(tuple(tokens), [])
        tasks += [r.task for r in found if r is not None and r.task not in tasks]

    def lost(self) -> list[MathError]:
        """That ``10/2x`` may mean two things, where only one of them was worked out."""
        return [
            Ambiguous("It is unclear how far the denominator of a fraction goes.")
            for tokens, tasks in self._found.items()
            if 0 < len(tasks) < self._scope.ways(tokens)
        ]


def _builder(phrase: Phrase, match: Match, scope: Scope) -> Callable[[Choices], Reading | None]:
    def run(choices: Choices) -> Reading | None:
        inner, watched = scope.copy(), _Watched(match)
        task = phrase.build(Slots(watched, inner, choices, whole=phrase.pattern.bare))
        if task is None:
            return None
        watched.must_be_read()
        return Reading(task, tuple(inner.steps))

    return run


class _Watched(Mapping[str, Sequence[Token]]):
    """The slots of a match; what a builder never looks at would be ignored silently."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._read: set[str] = set()

    def __getitem__(self, name: str) -> Sequence[Token]:
        self._read.add(name)
        return self._match[name]

    def __contains__(self, name: object) -> bool:
        return name in self._match

    def __iter__(self) -> Iterator[str]:
        return iter(self._match)

    def __len__(self) -> int:
        return len(self._match)

    def must_be_read(self) -> None:
        """Raises NotUnderstood where a slot was not read."""
        for name, tokens in self._match.items():
            if name not in self._read:
                raise NotUnderstood(f"I do not understand {join(tokens)!r} here.")


def _noun_tasks(tokens: Tokens, scope: Scope) -> list[Task]:
    """The tasks that ``tokens`` may name, for a value inside a phrase."""
    matches = (
        pair
        for phrase in heads.articles(tokens)
        for pair in registry.candidates("noun", phrase, scope.effort)
        if not (pair[0].pattern.bare or pair[0].outermost)
    )
    found, _ = _build(matches, scope)
    for reading in found:
        scope.steps += [step for step in reading.steps if step not in scope.steps]
    return [reading.task for reading in found]
