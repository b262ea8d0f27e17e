"""FOLIO's notation: predicates, premises and a conclusion in first-order logic."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from kaelum_logic.formula import (
    And,
    App,
    Const,
    Equals,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Pred,
    Term,
    Truth,
    Var,
    Xor,
    conjunction,
    names_in,
    predicates,
    subformulas,
    terms,
)
from kaelum_logic.notation import NotationError, parse
from kaelum_logic.programs.assumptions import domain_assumptions, identities, membership
from kaelum_logic.programs.names import unify
from kaelum_logic.programs.text import Line, Repairs
from kaelum_logic.programs.wording import as_worded

__all__ = ["Entailment", "read_first_order"]

_VARIABLE = re.compile(r"[u-z]\d?|_")


def _formulas(values: Iterable[Formula]) -> tuple[Formula, ...]:
    return tuple(values)


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen
class Entailment:
    """Premises and a conclusion; the answer is true, false or uncertain."""

    premises: tuple[Formula, ...] = field(converter=_formulas)
    conclusion: Formula
    repairs: tuple[str, ...] = field(default=(), converter=_strings)


def read_first_order(sections: Mapping[str, Sequence[Line]]) -> Entailment:
    """The entailment that a program asks about.

    Raises:
        NotationError: a line stays unreadable after every repair, or a section is empty.
    """
    repairs = Repairs()
    premises, conclusions = (
        [
            as_worded(_read(line, repairs), line.gloss, repairs)
            for line in sections[name]
            if line.text
        ]
        for name in ("premises", "conclusion")
    )
    if not premises or not conclusions:
        raise NotationError("a program needs premises and a conclusion")
    if len(conclusions) > 1:
        repairs.note("several conclusions were joined by and")
    declared = [line.text.split("(")[0].strip() for line in sections.get("predicates", ())]
    formulas = _same_names([*premises, conjunction(conclusions)], declared, repairs)
    formulas = [_closed(formula, repairs) for formula in formulas]
    *known, conclusion = formulas
    assumed = [
        *domain_assumptions(formulas, repairs),
        *identities(sections.get("predicates", ()), formulas, repairs),
        *membership(formulas, repairs),
        *_numbers(formulas),
    ]
    return Entailment([*known, *assumed], conclusion, repairs)


_TEXT_REPAIRS: tuple[tuple[str, str, str], ...] = (
    (r"(?<=\d)[.,](?=\d)", "_", "the point in a number became an underscore"),
    (r"(?<=\w)-(?=\w)", "_", "a hyphen in a name became an underscore"),
    (r"(?:∧|&)\s*(?:\.\.\.|…)\s*(?=∧|&)", "", "an ellipsis was dropped"),
    (r"^(?:If|Then|So)\s+(?=.*(?:→|->))", "", "a word in front of a formula was dropped"),
    (r"\s+(?:where|such that|if)\s+\w+\s*[≠=].*$", "", "a remark behind a formula was dropped"),
)
_GROUP = re.compile(r"(?<=[(,])\s*[{\[]([^{}\[\]()]*)[}\]]")


def _read(line: Line, repairs: Repairs) -> Formula:
    """The formula on ``line``, as it is or put right."""
    try:
        return parse(line.text)
    except NotationError as error:
        problem = error
    text = line.text
    for repair in (_repaired_text, _grouped, _balanced, _cut):
        text = repair(text, repairs)
        try:
            return parse(text)
        except NotationError:
            continue
    raise NotationError(f"{line.text!r}: {problem}")


def _repaired_text(text: str, repairs: Repairs) -> str:
    for pattern, replacement, repair in _TEXT_REPAIRS:
        text, count = re.subn(pattern, replacement, text)
        if count:
            repairs.note(repair)
    return text


def _grouped(text: str, repairs: Repairs) -> str:
    """A list as an argument, made one name."""

    def join(match: re.Match[str]) -> str:
        repairs.note("a list among the arguments became one name")
        return "_".join(re.findall(r"\w+", match.group(1))) or "empty_list"

    return _GROUP.sub(join, text)


def _balanced(text: str, repairs: Repairs) -> str:
    """``text`` with brackets added at its end, or those too many taken out."""
    depth, kept = 0, []
    for character in text:
        depth += (character in "([") - (character in ")]")
        if depth < 0:
            depth = 0
            repairs.note("a closing bracket too many was dropped")
        else:
            kept.append(character)
    if depth:
        repairs.note("closing brackets were added")
    return "".join(kept) + ")" * depth


def _cut(text: str, repairs: Repairs) -> str:
    """The longest beginning of ``text`` that is a formula on its own, up to stray words."""
    for match in reversed(list(re.finditer(r"\)(?=\s)", text))):
        front = text[: match.end()]
        rest = text[match.end() :]
        if re.fullmatch(r"[\s\w,.'’-]*", rest) and front.count("(") == front.count(")"):
            repairs.note(f"stray text was dropped: {rest.strip()}")
            return front
    return text


def _same_names(
    formulas: Sequence[Formula], declared: Iterable[str], repairs: Repairs
) -> list[Formula]:
    """``formulas`` with variants of a predicate's or an individual's name made one."""
    used = sorted({name for formula in formulas for name, _ in predicates(formula)})
    renamed = dict(unify(used, [name for name in declared if name in used]))
    constants = sorted({t.name for f in formulas for t in terms(f) if isinstance(t, Const)})
    same = {k: v for k, v in unify(constants).items() if k.lower() == v.lower()}
    for name, chosen in (*renamed.items(), *same.items()):
        repairs.note(f"{name} was read as {chosen}")
    if not renamed and not same:
        return list(formulas)

    def atom(formula: Pred | Equals) -> Formula:
        if isinstance(formula, Equals):
            return Equals(_renamed(formula.left, same), _renamed(formula.right, same))
        name = renamed.get(formula.name, formula.name)
        return Pred(name, [_renamed(arg, same) for arg in formula.args])

    return [_mapped(formula, atom) for formula in formulas]


def _renamed(term: Term, names: Mapping[str, str]) -> Term:
    match term:
        case Const(name):
            return Const(names.get(name, name))
        case App(name, args):
            return App(name, [_renamed(arg, names) for arg in args])
        case _:
            return term


def _mapped(formula: Formula, atom: Callable[[Pred | Equals], Formula]) -> Formula:
    """``formula`` with ``atom`` of each of its atoms in the atom's place."""
    match formula:
        case Pred() | Equals():
            return atom(formula)
        case Not(body):
            return Not(_mapped(body, atom))
        case And(parts) | Or(parts):
            return evolve(formula, parts=[_mapped(part, atom) for part in parts])
        case Xor(left, right) | Implies(left, right) | Iff(left, right):
            return evolve(formula, left=_mapped(left, atom), right=_mapped(right, atom))
        case ForAll(_, body) | Exists(_, body):
            return evolve(formula, body=_mapped(body, atom))
        case Truth():
            return formula


