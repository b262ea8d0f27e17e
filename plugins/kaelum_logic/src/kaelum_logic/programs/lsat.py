"""AR-LSAT's notation: sorts, functions between them, quantifiers, and a test for each option.

Quantifiers are expanded over their sorts; a function becomes one variable for
each row of its table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from kaelum_logic.finite.constraints import AllDifferent, Constraint
from kaelum_logic.finite.solver import Network
from kaelum_logic.notation import NotationError
from kaelum_logic.programs.arrangement import Arrangement
from kaelum_logic.programs.expand import Expander, Function, Sort
from kaelum_logic.programs.expressions import Expression
from kaelum_logic.programs.finite import expression_in
from kaelum_logic.programs.intent import as_meant
from kaelum_logic.programs.options import Statement, question_in, read_options, substituted
from kaelum_logic.programs.text import Line, Repairs

__all__ = ["read_lsat"]


def read_lsat(sections: Mapping[str, Sequence[Line]], texts: Sequence[str] = ()) -> Arrangement:
    """The arrangement that a program asks about; ``texts`` are what the options say in English.

    Raises:
        NotationError: a line stays unreadable after every repair.
    """
    repairs = Repairs()
    sorts: dict[str, Sort] = {}
    functions: dict[str, Function] = {}
    largest = _largest_number(sections)
    whole = "\n".join(line.text for lines in sections.values() for line in lines)
    bounds: list[Expression] = []
    for line in sections["declarations"]:
        declared = expression_in(line.text, repairs)
        if not _declare(declared, sorts, functions, largest, whole):
            bounds.append(_where_present(declared, functions))
    lines = [line for line in sections.get("constraints", ()) if line.text]
    stated = [
        as_meant(expression_in(line.text, repairs), line.gloss, functions, repairs)
        for line in lines
    ]
    expander = Expander(sorts, functions, {}, repairs)
    statements = [Statement(expander.constraint(expression)) for expression in bounds] + [
        Statement(expander.constraint(expression), line.gloss)
        for expression, line in zip(stated, lines, strict=True)
    ]
    question = question_in(sections["options"])
    replaced = substituted(question, statements) if "is_equivalent" in whole else None
    options = read_options(sections["options"], texts, replaced, expander, repairs)
    statements = [statement for statement in statements if statement is not replaced]
    spare = [
        index
        for index, statement in enumerate(statements)
        if index >= len(bounds) and not _supposed(statement.gloss, question)
    ]
    constraints = tuple(statement.constraint for statement in statements)
    network = Network(tuple(expander.variables()), constraints)
    return Arrangement(network, options, repairs, tuple(spare), _one_each(functions, whole))


def _supposed(gloss: str, question: str) -> bool:
    """Whether a statement is what the question itself supposes."""
    said, asked = (" ".join(re.findall(r"\w+", text.lower())) for text in (gloss, question))
    return bool(said) and (said.startswith("if ") or said in asked)


def _one_each(functions: Mapping[str, Function], whole: str) -> Iterator[Constraint]:
    """That no two things have the same value, for functions to as many values as things."""
    for function in functions.values():
        if len(function.domain) != 1 or function.absent is not None:
            continue
        members = function.domain[0].members
        values = set(function.codomain.members.values())
        bounds = re.search(
            rf"(\d+) <= {re.escape(function.name)}\(\w+\), "
            rf"{re.escape(function.name)}\(\w+\) <= (\d+)",
            whole,
        )
        if bounds:
            values &= set(range(int(bounds[1]), int(bounds[2]) + 1))
        if len(values) == len(members) > 2:
            yield AllDifferent(tuple(f"{function.name}({member})" for member in members))


def _where_present(declared: Expression, functions: Mapping[str, Function]) -> Expression:
    """A bound on a function's values, said only of those that it has."""
    match declared:
        case Expression("call", "ForAll", (binder, body)):
            for function in functions.values():
                call = next((c for c in _calls(body) if c.text == function.name), None)
                if call is not None and function.absent is not None:
                    absent = next(
                        name
                        for name, value in function.codomain.members.items()
                        if value == function.absent
                    )
                    none = Expression("compared", "==", (call, Expression("name", absent)))
                    excused = Expression("disjunction", "", (none, body))
                    return evolve(declared, items=(binder, excused))
    return declared


def _calls(expression: Expression) -> Iterator[Expression]:
    if expression.kind == "call":
        yield expression
    for item in expression.items:
        yield from _calls(item)


def _largest_number(sections: Mapping[str, Sequence[Line]]) -> tuple[int, int]:
    """The least and the largest number that an integer may be: those the program mentions."""
    text = " ".join(
        line.text
        for name in ("declarations", "constraints", "options")
        for line in sections.get(name, ())
    )
    numbers = [int(number) for number in re.findall(r"(?<![\w.])\d{1,2}(?![\w.:])", text)]
    if not numbers:
        return 1, 1
    return min(1, *numbers), max(numbers)


def _declare(
    declared: Expression,
    sorts: dict[str, Sort],
    functions: dict[str, Function],
    bounds: tuple[int, int],
    whole: str,
) -> bool:
    """Whether ``declared`` was a sort or a function, which is then noted."""
    if declared.kind != "declaration" or declared.items[0].kind != "call":
        return False
    (call,) = declared.items
    sorts.setdefault("int", Sort.numbers("int", bounds))
    sorts.setdefault("bool", Sort("bool", {"False": 0, "True": 1}))
    match call.text, call.items:
        case "EnumSort", (Expression(kind="list", items=members), *_):
            sorts[declared.text] = _sort(declared.text, [member.text for member in members], sorts)
            return True
        case "Function", (Expression(kind="signature", items=(arguments, result)),):
            names = [item.text for item in (*arguments.items, *result.items)]
            for name in names:
                if name not in sorts:
                    raise NotationError(f"the sort {name} is not declared")
            domain = tuple(sorts[item.text] for item in arguments.items)
            several = len(result.items) > 1
            for place, item in enumerate(result.items):
                name = f"{declared.text}[{place}]" if several else declared.text
                functions[name] = _function(name, domain, sorts[item.text], whole)
            return True
    raise NotationError(f"{call.text} declares nothing known here")


def _sort(name: str, members: Sequence[str], sorts: Mapping[str, Sort]) -> Sort:
    """A sort; a part of another one shares that one's numbers."""
    for whole in sorts.values():
        if set(members) <= set(whole.members):
            return Sort(name, {member: whole.members[member] for member in members})
    return Sort.of(name, members)


def _function(name: str, domain: tuple[Sort, ...], codomain: Sort, whole: str) -> Function:
    """A function, which may lack a value (None or 0) if the program says so somewhere."""
    if re.search(r"\bNone\b", whole):
        members = {**codomain.members, "None": -1}
        return Function(name, domain, Sort(codomain.name, members), absent=-1)
    compared = rf"\b{re.escape(name)}\([^()]*\)\s*[!=]=\s*0\b"
    if 0 not in codomain.members.values() and re.search(compared, whole):
        members = {**codomain.members, "0": 0}
        return Function(name, domain, Sort(codomain.name, members), absent=0)
    return Function(name, domain, codomain)
