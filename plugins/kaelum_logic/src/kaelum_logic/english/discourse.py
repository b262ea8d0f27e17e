"""What a text has mentioned, and what pronouns and "the ..." take up from it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from kaelum_logic.english.lexicon import THEIRS
from kaelum_logic.english.people import is_person
from kaelum_logic.english.tree import Nominal
from kaelum_logic.finite.names import gender_of_name
from kaelum_logic.formula import Const, Exists, Formula, Term, Var

__all__ = ["Discourse", "Ref", "Scope", "UnresolvedError", "close", "head_of", "join_words"]


class UnresolvedError(Exception):
    """A pronoun or a phrase whose meaning could not be settled."""


@frozen
class Ref:
    """An individual that was mentioned."""

    term: Term | None
    head: str
    human: bool | None
    subject: bool
    order: int


@define
class Scope:
    """A stretch of discourse: what was introduced in it, and what it lies in.

    ``mood`` is ``assert``, ``condition``, ``denied`` or ``question``.
    """

    parent: Scope | None
    mood: str
    variables: list[Var] = field(factory=list)
    refs: list[Ref] = field(factory=list)

    def inner(self, mood: str | None = None) -> Scope:
        """A scope inside this one, of the same mood unless told otherwise."""
        return Scope(self, mood or self.mood)

    def outermost(self) -> Scope:
        """The scope of the whole sentence."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def reachable(self) -> Iterator[Ref]:
        """What can be taken up from here, the latest first, scope by scope."""
        scope: Scope | None = self
        while scope is not None:
            yield from reversed(scope.refs)
            scope = scope.parent


_HUMAN_PRONOUNS = frozenset("he she him her he/she she/he him/her".split())
_THING_PRONOUNS = frozenset({"it", "this"})
_SPEAKERS = {"i": "i", "me": "i", "we": "we", "us": "we"}
_PLURAL_PRONOUNS = frozenset({"they", "them"})


_OF_TWO = ("former", "latter")
_GENDERS = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}


def _gender(ref: Ref) -> str | None:
    """The gender of someone known by name."""
    return gender_of_name(ref.term.name) if isinstance(ref.term, Const) else None


def _may_be(word: str, ref: Ref) -> bool:
    """Whether a pronoun can stand for one with this name."""
    return word not in _GENDERS or _gender(ref) in {None, _GENDERS[word]}


def _is_somebody(ref: Ref) -> bool:
    return ref.human is True or _gender(ref) is not None or is_person(ref.head)


def _fitting(word: str, refs: list[Ref]) -> list[Ref]:
    """Those of ``refs`` that a pronoun may take up; only those whose name says so, if any does."""
    refs = [ref for ref in refs if _may_be(word, ref)]
    sure = [ref for ref in refs if _is_somebody(ref) == (word in _GENDERS)]
    return sure if sure and word in {*_GENDERS, *_THING_PRONOUNS} else refs


def close(scope: Scope, formula: Formula) -> Formula:
    """``formula`` with the individuals that ``scope`` introduced bound to exist."""
    return Exists(tuple(scope.variables), formula) if scope.variables else formula


def head_of(nominal: Nominal) -> str:
    """The noun itself, or "" for "everyone" and the like."""
    return nominal.words[-1] if nominal.words else ""


def join_words(words: Iterable[str]) -> str:
    """The name of a predicate or a constant, from its words.

    Signs are left out of words, but spelled in numbers: 1/2 is not 12, nor 3.5 the number 35.
    """
    return "_".join(_identifier(word) for word in words if word != "'s")


_NUMBER_SIGNS = {
    "/": "over", ".": "point", "%": "percent", "-": "dash", "+": "plus", ":": "colon", "&": "and",
}  # fmt: skip
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def _identifier(word: str) -> str:
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    if any(c.isdigit() for c in word):
        word = "".join(f"_{_NUMBER_SIGNS[c]}_" if c in _NUMBER_SIGNS else c for c in word).strip(
            "_"
        )
    return "".join(c for c in word if c.isalnum() or c == "_")


