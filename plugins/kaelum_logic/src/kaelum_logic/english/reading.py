"""Reading a whole query: every sentence parsed, then given its meaning."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from kaelum_logic.answers import Asked
from kaelum_logic.english.adjuncts import adjuncts, measures
from kaelum_logic.english.facts import TextFacts
from kaelum_logic.english.grammar import otherwise, parse, parse_question
from kaelum_logic.english.lexicon import Lexicon
from kaelum_logic.english.meaning import Choices, Interpreter, UnresolvedError
from kaelum_logic.english.opposites import exclusions
from kaelum_logic.english.passage import Passage, divide
from kaelum_logic.english.scan import Effort
from kaelum_logic.english.tokens import Token, tokenize
from kaelum_logic.english.tree import Clause
from kaelum_logic.formula import (
    And,
    Const,
    Equals,
    ForAll,
    Formula,
    Implies,
    Not,
    Pred,
    Var,
    terms,
)
from kaelum_logic.problem import NotUnderstood, strings

__all__ = ["Argument", "TextReading", "numbered", "read_statements", "read_text"]

_HEDGED = re.compile(
    r"""(?ix)(?:\bnot|n't)\s+(?:necessarily|certainly|definitely|indeed)\b
    | \btoo\s+\w+\s+(?:for\s+\w+\s+)?to\b
    | ^(?:all\s+)?[a-z]+s,\s+(?:who|which)\b[^,]*,
    | \bnor\s+(?:is|are|was|were)\s+(?:the\s+)?\w+\s*[.;?]?$
    | \b(?:every|any|some|no)(?:thing|one|body)\s+\w+\s+(?:and|or)\s+(?-i:[a-z]+)\s+(?:is|are)\b"""
)
"""What says less, or more, than the words that are read: "not necessarily", "too small to"."""


@frozen
class Argument:
    """Premises and a goal as formulae, under one choice of readings."""

    premises: tuple[Formula, ...]
    goal: Formula


@frozen
class TextReading:
    """A text that was understood.

    Attributes:
        passage: the text by roles.
        clauses: the trees of the premises; ``goal`` the tree of what is asked.
        facts: what the text tells about its words.
        first: the formulae under the first choice of each pair of readings.
        genders: what was taken for granted of the genders of those with names.
        touched: the choices between readings that matter for this text.
    """

    passage: Passage
    clauses: tuple[Clause, ...]
    goal: Clause
    facts: TextFacts = field(eq=False, repr=False)
    first: Argument
    genders: tuple[str, ...] = field(converter=strings)
    touched: tuple[str, ...] = field(converter=strings)

    def argument(self, choices: Choices | None = None) -> Argument:
        """The formulae under ``choices``, by default the first ones.

        Raises:
            UnresolvedError: under these choices something has no meaning.
        """
        if choices is None:
            return self.first
        return _interpret(self.passage, self.clauses, self.goal, self.facts, choices)[0]


def numbered(formulas: Sequence[Formula], sentences: Sequence[str]) -> list[str]:
    """A numbered line for each formula, with the sentence that it was read from, if any."""
    texts = [f"   [{sentence}]" for sentence in sentences]
    texts += [""] * (len(formulas) - len(texts))
    pairs = zip(formulas, texts, strict=True)
    return [f"{number}. {formula}{text}" for number, (formula, text) in enumerate(pairs, 1)]


def _interpret(
    passage: Passage,
    clauses: Sequence[Clause],
    asked: Clause,
    facts: TextFacts,
    choices: Choices,
) -> tuple[Argument, Interpreter]:
    """The formulae under ``choices``, and who made them, which tells what made a difference.

    Raises:
        UnresolvedError: under these choices something has no meaning.
    """
    interpreter = Interpreter(facts, choices)
    premises = [interpreter.statement(clause) for clause in clauses]
    goal = interpreter.statement(asked, "question" if passage.is_question else "assert")
    premises += [
        axiom for name in sorted(interpreter.comparatives) for axiom in _strict_order(name)
    ]
    premises += interpreter.descriptions()
    premises += exclusions((*premises, goal))
    premises += adjuncts((*premises, goal))
    premises += measures((*premises, goal))
    *premises, goal = interpreter.possessions.settled((*premises, goal))
    if interpreter.distinct:
        premises += _all_different((*premises, goal))
    return Argument(tuple(premises), goal), interpreter


def _strict_order(name: str) -> tuple[Formula, Formula]:
    """That a comparative relation is transitive, and holds of nobody and himself."""
    x, y, z = Var("x"), Var("y"), Var("z")
    chain = And((Pred(name, (x, y)), Pred(name, (y, z))))
    return (
        ForAll((x, y, z), Implies(chain, Pred(name, (x, z)))),
        ForAll((x,), Not(Pred(name, (x, x)))),
    )


def _all_different(formulas: Iterable[Formula]) -> list[Formula]:
    """That different names stand for different individuals."""
    names = {term for formula in formulas for term in terms(formula) if isinstance(term, Const)}
    pairs = itertools.combinations(sorted(names, key=lambda term: term.name), 2)
    return [Not(Equals(left, right)) for left, right in pairs]


@functools.lru_cache(maxsize=4)
def read_text(asked: Asked) -> TextReading | NotUnderstood | None:
    """``asked`` read as premises and a question about them, in English.

    The last few readings are kept, since several families start from them.
    """
    passage = divide(asked)
    if passage is None:
        return None
    return _read_passage(passage)


def _read_passage(passage: Passage) -> TextReading | NotUnderstood:
    read = read_statements(passage.premises, [passage.goal], passage)
    return read if isinstance(read, NotUnderstood) else read[0]


def _parsed(
    sentences: Iterable[Sequence[Token]], lexicon: Lexicon, effort: Effort
) -> Iterator[Clause | None]:
    """The trees of statements in their order; "otherwise" refers to the one before."""
    before: Clause | None = None
    for words in sentences:
        if [token.lower for token in words[:1]] == ["otherwise"]:
            start = 2 if len(words) > 1 and words[1].lower == "," else 1
            clause = parse(words[start:], lexicon, effort)
            before = None if clause is None else otherwise(before, clause)
        else:
            before = parse(words, lexicon, effort)
        yield before


def read_statements(
    premises: Sequence[str], goals: Sequence[str], passage: Passage | None = None
) -> list[TextReading] | NotUnderstood:
    """Each of ``goals`` read as a statement or a question about the same ``premises``.

    ``passage`` tells what else is known about how they are asked.
    """
    texts = (*premises, *goals)
    tokens = [tokenize(text) for text in texts]
    lexicon = Lexicon(tokens)
    effort = Effort()
    given, asked = tokens[: len(premises)], tokens[len(premises) :]
    trees = [
        *_parsed(given, lexicon, effort),
        *(
            parse_question(words, lexicon, effort) or parse(words, lexicon, effort)
            for words in asked
        ),
    ]
    clauses = tuple(tree for tree in trees if tree is not None)
    if len(clauses) < len(texts):
        failed = [text for text, tree in zip(texts, trees, strict=True) if tree is None]
        return NotUnderstood(failed, len(texts) - len(failed))
    if hedged := [text for text in texts if _HEDGED.search(text)]:
        return NotUnderstood(hedged, len(texts) - len(hedged))
    facts = TextFacts(clauses, lexicon)
    given_clauses = clauses[: len(premises)]
    readings = []
    for text, goal in zip(goals, clauses[len(premises) :], strict=True):
        own = Passage(premises, text) if passage is None else evolve(passage, goal=text)
        try:
            argument, by = _interpret(own, given_clauses, goal, facts, Choices())
        except UnresolvedError as error:
            return NotUnderstood((str(error),), len(texts) - 1)
        taken = (sorted(by.genders), sorted(by.touched))
        readings.append(TextReading(own, given_clauses, goal, facts, argument, *taken))
    return readings
