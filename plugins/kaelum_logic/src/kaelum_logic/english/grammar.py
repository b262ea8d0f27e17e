"""Clauses: conditionals, what joins clauses, subjects with what is said of them, questions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from kaelum_logic.english.facts import walk
from kaelum_logic.english.impersonal import ImpersonalGrammar
from kaelum_logic.english.lexicon import (
    DO,
    FINITE_BE,
    HAVE,
    MODALS,
    PAST_BE,
    PREPOSITIONS,
    Lexicon,
)
from kaelum_logic.english.predicates import MODAL_STEMS, prefixed
from kaelum_logic.english.scan import Effort, TooManyStepsError
from kaelum_logic.english.tokens import Token
from kaelum_logic.english.tree import (
    NP,
    VP,
    Act,
    Be,
    Clause,
    Fact,
    If,
    Iff,
    Join,
    JoinNP,
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
from kaelum_logic.english.turns import converse_of, one_by_one

__all__ = ["Grammar", "otherwise", "parse", "parse_question"]

Found = Iterator[tuple[Clause, int]]

_MOST_TOKENS = 150
"""Longest sentence that is read; the longest of the benchmarks has 90 words."""

_IF = ("if", "when", "whenever", "provided that", "provided", "as long as", "in case", "assuming that",
       "assuming", "once", "so long as", "on condition that", "every time", "once knowing that", "each time", "any time", "where")  # fmt: skip
_ONLY_IF = ("only if", "only when", "only provided that", "only in case")
_IFF = ("if and only if", "iff", "just in case", "exactly when", "precisely when", "exactly if",
        "when and only when", "precisely if")  # fmt: skip
_FALSE = ("it is not the case that", "it is false that", "it is not true that", "it is untrue that",
          "it is not so that", "it is wrong that", "it is impossible that")  # fmt: skip
_TRUE = ("it is the case that", "it is true that", "it is a fact that", "we know that",
         "it is known that", "it is certain that", "it can be concluded that")  # fmt: skip
_IMPLIES = (
    "implies that",
    "implies",
    "means that",
    "entails that",
    "guarantees that",
    "ensures that",
)
_THERE = ("there is", "there are", "there exists", "there exist", "there was", "there were")
_REASONS = ("because", "since", "although", "even though", "though")
_CAUSES = frozenset({"because", "since"})
_RESULTS = ("so", "and so", "so that", "therefore", "hence")
_VICE_VERSA = ("and vice versa", "vice versa", "and the other way around", "and the other way round",
               "and conversely")  # fmt: skip
_HEDGES = frozenset(
    {"think", "guess", "believe", "suppose", "assume", "reckon", "hear", "say", "hope"}
)


class Grammar(ImpersonalGrammar):
    """Clauses and whole sentences."""

    def clause(self, i: int) -> Found:
        """Clauses from ``i`` on, conditionals included."""
        self.step()
        yield from self._if_first(i)
        yield from self._with_reason(i)
        for left, j in self.disjunction(i):
            yield from self._one_or_both(left, j)
            for whole, k in self._if_last(left, self.skip_fillers(self.skip_comma(j))):
                yield from self._but_unless(whole, self.skip_comma(k))
                yield whole, k
            yield from self._turned(left, j)
            yield left, j

    def _but_unless(self, clause: Clause, j: int) -> Found:
        """``clause``, a conditional, with one more condition: "..., unless it rains"."""
        after = self.at(j, "unless")
        if after is not None:
            for exception, k in self.disjunction(after):
                yield If(Negated(exception), clause), k

    def _turned(self, clause: Clause, j: int) -> Found:
        """``clause`` with what "vice versa" or "respectively" at ``j`` makes of it."""
        start = self.skip_comma(j)
        if (after := self.after_any(start, _VICE_VERSA)) is not None:
            other = converse_of(clause)
            if other is not None:
                yield Join("and", (clause, other)), after
        elif (after := self.at(start, "respectively")) is not None:
            apart = one_by_one(clause)
            if apart is not None:
                yield apart, after

    def _with_reason(self, i: int) -> Found:
        """Two clauses that are both said to be so: "because it rains, Tom stays"."""
        start = self.after_any(i, _REASONS)
        if start is None:
            return
        for reason, j in self.disjunction(start):
            if self.word(j) == ",":
                for said, k in self.disjunction(self.skip_fillers(j + 1)):
                    yield Join("and", (reason, said)), k

    def spliced(self, i: int) -> Found:
        """Sentences that are joined by mere commas: "every dog barks, Rex is a dog"."""
        for first, j in self.clause(i):
            if self.word(j) != ",":
                continue
            if _is_hedge(first):
                continue
            after = self.at(j + 1, "and") or j + 1
            after = self.at(after, "that") or after
            for rest, k in itertools.chain(self.spliced(after), self.clause(after)):
                parts = rest.parts if isinstance(rest, Join) and rest.kind == "and" else (rest,)
                if _is_hedge(parts[-1]):
                    continue
                yield Join("and", (first, *parts)), k

    def _one_or_both(self, clause: Clause, j: int) -> Found:
        """A disjunction made clear: "Ann or Bob sings, but not both", "..., or both"."""
        start = self.skip_comma(j)
        not_both = self.after_any(start, ("but not both", "and not both", "but not both of them"))
        after = self.at(start, "or both") if not_both is None else not_both
        if after is None:
            return
        kind = "or" if not_both is None else "only one"
        match clause:
            case Join("or" | "xor", parts):
                yield Join(kind, parts), after
            case Said(JoinNP("or" | "xor", parts), vp):
                yield Said(JoinNP(kind, parts), vp), after
            case _:
                return

    def _if_first(self, i: int) -> Found:
        only = self.after_any(i, _ONLY_IF)
        if only is not None:
            for then, j in self.disjunction(only):
                after = self.skip_comma(j)
                for condition, k in self._perhaps_inverted(after):
                    yield If(condition, then), k
            return
        start = self.at(i, "unless")
        negated = start is not None
        start = start if start is not None else self.after_any(i, _IF)
        if start is None:
            return
        for condition, j in self._supposed(start):
            after = self.skip_comma(j)
            after = after + 1 if self.word(after) == "then" else after
            for then, k in self.disjunction(self.skip_fillers(self.skip_comma(after))):
                whole = If(Negated(condition) if negated else condition, then)
                yield from self._turned(whole, k)
                yield whole, k

    def _supposed(self, i: int) -> Found:
        """What is supposed; perhaps itself a condition: "(if) Ron sings only if Harry dances"."""
        for left, j in self.disjunction(i):
            after = self.after_any(j, _ONLY_IF)
            if after is not None:
                for right, k in self.disjunction(after):
                    yield If(left, right), k
            yield left, j

    def _if_last(self, left: Clause, j: int) -> Found:
        if (after := self.after_any(j, _IFF)) is not None:
            for right, k in self.disjunction(after):
                yield Iff(left, right), k
        elif (after := self.after_any(j, _ONLY_IF)) is not None:
            for right, k in self.disjunction(after):
                yield If(left, right), k
        elif (after := self.at(j, "unless")) is not None:
            for right, k in self.disjunction(after):
                yield If(Negated(right), left, behind=True), k
        elif (after := self.after_any(j, _IF)) is not None:
            for right, k in self.disjunction(after):
                whole = If(right, left, behind=True)
                yield from self._turned(whole, k)
                yield whole, k
        elif (after := self.after_any(j, _REASONS + _RESULTS)) is not None:
            if self.word(j) in _CAUSES and _is_denied(left):
                return  # "it was not closed because it rained" may deny the reason only
            for reason, k in self.disjunction(after):
                yield Join("and", (left, reason)), k
        elif (after := self.after_any(j, _IMPLIES)) is not None:
            for right, k in self.disjunction(after):
                yield If(left, right), k

    def disjunction(self, i: int) -> Found:
        """Clauses joined by "or", or "either ... or ..."."""
        self.step()
        for left, j in self.conjunction_of_clauses(i):
            yield from self._or_more([left], j)
            yield left, j

    def _either(self, i: int) -> Found:
        if self.word(i) != "either":
            return
        for left, j in self.conjunction_of_clauses(i + 1):
            link = self.conjunction(j)
            if link is not None and link[0] == "or":
                after = link[1] + 1 if self.word(link[1]) == "else" else link[1]
                for right, k in self.conjunction_of_clauses(after):
                    yield Join("xor", (left, right)), k

    def _as_before(self, i: int) -> Found:
        """What was said before, of somebody else: "so does Mia", "neither is Ben"."""
        if self.word(i) not in {"so", "neither", "nor"}:
            return
        if self.word(i + 1) not in FINITE_BE | DO | MODALS | HAVE:
            return
        for subject, j, _ in self.np(i + 2):
            yield Said(subject, Same() if self.word(i) == "so" else NotVP(Same())), j

    def _or_more(self, parts: list[Clause], j: int) -> Found:
        link = self.conjunction(j)
        if link is None or link[0] != "or" or len(parts) > 6:
            return
        after = link[1] + 1 if self.word(link[1]) == "else" else link[1]
        after = after + 1 if self.word(after) == "if" else after
        for part, k in self.conjunction_of_clauses(after):
            yield from self._or_more([*parts, part], k)
            yield Join("or", (*parts, part)), k

    def conjunction_of_clauses(self, i: int) -> Found:
        """Clauses joined by "and", "but", "while"."""
        for first, j in self.simple(i):
            yield from self._and_more([first], j)
            yield first, j

    def _and_more(self, parts: list[Clause], j: int) -> Found:
        link = self.conjunction(j)
        if link is None and self.word(j) == "," and len(parts) < 8:
            for part, k in self.simple(j + 1):
                yield from self._and_more([*parts, part], k)
        if link is None or link[0] != "and" or len(parts) > 8:
            return
        after = self.at(link[1], "that") or link[1]
        for part, k in self.simple(after):
            yield from self._and_more([*parts, part], k)
            yield Join("and", (*parts, part)), k

    def simple(self, i: int) -> Found:
        """One clause without a conjunction of clauses."""
        self.step()
        i = self.skip_fillers(i)
        if self.word(i) == "(":
            for body, j in self.clause(i + 1):
                if self.word(j) == ")":
                    yield body, j + 1
            return
        if (after := self.after_any(i, _FALSE)) is not None:
            # "It is not the case that" reaches as far as it can, brackets apart.
            wide = self.clause if self.word(after) == "if" else self.disjunction
            reach = self.simple if self.word(after) == "(" else wide
            for body, j in reach(after):
                yield Negated(body), j
            return
        if (after := self.after_any(i, _TRUE)) is not None:
            yield from self.disjunction(after)
            return
        yield from self._either(i)
        yield from self._as_before(i)
        yield from self._the_only(i)
        yield from self.letter(i)
        yield from self._there(i)
        yield from self.weather(i)
        yield from self.conditions(i)
        if "being" in self._words:
            yield from self.states(i)
        if self.word(i) == "not" and self.word(i + 1) in {
            "every",
            "all",
            "each",
            "everyone",
            "everything",
            "everybody",
            "any",
        }:
            for body, j in self.simple(i + 1):
                yield Negated(body), j
        yield from self._said(i)

    def _said(self, i: int) -> Found:
        for np, j, number in self.np(i):
            yield from self._with_aside(np, j, number)
            subject = self._anyone(np, j)
            for vp, k in self.vp(j, number):
                yield Said(subject, vp), k
                yield from self._except_last(subject, vp, self.skip_comma(k))

    def _anyone(self, subject: NP, j: int) -> NP:
        """``subject``, of which something is "always" or "never" so: "someone who ..." is anyone."""
        generic = not {self.word(j), self.word(j + 1)}.isdisjoint({"always", "never"})
        match subject:
            case Quantified("some", Nominal((), _, (_, *_)) as who) if generic:
                return Quantified("every", who)
            case _:
                return subject

    def _the_only(self, i: int) -> Found:
        """Those who alone are so: "the only student who passed is Kim"."""
        after = self.after_any(i, ("the only", "the only ones"))
        if after is None:
            return
        for nominal, j, _ in self.nominal(after):
            if self.word(j) not in FINITE_BE:
                continue
            for who, k, _ in self.np(j + 1):
                if isinstance(who, Name) or (isinstance(who, JoinNP) and who.kind == "and"):
                    yield Said(JoinNP("only", (who,)), Be(Quantified("a", nominal))), k

    def _with_aside(self, subject: NP, j: int, number: str) -> Found:
        """What is added of somebody known: "Rex, who is a dog, barks", "Rex, a dog, barks"."""
        if self.word(j) != "," or not isinstance(subject, Name | The):
            return
        for added, k in self._aside(j + 1, number):
            if self.word(k) == ",":
                for vp, end in self.vp(k + 1, number):
                    yield Join("and", (Said(subject, added), Said(subject, vp))), end

    def _aside(self, i: int, number: str) -> Iterator[tuple[VP, int]]:
        if self.word(i) in {"who", "which"}:
            yield from self.vp(i + 1, number)
            return
        yield from self.participle(i)
        if self.is_open(i) and self.word(i + 1) in PREPOSITIONS:
            yield from self.act(i, (), "present")
        if self.word(i) in {"a", "an"}:
            for np, j, _ in self.simple_np(i):
                yield Be(np), j

    def _except_last(self, subject: NP, vp: VP, j: int) -> Found:
        for but in self.excepted(subject, j):
            yield Said(but[0], vp), but[1]

    def _perhaps_inverted(self, i: int) -> Found:
        yield from self.question(i)
        yield from self.disjunction(i)

    def _there(self, i: int) -> Found:
        after = self.after_any(i, _THERE)
        if after is None:
            return
        tense = "past" if self.word(after - 1) in PAST_BE else "present"
        denied = self.word(after) == "not"
        after = after + 1 if denied else after
        for np, j, _ in self.np(after):
            clause: Clause = There(np, tense)
            yield (Negated(clause) if denied else clause), j

    def question(self, i: int) -> Found:
        """A question that is answered by yes or no, as the clause it asks about."""
        self.step()
        word = self.word(i)
        yield from self._letter_question(i)
        if word in FINITE_BE:
            yield from self._there_question(i)
            yield from self._be_question(i)
        elif word in DO:
            yield from self._do_question(i)
        elif word in MODALS:
            yield from self._modal_question(word, i + 1)
        elif word in HAVE:
            for subject, j, _ in self.np(i + 1):
                for vp, k in self._have_rest(j):
                    yield Said(subject, vp), k

    def _modal_question(self, modal: str, i: int) -> Found:
        """What "can ...?" or "must ...?" asks; duty is asked about where the text speaks of duty."""
        duty = modal in {"must", "should"} and self.lexicon.is_repeated(modal)
        plain = modal in {"will", "would", "shall", "must", "should"} and not duty
        prefix = () if plain else (MODAL_STEMS.get(modal, modal),)
        for subject, j, _ in self.np(i):
            for vp, k in self.vp(j, "base"):
                yield Said(subject, prefixed(vp, prefix)), k

    def _have_rest(self, j: int) -> Iterator[tuple[VP, int]]:
        start = self.skip(j, {"ever", "already"})
        if self.word(start) == "been":
            yield from self.complement(start + 1, "any")
        for form in self.verb(start):
            if form.form == "participle":
                yield from self.act(start + 1, (form.base,), "past")

    def _there_question(self, i: int) -> Found:
        if self.word(i + 1) == "there":
            for np, j, _ in self.np(i + 2):
                yield There(np), j

    def _be_question(self, i: int) -> Found:
        yield from self._ambient_question(i + 1)
        for subject, j, number in self.np(i + 1):
            for vp, k in self.complement(j, number):
                yield Said(subject, vp), k

    def _ambient_question(self, i: int) -> Found:
        if self.word(i) in {"it", "today"}:
            j = self.skip(i + 1, {"a", "the"})
            name = self.ambient(self.word(j))
            if name is not None:
                yield Fact((name,)), self.after_weather(j + 1)

    def _letter_question(self, i: int) -> Found:
        """A question about propositions: "is p true", "does p imply q"."""
        for fact, j in self.letter(i + 1):
            if self.word(j) == "imply":
                for other, k in self.letter(j + 1):
                    yield If(fact, other), k
            elif self.word(j) in {"true", "false"}:
                yield (fact if self.word(j) == "true" else Negated(fact)), j + 1
            elif self.word(j) == "hold":
                yield fact, j + 1

    def _do_question(self, i: int) -> Found:
        yield from self._ambient_question(i + 1)
        for subject, j, _ in self.np(i + 1):
            denied = self.word(j) == "not"
            for vp, k in self.vp(j + 1 if denied else j, "base"):
                yield Said(subject, NotVP(vp) if denied else vp), k


def _is_denied(clause: Clause) -> bool:
    return any(isinstance(node, NotVP | Negated) for node in walk(clause))


def _is_hedge(clause: Clause) -> bool:
    """Whether a clause only says how sure the speaker is: "..., I think"."""
    match clause:
        case Said(Pronoun("i" | "we" | "they"), Act((str(verb),))):
            return verb in _HEDGES
        case _:
            return False


def _whole(grammar: Grammar, found: Found) -> Clause | None:
    end = len(grammar.tokens)
    if end > _MOST_TOKENS:
        return None
    try:
        for clause, j in found:
            if grammar.skip_fillers(j) == end:
                return clause
    except (TooManyStepsError, RecursionError):
        return None
    return None


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    end = len(tokens)
    while end and tokens[end - 1].lower in {".", "!", "?", ";", ":", ","}:
        end -= 1
    return tokens[:end]


def otherwise(before: Clause | None, clause: Clause) -> Clause | None:
    """A sentence that opens with "otherwise", in full; None if the one before was no rule."""
    match before:
        case If(condition, _):
            return If(Negated(condition), clause)
        case _:
            return None


def parse(tokens: Sequence[Token], lexicon: Lexicon, effort: Effort | None = None) -> Clause | None:
    """The tree of a statement, or None if it is not understood."""
    for guess in (False, True):
        grammar = Grammar(_trimmed(tokens), lexicon, guess=guess, effort=effort)
        clause = _whole(grammar, grammar.clause(0))
        if clause is not None:
            return clause
    if any(token.lower == "," for token in tokens):
        grammar = Grammar(_trimmed(tokens), lexicon, guess=False, effort=effort)
        return _whole(grammar, grammar.spliced(0))
    return None


def parse_question(
    tokens: Sequence[Token], lexicon: Lexicon, effort: Effort | None = None
) -> Clause | None:
    """The clause that a yes-or-no question asks about, or None if it is not one."""
    for guess in (False, True):
        grammar = Grammar(_trimmed(tokens), lexicon, guess=guess, effort=effort)
        clause = _whole(grammar, grammar.question(0))
        if clause is not None:
            return clause
    return None