def _closed(formula: Formula, repairs: Repairs) -> Formula:
    """``formula`` with a quantifier for each variable that has none.

    It stands around the smallest part that has all of the variable's mentions:
    *exists* if that part is an atom or a conjunction (``Rating(a, y) & y > 9``),
    *for all* if it offers a choice or a condition (``Female(x) ^ Male(x)``).
    """
    loose = sorted(
        {t.name for t in terms(formula) if isinstance(t, Const) and _VARIABLE.fullmatch(t.name)}
    )
    for name in loose:
        if name == "_":
            formula = _mapped(formula, functools.partial(_anyone, numbers=itertools.count(1)))
            repairs.note("_ was read as something or other")
        else:
            formula = _quantified(formula, name)
            repairs.note(f"{name}, which no quantifier binds, was given one")
    return formula


def _anyone(atom: Pred | Equals, *, numbers: Iterator[int]) -> Formula:
    if Const("_") not in set(terms(atom)):
        return atom
    variable = Var(f"any{next(numbers)}")
    return Exists([variable], _replaced(atom, "_", variable))


def _replaced(formula: Formula, name: str, variable: Var) -> Formula:
    def swap(term: Term) -> Term:
        if isinstance(term, App):
            return App(term.name, [swap(arg) for arg in term.args])
        return variable if term == Const(name) else term

    def atom(part: Pred | Equals) -> Formula:
        if isinstance(part, Equals):
            return Equals(swap(part.left), swap(part.right))
        return Pred(part.name, [swap(arg) for arg in part.args])

    return _mapped(formula, atom)


def _quantified(formula: Formula, name: str) -> Formula:
    """``formula`` with the constant ``name`` bound around the smallest part with all of it."""

    def mentions(part: Formula) -> bool:
        return name in names_in([part])

    def bind(part: Formula) -> Formula:
        match part:
            case Not(body):
                return Not(bind(body))
            case ForAll(_, body) | Exists(_, body):
                return evolve(part, body=bind(body))
            case Or(parts) | And(parts) if sum(map(mentions, parts)) == 1:
                return evolve(part, parts=[bind(p) if mentions(p) else p for p in parts])
            case Xor(left, right) | Implies(left, right) | Iff(left, right) if mentions(
                left
            ) != mentions(right):
                return evolve(
                    part,
                    left=bind(left) if mentions(left) else left,
                    right=bind(right) if mentions(right) else right,
                )
        variable = Var(name)
        quantifier = Exists if isinstance(part, And | Pred | Equals) else ForAll
        return quantifier([variable], _replaced(part, name, variable))

    return bind(formula)


_ORDER: Mapping[str, Callable[[float, float], bool]] = {
    "less": lambda a, b: a < b,
    "greater": lambda a, b: a > b,
    "at_most": lambda a, b: a <= b,
    "at_least": lambda a, b: a >= b,
}


def _numbers(formulas: Sequence[Formula]) -> Iterator[Formula]:
    """What is true of the numbers that are compared somewhere."""
    used = {
        part.name
        for formula in formulas
        for part in subformulas(formula)
        if isinstance(part, Pred) and part.name in _ORDER
    }
    named = {n for n in names_in(formulas) if re.fullmatch(r"\d{1,9}(?:_\d{1,9})?", n)}
    for name in sorted(used):
        for one, other in itertools.product(sorted(named), repeat=2):
            fact = Pred(name, [Const(one), Const(other)])
            true = _ORDER[name](float(one.replace("_", ".")), float(other.replace("_", ".")))
            yield fact if true else Not(fact)
