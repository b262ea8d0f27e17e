"""How the whole engine does on questions in people's own words.

The rows of ``own_words/{math,logic,none}*.jsonl`` were written by hand: terse,
polite, long-winded, misspelt, in LaTeX, hostile. A row has ``query``, perhaps
``context`` and ``options``, the right ``answer`` (null: Kaelum must abstain),
perhaps ``accept`` (other answers that are right, null among them), and its
``family``. Each goes through ``Engine.answer`` with the ledger off, just as
``kaelum ask`` would send it.

An answer is right when it is equivalent to an accepted one, or rounds it as it
shows. What counts most is the column of wrong answers, above all the proved ones.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import define, field
from reporting import add_write_flag, table, write_block

from kaelum_core import Answer, Engine, Query, Settings, Verdict
from kaelum_core.equivalence import canonical

FOLDER = Path(__file__).resolve().parent / "own_words"
BLOCK = "own_words"

_WORDS = {
    "yes": ("yes", "true", "valid", "tautology", "equivalent", "entailed", "follows", "satisfiable",
            "consistent", "it is valid"),
    "no": ("no", "false", "invalid", "not valid", "not a tautology", "not equivalent",
           "not entailed", "does not follow", "unsatisfiable", "inconsistent", "not satisfiable"),
    "uncertain": ("uncertain", "unknown", "cannot be determined", "undetermined", "not determined",
                  "several are possible"),
    "contradictory": ("contradictory", "contradiction", "inconsistent", "paradox",
                      "the premises contradict each other"),
    "undefined": ("undefined", "does not exist", "not defined"),
    "no solution": ("no solution", "no solutions", "no real solution", "no real solutions", "{}"),
}  # fmt: skip
_SAME = {word: kind for kind, words in reversed(_WORDS.items()) for word in words}
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:/\d+)?")
_ENOUGH_DIGITS = 3
_CLOSE = 1e-9
_LONGEST = 60


@define
class Tally:
    total: int = 0
    right: int = 0
    abstained: int = 0
    wrong: int = 0
    proved_wrong: int = 0
    times: list[float] = field(factory=list)

    def row(self, name: str) -> tuple[object, ...]:
        median = f"{statistics.median(self.times):.1f}" if self.times else ""
        return (
            name, self.total, self.right, self.abstained, self.wrong, self.proved_wrong, median
        )  # fmt: skip


# -- comparing -----------------------------------------------------------------


def _spellings(text: str) -> Iterator[str]:
    """``text`` and what it says without its constant of integration or the name before ``=``."""
    text = text.strip().rstrip(".")
    yield text
    yield re.sub(r"\s*\+\s*[Cc]$", "", text)
    if match := re.fullmatch(r"(?:[a-z]\w*|[a-z]'?\([a-z]\)|d[a-z]/d[a-z])\s*=\s*([^=]+)", text):
        yield match[1]
    yield re.sub(r"^(?:the|a|an|in|under|seat|day)\s+", "", text, flags=re.IGNORECASE)


def _number(text: str) -> tuple[Fraction, str] | None:
    """The one number in ``text``, beside a unit or currency, and how it is written."""
    found = _NUMBER.findall(text.replace(",", ""))
    rest = _NUMBER.sub("", text.replace(",", "")).strip(" $€£%°.")
    if len(found) != 1 or not re.fullmatch(r"[A-Za-z/^²³ .-]{0,24}", rest) or found[0][-2:] == "/0":
        return None
    value = Fraction(found[0])
    return (value / 100 if "%" in text else value), found[0]


def _close(given: str, gold: str) -> bool:
    """Whether the number in ``given`` is that of ``gold``, or rounds it to the places shown."""
    first, second = _number(given), _number(gold)
    if first is None or second is None:
        return False
    if first[0] == second[0]:
        return True
    places = len(first[1].partition(".")[2])
    digits = len(re.sub(r"^[-+0.]*|\D", "", first[1]))
    return places > 0 and digits >= _ENOUGH_DIGITS and round(second[0], places) == first[0]


def _same_function(given: str, gold: str) -> bool:
    """Whether two formulae agree where they are tried out."""
    from kaelum_math.errors import MathError
    from kaelum_math.expr.parser import parse_text
    from kaelum_math.expr.symbolic import to_sympy
    from kaelum_math.text.normalise import normalise

    try:
        first, second = (to_sympy(parse_text(normalise(text))) for text in (given, gold))
    except (MathError, AttributeError, TypeError):
        return False
    names = sorted(first.free_symbols | second.free_symbols, key=str)
    gaps = [
        abs((first - second).subs({name: start + k / 7 for k, name in enumerate(names)}).evalf())
        for start in (0.3, 0.55, 1.1)
    ]
    return all(gap.is_number and gap < _CLOSE for gap in gaps)


def _entries(text: str) -> list[str]:
    """The members of a set or list, or what each name is given, in any order."""
    bare = re.sub(r"\\[{}]|[{}.]", "", text)
    return sorted(part.strip() for part in re.split(r",|;|\band\b|\bor\b", bare) if part.strip())


def same(given: str, gold: str, options: Sequence[str], plugins: Sequence[Any]) -> bool:
    """Whether ``given`` says what ``gold`` says."""
    if _SAME.get(given.lower().rstrip("."), given) == _SAME.get(gold.lower(), gold):
        return True
    forms = {canonical(text, options, plugins=plugins) for text in _spellings(given)}
    if any(canonical(text, options, plugins=plugins) in forms for text in _spellings(gold)):
        return True
    if gold.startswith("{"):
        return sorted(canonical(e, plugins=plugins) for e in _entries(given)) == sorted(
            canonical(e, plugins=plugins) for e in _entries(gold)
        )
    functions = (
        _same_function(one, other) for one in _spellings(given) for other in _spellings(gold)
    )
    return _close(given, gold) or (len(gold) < _LONGEST and any(functions))


# -- running -------------------------------------------------------------------


def rows(kinds: Sequence[str]) -> Iterator[dict[str, Any]]:
    for kind in kinds:
        for path in sorted(FOLDER.glob(f"{kind}*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield {"kind": kind, **json.loads(line)}


def judge(row: dict[str, Any], answer: Answer, plugins: Sequence[Any]) -> str:
    """``right``, ``abstained`` or ``wrong``."""
    accepted = [row["answer"], *row.get("accept", ())]
    if answer.text is None:
        return "right" if None in accepted else "abstained"
    options = tuple(row.get("options", ()))
    golds = [gold for gold in accepted if gold is not None]
    right = any(same(answer.text, gold, options, plugins) for gold in golds)
    return "right" if right else "wrong"


def shown(row: dict[str, Any], outcome: str, answer: Answer) -> str:
    said = repr(answer.text) if answer.text is not None else (answer.reason or "")
    read = f"  read as {answer.interpretation}" if answer.interpretation else ""
    verdict = answer.verdict or ""
    return (
        f"{outcome.upper()} {row['id']} [{row['family']}] {row['query']!r}\n"
        f"    wanted {row['answer']!r}; {answer.worker or ''} {verdict} {said[:300]}{read[:300]}"
    )


async def run(args: argparse.Namespace) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    settings = Settings.load(flags={"ledger.path": "off"})
    async with Engine(settings) as engine:
        for warm in ("What is 1 + 1?", "All men are mortal. Socrates is a man. Is he mortal?"):
            await engine.answer(warm)
        plugins = engine.registry.equivalences()
        for row in rows(args.kinds):
            if args.family and row["family"] not in args.family:
                continue
            query = Query(row["query"], row.get("context"), tuple(row.get("options", ())))
            started = time.perf_counter()
            answer = await engine.answer(query)
            elapsed = 1000 * (time.perf_counter() - started)
            outcome = judge(row, answer, plugins)
            for name in (f"{row['kind']}: {row['family']}", f"**{row['kind']}**"):
                tally = tallies.setdefault(name, Tally())
                tally.total += 1
                tally.times.append(elapsed)
                setattr(tally, outcome, getattr(tally, outcome) + 1)
                tally.proved_wrong += outcome == "wrong" and answer.verdict is Verdict.PROVED
            if (args.failures and outcome == "wrong") or (args.all and outcome != "right"):
                print(shown(row, outcome, answer), flush=True)
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kinds", nargs="*", default=["math", "logic", "none"])
    parser.add_argument("--family", action="append", help="only this family (repeatable)")
    parser.add_argument("--failures", action="store_true", help="list the wrong answers")
    parser.add_argument("--all", action="store_true", help="list all that is not right")
    add_write_flag(parser)
    args = parser.parse_args()
    tallies = asyncio.run(run(args))
    totals = {name: tally for name, tally in tallies.items() if name.startswith("**")}
    head = ("family", "n", "right", "abstained", "wrong", "wrong but proved", "median ms")
    ordered = [*totals.items(), *((n, t) for n, t in tallies.items() if n not in totals)]
    text = table(head, (tally.row(name) for name, tally in ordered))
    print(text)
    if args.write:
        write_block(BLOCK, text, "python benchmarks/own_words.py")


if __name__ == "__main__":
    main()
