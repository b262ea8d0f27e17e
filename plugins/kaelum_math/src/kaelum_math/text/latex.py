r"""LaTeX into the linear notation that the expression grammar reads.

``\frac{a}{b}`` becomes ``((a)/(b))``, ``\sqrt[3]{x}`` becomes ``((x)^(1/(3)))``.
Commands that are not known are an error: nothing is dropped silently.
"""

from __future__ import annotations

import re
from typing import Final

from kaelum_math.errors import NotUnderstood, TooLarge

__all__ = ["linear"]

_SPACES: Final = frozenset(
    r"\, \; \: \! \quad \qquad \displaystyle \left \right \big \Big \bigl \bigr \limits \textstyle "
    r"\rm \mathrm \text \operatorname \mathbf \mathit".split()
)
_PLAIN: Final = {
    r"\cdot": "*", r"\times": "*", r"\div": "/", r"\pm": "±", r"\le": "<=", r"\leq": "<=",
    r"\ge": ">=", r"\geq": ">=", r"\ne": "!=", r"\neq": "!=", r"\lt": "<", r"\gt": ">",
    r"\pi": " pi ", r"\infty": " oo ", r"\to": "->", r"\rightarrow": "->", r"\ln": " ln ",
    r"\log": " log ", r"\exp": " exp ", r"\sin": " sin ", r"\cos": " cos ", r"\tan": " tan ",
    r"\cot": " cot ", r"\sec": " sec ", r"\csc": " csc ", r"\arcsin": " asin ",
    r"\arccos": " acos ", r"\arctan": " atan ", r"\sinh": " sinh ", r"\cosh": " cosh ",
    r"\tanh": " tanh ", r"\int": " \\int ", r"\lim": " lim ", r"\sum": " \\sum ",
    r"\prod": " \\prod ", r"\theta": " theta ", r"\alpha": " alpha ", r"\beta": " beta ",
    r"\gamma": " gamma ", r"\lambda": " lambda ", r"\mu": " mu ", r"\sigma": " sigma ",
    r"\omega": " omega ", r"\phi": " phi ", r"\lvert": "|", r"\rvert": "|", r"\vert": "|",
    r"\gcd": " gcd ", r"\det": " det ", r"\max": " max ", r"\min": " min ", r"\bmod": " mod ",
    r"\in": " in ", r"\land": " and ", r"\wedge": " and ", r"\implies": " , ",
    r"\partial": "d", r"\star": "*", r"\ast": "*", r"\prime": "'",
    r"\%": "%", r"\$": "$", r"\{": "{", r"\}": "}", r"\|": "|", r"\ ": " ", r"\degree": " degrees ",
    r"\circ": " ∘ ", r"\lfloor": " floor(", r"\rfloor": ")", r"\lceil": " ceil(",
    r"\rceil": ")", r"\cup": " union ", r"\cap": " intersection ", r"\mid": "|", r"\ldots": "...",
    r"\dots": "...", r"\cdots": "...",
}  # fmt: skip

_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_DOLLARS: Final = re.compile(
    r"\$\$(.+?)\$\$|\$([^$\n]*\\[^$\n]*)\$|\$((?!\s)[^$\n]*?[\\^_=+*/a-zA-Z(][^$\n]*?)(?<!\s)\$(?!\d)"
)
_ESCAPED: Final = re.compile(r"\\\\(?=[A-Za-z])")
_DIFFERENTIAL: Final = re.compile(r"\s*d\s*(?:\^\(?\d\)?)?\s*(?:[A-Za-z]\s*(?:\^\(?\d\)?)?)?\s*")
_DEGREES: Final = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))")
_ALIGNED: Final = re.compile(
    r"\\begin\{(cases|aligned|align\*?|array|gathered|split)\}(?:\{[lcr| ]*\})?(.*?)\\end\{\1\}",
    re.DOTALL,
)
_MATRIX: Final = re.compile(r"\\begin\{([bpvB]?)matrix\}(.*?)\\end\{\1matrix\}", re.DOTALL)


