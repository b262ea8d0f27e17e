"""Arrangements: variables with domains, constraints, and options to test.

Two notations end here: LogicalDeduction's (a variable for each object) and
AR-LSAT's (sorts, functions between them, quantifiers, and a test for each
option, such as ``is_sat``). Quantifiers are expanded over their sorts; a
function becomes one variable for each row of its table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from kaelum_logic.finite.constraints import AnyOf, Constraint, Variable
from kaelum_logic.finite.solver import Network
from kaelum_logic.notation import NotationError
from kaelum_logic.programs.expand import Expander, Function, Sort
from kaelum_logic.programs.expressions import Expression, parse_expression
from kaelum_logic.programs.glosses import Scale
from kaelum_logic.programs.intent import as_meant, completed
from kaelum_logic.programs.text import Line, Repairs

__all__ = ["Arrangement", "Option", "Test", "read_lsat", "read_variables"]


def _tests(values: Iterable[Test]) -> tuple[Test, ...]:
    return tuple(values)


def _options(values: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(values)


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen
class Test:
    """Whether a claim is ``possible`` or ``necessary``, or that it is not."""

    mode: str
    claim: Constraint
    wanted: bool = True

    def __str__(self) -> str:
        return f"{'' if self.wanted else 'not '}{self.mode}: {self.claim}"


@frozen
class Option:
    """A labelled option: it is chosen when all its tests come out as wanted."""

    label: str
    tests: tuple[Test, ...] = field(converter=_tests)


@frozen
class Arrangement:
    """Variables, constraints and options."""

    network: Network
    options: tuple[Option, ...] = field(converter=_options)
    repairs: tuple[str, ...] = field(default=(), converter=_strings)


_LABEL = re.compile(r"^\s*\(?([A-Z])[).:]\s*")
_VARIABLE = re.compile(
    r"^(?P<name>.+?)\s*(?:\[IN\]|∈|\bin\b)\s*\[(?P<values>[^\]]*)\]", re.IGNORECASE
)


def read_variables(sections: Mapping[str, Sequence[Line]]) -> Arrangement:
    """LogicalDeduction's notation: ``robin [IN] [1, 2, 3]``, ``robin > owl``, ``A) robin == 1``.

    Raises:
        NotationError: a line stays unreadable after every repair.
    """
    repairs = Repairs()
    variables: list[Variable] = []
    renamed: dict[str, str] = {}
    for line in sections["variables"]:
        match = _VARIABLE.match(line.text)
        values = re.findall(r"-?\d+", match["values"]) if match else []
        if match is None or not values:
            raise NotationError(f"{line.text!r} declares no variable")
        name = re.sub(r"\W+", "_", match["name"].strip())
        if name != match["name"]:
            renamed[match["name"].strip()] = name
            repairs.note(f"{match['name']} was read as {name}")
        variables.append(Variable(name, tuple(sorted(map(int, values)))))
    expander = Expander({}, {}, {v.name: v for v in variables}, repairs)

    largest = max(value for variable in variables for value in variable.domain)
    scale = Scale.read(sections.get("domain", ()), largest)

    def read(text: str, gloss: str) -> Constraint:
        for name, chosen in renamed.items():
            text = text.replace(name, chosen)
        expression = _expression(text, repairs)
        checked = scale.checked(expression, gloss, repairs) if scale else expression
        return expander.constraint(checked)

    lines = [line for line in sections.get("constraints", ()) if line.text]
    constraints = [read(line.text, line.gloss) for line in lines]
    options: list[Option] = []
    for number, line in enumerate(line for line in sections["query"] if line.text):
        label = _LABEL.match(line.text)
        claim = read(line.text[label.end() :] if label else line.text, line.gloss)
        name = label.group(1) if label else chr(ord("A") + number)
        options.append(Option(name, [Test("necessary", claim)]))
    network = Network(tuple(variables), tuple(constraints))
    return Arrangement(network, options, repairs)


def read_lsat(sections: Mapping[str, Sequence[Line]]) -> Arrangement:
    """AR-LSAT's notation: ``EnumSort``, ``Function``, constraints, and a test for each option.

    Raises:
        NotationError: a line stays unreadable after every repair.
    """
    repairs = Repairs()
    expressions: list[Expression] = []
    sorts: dict[str, Sort] = {}
    functions: dict[str, Function] = {}
    largest = _largest_number(sections)
    whole = "\n".join(line.text for lines in sections.values() for line in lines)
    for line in sections["declarations"]:
        declared = _expression(line.text, repairs)
        if not _declare(declared, sorts, functions, largest, whole):
            expressions.append(declared)
    for line in sections.get("constraints", ()):
        if line.text:
            expression = _expression(line.text, repairs)
            expressions.append(as_meant(expression, line.gloss, functions, repairs))
    expander = Expander(sorts, functions, {}, repairs)
    constraints = [expander.constraint(expression) for expression in expressions]
    question, labels, tests = _options_of(sections["options"], repairs)
    options = [
        Option(label, _option(test, expander))
        for label, test in zip(labels, completed(tests, question, functions, repairs), strict=True)
    ]
    if not options:
        raise NotationError("a program needs options")
    network = Network(tuple(expander.variables()), tuple(constraints))
    return Arrangement(network, options, repairs)


def _expression(text: str, repairs: Repairs) -> Expression:
    """The expression in ``text``, as it is or with its brackets put right."""
    try:
        return parse_expression(text)
    except NotationError as error:
        problem = error
    fixed = re.sub(r"(?<=\w)[-’](?=\w)", "_", text)
    missing = fixed.count("(") - fixed.count(")")
    if missing > 0:
        fixed += ")" * missing
    while missing < 0 and fixed.rstrip().endswith(")"):
        fixed, missing = fixed.rstrip()[:-1], missing + 1
    try:
        expression = parse_expression(fixed)
    except NotationError:
        raise problem from None
    repairs.note("brackets or hyphens were put right")
    return expression


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
            sorts[declared.text] = Sort.of(declared.text, [member.text for member in members])
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


def _options_of(lines: Sequence[Line], repairs: Repairs) -> tuple[str, list[str], list[Expression]]:
    """The question as the program repeats it, and each option's letter and test."""
    question = ""
    labels: list[str] = []
    tests: list[Expression] = []
    for line in lines:
        if re.match(r"(?i)question\b", line.text):
            question = line.gloss
        elif line.text:
            label = _LABEL.match(line.gloss) or re.match(r"\s*\(?([A-E])\b", line.gloss)
            labels.append(label.group(1) if label else chr(ord("A") + len(labels)))
            tests.append(_expression(line.text, repairs))
    return question, labels, tests


