"""The converse, inverse, contrapositive or negation of a statement, in words or in signs.

The sentence asked for is put together from the words of the statement, and then read
back by the reader of English; the solvers prove that it means what it has to mean. A
sentence that does not pass is not said.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import YES_NO, Asked, Option, ask
from kaelum_logic.english.conditional import given_by, sides_of, turned
from kaelum_logic.english.denying import can_be_denied, denials, opened
from kaelum_logic.english.symbols import in_names, in_symbols
from kaelum_logic.families.conclusion import in_unicode
from kaelum_logic.families.transformations import (
    Kind,
    Read,
    decided,
    formula_in_signs,
    read_together,
    transformed,
)
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome
from kaelum_logic.solving import Status, jointly, recheck

__all__ = ["Chosen", "Composed", "Related", "read"]

_LONGEST = 600
_MOST_TRIES = 40
_NAMED = r"(?:contrapositives?|contraposition|converses?|inverses?|negations?)"
_KINDS = {
    "contraposi": Kind.CONTRAPOSITIVE,
    "converse": Kind.CONVERSE,
    "inverse": Kind.INVERSE,
    "negation": Kind.NEGATION,
}
_ADJECTIVE = r"(?:(?:correct|logical|right|proper)\s+)?"
_CHAIN = (
    rf"(?:the\s+|an?\s+)?{_ADJECTIVE}(?P<kinds>{_NAMED}(?:\s+of\s+(?:the\s+|its\s+)?{_NAMED})*)"
)
_NOUN = (
    r"(?:(?:(?:the|this|that|a)\s+)?(?:(?:following|given|conditional|logical|if-then|quantified|universal)\s+)*"
    r"(?:statement|sentence|conditional|implication|proposition|claim|formula|theorem)\s*(?:,|:|-|\bthat\b|(?=[\"'(]))\s*)?"
)
_ASKING = (
    r"(?:(?:what\s+(?:is|are|would\s+be)|what's|whats|which\s+is|find|give(?:\s+me)?|write(?:\s+down|\s+out)?|state|form(?:ulate)?|determine|"
    r"identify|construct|provide|compute|tell\s+me)\s+)"
)
_LEAD = r"\W*(?:(?:please|now|can\s+you|could\s+you)\s+)*"
_REQUESTS = (
    re.compile(rf"(?is){_LEAD}{_ASKING}?{_CHAIN}\s*(?:of|for|to|:)\s*:?\s*{_NOUN}(?P<s>\S.*)"),
    re.compile(rf"(?is){_LEAD}(?P<kinds>negate)\s*:?\s*{_NOUN}(?P<s>\S.*)"),
    re.compile(
        rf"(?is){_LEAD}(?:(?:given|consider|take|for|here\s+is|let)\s*:?\s+)?{_NOUN}(?P<s>\S.*?)\W\s*{_ASKING}(?:its|the)\s+{_ADJECTIVE}(?P<kinds>{_NAMED})"
        r"(?:\s+of\s+(?:this|that|the(?:\s+above)?)\s+(?:statement|conditional|sentence))?\W*"
    ),
    re.compile(
        rf"(?is){_LEAD}(?:which|what|select|choose)\b[^\"':]*?\b(?:is|are|represents|states|expresses|gives|correctly|that\s+is)\s+{_CHAIN}\s+of\s*:?\s*{_NOUN}(?P<s>\S.*)"
    ),
)
_RELATED = re.compile(
    rf"(?is){_LEAD}is\s+(?P<q>[\"'])(?P<other>.+?)(?P=q)\s+(?P<kinds>(?:(?:,|or|the|a|an)\s*)*{_NAMED}(?:(?:\s*,\s*|\s+or\s+|the\s+|an?\s+)+{_NAMED})*)\s+(?:of|to)\s*:?\s*{_NOUN}(?P<r>[\"'])(?P<s>.+)(?P=r)\W*"
)
_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "`": "'"})
_SIGN = re.compile(r"<?[-=]+>|[~¬∧∨→↔⊕⇒⇔∀∃&|]|\\[a-z]+")
_UNICODE = re.compile(r"[¬∧∨→↔⊕⇒⇔∀∃]")
_SENTENCE_END = re.compile(r"[.!?;]\s+\S")
_NO = re.compile(r"(?i)(?:no|none|some)\b")
_OLD_SENSE = 'of "no" and "some", a converse may be meant in the sense of syllogisms'
_CONDITIONAL = re.compile(r"(?i)(?:if|when|whenever)\b")
_STATEMENT = re.compile(r"(?i)(?:if|when|whenever|all|every|each|no|some)\b")
_TWO_WAYS = re.compile(r"(?i)^(?:all|every\w*|each)\b(?!.*\b(?:who|that|which)\b).*\bnot\b")
""" "All birds do not fly", of which nobody knows how far its "not" reaches."""


def _proof(read: Read | NotUnderstood, kind: Kind) -> tuple[Check, ...] | None:
    """The checks by which the second statement is the ``kind`` of the first; None if it is not."""
    found = None if isinstance(read, NotUnderstood) else decided(read, kind)
    if isinstance(read, NotUnderstood) or found is None or found[1].status is not Status.TRUE:
        return None
    return recheck(read.axioms, found[0], found[1])


@functools.lru_cache(maxsize=256)
def _read(statement: str, other: str, signs: bool, own: bool = False) -> Read | NotUnderstood:
    """A statement and another one, with what they take for granted of the one spoken of."""
    if signs:
        pair = [formula_in_signs(text) for text in (statement, other)]
        read = [formula for formula in pair if formula is not None]
        return Read(tuple(read)) if len(read) == 2 else NotUnderstood([other])
    sides = itertools.chain(sides_of(statement), sides_of(other))
    given = next((noun for side in sides if (noun := given_by(side))), None)
    if given is not None:
        read_ = read_together((statement, other, f"Everything is a {given}"), own=own)
        if isinstance(read_, Read):
            return read_
    return read_together((statement, other), own=own)


@frozen
class Composed:
    """A statement of which the ``kind`` is to be said."""

    kind: Kind
    statement: str
    signs: bool
    asked: Asked

    def describe(self) -> str:
        """The statement as a formula, and what is asked for."""
        return f"{self.kind} of {_shown(self.statement, self.signs)}"

    def solve(self) -> Solution:
        """The first sentence put together that can be read back and proved.

        Raises:
            UnsolvedError: there is none.
        """
        candidates = self._in_signs() if self.signs else self._in_words()
        for candidate in itertools.islice(candidates, _MOST_TRIES):
            answer = in_symbols(candidate)
            if _proof(self._read_back(answer), self.kind) is not None:
                return Solution(answer)
        raise UnsolvedError(
            f"no {self.kind} was found that could be read back and proved to be one"
        )

    def _read_back(self, answer: str) -> Read | NotUnderstood:
        text = answer if self.signs else in_names(answer.rstrip("."))
        return _read(self.statement, text, self.signs, own=True)

    def _in_signs(self) -> Iterator[str]:
        formula = formula_in_signs(self.statement)
        other = None if formula is None else transformed(formula, self.kind)
        if other is not None:
            yield in_unicode(other) if _UNICODE.search(self.statement) else str(other)

    def _in_words(self) -> Iterator[str]:
        if self.kind is not Kind.NEGATION:
            for sides in sides_of(self.statement):
                if _proof(_read(self.statement, str(sides), signs=False), Kind.SAME) is None:
                    continue
                pairs = turned(sides, exchanged=self.kind.exchanged, denied=self.kind.denied)
                yield from map(str, pairs)
            return
        if not can_be_denied(self.statement) or _TWO_WAYS.match(self.statement):
            return
        if not _CONDITIONAL.match(self.statement):
            yield from map(_sentence, denials(self.statement))
        for sides in sides_of(self.statement):
            for denied in denials(sides.consequent):
                some = re.sub(r"(?i)^(?:an?|any)\s+", "some ", sides.antecedent)
                yield _sentence(f"{some} and {denied}")
                yield _sentence(f"{some} and {re.sub(r'^(?:he|she|it|they) ', '', denied)}")

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Read the answer back, and prove that it relates to the statement as it should."""
        proof = None if evidence else _proof(self._read_back(answer), self.kind)
        if proof is None:
            return (_failed(f"the answer, read back, is the {self.kind}", answer),)
        return proof