def linear(text: str) -> str:
    """``text`` with its LaTeX replaced.

    Raises:
        NotUnderstood: an unknown command, or an argument is missing.
        TooLarge: it is nested too deeply.
    """
    if "$" in text:
        text = _DOLLARS.sub(lambda m: f" {m.group(1) or m.group(2) or m.group(3)} ", text)
    if "\\" not in text:
        return text
    for mark in ("\\(", "\\)", "\\[", "\\]"):
        text = text.replace(mark, " ")
    text = _DEGREES.sub(" degrees ", text)
    text = _ALIGNED.sub(_aligned, _MATRIX.sub(_matrix, text))
    return _commands(_ESCAPED.sub(r"\\", text), 0)


def _matrix(match: re.Match[str]) -> str:
    rows = [row for row in re.split(r"\\\\", match.group(2)) if row.strip()]
    inner = ", ".join(f"[{', '.join(row.split('&'))}]" for row in rows)
    return f" det [{inner}] " if match.group(1) == "v" else f" [{inner}] "


def _aligned(match: re.Match[str]) -> str:
    """Equations on lines of their own, separated by commas."""
    rows = (
        row.replace("&", " ").strip().rstrip(",;")
        for row in re.split(r"\\\\(?:\[[^\]]*\])?", match.group(2))
    )
    return f" {', '.join(row for row in rows if row)} "


def _group(text: str, at: int) -> tuple[str, int]:
    """The argument at ``at``: a braced group, a command, or one character."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text):
        raise NotUnderstood("A LaTeX command has no argument.")
    if text[at] != "{":
        command = _COMMAND.match(text, at)
        return (command.group(), command.end()) if command else (text[at], at + 1)
    depth = 0
    for end in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            return text[at + 1 : end], end + 1
    raise NotUnderstood("A LaTeX group is opened and never closed.")


def _commands(text: str, depth: int) -> str:
    if depth > 30:
        raise TooLarge("The LaTeX is nested too deeply.")
    out: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in "^_" and text[at + 1 : at + 2] == "{":
            group, after = _group(text, at + 1)
            mark = text[at]
            inner = _commands(group, depth + 1)
            out.append(f"{mark}({inner})" if mark == "^" else f"{mark}{{{inner}}}")
            at = after
            continue
        command = _COMMAND.match(text, at)
        if command is None:
            out.append(text[at])
            at += 1
            continue
        piece, at = _command(command.group(), text, command.end(), depth)
        out.append(piece)
    return "".join(out)


def _command(name: str, text: str, at: int, depth: int) -> tuple[str, int]:
    if name in _SPACES:
        return " ", at
    if name == r"\log" and text[at : at + 1] == "_":
        base, at = _group(text, at + 1)
        return f" log_{{{base.strip()}}}", at
    if name in _PLAIN:
        return _PLAIN[name], at
    if name in {r"\frac", r"\dfrac", r"\tfrac", r"\binom", r"\dbinom"}:
        top, at = _group(text, at)
        bottom, at = _group(text, at)
        above, below = _commands(top, depth + 1), _commands(bottom, depth + 1)
        if _DIFFERENTIAL.fullmatch(below) and _DIFFERENTIAL.fullmatch(above):
            return f" {above.replace(' ', '')}/{below.replace(' ', '')} ", at
        fraction = name.endswith("frac")
        return (f"(({above})/({below}))" if fraction else f" binomial({above},{below})"), at
    if name == r"\sqrt":
        degree = ""
        if text[at : at + 1] == "[":
            degree, _, _ = text[at + 1 :].partition("]")
            at += len(degree) + 2
        group, at = _group(text, at)
        inner = _commands(group, depth + 1)
        return (f"(({inner})^(1/({degree})))" if degree else f" sqrt({inner})"), at
    if name == r"\pmod":
        group, at = _group(text, at)
        return f" mod ({_commands(group, depth + 1)})", at
    if name in {r"\boxed", r"\overline"}:
        group, at = _group(text, at)
        return f" {_commands(group, depth + 1)} ", at
    raise NotUnderstood(f"The LaTeX command {name} is not known here.")
