"""Statements about how many of themselves are true, and about each other.

``Exactly two of these three statements are false``, ``Either statement 1 or
statement 2 is true, but not both``, ``The number of true statements is prime``:
each statement is true exactly when what it says is so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.finite.constraints import (
    AllOf,
    AnyOf,
    Constraint,
    Count,
    Member,
    Variable,
    holds,
    negation,
)
from kaelum_logic.finite.positions import quantity
from kaelum_logic.finite.solver import Network
from kaelum_logic.finite.text import number, sentences, words
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["SelfReference", "read"]

MAX_STATEMENTS = 12
_STATEMENT = re.compile(
    r"(?im)(?:^|(?<=[\s(]))(?:[-*•]\s*)?(?:statement|sentence|claim)\s*#?(\d{1,2})\s*[:.)]\s*"
    r"(?:\"(?P<d>[^\"]+)\"|'(?P<s>[^'\n]+)'|“(?P<c>[^”]+)”|(?P<p>[^\n]+?))\s*"
    r"(?=$|\n|[-*•]?\s*(?:statement|sentence|claim)\s*#?\d{1,2}\s*[:.)]"
    r"|(?<=[.!\s])(?:which|how|what|is|are|can)\b[^.\n]*\?\s*$)"
)
_NUMBERED = re.compile(r"(?m)^\s*(?:[-*•]\s*)?\(?(\d{1,2})[.):]\s*[\"'“]?(?P<p>[^\n]*?)[\"'”]?\s*$")


_IN_LINE = re.compile(
    r"(?:^|(?<=[\s:]))\(?(\d{1,2})[.):]\s+[\"'“]?(?P<p>[^\n]*?)[.]?[\"'”]?(?=\s+\(?\d{1,2}[.):]\s|[.?!\"'”]\s+"
    r"(?:how|which|what|is|are|can)\b[^.]*\?\s*$|\s*$|\n)",
    re.IGNORECASE,
)


def read(query: Query) -> Reading:
    """The statements of ``query``, if they are numbered and speak of each other."""
    text = query.full_text
    if not re.search(r"(?i)\b(?:statements?|sentences?|claims?)\b", text):
        return None
    listed = (list(pattern.finditer(text)) for pattern in (_STATEMENT, _NUMBERED, _IN_LINE))
    found = next(filter(_in_order, listed), [])
    if not found or len(found) > MAX_STATEMENTS:
        return None
    statements = [next(part for part in _parts(match) if part) for match in found]
    claims = [_claim(statement, len(found)) for statement in statements]
    if not any(claims):
        return None
    lost = [text for text, claim in zip(statements, claims, strict=True) if claim is None]
    question = f"{text[: found[0].start()]} {text[found[-1].end() :]}"
    goal = _goal(question, len(found))
    facts: list[Constraint] = []
    for part in sentences(text[: found[0].start()]) + sentences(text[found[-1].end() :]):
        fact = None if _goal(part, len(found)) else _claim(part.rstrip(" .:"), len(found))
        if fact is not None:
            facts.append(fact)
        elif _OF_TRUTH.search(part) and not _goal(part, len(found)):
            lost.append(part)
    if lost or goal is None:
        missing = lost or [question.strip()]
        understood = len(found) - len(lost)
        # What speaks of its own truth is no premise to those who read premises.
        return NotUnderstood(missing, understood=understood, exclusive=understood > 1)
    known = tuple(claim for claim in claims if claim is not None)
    return SelfReference(tuple(statements), known, tuple(facts), goal, ask(query))


_OF_TRUTH = re.compile(
    r"(?i)\b(?:are|is|was|were|be)\b(?![^.]*\btrue or false)[^.]*\b(?:true|false|correct|wrong|right|lies?|lying)\b"
)
"""Signs that a sentence beside the statements tells which of them are true."""


def _in_order(found: Sequence[re.Match[str]]) -> bool:
    """Whether there are several statements, numbered from 1 on."""
    numbers = [int(match.group(1)) for match in found]
    return len(numbers) > 1 and numbers == list(range(1, len(found) + 1))


def _parts(match: re.Match[str]) -> Sequence[str | None]:
    return list(match.groupdict().values())


def _is_true(index: int, *, value: bool = True) -> Constraint:
    return Member(f"statement {index}", (int(value),))


_PRIMES = frozenset({2, 3, 5, 7, 11})
_KINDS: Mapping[str, frozenset[int]] = {
    "prime": _PRIMES,
    "composite": frozenset(range(4, MAX_STATEMENTS + 1)) - _PRIMES,
    "even": frozenset(range(0, MAX_STATEMENTS + 1, 2)),
    "odd": frozenset(range(1, MAX_STATEMENTS + 1, 2)),
}
_SUBJECT = r"(?:statement|sentence|claim)\s*#?(\w+)"
_ABOUT_ONE = re.compile(rf"{_SUBJECT} is (not )?(true|false)")
_EITHER = re.compile(rf"either {_SUBJECT} or {_SUBJECT} is (true|false)( ,? ?but not both)?")
_BOTH = re.compile(rf"(both|neither) {_SUBJECT} (?:and|nor) {_SUBJECT} (?:are|is) (true|false)")
_SAME = re.compile(
    rf"{_SUBJECT} and {_SUBJECT} (?:are both|have the same truth value|are either both)\b ?(true|false)?"
)
_NUMBER_IS = re.compile(
    r"the number of (true|false) statements is (?:an? |exactly )?(\w+)(?: number)?"
)


def _claim(statement: str, size: int) -> Constraint | None:
    """What one statement says, or None if it is not understood."""
    text = " ".join(words(statement)).strip()
    text = re.sub(r"\bstatements (\w+) (and|nor|or) (\w+)\b", r"statement \1 \2 statement \3", text)
    if match := re.fullmatch(_EITHER, text):
        first, second = (_index(match.group(n), size) for n in (1, 2))
        if first and second:
            parts = tuple(_is_true(n, value=match.group(3) == "true") for n in (first, second))
            return Count(parts, "=", 1) if match.group(4) else AnyOf(parts)
    if match := re.fullmatch(_BOTH, text):
        first, second = (_index(match.group(n), size) for n in (2, 3))
        if first and second:
            parts = tuple(_is_true(n, value=match.group(4) == "true") for n in (first, second))
            return AllOf(parts) if match.group(1) == "both" else AllOf(map(negation, parts))
    if match := re.fullmatch(_SAME, text):
        first, second = (_index(match.group(n), size) for n in (1, 2))
        if first and second:
            parts = tuple(_is_true(n, value=match.group(3) != "false") for n in (first, second))
            return AllOf(parts) if match.group(3) else Count(parts, "!=", 1)
    if match := re.fullmatch(_ABOUT_ONE, text):
        index = _index(match.group(1), size)
        if index:
            return _is_true(index, value=(match.group(3) == "true") != bool(match.group(2)))
    if match := re.fullmatch(_NUMBER_IS, text):
        return _number_is(match.group(1) == "true", match.group(2), size)
    return _counted(tuple(text.split()), size)


def _index(word: str, size: int) -> int | None:
    value = number(word)
    return value if value is not None and 1 <= value <= size else None


def _number_is(truth: bool, word: str, size: int) -> Constraint | None:
    parts = tuple(_is_true(n, value=truth) for n in range(1, size + 1))
    value = number(word)
    if value is not None:
        return Count(parts, "=", value)
    if word not in _KINDS:
        return None
    return AnyOf([Count(parts, "=", n) for n in sorted(_KINDS[word]) if n <= size])


_FILLERS = frozenset(
    "of the these those this list card page sheet paper in on here above below following".split()
)


def _counted(tokens: tuple[str, ...], size: int) -> Constraint | None:
    """``At least two of these seven statements are false``."""
    if tokens[:1] in (("all",), ("none",), ("no",)) or (tokens[:1] == ("both",) and size == 2):
        amount, symbol, used = (size if tokens[0] in ("all", "both") else 0), "=", 1
    elif (found := quantity(tokens)) is not None:
        symbol, amount, used = found
    else:
        return None
    rest = [
        word
        for word in tokens[used:]
        if word not in _FILLERS
        and word not in ("statements", "statement", "sentences", "sentence", "claims", "claim")
        and number(word) != size
    ]
    if rest not in (["are", "true"], ["is", "true"], ["are", "false"], ["is", "false"]):
        return None
    parts = tuple(_is_true(n, value=rest[1] == "true") for n in range(1, size + 1))
    return Count(parts, symbol, amount)  # type: ignore[arg-type]


@frozen
class Goal:
    """What is asked: ``solutions`` (how many), ``which``, ``how many``, or ``is`` one true."""

    kind: str
    index: int = 0
    value: bool = True


def _goal(question: str, size: int) -> Goal | None:
    text = " ".join(words(question))
    if re.search(
        r"number of (?:possible |consistent |valid )*(?:solutions|assignments|ways)|how many (?:possible |consistent |valid )*(?:solutions|assignments|ways)",
        text,
    ):
        return Goal("solutions")
    if match := re.search(
        r"how many (?:of )?(?:these |the |those |them )?(?:\w+ )?(?:statements |sentences |claims )?(?:are|is) (true|false)",
        text,
    ):
        return Goal("how many", value=match.group(1) == "true")
    if match := re.search(
        r"(?:which|what) (?:one )?(?:of )?(?:these |the |those |them )?(?:\w+ )?(?:statements?|sentences?|claims?)? ?(?:\([^)]*\) )?(?:are|is|must be) (?:the )?(true|false)",
        text,
    ):
        return Goal("which", value=match.group(1) == "true")
    if match := re.search(rf"is {_SUBJECT} (true|false)", text):
        index = _index(match.group(1), size)
        return Goal("is", index, match.group(2) == "true") if index else None
    return None


@frozen
class SelfReference:
    """Statements, what they say, what is told of them besides, and the question about them."""

    statements: tuple[str, ...]
    claims: tuple[Constraint, ...]
    facts: tuple[Constraint, ...]
    goal: Goal
    asked: Asked

    def describe(self) -> str:
        """Each statement's truth value set equal to what it says."""
        lines = [
            f"statement {n} is true iff {claim}   [{text}]"
            for n, (text, claim) in enumerate(zip(self.statements, self.claims, strict=True), 1)
        ]
        lines += [f"told: {fact}" for fact in self.facts]
        return "\n".join((*lines, f"? {self.goal.kind} {self.goal.index or ''}".rstrip()))

    def network(self) -> Network:
        """One variable per statement, 1 for true, equivalent to its claim."""
        size = range(1, len(self.claims) + 1)
        return Network(
            tuple(Variable(f"statement {n}", (0, 1)) for n in size),
            (*(Count((_is_true(n), self.claims[n - 1]), "!=", 1) for n in size), *self.facts),
        )

    def solve(self) -> Solution:
        """All consistent assignments, by propagation and search."""
        found = [self._bits(values) for values in self.network().solutions()]
        return Solution(
            self._answer(sorted(found)),
            {"assignments": sorted(found)},
            steps=[f"consistent: {self._shown(bits)}" for bits in sorted(found)],
        )

    def _bits(self, values: Mapping[str, int]) -> str:
        return "".join("FT"[values[f"statement {n}"]] for n in range(1, len(self.claims) + 1))

    def _shown(self, bits: str) -> str:
        true = [str(n) for n, bit in enumerate(bits, 1) if bit == "T"]
        return f"true: {', '.join(true) or 'none'}"

    def _answer(self, found: Sequence[str]) -> str:
        if self.goal.kind == "solutions":
            return str(len(found))
        if not found:
            raise UnsolvedError("no assignment of true and false to the statements is consistent")
        wanted = "T" if self.goal.value else "F"
        if self.goal.kind == "is":
            values = {bits[self.goal.index - 1] == wanted for bits in found}
            return self.asked.truth(values.pop() if len(values) == 1 else None, YES_NO)
        if self.goal.kind == "how many":
            counts = {bits.count(wanted) for bits in found}
            return str(counts.pop()) if len(counts) == 1 else "uncertain"
        which = {tuple(n for n, bit in enumerate(bits, 1) if bit == wanted) for bits in found}
        if len(which) > 1:
            return "uncertain"
        return ", ".join(f"statement {n}" for n in which.pop()) or "none"

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Try every assignment, and compare."""
        size = len(self.claims)
        found: list[str] = []
        for bits in itertools.product("FT", repeat=size):
            values = {f"statement {n}": int(bit == "T") for n, bit in enumerate(bits, 1)}
            said = zip(self.claims, bits, strict=True)
            fits = all(holds(claim, values) == (bit == "T") for claim, bit in said)
            if fits and all(holds(fact, values) for fact in self.facts):
                found.append("".join(bits))
        listed = evidence.get("assignments") == sorted(found) and len(evidence) == 1
        try:
            right = self._answer(sorted(found)) == answer
        except UnsolvedError:
            right = False
        return (
            Check(
                f"of {2**size} assignments exactly {len(found)} are consistent, and the answer follows",
                "enumeration",
                outcome(right) if listed else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )
