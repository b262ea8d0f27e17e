"""How well the logic expert solves reasoning-gym's logic families, by their own scorers.

reasoning-gym (https://github.com/open-thought/reasoning-gym, Apache-2.0) draws questions
from a seed. *easy* are the generator's defaults, *hard* the parameters under which the
project reports language models (its ``eval/yaml/medium``), with larger zebra puzzles and
fuller sudokus added as *harder*. It is needed for this benchmark only: install it
(``pip install reasoning-gym``) beside kaelum and kaelum-logic.

    python benchmarks/logic_reasoning_gym.py --size 50
    python benchmarks/logic_reasoning_gym.py --family zebra_puzzles --show-misses 3
    python benchmarks/logic_reasoning_gym.py --size 100 --write

Columns: *score* is the mean of the scorer's marks in per cent, abstentions counting 0;
*answered* the share not abstained from; *precision* the mean mark of the answers; *proved*
the share proved; *disputed* how many answers lost their mark to a label that, we hold, does
not fit the question (and which the expert does not imitate); *score else* the score without
those. The labels in dispute, by their generators' source:

- syllogism: the rules of its ``_is_valid_syllogism`` lack the one on the middle term, so that
  "All A are B. Some B are C. So some A are C" counts as valid.
- family_relationships: the label says what the first person is to the second, except where
  the second is a parent-in-law, uncle or aunt of the first: there it is what the second person
  is (mother-in-law), or has the second person's gender (a boy is called niece of his aunt).
- aiw: Matilda's colleagues are Alice's women and one more, whatever the number of women in
  the other circle, to which Matilda also belongs.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from attrs import evolve, field, frozen
from gym import Attempt, attempts, milliseconds, percent, show_misses
from recorded import Context
from reporting import add_write_flag, table, write_block

from kaelum_core.types import Query, WorkerResult
from kaelum_logic.worker import LogicWorker

LEVELS: dict[str, dict[str, dict[str, Any]]] = {
    "knights_knaves": {"hard": {"n_people": 3, "depth_constraint": 3, "width_constraint": 3}},
    "zebra_puzzles": {
        "hard": {"num_people": 5, "num_characteristics": 5},
        "harder": {"num_people": 6, "num_characteristics": 6},
    },
    "propositional_logic": {
        "hard": {
            "min_vars": 4,
            "max_vars": 8,
            "min_statements": 4,
            "max_statements": 8,
            "min_complexity": 2,
            "max_complexity": 4,
        }
    },
    "syllogism": {
        "hard": {
            "allow_all": True,
            "allow_no": True,
            "allow_some": False,
            "allow_some_not": False,
        }
    },
    "family_relationships": {"hard": {"min_family_size": 5, "max_family_size": 9}},
    "aiw": {"hard": {"task_type_weights": [0.5, 0.25, 0.25], "max_entities": 10}},
    "sudoku": {
        "hard": {"min_empty": 30, "max_empty": 50},
        "harder": {"min_empty": 50, "max_empty": 54},
    },
    "mini_sudoku": {"hard": {"min_empty": 6, "max_empty": 10}},
    "self_reference": {"hard": {"difficulty": 5}},
}
"""Family -> settings besides the easy one, with their parameters."""

HEAD = ("family", "setting", "n", "score", "answered", "precision", "proved", "disputed", "score else", "ms", "ms p99")  # fmt: skip


@frozen
class Row:
    """The attempts at one family in one setting, and their figures."""

    family: str
    level: str
    attempts: Sequence[Attempt] = field(repr=False)

    def cells(self) -> list[str]:
        tried = self.attempts
        answered = [one for one in tried if one.answered]
        marks = sum(one.mark for one in tried)
        return [
            self.family,
            self.level,
            str(len(tried)),
            percent(marks, len(tried)),
            percent(len(answered), len(tried)),
            percent(marks, len(answered)),
            percent(sum(one.proved for one in tried), len(tried)),
            str(sum(one.disputed for one in tried)),
            percent(marks, sum(not one.disputed for one in tried)),
            *milliseconds(tried),
        ]


UNDISTRIBUTED = re.compile(
    r"1\. All (?P<a>\w+) are (?P<b>\w+)\n2\. Some (?P=b) are (?P<c>(?:not )?\w+)\n.*"
    r"\nSome (?P=a) are (?P=c)\?",
    re.DOTALL,
)
"""A syllogism whose middle term is undistributed: it says nothing about all of the class."""
IN_LAW = re.compile(r"(?:mother|father)-in-law|niece|nephew")


def disputed(worker: LogicWorker, family: str, entry: dict[str, Any], mark: float) -> bool:
    """Whether the label of ``entry`` does not fit its question; see the top of this file."""
    if mark >= 1:
        return False
    if family == "syllogism":
        return entry["answer"] == "Yes" and bool(UNDISTRIBUTED.search(entry["question"]))
    if family == "aiw":
        return entry["metadata"].get("task_type") == "colleagues"
    if family != "family_relationships" or not IN_LAW.fullmatch(entry["answer"]):
        return False
    story, question = entry["question"].rsplit("\n\n", 1)
    first, second = entry["metadata"]["person1"], entry["metadata"]["person2"]
    turned = re.sub(
        rf"\b({first}|{second})\b",
        lambda match: second if match.group() == first else first,
        question,
    )
    answer = worker.solve(Query(f"{story}\n\n{turned}"), Context()).answer
    return answer == entry["answer"] or answer in ("aunt", "uncle")


def attempt_family(worker: LogicWorker, family: str, level: str, *, size: int, seed: int) -> Row:
    """Draw ``size`` questions of ``family`` and put each to the expert."""
    parameters = LEVELS[family].get(level, {})
    tried = attempts(partial(solve, worker), family, parameters, size=size, seed=seed)
    doubted = [
        evolve(one, disputed=one.answered and disputed(worker, family, one.entry, one.mark))
        for one in tried
    ]
    return Row(family, level, doubted)


def solve(worker: LogicWorker, question: str) -> WorkerResult:
    """What the expert says to ``question``."""
    return worker.solve(Query(question), Context())


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--family", nargs="+", default=list(LEVELS), choices=list(LEVELS))
    parser.add_argument("--size", type=int, default=50, help="questions per family and setting")
    parser.add_argument("--seed", type=int, default=None, help="default: from the clock")
    parser.add_argument("--show-misses", type=int, nargs="?", const=5, default=0)
    add_write_flag(parser)
    options = parser.parse_args(None if arguments is None else list(arguments))
    seed = options.seed if options.seed is not None else int(time.time())
    worker = LogicWorker()
    worker.solve(Query("Ann is taller than Bob. Who is taller, Ann or Bob?"), Context())
    rows = []
    for family in options.family:
        for level in ("easy", *LEVELS[family]):
            row = attempt_family(worker, family, level, size=options.size, seed=seed)
            rows.append(row)
            missed = [one for one in row.attempts if one.mark < 1 and not one.disputed]
            show_misses(f"{family} {level}", missed, options.show_misses)
            print(" ".join(row.cells()), file=sys.stderr)
    text = f"Seed {seed}, {options.size} questions a row.\n\n{table(HEAD, [row.cells() for row in rows])}"
    print(text)
    if options.write:
        command = f"python benchmarks/logic_reasoning_gym.py --size {options.size} --seed {seed}"
        write_block("logic_reasoning_gym", text, command)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