def _sentence(clause: str) -> str:
    if re.match(r"[b-z]\b", clause):  # a letter that stands for a proposition
        return f"{clause}."
    return f"{clause[:1].upper()}{clause[1:]}."


def _shown(statement: str, signs: bool) -> str:
    """The formula of a statement, and the statement."""
    if signs:
        return f"{formula_in_signs(statement)}   [{statement}]"
    read_ = read_together((statement,))
    formula = "" if isinstance(read_, NotUnderstood) else str(read_.formulas[0])
    return in_symbols(f"{formula}   [{statement}]")


def _failed(claim: str, detail: str) -> Check:
    return Check(claim, "reading back", outcome(passed=False), detail=detail)


@frozen
class Chosen:
    """A statement, and several others of which one is its ``kind``."""

    kind: Kind
    statement: str
    signs: bool
    asked: Asked

    def describe(self) -> str:
        """The statement as a formula, and what is asked for."""
        return f"which is the {self.kind} of {_shown(self.statement, self.signs)}"

    def solve(self) -> Solution:
        """The option that is proved to be it, when exactly one is.

        Raises:
            UnsolvedError: none is, or several are.
        """
        fitting = [option for option in self.asked.options if self._fits(option)]
        if len(fitting) != 1:
            found = "no option" if not fitting else "more than one option"
            raise UnsolvedError(f"{found} can be proved to be the {self.kind}")
        return Solution(fitting[0].label)

    def _fits(self, option: Option) -> bool:
        return _proof(self._with(option), self.kind) is not None

    def _with(self, option: Option) -> Read | NotUnderstood:
        return _read(self.statement, _plain(option.text, self.signs), self.signs)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Prove it of the option chosen, and that it cannot be proved of any other."""
        chosen = [option for option in self.asked.options if option.label == answer]
        if evidence or len(chosen) != 1:
            return (_failed("the answer is one of the options", answer),)
        proof = _proof(self._with(chosen[0]), self.kind)
        others = [option for option in self.asked.options if option is not chosen[0]]
        if proof is None or any(map(self._fits, others)):
            return (_failed(f"the option is the only {self.kind}", answer),)
        return jointly([proof])


@frozen
class Related:
    """Two statements, and the kinds of which one is asked whether the second is it of the first."""

    kinds: tuple[Kind, ...]
    statement: str
    other: str
    signs: bool
    asked: Asked

    def describe(self) -> str:
        """Both statements as formulae, and what is asked."""
        first, second = (_shown(text, self.signs) for text in (self.statement, self.other))
        return f"is {second}\nthe {' or the '.join(self.kinds)} of {first}"

    def _found(self) -> list[Kind]:
        read_ = _read(self.statement, self.other, self.signs)
        return [kind for kind in Kind if _proof(read_, kind) is not None]

    def solve(self) -> Solution:
        """The one relation in which they are proved to stand.

        Raises:
            UnsolvedError: there is none, or more than one.
        """
        found = self._found()
        if len(found) != 1:
            raise UnsolvedError("how the two statements are related cannot be proved")
        if len(self.kinds) == 1:
            return Solution(self.asked.truth(found[0] is self.kinds[0], YES_NO))
        name = "the statement itself" if found[0] is Kind.SAME else f"the {found[0]}"
        return Solution(name)

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Prove the relation, which is the only one of the five."""
        try:
            right = not evidence and self.solve().answer == answer
        except UnsolvedError:
            right = False
        kind = self._found()[0] if right else Kind.SAME
        proof = _proof(_read(self.statement, self.other, self.signs), kind) if right else None
        return proof or (_failed("the statements are so related", answer),)


