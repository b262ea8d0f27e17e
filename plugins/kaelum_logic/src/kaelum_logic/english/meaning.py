"""From trees to formulae, with the discourse kept in view.

Indefinite noun phrases introduce individuals that later pronouns and "the ..."
may take up; a conditional or a universal quantifier binds those of its first
part ("if a dog sees a cat, it chases it"). This is the account of Kamp,
"A theory of truth and semantic representation" (1981).

Where English leaves open what is meant, one reading is taken, and which choice
it was is recorded, so that the others can be tried as well.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from kaelum_logic.english.discourse import (
    Scope,
    UnresolvedError,
    close,
    head_of,
    join_words,
)
from kaelum_logic.english.facts import TextFacts, walk
from kaelum_logic.english.lexicon import OF_A_KIND, PREPOSITIONS, STATES
from kaelum_logic.english.possession import Possessions
from kaelum_logic.english.predication import CHOICES, Body, Choices, both
from kaelum_logic.english.quantities import Quantities
from kaelum_logic.english.tense import tense_of
from kaelum_logic.english.tree import (
    NP,
    VP,
    Act,
    Be,
    BothOf,
    Clause,
    Fact,
    If,
    Iff,
    Join,
    JoinNP,
    Lacks,
    Name,
    Negated,
    Nominal,
    NotVP,
    Pronoun,
    Quantified,
    Said,
    Same,
    The,
    There,
)
from kaelum_logic.english.turns import without_reciprocals
from kaelum_logic.formula import (
    TRUE,
    Const,
    ForAll,
    Formula,
    Implies,
    Not,
    Pred,
    Term,
    conjunction,
)
from kaelum_logic.formula import Iff as IffFormula

__all__ = ["CHOICES", "Choices", "Interpreter", "UnresolvedError"]


_VARIABLES = frozenset("xyznmk")


class Interpreter(Quantities):
    """Turns the clauses of one text into formulae, in the order of the text.

    Args:
        facts: what the trees of the whole text tell about its words.
        choices: which reading to take where there are two.

    Attributes:
        touched: the choices that made a difference to some formula.
        comparatives: the comparative relations that were used.
        distinct: whether different names must stand for different individuals,
            since something is counted.
        described: individuals known by a description only, "the cat".
        possessions: what is spoken of as somebody's own.
    """

    def __init__(self, facts: TextFacts, choices: Choices) -> None:
        super().__init__(facts, choices)
        self._of_nothing: set[VP] = set()
        self._is_membership = False
        self.described: dict[Const, Nominal] = {}
        self.possessions = Possessions()

    def statement(self, clause: Clause, mood: str = "assert") -> Formula:
        """The meaning of a whole sentence.

        Raises:
            UnresolvedError: it refers to something that was not found.
        """
        scope = self._discourse.begin(mood)
        if self._facts.addresses_you and isinstance(clause, If) and _mentions_you(clause):
            self._discourse.generic_you = self._discourse.variable()
        formula = close(scope, self._clause(clause, scope))
        self._discourse.finish(scope)
        generic = self._discourse.generic_you
        return formula if generic is None else ForAll((generic,), formula)

    @property
    def genders(self) -> frozenset[str]:
        """What was taken for granted of somebody's gender, in words."""
        return frozenset(self._discourse.genders)

    def descriptions(self) -> list[Formula]:
        """That the cat is a cat, for every description of a class the text speaks of."""
        return [
            Pred(name, (term,))
            for term, nominal in self.described.items()
            for name in self._facts.predicates(nominal)
        ]

    # Clauses

    def _clause(self, clause: Clause, scope: Scope) -> Formula:
        match clause:
            case Said(subject, vp):
                return self._said(subject, vp, scope)
            case Fact(words):
                return Pred(join_words(words))
            case There(what):
                return self._apply(what, scope, lambda _term, _scope: TRUE, role="there")
            case Negated(body):
                inner = scope.inner("denied")
                return Not(close(inner, self._clause(body, inner)))
            case If(condition, Said(subject, vp), behind=True) if _has_pronoun(condition):
                if (
                    isinstance(subject, Quantified)
                    and subject.det == "some"
                    and not subject.nominal.words
                ):
                    subject = evolve(subject, det="every")  # "someone is happy if he is rich"
                return self._said(subject, vp, scope, condition)
            case If(condition, Said(_, vp), behind=True) if any(
                isinstance(n, Same) for n in walk(condition)
            ):
                self._said_before = vp.body if isinstance(vp, NotVP) else vp
                return self._conditional(condition, clause.then, scope)
            case If(condition, then):
                return self._conditional(condition, then, scope)
            case Iff(Said(subject, vp), right) if _has_pronoun(right):
                return self._said(subject, vp, scope, right, IffFormula)
            case Iff(left, right):
                sides = (scope.inner("condition"), scope.inner("condition"))
                first = close(sides[0], self._clause(left, sides[0]))
                return IffFormula(first, close(sides[1], self._clause(right, sides[1])))
            case Join("and", parts):
                return conjunction(self._clause(part, scope) for part in parts)
            case Join(kind, parts):
                return self._join(kind, [self._closed(part, scope) for part in parts], scope)
            case BothOf(condition, then):
                return self._universal(
                    scope,
                    Nominal((), extras=(condition,)),
                    lambda term, inner: self._vp(then, term, inner),
                )
        raise UnresolvedError(f"no meaning for {clause}")

    def _closed(self, clause: Clause, scope: Scope) -> Formula:
        inner = scope.inner()
        formula = close(inner, self._clause(clause, inner))
        scope.refs.extend(ref for ref in inner.refs if ref.term is None)
        return formula

    def _conditional(self, condition: Clause, then: Clause, scope: Scope) -> Formula:
        outer = scope.inner("condition")
        left = self._clause(condition, outer)
        inner = outer.inner(scope.mood if scope.mood != "condition" else "assert")
        right = close(inner, self._clause(then, inner))
        formula = Implies(left, right)
        return ForAll(tuple(outer.variables), formula) if outer.variables else formula

    def _said(
        self,
        subject: NP,
        vp: VP,
        scope: Scope,
        condition: Clause | None = None,
        connective: Callable[[Formula, Formula], Formula] = Implies,
    ) -> Formula:
        """``vp`` of ``subject``, under a ``condition`` that may refer to the subject."""
        if condition is None and (each := without_reciprocals(subject, vp)) is not None:
            return self._clause(each, scope)
        match subject, vp:
            case The(_, _, owner), Be(Name() as who, tense) if owner is not None:
                subject, vp = who, Be(subject, tense)  # "Ann's boss is Bob"
        tense = tense_of(vp)
        self._refuse_kinds(subject, vp)
        # "A whale is a mammal" speaks of all whales; "a whale is in the bay" may not.
        what = vp.what if isinstance(vp, Be) else None
        self._is_membership = isinstance(what, Quantified) and not _is_passing(what)
        self._is_membership |= condition is not None or _is_custom(subject, vp)
        if condition is not None and isinstance(subject, Quantified) and subject.det == "no":
            subject, vp = evolve(subject, det="every"), NotVP(vp)

        def body(term: Term, inner: Scope) -> Formula:
            if condition is None:
                return self._vp(vp, term, inner)
            outer = inner.inner("condition")
            left = self._clause(condition, outer)
            formula = connective(left, self._in(outer, inner.mood, term, plain))
            return ForAll(tuple(outer.variables), formula) if outer.variables else formula

        def plain(term: Term, inner: Scope) -> Formula:
            return self._vp(vp, term, inner)

        return self._apply(subject, scope, body, role="subject", tense=tense, vp=vp)

    def _refuse_kinds(self, subject: NP, vp: VP) -> None:
        """What is said of a kind as a whole holds of none of its members.

        Raises:
            UnresolvedError: ``vp`` is of this sort, and ``subject`` all of a kind.
        """
        match subject, vp:
            case Pronoun("it"), Be(Quantified(det, Nominal(extras=(Lacks(), *_)))) if det != "no":
                raise UnresolvedError(
                    '"it is a ... that" may introduce a claim, or describe a thing'
                )
        if not isinstance(subject, Quantified) or subject.det in {"no", "some"}:
            return
        if subject.det == "all that" and isinstance(vp, NotVP):
            raise UnresolvedError('"all that ... is not" may deny it of each, or only of all')
        for part in walk(vp):
            words = part.parts if isinstance(part, Act) else ()
            words = part.words if isinstance(part, Nominal) else words
            if words and words[-1] in OF_A_KIND:
                raise UnresolvedError(f'"{words[-1]}" is said of a kind, not of each of it')
        generic = subject.det in {"bare", "mass"} and self._facts.is_class(subject.nominal)
        if generic and isinstance(vp, Be) and isinstance(vp.what, The | Name):
            raise UnresolvedError(f'"{head_of(subject.nominal)}" is a kind, and no individual')

    # Noun phrases

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
        match np:
            case Name(text):
                term = self._discourse.constant(text)
                human = False if role == "place" else None
                self._discourse.mention(scope, term, text.split()[-1].lower(), role, human=human)
                if (kind := self._facts.numbered_class(text)) is not None:
                    self.described[term] = kind
                return body(term, scope)
            case The(nominal, _, owner) if owner is not None:
                own = self._owned(nominal, body, role)
                if np.name:
                    own = self._called(np, body, role)
                if isinstance(owner, Pronoun):
                    return own(self._owner(owner, nominal, scope), scope)
                return self._apply(owner, scope, own, role="owner")
            case The(nominal, anaphoric):
                the_one = self._discourse.definite(nominal, scope, anaphoric=anaphoric)
                if isinstance(the_one, Const) and self._facts.is_class(nominal):
                    self.described[the_one] = nominal
                head = nominal.words[-1] if nominal.words else ""
                self._discourse.mention(scope, the_one, head, role, human=nominal.human)
                return body(the_one, scope)
            case Pronoun("it", False) if role == "subject" and self._is_of_nothing(vp, scope):
                return body(Const("it"), scope)
            case Pronoun():
                return body(self._taken_up(np, scope, role), scope)
            case JoinNP("only", (whom,)):
                return self._only_those(whom, scope, body, role)
            case JoinNP(kind, parts):
                return self._apply_each(kind, parts, scope, body, role, tense)
            case Quantified():
                return self._quantified(np, scope, body, role, tense)

    def _owner(self, pronoun: Pronoun, nominal: Nominal, scope: Scope) -> Term:
        """Whose "her boss" is: rather one whose boss was spoken of before."""
        found = self._discourse.antecedents(pronoun.word, scope, "subject")
        known = [term for term in found if self.possessions.knows(nominal.words, term)]
        return known[0] if len(known) == 1 else self._taken_up(pronoun, scope, "subject")

    def _called(self, the_one: The, body: Body, role: str) -> Body:
        """``body`` of somebody's own one that has a name: of Ed, given Ann's brother Ed."""
        words = the_one.nominal.words

        def of_owner(owner: Term, scope: Scope) -> Formula:
            term = self._discourse.constant(the_one.name)
            self._discourse.mention(scope, term, words[-1], role, human=None)
            return both(Pred(join_words((*words, "of")), (term, owner)), body(term, scope))

        return of_owner

    def _owned(self, nominal: Nominal, body: Body, role: str) -> Body:
        """``body`` of what its argument has: of Ann's car, given Ann."""

        def of_owner(owner: Term, scope: Scope) -> Formula:
            own = self.possessions.of(nominal.words, owner)
            if isinstance(own, Const) and self._facts.is_class(nominal):
                self.described[own] = nominal
            self._discourse.mention(scope, own, nominal.words[-1], role, human=nominal.human)
            return body(own, scope)

        return of_owner

    def _is_of_nothing(self, vp: VP | None, scope: Scope) -> bool:
        """Whether "it" is nothing in particular, as in "it is cold": there was nothing to take
        up when this was first said."""
        if vp is None:
            return False
        bare = vp.body if isinstance(vp, NotVP) else vp
        if next(scope.reachable(), None) is None:
            self._of_nothing.add(bare)
        return bare in self._of_nothing

    def _apply_each(
        self, kind: str, parts: tuple[NP, ...], scope: Scope, body: Body, role: str, tense: str
    ) -> Formula:
        formulas = []
        for part in parts:
            inner = scope if kind == "and" else scope.inner()
            formula = self._apply(part, inner, body, role=role, tense=tense)
            formulas.append(formula if inner is scope else close(inner, formula))
        self._discourse.mention(scope, None, "", role, human=None)
        return self._join(kind, formulas, scope)

    def _quantified(
        self, np: Quantified, scope: Scope, body: Body, role: str, tense: str
    ) -> Formula:
        if np.but:
            return self._excepting(np, scope, body, role)
        det, nominal = np.det, np.nominal
        weak = scope.mood in {"condition", "denied", "question"}
        if det == "the":
            plain = nominal.words and not nominal.extras and not nominal.alternatives
            det = "every" if not plain or self._facts.is_class(nominal) else "mass"
        if det == "mass":
            if not nominal.words:
                raise UnresolvedError("it is not clear who or what is meant")
            if nominal.words[0] in _VARIABLES and len(nominal.words) == 1:
                raise UnresolvedError(f'"{nominal.words[0]}" stands for anything, not for one')
            if nominal.extras and not self._facts.is_class(nominal):
                raise UnresolvedError(f'it is not clear which "{head_of(nominal)}" is meant')
            if role != "there" and not self._facts.is_class(nominal):
                term = self._discourse.constant(" ".join(nominal.words))
                self._discourse.mention(scope, term, nominal.words[-1], role, human=nominal.human)
                return body(term, scope)
            det = "bare"
        if det == "bare":
            if role == "subject":
                supposed = scope.mood == "condition"
                det = "some" if supposed and self._chooses("supposed") else "every"
            elif role in {"object", "place"}:
                det = "some" if self._chooses("objects") else "every"
            else:
                det = "some"
        if det in {"all that", "the one"}:
            det = "every"
        if det == "any":
            det = "some" if weak else "every"
        if det == "a":
            generic = role == "subject" and scope.mood != "condition" and tense == "present"
            any_one = generic and (
                scope.mood == "question" or self._is_membership or self._chooses("indefinite")
            )
            det = "every" if any_one else "some"
        who = role == "subject" and nominal.human is not None and _is_described(nominal)
        if det == "some" and who and not weak and tense == "present" and self._chooses("someone"):
            det = "every"
        match det:
            case "some":
                return self._existential(scope, nominal, body, role)
            case "every":
                return self._universal(scope, nominal, body, role)
            case "no" if role == "there":
                inner = scope.inner("denied")
                return Not(close(inner, self._existential(inner, nominal, body, role)))
            case "no":
                return self._universal(
                    scope, nominal, lambda t, s: Not(self._in(s, "denied", t, body)), role
                )
            case "only":
                return self._only(scope, nominal, body, role)
            case _:
                return self._counted(np, scope, body, role)


def _is_passing(what: Quantified) -> bool:
    """Whether somebody is so for the time being: "a man is awake", but "a mule is sterile"."""
    return what.det == "mass" and what.nominal.words[-1:] != () and what.nominal.words[-1] in STATES


def _is_custom(subject: NP, vp: VP) -> bool:
    """Whether "a witness who lies is punished" says what is done, rather than what happens."""
    match subject, vp:
        case Quantified(_, nominal), Act((str() as first, *_), _, "present"):
            return first not in PREPOSITIONS and _is_described(nominal)
        case _:
            return False


def _is_described(nominal: Nominal) -> bool:
    """Whether "someone" has a clause, "who ...", and not only a place, "in the office"."""
    match nominal.extras:
        case (Act((str() as first, *_)), *_):
            return first not in PREPOSITIONS
        case _:
            return bool(nominal.extras)


def _has_pronoun(clause: Clause) -> bool:
    return any(isinstance(node, Pronoun) for node in walk(clause))


def _mentions_you(clause: Clause) -> bool:
    return any(node == Pronoun("you") for node in walk(clause))
