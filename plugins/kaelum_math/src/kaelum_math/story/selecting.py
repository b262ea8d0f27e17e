"""What a question is limited to: whose deeds, which deeds, where, to whom and on what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Sentence
from kaelum_math.story.lexicon import base
from kaelum_math.story.scene.verbs import VERBS
from kaelum_math.text.tokens import Token

__all__ = ["must_select"]

_LINKS: Final = frozenset("in at on to for from with".split())
_GENERAL: Final = frozenset(
    """
    total all sum average order need first last beginning end start now then each every one day week
    month year hour minute second time way change back front money it them him her me us you this
    that what which how both next last stop round lap a an the
    """.split()
)
"""Words behind a preposition that limit nothing."""
_DETERMINERS: Final = frozenset(
    "the a an his her their my our your its this that these those".split()
)
_TRADES: Final = (
    frozenset("buy purchase spend pay cost need take order charge".split()),
    frozenset("earn get work charge receive pay tutor teach mow wash clean babysit".split()),
)
"""Verbs that tell of the same money."""
_MONEY_VERBS: Final = frozenset("spend pay earn".split())
_NEUTRAL: Final = frozenset("have be cost weigh contain hold need keep own fit carry last".split())


def must_select(sentences: Sequence[Sentence]) -> None:
    """See to it that a question about some of what was told is not answered with all of it.

    Raises:
        NotUnderstood: the question names a place, a person, a purpose or a deed, and other
            ones of the kind are told as well.
    """
    if not sentences:
        return
    *told, asked = (list(sentence.tokens) for sentence in sentences)
    words = [[token.text for token in part] for part in told]
    question = [token.text for token in asked]
    everything = {word for part in (*words, question) for word in part}
    if "trip" in everything and {"back", "return", "round"} & everything:
        raise NotUnderstood("It is unclear whether the way there or both ways are told.")
    _one_place(words, question)
    _one_deed(words, question)
    _one_person(told, asked)


def _phrases(words: Sequence[str]) -> set[tuple[str, str]]:
    """Prepositions with the head word behind each."""
    found = set()
    for at, word in enumerate(words[:-1]):
        if word in _LINKS:
            after = words[at + 1]
            if after in _DETERMINERS and at + 2 < len(words):
                after = words[at + 2]
            if after not in _GENERAL and base(after) not in _GENERAL and not after[:1].isdigit():
                found.add((word, base(after)))
    return found


_PLACE: Final = frozenset({"in", "on", "at"})


def _same_kind(link: str, other: str) -> bool:
    """Whether two prepositions tell of the same kind of thing: where, for whom."""
    return link == other or {link, other} <= _PLACE


def _one_place(told: Sequence[Sequence[str]], question: Sequence[str]) -> None:
    said = {pair for words in told for pair in _phrases(words)}
    everything = {base(word) for words in told for word in words}
    for link, head in _phrases(question):
        rivals = {other for where, other in said if _same_kind(where, link)}
        if rivals - {head}:
            raise NotUnderstood(f"It is asked only of what is told with {link!r} {head!r}.")
        if head not in everything and rivals:
            raise NotUnderstood(f"Nothing is told with {link!r} {head!r}.")
        goods = {base(b) for words in told for a, b in pairwise(words) if a[:1].isdigit()}
        if head in goods and goods - {head} and link in {"on", "for", "from", "with"}:
            raise NotUnderstood(f"It is asked only about {head!r}, and more is told.")


def _one_deed(told: Sequence[Sequence[str]], question: Sequence[str]) -> None:
    """The verb that is asked, and other deeds told: used and bought, spent and lost."""
    helps = [at for at, word in enumerate(question) if word in {"did", "does", "do"}]
    behind = question[helps[0] + 1 :] if helps else ()
    asked = {VERBS[word].lemma for word in behind if word in VERBS} - _NEUTRAL - {"do"}
    if len(asked) != 1:
        return
    (verb,) = asked
    alike = {verb}.union(*(trade for trade in _TRADES if verb in trade))
    deeds = (
        {VERBS[w].lemma for words in told for w in words if w in VERBS and not w.endswith("ing")}
        - _NEUTRAL
        - {"do"}
    )
    packed = any(_is_pack(words) for words in told) and verb not in _MONEY_VERBS
    if verb in deeds | _MONEY_VERBS and (deeds - alike or packed):
        raise NotUnderstood(f"It is asked only what was done by {verb!r}, and more is told.")


def _is_pack(words: Sequence[str]) -> bool:
    """``3 bags of 10 apples``."""
    triples = zip(words, words[1:], words[2:], words[3:], strict=False)
    return any(a[:1].isdigit() and c == "of" and d[:1].isdigit() for a, _, c, d in triples)


def _one_person(told: Sequence[Sequence[Token]], asked: Sequence[Token]) -> None:
    """Whose money is asked, where several people's deeds are told."""
    if not any(token.text in VERBS and VERBS[token.text].lemma in _MONEY_VERBS for token in asked):
        return
    names = _names(told)
    if len(names) > 1 and len(names & _names([asked])) == 1:
        raise NotUnderstood("It is asked what one of several people spent or earned.")


def _names(parts: Sequence[Sequence[Token]]) -> set[str]:
    """Words with a capital that stand before a verb."""
    return {
        token.text
        for part in parts
        for at, token in enumerate(part[:-1])
        if token.kind == "word"
        and token.raw[:1].isupper()
        and token.text not in VERBS
        and part[at + 1].text in VERBS
    }