class Discourse:
    """Individuals and variables of one text, in the order of their mention.

    Attributes:
        generic_you: whom "you" stands for in a rule.
        genders: what was taken for granted of somebody's gender, in words.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._orders = itertools.count()
        self._topics: list[Ref] = []
        self.generic_you: Var | None = None
        self.genders: set[str] = set()

    def begin(self, mood: str) -> Scope:
        """A scope for the next sentence, from which the last one's topics can be reached."""
        self.generic_you = None
        return Scope(None, mood, [], list(self._topics))

    def finish(self, scope: Scope) -> None:
        """Keep the individuals of a sentence that is through, for pronouns in the next."""
        fresh = [ref for ref in scope.refs if ref not in self._topics]
        constants = [ref for ref in fresh if isinstance(ref.term, Const) or ref.term is None]
        if any(ref.subject for ref in constants):
            self._topics = constants

    def variable(self) -> Var:
        """A variable that was not used before."""
        number = next(self._numbers)
        letter, index = "xyzuvw"[(number - 1) % 6], (number - 1) // 6
        return Var(f"{letter}{index}" if index else letter)

    @staticmethod
    def constant(text: str) -> Const:
        """The individual of that name; the article and capitals make no difference."""
        words = text.lower().split()
        if words[0] == "the" and len(words) > 1:
            words = words[1:]
        return Const(join_words(words))

    def mention(
        self, scope: Scope, term: Term | None, head: str, role: str, *, human: bool | None
    ) -> None:
        """Note that ``scope`` mentions ``term`` (None: a group), by a noun ``head``."""
        ref = Ref(term, head, human, role == "subject", next(self._orders))
        # Who has a name can be taken up from everywhere; others only from inside.
        (scope.outermost() if isinstance(term, Const) else scope).refs.append(ref)

    def definite(self, nominal: Nominal, scope: Scope, *, anaphoric: bool) -> Term:
        """What "the ..." stands for: something mentioned before, or an individual of that name.

        Raises:
            UnresolvedError: neither is to be had.
        """
        head = head_of(nominal)
        if anaphoric and head in _OF_TWO:
            return self._of_two(_OF_TWO.index(head))
        for ref in scope.reachable():
            same = ref.head == head if head else ref.human is nominal.human
            if isinstance(ref.term, Var) and same:
                return ref.term
        if anaphoric:
            constants = [
                ref.term
                for ref in scope.reachable()
                if isinstance(ref.term, Const) and (ref.head == head or not head)
            ]
            if constants:
                return constants[0]
        if not nominal.words:
            raise UnresolvedError("it is not clear who or what is meant")
        return self.constant(" ".join(nominal.words))

    @staticmethod
    def own(word: str, subject: Term) -> str:
        """A word of a predicate, a possessive without its gender.

        Raises:
            UnresolvedError: "his" cannot be the subject's, so that it is not clear whose.
        """
        if word not in THEIRS:
            return word
        gender = gender_of_name(subject.name) if isinstance(subject, Const) else None
        if gender is not None and _GENDERS.get(word, "neuter") != gender:
            raise UnresolvedError(f'it is not clear whose is meant by "{word}"')
        return "their"

    def _of_two(self, index: int) -> Term:
        """The first or the second of the two that the last sentence spoke of.

        Raises:
            UnresolvedError: they were not two.
        """
        last = sorted(self._topics, key=lambda ref: ref.order)
        known = list(dict.fromkeys(ref.term for ref in last if ref.term is not None))
        if len(known) != len(_OF_TWO):
            raise UnresolvedError(f'it is not clear who or what "the {_OF_TWO[index]}" is')
        return known[index]

    def antecedents(
        self,
        word: str,
        scope: Scope,
        role: str,
        *,
        reflexive: bool = False,
        but_not: Term | None = None,
    ) -> list[Term]:
        """What a pronoun may stand for, likeliest first: in a rule what the rule is about.

        ``but_not``: the subject, for which an object takes "himself".

        Raises:
            UnresolvedError: nothing fits, or only a group does.
        """
        if word == "you":
            return [self.generic_you or Const("you")]
        if word in _SPEAKERS:
            return [Const(_SPEAKERS[word])]
        refs = sorted(scope.reachable(), key=lambda ref: -ref.order)
        if word == "it" and not refs:
            return [Const("it")]
        refs = [ref for ref in refs if but_not is None or ref.term != but_not]
        if word in _HUMAN_PRONOUNS:
            refs = [ref for ref in refs if ref.human is not False]
        elif word in _THING_PRONOUNS:
            refs = [ref for ref in refs if ref.human is not True]
        elif word not in _PLURAL_PRONOUNS and not reflexive:
            raise UnresolvedError(f'it is not clear who "{word}" is')
        fitting = _fitting(word, refs)
        if word in _GENDERS and len(fitting) < len(refs):
            self.genders |= {
                f"{ref.term} is {_gender(ref)}, by the name" for ref in refs if _gender(ref)
            }
        refs = fitting
        subjects = [ref for ref in refs if ref.subject]
        bound = [ref for ref in refs if isinstance(ref.term, Var)]
        if reflexive:
            ranked = subjects
        elif role == "object":
            ranked = [r for r in bound if not r.subject] or bound or refs
        else:
            ranked = [r for r in bound if r.subject] or bound or subjects or refs
        terms = list(dict.fromkeys(ref.term for ref in ranked))
        if not terms or terms[0] is None:
            raise UnresolvedError(f'it is not clear what "{word}" stands for')
        if not reflexive and (word in _GENDERS or not bound):
            # "If a dog sees a cat, it chases it" goes by the order; "he helps him" may not.
            terms = list(dict.fromkeys((*terms, *(ref.term for ref in bound or refs))))
        people = {ref.term for ref in self._topics if ref in refs and _gender(ref) is not None}
        if word in _GENDERS and terms[0] in people and len(people) > 1:
            raise UnresolvedError(f'it is not clear which of them "{word}" is')
        return [term for term in terms if term is not None]