_MODES: Mapping[str, Test] = {
    "is_sat": Test("possible", AnyOf(())),
    "is_valid": Test("necessary", AnyOf(())),
    "is_unsat": Test("possible", AnyOf(()), wanted=False),
}


def _option(expression: Expression, expander: Expander) -> list[Test]:
    items = expression.items if expression.kind == "call" else ()
    match expression.text, items:
        case (("is_exception" | "Not"), (Expression(kind="call", text=inner) as test_,)) if (
            inner in _MODES
        ):
            (test,) = _option(test_, expander)
            return [Test(test.mode, test.claim, not test.wanted)]
        case "is_accurate_list", (Expression(kind="list", items=members),):
            claims = [expander.constraint(member) for member in members]
            possible = [Test("possible", claim) for claim in claims]
            return [Test("necessary", AnyOf(claims)), *possible]
        case ("is_min" | "is_max") as name, (Expression("compared", "==", (left, right)),):
            bound = Expression("compared", ">=" if name == "is_min" else "<=", (left, right))
            return [
                Test("possible", expander.constraint(items[0])),
                Test("necessary", expander.constraint(bound)),
            ]
        case name, (_, *_) if name in _MODES:
            claim = expander.constraint(Expression("conjunction", "", items))
            return [Test(_MODES[name].mode, claim, _MODES[name].wanted)]
        case name, (_, *_) if name.startswith("is_") and name not in expander.functions:
            raise NotationError(f"the test {name} is not known here")
    return [Test("necessary", expander.constraint(expression))]
