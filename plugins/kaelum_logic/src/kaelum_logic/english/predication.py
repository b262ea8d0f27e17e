"""What is said of an individual, as a formula: verb phrases, and how parts are joined."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from attrs import frozen

from kaelum_logic.english.adjuncts import measured
from kaelum_logic.english.discourse import (
    Discourse,
    Scope,
    UnresolvedError,
    close,
    join_words,
)
from kaelum_logic.english.facts import TextFacts
from kaelum_logic.english.lexicon import PLACES, converse
from kaelum_logic.english.tree import (
    NP,
    VP,
    Act,
    Be,
    Compare,
    JoinNP,
    JoinVP,
    Lacks,
    Name,
    Nominal,
    NotVP,
    Pronoun,
    Quantified,
    Same,
    The,
)
from kaelum_logic.formula import (
    TRUE,
    And,
    Const,
    Equals,
    ForAll,
    Formula,
    Implies,
    Not,
    Or,
    Pred,
    Term,
    Truth,
    Xor,
    conjunction,
    disjunction,
)

__all__ = ["CHOICES", "Body", "Choices", "Predication", "both"]


CHOICES = {
    "either": ('"either ... or" leaves room for one of the two only', "it leaves room for both"),
    "indefinite": ('"a ..." as a subject means any', "it means some"),
    "someone": ('"someone who ..." as a subject means any', "it means some"),
    "negation": ('"not ... and/or ..." denies the whole', "it denies the first part only"),
    "grouping": ('"... and ... or ..." joins the first two', "it joins the last two"),
    "agent": ('"was ...ed" means by anybody', "it means by those who are mentioned"),
    "antecedent": ("a pronoun takes up the one that was spoken of", "it takes up another"),
    "third antecedent": ("a pronoun takes up the one that was spoken of", "it takes up a third"),
    "supposed": ("a plural that is supposed means some of them", "it means all of them"),
    "objects": ("a plural object means some of them", "it means all of them"),
}
"""What may be read in two ways: the way taken first, and the other one."""


@frozen
class Choices:
    """Which of the two readings to take where there are two; the other for ``flipped``."""

    flipped: frozenset[str] = frozenset()

    def first(self, choice: str) -> bool:
        """Whether the reading named first in :data:`CHOICES` is taken."""
        return choice not in self.flipped


_NOBODY_ELSE = {"he": "he", "him": "he", "she": "she", "her": "she"}
"""Pronouns for one who needs no name where nobody has one."""

Body = Callable[[Term, Scope], Formula]


class Predication:
    """The meaning of verb phrases; that of noun phrases comes from the subclass.

    Args and attributes are those of :class:`~kaelum_logic.english.meaning.Interpreter`.
    """

    def __init__(self, facts: TextFacts, choices: Choices) -> None:
        self._facts = facts
        self._choices = choices
        self._discourse = Discourse()
        self._said_before: VP | None = None
        self.touched: set[str] = set()
        self.comparatives: set[str] = set()
        self.distinct = False

    def _apply(
        self,
        np: NP,
        scope: Scope,
        body: Body,
        *,
        role: str = "object",
        tense: str = "present",
        vp: VP | None = None,
    ) -> Formula:
        """``np`` applied to ``body``, which is given the individual it stands for."""
        raise NotImplementedError

    def _chooses(self, choice: str) -> bool:
        self.touched.add(choice)
        return self._choices.first(choice)

    def _taken_up(
        self, pronoun: Pronoun, scope: Scope, role: str, *, but_not: Term | None = None
    ) -> Term:
        """What a pronoun stands for, likeliest first where it may be one or another."""
        try:
            found = self._discourse.antecedents(
                pronoun.word, scope, role, reflexive=pronoun.reflexive, but_not=but_not
            )
        except UnresolvedError:
            if pronoun.word not in _NOBODY_ELSE or self._facts.has_individuals:
                raise
            return Const(_NOBODY_ELSE[pronoun.word])  # a text about "him" alone
        for choice, other in zip(("antecedent", "third antecedent"), found[1:], strict=False):
            if not self._chooses(choice):
                return other
        return found[0]

    def _join(self, kind: str, parts: list[Formula], scope: Scope) -> Formula:
        """``parts`` joined; what is supposed or denied is so of either or both."""
        if kind == "nor":
            return conjunction(Not(part) for part in parts)
        if kind == "but not":
            return And((parts[0], *map(Not, parts[1:])))
        if kind == "at most one":
            return conjunction(Not(And(pair)) for pair in itertools.combinations(parts, 2))
        how, _, count = kind.rpartition(" ")
        if count.isdecimal():
            return _so_many(how, int(count), parts)
        if kind == "xor" and scope.mood in {"condition", "denied", "question"}:
            kind = "or"
        if kind == "only one" or (kind == "xor" and self._chooses("either")):
            if len(parts) == 2:
                return Xor(parts[0], parts[1])
            pairs = itertools.combinations(parts, 2)
            return And((disjunction(parts), *(Not(And(pair)) for pair in pairs)))
        if kind not in {"and", "or", "xor"}:
            raise UnresolvedError(f'"{kind}" has no meaning here')
        return conjunction(parts) if kind == "and" else disjunction(parts)

    def _vp(self, vp: VP, term: Term, scope: Scope) -> Formula:
        if isinstance(vp, Same):
            if self._said_before is None:
                raise UnresolvedError("it is not clear what is left out")
            return self._vp(self._said_before, term, scope)
        if isinstance(vp, Act | Be | Compare):
            self._said_before = vp
        match vp:
            case Act():
                return self._act(vp, term, scope)
            case Be(what, _):
                return self._be(what, term, scope)
            case Compare(word, than):
                return self._apply(
                    than, scope, lambda other, _scope: self._compare(word, term, other)
                )
            case NotVP(JoinVP(kind, parts), loose=True) if not self._chooses("negation"):
                first = NotVP(parts[0])
                return self._vp(JoinVP(kind, (first, *parts[1:])), term, scope)
            case NotVP(body, _):
                inner = scope.inner("denied")
                return Not(close(inner, self._vp(body, term, inner)))
            case JoinVP("or", (JoinVP("and", (*before, last)), *others)) if vp.loose:
                if self._chooses("grouping"):
                    return self._vp(JoinVP("or", vp.parts), term, scope)
                right = JoinVP("or", (last, *others))
                return self._vp(JoinVP("and", (*before, right)), term, scope)
            case JoinVP("and", parts):
                return conjunction(self._vp(part, term, scope) for part in parts)
            case JoinVP(kind, parts):
                mood = "denied" if kind == "nor" else scope.mood
                inners = [(part, scope.inner(mood)) for part in parts]
                return self._join(
                    kind,
                    [close(inner, self._vp(part, term, inner)) for part, inner in inners],
                    scope,
                )
            case Lacks(subject, verb):
                return self._apply(
                    subject, scope, lambda agent, inner: self._act(verb, agent, inner, missing=term)
                )
        raise UnresolvedError(f"no meaning for {vp}")

    def _compare(self, word: str, left: Term, right: Term) -> Formula:
        if (other := converse(word)) is not None:
            word, left, right = other, right, left
        name = f"{word}_than"
        self.comparatives.add(name)
        return Pred(name, (left, right))

    def _be(self, what: NP, term: Term, scope: Scope) -> Formula:
        match what:
            case Quantified("the one", nominal):
                return self._sole(nominal, term, scope)
            case Quantified(_, nominal):
                return self._nominal(nominal, term, scope, predicated=True)
            case Name(text) if not self._facts.is_individual(text):
                return Pred(join_words(self._facts.stems(text)), (term,))
            case JoinNP(kind, parts):
                return self._join(kind, [self._be(part, term, scope) for part in parts], scope)
            case The(nominal) if (one_of := self._facts.owned_class(nominal)) is not None:
                return self._nominal(one_of, term, scope, predicated=True)
            case The(nominal, _, owner) if owner is not None and not self._facts.is_sole(what):
                names = self._facts.predicates(nominal) if self._facts.is_class(nominal) else ()
                own = self._act(Act((*nominal.words, "of", owner)), term, scope)
                return conjunction((own, *(Pred(name, (term,)) for name in names)))
            case _:
                return self._apply(
                    what, scope, lambda other, _scope: Equals(term, other), role="complement"
                )

    def _sole(self, nominal: Nominal, term: Term, scope: Scope) -> Formula:
        """That ``term`` is of this sort, and nothing else is."""
        self.distinct = True
        other = self._discourse.variable()
        inner = scope.inner("condition")
        same = self._nominal(nominal, other, inner)
        alone = ForAll((other, *inner.variables), Implies(same, Equals(other, term)))
        return And((self._nominal(nominal, term, scope), alone))

    def _nominal(
        self, nominal: Nominal, term: Term, scope: Scope, *, predicated: bool = False
    ) -> Formula:
        parts: list[Formula] = []
        if nominal.words:
            parts += [Pred(name, (term,)) for name in self._facts.predicates(nominal)]
        elif nominal.human is not None and (
            self._facts.sorts_matter or (predicated and not nominal.extras)
        ):
            parts.append(Pred("person" if nominal.human else "thing", (term,)))
        parts += [self._vp(extra, term, scope) for extra in nominal.extras]
        own = conjunction(parts)
        if not nominal.alternatives:
            return own
        others = [self._nominal(other, term, scope) for other in nominal.alternatives]
        return Or((own, *others))

    def _act(self, act: Act, term: Term, scope: Scope, *, missing: Term | None = None) -> Formula:
        if act.passive_by is not None:
            return self._apply(
                act.passive_by,
                scope,
                lambda agent, inner: self._act(Act(act.parts), agent, inner, missing=term),
            )
        if (verb := self._facts.passive(act)) is not None and missing is None:
            # "Kim was fired" by somebody, where the text says who fires whom.
            anybody = scope.mood != "assert" or self._chooses("agent")
            agent = Quantified("some" if anybody else "every", Nominal(()))
            return self._act(Act((verb,), passive_by=agent), term, scope)
        for index, part in enumerate(act.parts):
            if isinstance(part, Quantified) and part.det == "no":
                some = Quantified("some", part.nominal)
                parts = (*act.parts[:index], some, *act.parts[index + 1 :])
                inner = scope.inner("denied")
                return Not(close(inner, self._act(Act(parts), term, inner, missing=missing)))
        return self._fill(act.parts, (), (term,), scope, missing)

    def _is_flat(self, np: Quantified) -> bool:
        """Whether an object is no individual of its own: "fur" in "has fur"."""
        loose = np.det in {"a", "bare", "mass", "some", "any"} and not self._facts.takes_up_objects
        nominal = np.nominal
        if not loose or nominal.extras or nominal.alternatives or not nominal.words:
            return False
        return not self._facts.is_class(nominal)

    def _fill(
        self,
        parts: tuple[str | NP, ...],
        words: tuple[str, ...],
        terms: tuple[Term, ...],
        scope: Scope,
        missing: Term | None,
    ) -> Formula:
        """The predicate of a verb: words make its name, noun phrases its arguments."""
        if not parts:
            arguments = terms if missing is None else (*terms, missing)
            return Pred(join_words(words), arguments)
        first, *others = parts
        rest = tuple(others)
        if isinstance(first, str):
            word = self._discourse.own(first, terms[0])
            return self._fill(rest, (*words, word), terms, scope, missing)
        if isinstance(first, Quantified) and self._is_flat(first):
            return self._fill(rest, (*words, *first.nominal.words), terms, scope, missing)
        if isinstance(first, Name) and words and (amount := measured(words[-1], first.text)):
            return self._fill(rest, (*words, amount), terms, scope, missing)
        if isinstance(first, JoinNP) and first.kind != "only":
            return self._fill_each(first, rest, words, terms, scope, missing)

        def body(other: Term, inner: Scope) -> Formula:
            return self._fill(rest, words, (*terms, other), inner, missing)

        if isinstance(first, Pronoun) and not first.reflexive:
            other = self._taken_up(first, scope, "object", but_not=terms[0])
            return body(other, scope)
        at_place = words and words[-1] in PLACES
        return self._apply(first, scope, body, role="place" if at_place else "object")

    def _fill_each(
        self,
        joined: JoinNP,
        rest: tuple[str | NP, ...],
        words: tuple[str, ...],
        terms: tuple[Term, ...],
        scope: Scope,
        missing: Term | None,
    ) -> Formula:
        formulas = []
        for part in joined.parts:
            inner = scope if joined.kind == "and" else scope.inner()
            formula = self._fill((part, *rest), words, terms, inner, missing)
            formulas.append(formula if inner is scope else close(inner, formula))
        return self._join(joined.kind, formulas, scope)


def _so_many(how: str, count: int, parts: list[Formula]) -> Formula:
    """That ``exactly``, ``at least`` or ``at most`` ``count`` of ``parts`` hold."""

    def at_least(number: int) -> Formula:
        return disjunction(map(conjunction, itertools.combinations(parts, number)))

    if how == "at least":
        return at_least(count)
    most = Not(at_least(count + 1)) if count < len(parts) else TRUE
    return most if how == "at most" else both(at_least(count), most)


def both(left: Formula, right: Formula) -> Formula:
    """``left`` and ``right``, without what is plainly true."""
    if isinstance(left, Truth) and left.value:
        return right
    if isinstance(right, Truth) and right.value:
        return left
    return And((left, right))
