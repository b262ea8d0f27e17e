"""Functions called by their names in words: logarithms, factorials, absolute values, choices."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import Add, Call, Div, Expr, Mul, Neg, Pow, Sym, number
from kaelum_math.families.reals import value_task
from kaelum_math.forms import Shape, shaped
from kaelum_math.phrases import clause, noun
from kaelum_math.slots import Slots
from kaelum_math.task import Task
from kaelum_math.words.form import Form

__all__ = ["PHRASES"]


def _of(name: str) -> Callable[[Slots], Task | None]:
    return lambda m: value_task(Call(name, (m.expr("x"),)))


def _log(m: Slots) -> Task | None:
    base = m.expr("b") if m.has("b") else number(10)
    return value_task(Call("log", (m.expr("x"), base)))


def _choose(m: Slots) -> Task | None:
    return value_task(Call("binomial", (m.expr("n"), m.expr("k"))))


def _permute(m: Slots) -> Task | None:
    n, k = m.integer("n"), m.integer("k") if m.has("k") else m.integer("n")
    if not 0 <= k <= n:
        raise NotUnderstood("More are taken than there are.")
    top, bottom = Call("factorial", (number(n),)), Call("factorial", (number(n - k),))
    return value_task(Div(top, bottom))


def _power(m: Slots) -> Task | None:
    return value_task(Pow(m.expr("x"), number(m.ordinal("n"))))


def _half(m: Slots) -> Task | None:
    return value_task(Mul((number(Fraction(1, 2)), m.expr("x"))))


def _percent(m: Slots) -> Task | None:
    """``15 is what percent of 60``."""
    task = value_task(Div(m.expr("a"), m.expr("b")))
    return None if task is None else shaped(task, Shape(Form(style="percent")))


def _percent_base(m: Slots) -> Task | None:
    """``15 is 25% of what number``."""
    return value_task(Div(m.expr("a"), m.expr("p")))


def _changed(sign: int) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        share: Expr = m.expr("p")
        if not m.raw("p").rstrip().endswith(("%", "percent")):
            return None
        part = Mul((m.expr("x"), share))
        return value_task(Add((m.expr("x"), part if sign > 0 else Neg(part))))

    return build


def _styled(style: str) -> Callable[[Slots], Task | None]:
    """``convert 3/8 to a decimal``."""

    def build(m: Slots) -> Task | None:
        task = value_task(m.expr("x"))
        return None if task is None else shaped(task, Shape(Form(style=style)))

    return build


def _first_sum(m: Slots) -> Task | None:
    """``the sum of the first 10 positive integers``, or of those from a to b."""
    low = m.integer("a") if m.has("a") else 1
    high = m.integer("b")
    if high < low:
        return None
    count, ends = number(high - low + 1), Add((number(low), number(high)))
    return value_task(Div(Mul((count, ends)), number(2)))


_CONVERT = "(convert|change|write|express|turn|rewrite) [the] [fraction|decimal|number|percentage] {x} (to|as|into|in)"
_THINGS = (
    "(items|objects|things|people|elements|letters|books|students|cards|balls|members|options)"
)

PHRASES = (
    *noun(_log, "(log|logarithm) [to] base {b} of {x}", "(log|logarithm) of {x} (to|in|with) [the] base {b}",
          "base {b} (log|logarithm) of {x}", "(common|decimal) (log|logarithm) of {x}",
          "(log|logarithm) base {b} \\( {x} \\)"),
    *noun(lambda m: value_task(Call("log", (m.expr("x"), number(2)))), "binary (log|logarithm) of {x}"),
    *noun(_of("ln"), "natural (log|logarithm) of {x}", "ln of {x}"),
    *noun(_of("factorial"), "factorial of {x}", "{x} factorial"),
    *noun(_of("abs"), "(absolute value|modulus|magnitude) of {x}"),
    *noun(_of("floor"), "floor of {x}", "greatest integer less than or equal to {x}"),
    *noun(_of("ceiling"), "(ceiling|ceil) of {x}"),
    *noun(_of("sqrt"), "(sqrt|root) of {x}"),
    *noun(_of("sin"), "(sine|sin) of {x}"),
    *noun(_of("cos"), "(cosine|cos) of {x}"),
    *noun(_of("tan"), "(tangent|tan) of {x}"),
    *noun(lambda m: value_task(Pow(Sym("e"), m.expr("x"))), "exponential of {x}"),
    *noun(_choose, "{n} choose {k}", "binomial coefficient [of] {n} (choose|over|and) {k}",
          f"number of (combinations|ways) of {{n}} [{_THINGS}] taken {{k}} at a time",
          f"number of ways to (choose|pick|select) {{k}} [{_THINGS}] (from|out of|among) {{n}} [{_THINGS}]",
          f"number of combinations of {{k}} [{_THINGS}] (from|out of|among|chosen from) {{n}} [{_THINGS}]"),
    *clause(_choose, f"(in|how) [how] many ways can [you|we|one|i] (choose|pick|select) {{k}} "
            f"[{_THINGS}] (from|out of|among) [a (group|set) of] {{n}} [{_THINGS}]",
            f"in how many ways can {{k}} {_THINGS} be (chosen|selected|picked) from {{n}} [{_THINGS}]",
            f"how many ways are there to (choose|pick|select) {{k}} [{_THINGS}] (from|out of) "
            f"[a (group|set) of] {{n}} [{_THINGS}]"),
    *noun(_permute, f"number of permutations of {{n}} [{_THINGS}] [taken {{k}} at a time]",
          f"number of ways to (arrange|order) {{n}} [distinct|different] {_THINGS}"),
    *clause(_permute, f"in how many ways can {{n}} [distinct|different] {_THINGS} be (arranged|ordered) "
            "[in a row|in a line]",
            f"how many ways can {{n}} [distinct|different] {_THINGS} be (arranged|ordered) [in a row]",
            f"how many permutations [are there] of {{n}} [{_THINGS}] [are there]",
            f"in how many ways can [you|we] (arrange|order) {{n}} [distinct|different] {_THINGS}"),
    *noun(_power, "{n} power of {x}"),
    *clause(_styled("decimal"), f"{_CONVERT} [a] decimal [form|number]"),
    *clause(_styled("fraction"), f"{_CONVERT} [a] [simplified|reduced|common] fraction [in (simplest form|lowest terms)]"),
    *clause(_styled("percent"), f"{_CONVERT} [a] (percentage|percent)"),
    *noun(_first_sum, "sum of [all] [the] first {b} [positive|natural] (integers|whole numbers|natural numbers|numbers)",
          "sum of [all] [the] [positive|natural|whole] (integers|numbers) (from|between) {a} (to|and|through) {b}"),
    *noun(_half, "half of {x}", "half {x}"),
    *clause(_percent, "{a} is what (percent|percentage|%) of {b}", "what (percent|percentage|%) of {b} is {a}"),
    *noun(_percent, "percentage of {b} that is {a}"),
    *clause(_percent_base, "{a} is {p} of what [number]", "{p} of what [number] is {a}"),
    *clause(_changed(1), "increase {x} by {p}"),
    *clause(_changed(-1), "(decrease|reduce) {x} by {p}"),
    *noun(_changed(1), "{x} increased by {p}"),
    *noun(_changed(-1), "{x} (decreased|reduced) by {p}", "{p} (less|lower) than {x}", "{p} off {x}"),
    *noun(_changed(1), "{p} (more|higher|greater) than {x}"),
)  # fmt: skip