def _bare(text: str) -> str:
    """A statement without quotation marks and its closing mark, contractions written out."""
    text = text.strip()
    while len(text) > 1 and (text[0] in "\"'" or text[-1] in "\"'.,:;?!"):
        text = (
            text.strip("\"'").rstrip(".,:;?! ") if text[0] in "\"'" else text.rstrip("\"'.,:;?! ")
        )
    return opened(text.strip("$"))


def _plain(text: str, signs: bool) -> str:
    """A statement as it is read: in signs as it stands, else in words only."""
    return _bare(text) if signs else in_names(_bare(text))


def _kinds(text: str) -> tuple[Kind, ...]:
    found = re.findall(_NAMED, text.lower())
    return tuple(kind for name in found for start, kind in _KINDS.items() if name.startswith(start))


def _composed(kinds: Iterable[Kind]) -> Kind | None:
    """The contrapositive of the converse is the inverse."""
    whole: Kind | None = Kind.SAME
    for kind in reversed(tuple(kinds)):
        whole = None if whole is None else kind.of(whole)
    return whole


def read(query: Query) -> Reading:
    """A request for what is made of a statement, if ``query`` is one."""
    asked = ask(query)
    text = asked.text.translate(_QUOTES).strip()
    if len(text) > _LONGEST or not re.search(rf"(?i){_NAMED}|negate", text):
        return None
    if match := _RELATED.fullmatch(text):
        signs = bool(_SIGN.search(match["s"]))
        statement, other = _plain(match["s"], signs), _plain(match["other"], signs)
        if _NO.match(statement) or _NO.match(other):
            return NotUnderstood([statement, other], hint=_OLD_SENSE)
        if not asked.options and _understood(statement, signs):
            return Related(_kinds(match["kinds"]), statement, other, signs, asked)
    for pattern in _REQUESTS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        named = _kinds(match["kinds"]) or (Kind.NEGATION,)
        return _request(named, match["s"], asked)
    return None


def _request(named: tuple[Kind, ...], text: str, asked: Asked) -> Reading:
    kind = _composed(named)
    signs = bool(_SIGN.search(text))
    statement = _plain(text, signs)
    if kind is None or kind is Kind.SAME or (signs and kind is Kind.NEGATION and not asked.options):
        return None
    if signs and formula_in_signs(statement) is None:
        return None
    if _NO.match(statement) and kind in {Kind.CONVERSE, Kind.INVERSE}:
        return NotUnderstood([statement], hint=_OLD_SENSE)
    if not signs and _SENTENCE_END.search(statement):
        return None
    if not signs and isinstance(unread := read_together((statement,)), NotUnderstood):
        shown = evolve(unread, sentences=map(in_symbols, unread.sentences))
        return shown if unread.hint or _STATEMENT.match(statement) else None
    return (Chosen if asked.options else Composed)(kind, statement, signs, asked)


def _understood(statement: str, signs: bool) -> bool:
    if signs:
        return formula_in_signs(statement) is not None
    return isinstance(read_together((statement,)), Read)
