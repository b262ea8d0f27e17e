"""Conditionals in words: their two sides, and the sides exchanged and denied.

What is put together here is offered, not promised: whoever takes a sentence reads it
back, and proves that it is the one that was wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from kaelum_logic.english.denying import denials, lowered
from kaelum_logic.english.grammar import Grammar
from kaelum_logic.english.lexicon import Lexicon
from kaelum_logic.english.scan import TooManyStepsError
from kaelum_logic.english.telling import third_person, with_article
from kaelum_logic.english.tokens import tokenize

__all__ = ["Sides", "given_by", "sides_of", "turned"]

_IF = r"(?:if|when(?:ever)?|provided\s+(?:that)?|given\s+that|assuming\s+(?:that)?)"
_SPLITS = (
    re.compile(rf"(?i){_IF}\s+(?P<a>\S.*?),?\s+then,?\s+(?P<c>\S.*)"),
    re.compile(rf"(?i){_IF}\s+(?P<a>\S.*?),\s+(?P<c>(?!then\b)\S.*)"),
    re.compile(r"(?i)(?P<a>\S.*?),?\s+only\s+(?:if|when)\s+(?P<c>\S.*)"),
    re.compile(rf"(?i)(?P<c>(?!if\b|when\b)\S.*?),?\s+{_IF}\s+(?P<a>\S.*)"),
    re.compile(r"(?i)(?P<a>\S.*?)\s+implies\s+(?:that\s+)?(?P<c>\S.*)"),
)
_UNSPLIT = re.compile(rf"(?i){_IF}\s+(?P<rest>[^,]+)$")
_ALL = re.compile(r"(?i)(?:all|every|each|any|no)\s+(?=\S)")
_WHO = re.compile(r"(?i)(?:every|any)(?P<sort>one|body|thing)\s+(?:who|that|which)\s+(?=\S)")
_PRONOUN = re.compile(r"(?i)(?:he|she|it|they)\b")
_INDEFINITE = re.compile(r"(?i)(?:an?|any|some)\s+(?=\S)")
_INDEFINITE_ONE = re.compile(r"(?i)(?:any|some)(?:one|body|thing)\b")
_LONGEST = 60


@frozen
class Sides:
    """The two sides of a conditional, as clauses without their closing marks."""

    antecedent: str
    consequent: str

    def __str__(self) -> str:
        return f"If {self.antecedent}, then {self.consequent}."


def sides_of(statement: str) -> Iterator[Sides]:
    """Ways to see ``statement`` as a conditional, likeliest first."""
    for pattern in _SPLITS:
        if match := pattern.fullmatch(statement):
            sides = Sides(lowered(match["a"]), lowered(match["c"]))
            yield from _pronoun_behind(sides)
            yield sides
    if match := _UNSPLIT.fullmatch(statement):
        words = match["rest"].split()
        if len(words) <= _LONGEST:
            cuts = range(1, len(words))
            yield from (Sides(" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts)
    yield from _of_all(statement)


def _of_all(statement: str) -> Iterator[Sides]:
    """The sides of "All dogs bark": "something is a dog", and "it barks"."""
    if match := _WHO.match(statement):
        rest = subject_and_rest(statement)
        if rest is not None:
            person = match["sort"].lower() != "thing"
            some, it = ("someone", "they") if person else ("something", "it")
            added = rest[0][match.end() :]
            yield Sides(f"{some} {added}", f"{it} {_in_plural(rest[1]) if person else rest[1]}")
    elif match := _ALL.match(statement):
        rest = subject_and_rest(statement)
        if rest is None:
            return
        said = _in_singular(rest[1])
        antecedent = f"something is {with_article(_singular(rest[0][match.end() :]))}"
        if match.group().lower().startswith("no"):
            yield from (Sides(antecedent, denied) for denied in denials(f"it {said}"))
        else:
            yield Sides(antecedent, f"it {said}")


def _singular(noun: str) -> str:
    """The noun phrase with its head, taken to be its first plural word, in the singular."""
    lexicon = Lexicon([tokenize(noun)])
    words = noun.split()
    for index, word in enumerate(words):
        if word in _RELATIVES:
            return " ".join((*words[:index], _in_singular(" ".join(words[index:]))))
        if lexicon.is_plural(word):
            rest = words[index + 1 :]
            behind = [_in_singular(" ".join(rest))] if rest[:1] and rest[0] in _RELATIVES else rest
            return " ".join((*words[:index], lexicon.noun(word), *behind))
    return noun


_RELATIVES = frozenset({"that", "who", "which"})
_PLURALS = {"are": "is", "were": "was", "do": "does", "have": "has"}


def _in_singular(said: str) -> str:
    """What is said of several, of one: "are animals" becomes "is an animal"."""
    first, *rest = said.split()
    if first in _RELATIVES and rest:
        return f"{first} {_in_singular(' '.join(rest))}"
    lexicon = Lexicon([tokenize(said)])
    if first in {"are", "were"} and rest and lexicon.is_plural(rest[-1]):
        *modifiers, last = rest
        sign = ["not"] if modifiers[:1] == ["not"] else []
        noun = " ".join((*modifiers[len(sign) :], lexicon.noun(last)))
        return " ".join((_PLURALS[first], *sign, with_article(noun)))
    if first in _PLURALS:
        return " ".join((_PLURALS[first], *rest))
    if any(form.form == "base" for form in lexicon.verb(first)) and first not in {"can", "will"}:
        return " ".join((third_person(first), *rest))
    return said


def _in_plural(said: str) -> str:
    """What is said of one, of "they": "sings" becomes "sing"."""
    first, *rest = said.split()
    plural = {one: many for many, one in _PLURALS.items()}.get(first)
    if plural is None:
        forms = Lexicon([tokenize(said)]).verb(first)
        plural = next((form.base for form in forms if form.form == "s"), first)
    return " ".join((plural, *rest))


def subject_and_rest(clause: str) -> tuple[str, str] | None:
    """A clause's subject, and what is said of it; None if they are not told apart."""
    words = clause.split()
    pieces = [tokenize(word) for word in words]
    tokens = tokenize(clause)
    ends = [sum(map(len, pieces[:count])) for count in range(len(words) + 1)]
    if ends[-1] != len(tokens):
        return None
    for guess in (False, True):
        grammar = Grammar(tokens, Lexicon([tokens]), guess=guess)
        try:
            for _, j, number in grammar.np(0):
                whole = any(end == len(tokens) for _, end in grammar.vp(j, number))
                if whole and j in ends:
                    cut = ends.index(j)
                    return " ".join(words[:cut]), " ".join(words[cut:])
        except (TooManyStepsError, RecursionError):
            return None
    return None


