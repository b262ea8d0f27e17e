"""What the fuzzer feeds the experts: questions, mutated, and texts made of nothing in particular.

Seeds are the questions of ``own_words/`` and, with a folder of recorded ones, those too.
A mutation keeps most of a question, so that it gets past the reader and into the solvers:
words and characters are deleted, doubled and swapped, numbers become huge, negative or
broken, and brackets, operators, LaTeX, odd Unicode and control characters are put in.
Everything is drawn from one seeded generator: the same seed gives the same inputs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from recorded import rows

from kaelum_core.types import Query

__all__ = ["inputs", "seeds"]

OWN_WORDS = Path(__file__).resolve().parent / "own_words"
MAX_PER_FILE = 400
"""Seeds taken from one recorded file, so that no file crowds the others out."""

_NUMBER = re.compile(r"\d+")

NUMBERS = (
    "0", "1", "-1", "00", "2", "7", "12", "97", "1000", "65537", "999999999999", "10000000000000061",
    "9" * 60, "9" * 400, "1" + "0" * 5000, "1e9", "1e999", "10**12", "9^9^9", "100!", "99999!", "0.1", "1/0", "0/0",
    "1/3", "3.14159", ".5", "5.", "1.2.3", "1,000,000", "1,2,3", "-0", "0x1F", "0b101", "2^1000", "2^(10^9)",
    "one", "a dozen", "twenty-one", "minus three", "10%", "½", "٣", "x", "n", "π", "sqrt(2)", "∞", "NaN",
)  # fmt: skip
PIECES = (
    "(", ")", "((", "))", "[", "]", "{", "}", "<", ">", "|", "+", "-", "*", "/", "^", "**", "//", "%",
    "=", "==", "!=", "<=", "≤", "≠", "~", "!", "!!", "&", "->", "<->", "=>", "∀", "∃", "∧", "∨", "¬", "→", "⊢", "|-",
    ",", ";", ":", ".", "?", "...", "'", '"', "`", "\\", "\\frac{", "\\frac{1}{2}", "\\sqrt{", "\\int_0^1", "\\sum",
    "$", "$$", "\\begin{matrix}", "\\left(", "^{", "_", "\x00", "\n", "\n\n", "\t", "\u200b", "\u202e", "\ufeff",
    "é", "Ω", "ℝ", "√", "∫", "∑", "²", "ⁿ", "𝔸", "🙂", "\U0010ffff", "ﬁ", "½", "a", "x", "f(x)", "x^2", "x_1", "and",
    "or", "not", "if", "then", "unless", "of", "the", "is", "are", "what is", "between", "exactly", "everyone", "no one",
    "solve", "factor", "derivative of", "integral of", "gcd", "mod", "in base 7", "to 3 decimal places", "km", "hours",
    "% off", "next", "left of", "taller than", "liar", "knight", "Let", "Suppose", "answer with", "only", "true", "false",
)  # fmt: skip

Draw = random.Random


def _recorded(path: Path) -> Iterator[Query]:
    found = list(rows(path))
    random.Random(path.name).shuffle(found)
    for row in found[:MAX_PER_FILE]:
        text = row.get("question", row.get("query", ""))
        yield Query(text, row.get("context") or None, tuple(row.get("options") or ()))


def seeds(expert: str, data: Path | None) -> list[Query]:
    """The questions that are mutated for ``expert``."""
    files = [OWN_WORDS / f"{expert}.jsonl", OWN_WORDS / "none.jsonl"]
    if data is not None:
        files += sorted((data / expert).glob("*.jsonl*"))
    return [query for path in files for query in _recorded(path)]


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text) or [""]


def _delete_words(text: str, draw: Draw) -> str:
    words = _words(text)
    start = draw.randrange(len(words))
    return "".join(words[:start] + words[start + draw.randint(1, 3) :])


def _double_words(text: str, draw: Draw) -> str:
    words = _words(text)
    start = draw.randrange(len(words))
    end = start + draw.randint(1, 4)
    times = draw.choice((2, 2, 3, 30))
    return "".join(words[:start] + words[start:end] * times + words[end:])


def _swap_words(text: str, draw: Draw) -> str:
    words = _words(text)
    one, two = draw.randrange(len(words)), draw.randrange(len(words))
    words[one], words[two] = words[two], words[one]
    return "".join(words)


def _delete_characters(text: str, draw: Draw) -> str:
    start = draw.randrange(len(text) + 1)
    return text[:start] + text[start + draw.randint(1, 3) :]


def _double_character(text: str, draw: Draw) -> str:
    start = draw.randrange(len(text) + 1)
    return text[:start] + text[start : start + 1] * draw.choice((2, 3, 40)) + text[start + 1 :]


def _change_number(text: str, draw: Draw) -> str:
    found = list(_NUMBER.finditer(text))
    if not found:
        return _insert(text, draw)
    match = draw.choice(found)
    return text[: match.start()] + draw.choice(NUMBERS) + text[match.end() :]


def _change_digits(text: str, draw: Draw) -> str:
    """Every number becomes another of up to five digits: a new question of the same kind."""
    return _NUMBER.sub(
        lambda m: str(draw.randrange(10 ** draw.randint(1, 5))) if draw.random() < 0.5 else m[0],
        text,
    )


def _insert(text: str, draw: Draw) -> str:
    start = draw.choice([m.start() for m in re.finditer(r"\b|$", text)])
    return text[:start] + draw.choice((" ", "")) + draw.choice(PIECES) + " " + text[start:]


def _wrap(text: str, draw: Draw) -> str:
    depth = draw.choice((1, 2, 50, 2000))
    one, two = draw.choice(
        (("(", ")"), ("[", "]"), ("{", "}"), ("-", ""), ("not ", ""), ("~(", ")"))
    )
    return one * depth + text + two * depth


def _repeat(text: str, draw: Draw) -> str:
    return draw.choice((" ", "\n", " and ", ". ")).join([text] * draw.choice((2, 3, 60)))


def _cut(text: str, draw: Draw) -> str:
    return text[: draw.randrange(len(text) + 1)]


def _spell(text: str, draw: Draw) -> str:
    return draw.choice((str.upper, str.lower, str.title, str.swapcase))(text)


MUTATIONS: tuple[Callable[[str, Draw], str], ...] = (
    _delete_words, _double_words, _swap_words, _delete_characters, _double_character,
    _change_number, _change_number, _change_digits, _change_digits, _insert, _insert,
    _wrap, _repeat, _cut, _spell,
)  # fmt: skip


def _mutated(query: Query, others: Sequence[Query], draw: Draw) -> Query:
    text, context, options = query.text, query.context, list(query.options)
    for _ in range(draw.choice((1, 1, 2, 3, 6))):
        change = draw.choice(MUTATIONS)
        if context and draw.random() < 0.6:
            context = change(context, draw)
        elif options and draw.random() < 0.1:
            options[draw.randrange(len(options))] = change(draw.choice(options), draw)
        else:
            text = change(text, draw)
    if draw.random() < 0.05:
        text = f"{draw.choice(others).text} {text}"
    return Query(text, context, tuple(options))


def _nothing_in_particular(draw: Draw) -> Query:
    kind = draw.random()
    if kind < 0.4:
        pieces = draw.choices((*PIECES, *NUMBERS), k=draw.randint(1, 25))
        return Query(draw.choice(("", " ")).join(pieces))
    if kind < 0.6:
        points = (draw.randrange(0x3000) for _ in range(draw.randint(0, 80)))
        return Query("".join(map(chr, points)))
    if kind < 0.8:
        pieces = [draw.choice("0123456789x+-*/^()=. ") for _ in range(draw.randint(1, 60))]
        return Query(draw.choice(("What is ", "Solve ", "", "Simplify ")) + "".join(pieces))
    return Query(draw.choice((*PIECES, *NUMBERS)) * draw.choice((1, 100, 5000)))


def inputs(expert: str, count: int, *, seed: int, data: Path | None = None) -> Iterator[Query]:
    """``count`` queries for ``expert``: nine in ten mutated questions, the rest anything."""
    draw = random.Random(f"{seed}-{expert}")
    questions = seeds(expert, data)
    for _ in range(count):
        if draw.random() < 0.1:
            yield _nothing_in_particular(draw)
        else:
            yield _mutated(draw.choice(questions), questions, draw)
