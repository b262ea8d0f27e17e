"""Times at which something is said to hold, where a question asks about another time.

A rule in the present holds at all times, so that a tale in the past tense may be
asked about in the past tense. But that Ann was a student does not make her one
now, nor does what holds of those who are students; nor does it follow from what
she will be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from kaelum_logic.english.facts import walk
from kaelum_logic.english.lexicon import base_form, is_verb
from kaelum_logic.english.tree import (
    NP,
    VP,
    Act,
    Be,
    BothOf,
    Clause,
    Compare,
    Fact,
    If,
    Iff,
    Join,
    JoinNP,
    JoinVP,
    Lacks,
    Name,
    Negated,
    Nominal,
    NotVP,
    Quantified,
    Said,
    The,
    There,
)
from kaelum_logic.formula import Const, Formula, predicates, terms

__all__ = ["asks_of_past", "changed_since", "is_past", "mixed_times", "other_time", "tense_of"]

_CHANGES = frozenset(
    "turn switch open close shut break fix repair lock unlock fill empty clean paint move put take "
    "remove kill cure heal marry divorce leave sell buy lose find become stop start begin wake".split()
)
"""Verbs for making something otherwise than it was."""
_LASTING = frozenset(
    "win pass finish complete fail submit sign pay elect hire bear born build invent discover tell "
    "graduate score earn receive register solve arrive apply enrol enroll qualify".split()
)
"""Verbs for what is done once: who did it is of those who do it, and stays so."""
_GOING_ON = frozenset(
    "be have own live reside work smoke drink play study teach learn sleep sit stand lie wear hold "
    "keep like love hate know believe think want need speak belong stay wait run walk swim sing dance "
    "burn shine glow ring bark cough carry contain support attend use rule serve feel look seem "
    "remain guard hang cost weigh fear trust respect admire possess share drive ride grow dry warm "
    "wet calm cool clear slow free busy empty clean".split()
)
"""Verbs for what goes on for a while, and ends; and those that are adjectives as well."""
_NATURES = frozenset(
    "man woman human person creature animal mammal bird fish insect reptile cat dog horse cow pig "
    "sheep goat whale lion tiger bear elephant mouse rat snake frog eagle penguin plant tree".split()
)
"""What one is for good, if at all: Socrates was a man."""
_FUTURE = re.compile(r"(?i)\b(?:will|'ll|won't|going\s+to)\b")
_PAST = re.compile(r"(?i)^\W*(?:(?:so|then|and|now)\s*,?\s*)?(?:was|were|did|had|has|have)\b")


def other_time(
    premises: Sequence[str],
    clauses: Sequence[Clause],
    formulas: Sequence[Formula],
    question: str,
    goal: Formula,
) -> str | None:
    """The premise that tells of somebody, for another time, what ``question`` asks of him.

    The first three go together: the sentences, their trees and their formulae.
    """
    asked = _time_of_question(question)
    for sentence, clause, formula in zip(premises, clauses, formulas, strict=False):
        match clause:
            case Said(_, vp) if _individuals(formula):
                told = "future" if _FUTURE.search(sentence) else tense_of(vp)
            case Fact() if _FUTURE.search(sentence):
                told = "future"
            case _:
                continue
        if told == asked or (told == "now" and asked == "present"):
            continue
        same = predicates(formula) & predicates(goal) and _individuals(formula) & _individuals(goal)
        if same or (told == "future" and asked == "present"):
            return sentence
    return None


def changed_since(
    sentences: Sequence[str], clauses: Sequence[Clause], formulas: Sequence[Formula], goal: Formula
) -> str | None:
    """The sentence by which somebody does something to what ``goal`` is about, and changes it."""
    for sentence, clause, formula in zip(sentences, clauses, formulas, strict=False):
        match clause:
            case Said(_, Act((str() as verb, *_), _, "past")) if verb in _CHANGES:
                if _individuals(formula) & _individuals(goal):
                    return sentence
    return None


@frozen
class _Mention:
    """That something is so.

    Attributes:
        words: what is said to be so; none if it is that two are one and the same.
        time: ``past``, ``present``, or nothing for what has no time.
        deed: whether it is a deed of an individual, no state, that is told or supposed.
    """

    words: frozenset[str]
    time: str
    deed: bool = False


def mixed_times(
    premises: Sequence[str], clauses: Sequence[Clause], goal: Clause | None
) -> str | None:
    """The premise in the past tense that is used as if it were told of the present.

    So it is where the same is said in both, of whomever: "Tom was a doctor", "all
    doctors are rich". What was done may be what a rule in the present speaks of,
    as in "it rained" and "if it rains", or "Tom apologised" and "if Tom apologises".

    Args:
        premises: the sentences that a conclusion needs.
        clauses: their trees.
        goal: what is concluded, for the present; nothing if they contradict each other.
    """
    told = [
        (sentence, mention)
        for sentence, clause in zip(premises, clauses, strict=True)
        for mention in _mentions(clause, given=True)
    ]
    concluded = [] if goal is None else [evolve(m, time="present") for m in _mentions(goal)]
    present = [mention for _, mention in told if mention.time == "present"] + concluded
    for sentence, mention in told:
        if mention.time == "past" and any(_clash(mention, other) for other in present):
            return sentence
    return None


def _clash(past: _Mention, present: _Mention) -> bool:
    """Whether both say the same, so that what was so is taken to be so."""
    same = past.words <= present.words or set() < present.words <= past.words
    return same and not (past.deed and present.deed)


def is_past(clause: Clause) -> bool:
    """Whether ``clause`` is told in the past tense."""
    return isinstance(clause, Said) and tense_of(clause.vp) == "past"


def asks_of_past(question: str) -> bool:
    """Whether ``question`` asks what was so, or what has been done."""
    return _time_of_question(question) == "past"


def _mentions(clause: Clause, *, given: bool = False) -> Iterator[_Mention]:
    """What ``clause`` says to be so, or supposes. ``given``: it is told as a fact."""
    match clause:
        case Fact(words, tense):
            over = given and tense == "done"
            yield _Mention(frozenset(words), "" if over else _time(tense))
        case Said(subject, vp):
            yield from _of_np(subject, "" if tense_of(vp) == "past" else "present")
            yield from _of_vp(vp, "told" if given and not _is_class(subject) else "")
        case There(what, tense):
            yield from _of_np(what, tense)
        case Negated(body):
            yield from _mentions(body, given=given)
        case If(left, right) | Iff(left, right):
            for side in (left, right):
                bare = side.body if isinstance(side, Negated) else side
                if isinstance(bare, Said) and not isinstance(bare.subject, Quantified):
                    yield from _of_vp(bare.vp, "if")
                else:
                    yield from _mentions(side)
        case Join(_, parts):
            for part in parts:
                yield from _mentions(part, given=given)
        case BothOf(condition, then):
            yield from (*_of_vp(condition), *_of_vp(then))


def _of_np(np: NP, time: str) -> Iterator[_Mention]:
    """What is supposed of those that ``np`` stands for, at ``time`` unless it says another."""
    match np:
        case Quantified(_, nominal):
            for kind in (nominal, *nominal.alternatives):
                groups = [[word] for word in kind.words] if kind.apart else [kind.words]
                if time:
                    yield from (_Mention(frozenset(group), time) for group in groups if group)
                for extra in kind.extras:
                    yield from _of_vp(extra)
        case JoinNP(_, parts):
            for part in parts:
                yield from _of_np(part, time)


def _of_vp(vp: VP, role: str = "") -> Iterator[_Mention]:
    """What ``vp`` says. ``role``: ``told`` of an individual or ``denied``, or ``if`` one does it."""
    match vp:
        case Act(parts, _, tense):
            first = parts[0] if parts and isinstance(parts[0], str) else ""
            once = tense == "past" and role in {"told", "denied"} and base_form(first) in _LASTING
            undone = role == "told" and first in _CHANGES
            deed = role != "" and is_verb(first) and first not in _GOING_ON and not undone
            yield _Mention(_words(vp), "" if once else _time(tense), deed)
        case Be(Quantified("a", Nominal((noun,), _, (), ())), _) if role and noun in _NATURES:
            yield _Mention(frozenset({noun}), "")
        case Be(The() | Name(), tense) if role == "told":
            yield _Mention(frozenset(), _time(tense))  # what is said of the king, be it anything
        case Be(_, tense) | Compare(_, _, tense):
            words = frozenset({vp.word}) if isinstance(vp, Compare) else _words(vp.what)
            yield _Mention(words, _time(tense))
        case NotVP(body, _):
            yield from _of_vp(body, role.replace("told", "denied"))
        case JoinVP(_, parts):
            for part in parts:
                yield from _of_vp(part, role)
        case Lacks(_, verb):
            yield from _of_vp(verb, role)


def _time(tense: str) -> str:
    return "past" if tense in {"past", "done"} else "present"


def _is_class(np: NP) -> bool:
    return isinstance(np, Quantified) and np.det not in {"some", "mass"}


def _words(node: object) -> frozenset[str]:
    """The words of a tree that say what is so, its names among them."""
    found: set[str] = set()
    for part in walk(node):
        match part:
            case Act(parts):
                found.update(word for word in parts if isinstance(word, str))
            case Nominal(words):
                found.update(words)
            case Name(text):
                found.add(text)
    return frozenset(found)


def _time_of_question(question: str) -> str:
    if _FUTURE.search(question):
        return "future"
    return "past" if _PAST.match(question) else "present"


def _individuals(formula: Formula) -> set[str]:
    return {term.name for term in terms(formula) if isinstance(term, Const)}


def tense_of(vp: VP) -> str:
    """``past``, ``present`` or ``now``."""
    match vp:
        case Act(_, _, tense) | Be(_, tense) | Compare(_, _, tense):
            return tense
        case NotVP(body, _):
            return tense_of(body)
        case JoinVP(_, parts):
            return tense_of(parts[0])
        case _:
            return "present"
