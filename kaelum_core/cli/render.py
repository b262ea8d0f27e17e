"""How an answer looks: a headline with its verdict, then labelled lines."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence

import click

from kaelum_core.cli.common import fancy, terminal
from kaelum_core.types import Answer, Check, CheckOutcome, Outcome, Verdict, WorkerResult

__all__ = ["answer_lines", "print_answer"]

_STYLE = {
    Verdict.PROVED: "bold green",
    Verdict.CHECKED: "bold cyan",
    Verdict.UNVERIFIED: "bold yellow",
    Verdict.REFUTED: "bold red",
    None: "bold yellow",
}
_LABEL = 12
_MARK = {CheckOutcome.PASSED: "passed", CheckOutcome.FAILED: "FAILED"}


def print_answer(answer: Answer, *, explain: bool = False) -> None:
    """Print ``answer``: with colours in a terminal, plain when piped."""
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    verdict = answer.verdict.value if answer.verdict else "abstained"
    headline = answer.text if answer.text is not None else f"No answer: {answer.reason}."
    head = textwrap.wrap(headline, width - len(verdict) - 2, replace_whitespace=False) or [""]
    if "\n" in headline:
        head = headline.splitlines()
    padding = " " * max(2, width - len(head[0]) - len(verdict))
    rows = list(answer_lines(answer, explain=explain))
    if not fancy():
        click.echo("\n".join([head[0] + padding + verdict, *head[1:]]))
        for label, text in rows:
            click.echo("\n".join(_folded(label, text, width)))
        return
    from rich.text import Text

    console = terminal()
    top = Text("\n".join([head[0]]), style="bold") + Text(padding)
    console.print(top + Text(verdict, style=_STYLE[answer.verdict]), soft_wrap=True)
    for line in head[1:]:
        console.print(Text(line, style="bold"), soft_wrap=True)
    for label, text in rows:
        first, *rest = _folded(label, text, width)
        cut = 2 + _LABEL
        console.print(Text(first[:cut], style="dim") + Text(first[cut:]), soft_wrap=True)
        for line in rest:
            console.print(Text(line), soft_wrap=True)


def _folded(label: str, text: str, width: int) -> list[str]:
    lines: list[str] = []
    for part in text.splitlines() or [""]:
        lines += textwrap.wrap(
            part, max(20, width - _LABEL - 2), replace_whitespace=False, break_on_hyphens=False
        ) or [""]
    first = f"  {label:<{_LABEL}}{lines[0]}"
    return [first, *(" " * (_LABEL + 2) + line for line in lines[1:])]


def answer_lines(answer: Answer, *, explain: bool) -> Iterator[tuple[str, str]]:
    """The labelled lines below the headline."""
    if answer.interpretation:
        yield "read as", answer.interpretation
    if answer.checks:
        passed = [check for check in answer.checks if check.passed]
        if explain:
            yield "checks", "\n".join(map(_check_line, answer.checks))
        elif passed:
            yield "checks", "; ".join(check.claim for check in passed)
    if explain and answer.steps:
        numbered = (f"{i}. {step}" for i, step in enumerate(answer.steps, 1))
        yield "steps", "\n".join(numbered)
    for note in answer.notes:
        yield "note", note
    if answer.hint:
        yield "would help", answer.hint
    told = answer.reason or ""
    untold = [r for r in answer.results if not told.startswith(f"{r.worker} {r.outcome}")]
    if untold and (answer.worker or explain):  # why the others abstained too is detail
        yield "by" if answer.worker else "others", _by(untold, answer.worker)
    if explain:
        yield from _explained(answer)
    if answer.id and answer.certificate:
        yield "keep", f"kaelum verify {answer.id}  re-checks this answer any time"


def _check_line(check: Check) -> str:
    extra = [
        word
        for word, holds in (("independent", check.independent), ("complete", check.complete))
        if holds
    ]
    nature = f" ({', '.join(extra)})" if extra else ""
    detail = f" - {check.detail}" if check.detail else ""
    return f"{_MARK.get(check.outcome, 'inconclusive')}: {check.claim}, by {check.method}{nature}{detail}"


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def _by(results: Sequence[WorkerResult], winner: str | None) -> str:
    ordered = sorted(results, key=lambda result: result.worker != winner)
    parts = []
    for result in ordered:
        if result.outcome is Outcome.ANSWERED:
            parts.append(f"{result.worker} in {_milliseconds(result.elapsed)}")
        else:
            why = f": {result.reason.rstrip('.')}" if result.reason else ""
            parts.append(f"{result.worker} {result.outcome}{why}")
    return "; ".join(parts)


def _explained(answer: Answer) -> Iterator[tuple[str, str]]:
    for result in answer.results:
        if result.worker != answer.worker and result.answer is not None:
            yield "dissent", f"{result.worker}: {result.answer} ({result.verdict})"
    decision = answer.decision
    if decision is not None:
        scores = sorted(decision.scores.items(), key=lambda item: -item[1])
        shown = ", ".join(f"{domain} {score:.2f}" for domain, score in scores)
        yield "routed to", f"{decision.domain} ({shown}; complexity {decision.complexity:.2f})"
    total = _milliseconds(answer.elapsed)
    yield "strategy", f"{answer.strategy}, confidence {answer.confidence:.2f}, {total} in all"
