"""Scenes: who has, gets, gives, does and pays how much of what, in sentences of any order.

Every sentence is read clause by clause into a ledger of records and rates; what is asked
is then a sum of what they lead to. Nothing is passed over: every word of every sentence has
its place, and every amount of the story has to play a part in the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from kaelum_math.story.grammar import Sentence
from kaelum_math.story.lexicon import base
from kaelum_math.story.scene.asking import answer
from kaelum_math.story.scene.clauses import Clause, Tries
from kaelum_math.story.scene.questions import Question, question
from kaelum_math.story.scene.settings import sets_scene, setting
from kaelum_math.story.scene.statements import statement
from kaelum_math.story.scene.telling import Teller
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token

__all__ = ["read"]

_JOINTS: Final = frozenset(", and but while then so if when :".split())


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not read here.

    Raises:
        NotUnderstood: all is read, but it is unclear what it says together.
    """
    told: list[list[Clause | Question]] = []
    for sentence in sentences:
        found = _Sentence(sentence.tokens).parts()
        if found is None:
            return None
        told.append(found)
    asked = [part for parts in told for part in parts if isinstance(part, Question)]
    if len(asked) != 1:
        return None
    teller = Teller(_names(sentences))
    for number, parts in enumerate(told):
        teller.sentence = number
        for part in parts:
            if isinstance(part, Clause):
                teller.tell(part)
    teller.close()
    teller.ledger.around_the_clock = not teller.actors.people
    return answer(teller, asked[0])


def _names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Words that are always written with a capital letter, in their base form too."""
    words = [token for sentence in sentences for token in sentence.tokens if token.kind == "word"]
    small = {token.text for token in words if token.raw[:1].islower()}
    large = {token.text for token in words if token.raw[:1].isupper()} - small
    return frozenset(large | {base(word) for word in large})


class _Sentence:
    """One sentence, read from left to right into clauses."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._tries = Tries()
        self._known: dict[int, list[Clause | Question] | None] = {}

    def parts(self) -> list[Clause | Question] | None:
        """The clauses, or None if a part of the sentence is not read."""
        return self._from(0)

    def _from(self, at: int) -> list[Clause | Question] | None:
        given = False
        while at < len(self._tokens) and self._tokens[at].text in _JOINTS:
            given = given or self._tokens[at].text == "if"
            at += 1
        if at >= len(self._tokens):
            return []
        if at not in self._known:
            self._known[at] = None
            found = self._read(at)
            if given and found and isinstance(found[0], Clause):
                found = [evolve(found[0], given=True), *found[1:]]
            self._known[at] = found
        return self._known[at]

    def _read(self, at: int) -> list[Clause | Question] | None:
        found: dict[int, Clause | Question] = {}
        for asked, end in question(self._tokens, at, self._tries):
            found.setdefault(end, asked)
        if not found:
            for said, end in statement(self._tokens, at, self._tries):
                if _counts(said) or sets_scene(self._tokens[at:end]):
                    found.setdefault(end, said if _counts(said) else evolve(said, setting=True))
            for said, end in setting(self._tokens, at):
                found.setdefault(end, said)
        for end in sorted(found, reverse=True):
            rest = self._from(end)
            if rest is not None:
                return [found[end], *rest]
        return None


def _counts(clause: Clause) -> bool:
    """Whether anything in ``clause`` is an amount, or says how something goes on."""
    return bool(
        (clause.subject is not None and clause.subject.amount is not None)
        or {item.kind for item in clause.items} & {"amount", "span", "times", "for", "pieces"}
        or clause.words() & {"at the same rate", "at this rate"}
    )