def _pronoun_behind(sides: Sides) -> Iterator[Sides]:
    """The sides with the pronoun behind the one it stands for: "Tom smiles if he is happy"."""
    if _PRONOUN.match(sides.antecedent) and not _PRONOUN.match(sides.consequent):
        yield from _with_subjects_exchanged(sides)


def _with_subjects_exchanged(sides: Sides) -> Iterator[Sides]:
    """The sides, each with the subject of the other one."""
    first, second = subject_and_rest(sides.antecedent), subject_and_rest(sides.consequent)
    if first and second:
        yield Sides(f"{second[0]} {first[1]}", f"{first[0]} {second[1]}")


def turned(sides: Sides, *, exchanged: bool, denied: bool) -> Iterator[Sides]:
    """The conditional with its sides exchanged, and with both of them denied."""
    starts = [sides]
    if exchanged:
        starts = [
            Sides(moved.consequent, moved.antecedent) for moved in (*_for_exchange(sides), sides)
        ]
    for start in starts:
        if not denied:
            yield start
            continue
        for first in denials(start.antecedent, bound=True):
            for second in denials(start.consequent, bound=True):
                yield Sides(first, second)


def _for_exchange(sides: Sides) -> Iterator[Sides]:
    """The sides with the one spoken of named in the consequent, which is to stand first."""
    first, second = subject_and_rest(sides.antecedent), subject_and_rest(sides.consequent)
    if first is None:
        return
    if second and second[0] != first[0] and _takes_up(second[0], first[0]):
        said, back = second[1], first[1]
        if second[0].lower() == "they" and _INDEFINITE_ONE.match(first[0]):
            said, back = _in_singular(said), _in_plural(back)
        yield Sides(f"{second[0]} {back}", f"{first[0]} {said}")
        yield evolve(sides, consequent=f"{first[0]} {said}")
    elif not _INDEFINITE.match(first[0]):
        named = re.sub(r"\b(?:he|she|it|him|they|them)\b", first[0], sides.consequent)
        if named != sides.consequent:
            yield evolve(sides, consequent=named)


def _takes_up(subject: str, earlier: str) -> bool:
    """Whether a subject is a pronoun, or "that person" after "a person"."""
    match = re.fullmatch(r"(?i)(?:that|this|the) (\w+)", subject)
    noun = earlier.rsplit(maxsplit=1)[-1].lower()
    return bool(_PRONOUN.fullmatch(subject)) or (match is not None and match[1].lower() == noun)


def given_by(sides: Sides) -> str | None:
    """What is taken for granted of the one spoken of: "number" in "if a number is even"."""
    found = subject_and_rest(sides.antecedent)
    if found is None or _INDEFINITE_ONE.match(found[0]):
        return None
    match = _INDEFINITE.match(found[0])
    return found[0][match.end() :] if match else None
