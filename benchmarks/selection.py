"""Is the chosen path the cheapest that gets the right answer? Measured on recorded models.

    python benchmarks/selection.py --data DIR [--history 200] [--write]

Each recorded model (DIR/transcripts/gsm8k) is a worker of the domain math. Their
answers to the first problems, judged against DIR/gsm8k, are the ledger's past;
on the rest the router decides from the text alone, and the recorded answers of
the workers it chose are combined by majority. Two paths are open: the first
worker alone, or the panel of the best. The appropriate one is the cheaper one
that gives the right answer; where neither does, the cheaper one, since the
other would buy nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, frozen
from recorded import rows
from reporting import add_write_flag, table, write_block

from kaelum_core.equivalence import equivalent, partition
from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.routing.classifier import DefaultClassifier
from kaelum_core.routing.selection import Records, WorkerRecord, select
from kaelum_core.settings import Settings
from kaelum_core.types import Query, RoutingDecision

STATED = re.compile(r'"answer"\s*:\s*("(?:[^"\\]|\\.)*"|[^,}\n]+)')
"""The models were asked for JSON, and do not always give it; the field is there all the same."""


@frozen
class Problem:
    """A problem, its answer, and what each model said."""

    id: str
    question: str
    answer: str
    said: dict[str, str]


def read(data: Path) -> list[Problem]:
    """Problems that every model answered."""
    gold = {row["id"]: row["answer"] for row in rows(data / "gsm8k" / "dev.jsonl")}
    questions: dict[str, str] = {}
    said: dict[str, dict[str, str]] = {}
    for path in sorted((data / "transcripts" / "gsm8k").glob("*.jsonl.gz")):
        for row in rows(path):
            found = STATED.findall(str(row["output"]))
            questions[row["id"]] = row["question"]
            answer = row.get("pred") or (found[-1].strip('" ') if found else None)
            if answer is not None:
                said.setdefault(row["id"], {})[path.name.split(".jsonl")[0]] = str(answer)
    return [
        Problem(name, questions[name], gold[name], said[name])
        for name in sorted(said)
        if name in gold
    ]


def past(problems: Sequence[Problem]) -> dict[tuple[str, str], WorkerRecord]:
    """What the ledger would know after these problems, each with a person's word on it."""
    records: dict[tuple[str, str], WorkerRecord] = {}
    for problem in problems:
        for model, answer in problem.said.items():
            old = records.get((model, "math"), WorkerRecord())
            right = agrees(problem, answer)
            records[model, "math"] = evolve(
                old,
                asked=old.asked + 1,
                answered=old.answered + 1,
                good=old.good + right,
                bad=old.bad + (not right),
            )
    return records


def agrees(problem: Problem, answer: str) -> bool:
    """Whether ``answer`` is right; the recorded gold answers are bare numbers."""
    return len(partition([answer, problem.answer])) == 1 or equivalent(answer, problem.answer)


def majority(problem: Problem, workers: Sequence[str]) -> bool:
    """Whether the largest group of equivalent answers (the earliest, in a tie) is right."""
    answers = [problem.said[worker] for worker in workers if worker in problem.said]
    if not answers:
        return False
    group = max(partition(answers), key=lambda members: (len(members), -members[0]))
    return agrees(problem, answers[group[0]])


def decide(
    problem: Problem,
    workers: Sequence[WorkerInfo],
    records: Records,
    complexity: float | None = None,
) -> RoutingDecision:
    """The decision on a problem, or the one that another complexity would lead to."""
    opinion = DefaultClassifier().classify(Query(problem.question))
    if complexity is not None:
        opinion = evolve(opinion, scores={"math": 1.0}, complexity=complexity)
    return select(opinion, workers=workers, strategies=(), records=records, settings=Settings())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--history", type=int, default=200, help="problems that are the past")
    add_write_flag(parser)
    arguments = parser.parse_args()
    problems = read(arguments.data)
    models = sorted({model for problem in problems for model in problem.said})
    workers = [WorkerInfo(name, domains={"math"}, factory="recorded:model") for name in models]
    records = past(problems[: arguments.history])
    tests = problems[arguments.history :]
    asked = alone = panels = right = right_alone = right_panel = appropriate = routed = 0
    for problem in tests:
        first = decide(problem, workers, records, 0.0).workers
        panel = decide(problem, workers, records, 1.0).workers
        chosen = decide(problem, workers, records).workers
        routed += bool(chosen)
        outcome = {"alone": majority(problem, first), "panel": majority(problem, panel)}
        path = "panel" if len(chosen) > 1 else "alone"
        best = "panel" if outcome["panel"] and not outcome["alone"] else "alone"
        appropriate += bool(chosen) and path == best
        asked += len(chosen)
        alone += path == "alone"
        panels += path == "panel"
        right += majority(problem, chosen)
        right_alone += outcome["alone"]
        right_panel += outcome["panel"]
    count = len(tests)
    paths = table(
        ("path", "right", "workers asked"),
        [
            ("always one", f"{right_alone / count:.1%}", "1.00"),
            ("always the panel", f"{right_panel / count:.1%}", f"{len(panel):.2f}"),
            ("as the router decides", f"{right / count:.1%}", f"{asked / count:.2f}"),
        ],
    )
    text = (
        f"{len(workers)} recorded models, {arguments.history} problems past, {count} decided. "
        f"First worker: {first[0]}; panel: {', '.join(panel)}.\n\n{paths}\n\n"
        f"Routed to math {routed / count:.1%}; alone {alone / count:.1%}, "
        f"panel {panels / count:.1%}. The appropriate path: {appropriate / count:.1%}."
    )
    print(text)
    if arguments.write:
        command = f"python benchmarks/selection.py --data DIR --history {arguments.history}"
        write_block("selection", text, command)
    return 0


if __name__ == "__main__":
    sys.exit(main())
