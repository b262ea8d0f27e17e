"""LogicalDeduction's notation: a variable for each object, constraints, and options."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kaelum_logic.finite.constraints import Constraint, Variable
from kaelum_logic.finite.solver import Network
from kaelum_logic.notation import NotationError
from kaelum_logic.programs.arrangement import Arrangement, Option, Test
from kaelum_logic.programs.expand import Expander
from kaelum_logic.programs.expressions import Expression, parse_expression
from kaelum_logic.programs.glosses import Scale
from kaelum_logic.programs.text import Line, Repairs

__all__ = ["LABEL", "expression_in", "read_variables"]


LABEL = re.compile(r"^\s*\(?([A-Z])[).:]\s*")
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
        expression = expression_in(text, repairs)
        checked = scale.checked(expression, gloss, repairs) if scale else expression
        return expander.constraint(checked)

    lines = [line for line in sections.get("constraints", ()) if line.text]
    constraints = [read(line.text, line.gloss) for line in lines]
    options: list[Option] = []
    for number, line in enumerate(line for line in sections["query"] if line.text):
        label = LABEL.match(line.text)
        claim = read(line.text[label.end() :] if label else line.text, line.gloss)
        name = label.group(1) if label else chr(ord("A") + number)
        options.append(Option(name, [Test("necessary", claim)]))
    network = Network(tuple(variables), tuple(constraints))
    return Arrangement(network, options, repairs)


_SEVERAL = re.compile(r"\[\s*((?:\w+\s*,\s*)+\w+)\s*:\s*(\w+)\s*\]")


def _each_with_sort(match: re.Match[str]) -> str:
    """``[a, b:people]`` as ``[a:people, b:people]``."""
    typed = (f"{name}:{match[2]}" for name in re.findall(r"\w+", match[1]))
    return f"[{', '.join(typed)}]"


def expression_in(text: str, repairs: Repairs) -> Expression:
    """The expression in ``text``, as it is or with its brackets put right.

    Raises:
        NotationError: there is none.
    """
    try:
        return parse_expression(text)
    except NotationError as error:
        problem = error
    fixed = _SEVERAL.sub(_each_with_sort, re.sub(r"(?<=\w)[-’](?=\w)", "_", text))
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
