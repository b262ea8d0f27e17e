"""Facts, rules and a query, as Logic-LM writes them for ProntoQA and ProofWriter.

A rule is used in one direction: what it says is derived or not, as by the
engine (Pyke) for which these programs are written. So a denial is a predicate
of its own here (``not Kind``), and all formulae are Horn clauses, for which
*derivable* and *follows* are the same.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

import lark
from attrs import evolve, field, frozen

from kaelum_logic.formula import Const, ForAll, Formula, Implies, Pred, Term, Var, conjunction
from kaelum_logic.notation import NotationError
from kaelum_logic.programs.names import normal, unify
from kaelum_logic.programs.text import Line, Repairs

__all__ = ["Derivation", "read_rules"]


def _formulas(values: Iterable[Formula]) -> tuple[Formula, ...]:
    return tuple(values)


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen
class Derivation:
    """Facts and rules, and a claim with its denial, each of which may be derivable."""

    premises: tuple[Formula, ...] = field(converter=_formulas)
    claim: Pred
    denial: Pred
    repairs: tuple[str, ...] = field(default=(), converter=_strings)


@frozen
class _Literal:
    name: str
    args: tuple[Term, ...]
    positive: bool

    def formula(self) -> Pred:
        return Pred(self.name if self.positive else f"not {self.name}", self.args)

    def denied(self) -> _Literal:
        return evolve(self, positive=not self.positive)


@frozen
class _Rule:
    """Any of the alternatives in ``bodies`` gives all of ``heads``; none at all for a fact."""

    bodies: tuple[tuple[_Literal, ...], ...]
    heads: tuple[_Literal, ...]

    def literals(self) -> tuple[_Literal, ...]:
        return (*self.heads, *(literal for body in self.bodies for literal in body))


def read_rules(sections: Mapping[str, Sequence[Line]]) -> Derivation:
    """The derivation that a program asks about.

    Raises:
        NotationError: a line stays unreadable after every repair, or there is no query.
    """
    repairs = Repairs()
    declared = _declared(sections.get("predicates", ()))
    rules = [
        rule
        for section in ("facts", "rules")
        for line in sections.get(section, ())
        if (rule := _read(line, section, declared, repairs)) is not None
    ]
    query = _query(sections.get("query", ()), declared, repairs)
    if not rules:
        raise NotationError("a program needs facts or rules")
    if len(declared) > 0:
        for name in sorted({lit.name for rule in rules for lit in rule.literals()}):
            if normal(name) not in {normal(known) for known in declared}:
                repairs.note(f"{name} was not declared")
    rules, query = _same_names(rules, query, declared, repairs)
    premises = [formula for rule in rules for formula in _clauses(rule)]
    return Derivation(premises, query.formula(), query.denied().formula(), repairs)


@functools.cache
def _parser() -> lark.Lark:
    grammar = resources.files(__package__).joinpath("rules.lark").read_text("utf-8")
    return lark.Lark(grammar, parser="lalr", transformer=_Builder(), maybe_placeholders=False)


class _Builder(lark.Transformer[lark.Token, Any]):
    """Builds rules while a line is parsed."""

    def argument(self, items: list[lark.Token]) -> lark.Token:
        return items[0]

    def literal(self, items: list[lark.Token]) -> _Literal:
        positive = items[0].type != "NOT"
        name, *arguments = items if positive else items[1:]
        if arguments and str(arguments[-1]).lower() in _TRUTH_VALUES:
            positive = positive is _TRUTH_VALUES[str(arguments.pop()).lower()]
        denied = re.match(r"(?i)not\s+", name)
        plain = name[denied.end() :] if denied else name
        return _Literal(plain, tuple(map(_term, arguments)), positive is not bool(denied))

    def negated(self, items: list[Any]) -> _Literal:
        inner: _Literal = items[1]
        value = str(items[2]).lower() if len(items) > 2 else "true"
        return inner.denied() if _TRUTH_VALUES.get(value, True) else inner

    def english(self, items: list[lark.Token]) -> _Literal:
        match = _ENGLISH.match(items[0])
        if match is None:
            raise NotationError(f"{str(items[0])!r} is no literal")
        what = match["what"]
        return _Literal(what, (Const(match["who"]),), not match["no"])

    def backward(self, items: list[tuple[tuple[_Literal, ...], ...]]) -> _Rule:
        (heads,), bodies = items
        return _Rule(bodies, heads)

    def all(self, items: list[_Literal]) -> tuple[tuple[_Literal, ...], ...]:
        return (tuple(items),)

    def any(self, items: list[_Literal]) -> tuple[tuple[_Literal, ...], ...]:
        return tuple((item,) for item in items)

    def rule(self, items: list[tuple[tuple[_Literal, ...], ...]]) -> _Rule:
        bodies, (heads,) = items
        return _Rule(bodies, heads)


_TRUTH_VALUES = {"true": True, "false": False, "bool": True, "?": True}


def _term(token: lark.Token) -> Term:
    return Var(token[1:]) if token.type == "VARIABLE" else Const(token.strip("'\"‘"))


def _declared(lines: Sequence[Line]) -> list[str]:
    return [line.text.split("(")[0].strip() for line in lines if "(" in line.text]


_ENGLISH = re.compile(
    r"(?i)^(?P<who>[\w ]+?)\s+(?:is|are)\s+(?P<no>not\s+)?(?:an?\s+)?(?P<what>\w+)\.?$"
)


def _parsed(line: Line, declared: Sequence[str], repairs: Repairs) -> _Rule | None:
    text = line.text
    missing = text.count("(") - text.count(")")
    if missing > 0:
        repairs.note("closing brackets were added")
        text += ")" * missing
    for candidate in (text, re.sub(r"(?<=\))[^()>&]*$", "", text)):
        try:
            parsed: Any = _parser().parse(candidate)
        except (lark.exceptions.UnexpectedInput, NotationError):
            continue
        if candidate != text:
            repairs.note(f"stray text was dropped from {text!r}")
        rule = parsed if isinstance(parsed, _Rule) else _Rule((), parsed[0])
        if re.search(r"(?i)\b(?:is|are)\b", text):
            known = {normal(name) for name in declared}
            if not all(normal(literal.name) in known for literal in rule.literals()):
                return None
            repairs.note(f"English was read as a statement: {text}")
        return rule
    return None


def _read(line: Line, section: str, declared: Sequence[str], repairs: Repairs) -> _Rule | None:
    if not line.text or re.fullmatch(r"(?i)\W*none\W*", line.text):
        return None
    rule = _parsed(line, declared, repairs)
    if rule is None:
        if not re.search(r"[(>]", line.text):
            repairs.note(f"stray text was dropped: {line.text}")
            return None
        raise NotationError(f"{line.text!r} is neither a fact nor a rule")
    if section == "facts" and rule.bodies:
        repairs.note("rules stood among the facts")
    return rule


def _query(lines: Sequence[Line], declared: Sequence[str], repairs: Repairs) -> _Literal:
    for number, line in enumerate(lines):
        rule = _parsed(line, declared, repairs) if line.text else None
        if rule is not None and not rule.bodies and len(rule.heads) == 1:
            if any(other.text for other in lines[number + 1 :]):
                repairs.note("stray text behind the query was dropped")
            return rule.heads[0]
    raise NotationError("there is no query that could be read")


def _same_names(
    rules: Sequence[_Rule], query: _Literal, declared: Sequence[str], repairs: Repairs
) -> tuple[list[_Rule], _Literal]:
    """All names that differ only as variants do, made one."""
    literals = [query, *(literal for rule in rules for literal in rule.literals())]
    predicates = unify([literal.name for literal in literals], declared)
    constants = unify(t.name for lit in literals for t in lit.args if isinstance(t, Const))
    for name, chosen in (*predicates.items(), *constants.items()):
        if name in {lit.name for lit in literals} or name in constants:
            repairs.note(f"{name} was read as {chosen}")

    def renamed(literal: _Literal) -> _Literal:
        args = tuple(
            Const(constants.get(term.name, term.name)) if isinstance(term, Const) else term
            for term in literal.args
        )
        return evolve(literal, name=predicates.get(literal.name, literal.name), args=args)

    def all_of(group: tuple[_Literal, ...]) -> tuple[_Literal, ...]:
        return tuple(map(renamed, group))

    fixed = [_Rule(tuple(map(all_of, rule.bodies)), all_of(rule.heads)) for rule in rules]
    return fixed, renamed(query)


def _clauses(rule: _Rule) -> list[Formula]:
    """A Horn clause for each body and each head."""
    clauses = []
    for body in rule.bodies or ((),):
        for head in rule.heads:
            formula: Formula = head.formula()
            if body:
                formula = Implies(conjunction(lit.formula() for lit in body), formula)
            names = sorted(
                {t.name for lit in (*body, head) for t in lit.args if isinstance(t, Var)}
            )
            clauses.append(ForAll([Var(name) for name in names], formula) if names else formula)
    return clauses
