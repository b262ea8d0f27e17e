"""How hard a query is, in [0, 1], from what has to be kept in mind to answer it.

Seven quantities, each of them general: different words to understand, statements
to combine, different quantities, digits to carry, conditions, exceptions,
and the longest chain of rules that lead into one another. Each enters by its
logarithm, since the tenth of a kind adds less than the second. Their cubes are
added and the cube root taken, since what is hardest about a query decides and
the rest adds little; a logistic curve takes that to [0, 1]. ``docs/ROUTING.md`` says how well it tracks difficulty.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kaelum_core.routing.lexicon import FUNCTION_WORDS
from kaelum_core.routing.text import Reading
from kaelum_core.types import Signal

__all__ = ["complexity"]

_WEIGHTS = {
    "words": 0.26,
    "statements": 0.26,
    "quantities": 0.10,
    "digits": 0.7,
    "conditions": 0.15,
    "exceptions": 0.15,
    "chain": 0.45,
}
_MIDDLE, _SLOPE = 1.05, 5.0

_CONDITIONS = frozenset("if then all every each when whenever only per unless".split())
_EXCEPTIONS = frozenset(
    "not no never neither nor none nobody nothing except unless without cannot".split()
)
_RULE_OPENERS = frozenset(("if", "when", "whenever", "all", "every", "each", "no", "whoever"))
_RULE_SPLITS = frozenset(("then", ",", "are", "is", "→"))
_MAX_RULES = 60


def _digits(number: str) -> int:
    """Significant digits of a number as written."""
    return len(number.replace(".", "").replace(",", "").strip("0"))


def _rules(reading: Reading) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Conditions and consequences, as content words, of the sentences that read like rules."""
    tokens, rules = reading.tokens, []
    for place, start in enumerate(reading.starts):
        if tokens[start] not in _RULE_OPENERS:
            continue
        end = reading.starts[place + 1] if place + 1 < len(reading.starts) else len(tokens)
        sentence = tokens[start + 1 : end]
        marks = [i for i, token in enumerate(sentence) if token in _RULE_SPLITS]
        best = next((i for i in marks if sentence[i] == "then"), marks[-1] if marks else None)
        if best:
            rules.append((_content(sentence[:best]), _content(sentence[best + 1 :])))
        if len(rules) == _MAX_RULES:
            break
    return rules


def _content(tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(
        token for token in tokens if token[0].isalpha() and token not in FUNCTION_WORDS
    )


def _chain(rules: Sequence[tuple[frozenset[str], frozenset[str]]]) -> int:
    """Length of the longest chain in which one rule's consequence is a condition of the next.

    Every round lets each rule follow the longest chain found so far that leads to
    it, at most once per rule, so that circles end.
    """
    length = [1] * len(rules)
    for _round in range(min(len(rules), 8)):
        longer = [
            1
            + max(
                (length[j] for j in range(len(rules)) if j != i and rules[j][1] & rules[i][0]),
                default=0,
            )
            for i in range(len(rules))
        ]
        if longer == length:
            break
        length = longer
    return max(length, default=0)


def complexity(reading: Reading) -> tuple[float, tuple[Signal, ...]]:
    """The complexity of a query and what it is made of.

    Returns:
        A number in [0, 1], and one signal for each quantity that plays a part.
    """
    tokens = reading.tokens
    different = set(tokens)
    numbers = [token for token in tokens if token[0].isdigit()]
    rules = _rules(reading)
    counts = {
        "words": sum(map(str.isalpha, different)),
        "statements": len(reading.starts),
        "quantities": len(set(numbers)),
        "digits": sum(max(0, _digits(number) - 1) for number in numbers),
        "conditions": sum(map(_CONDITIONS.__contains__, tokens)),
        "exceptions": sum(map(_EXCEPTIONS.__contains__, tokens)),
        "chain": _chain(rules) if len(rules) > 1 else 0,
    }
    parts = {name: weight * math.log1p(counts[name]) for name, weight in _WEIGHTS.items()}
    effort = math.fsum(part**3 for part in parts.values()) ** (1 / 3)
    signals = tuple(
        Signal(f"complexity:{name}", None, round(part, 3), str(counts[name]))
        for name, part in sorted(parts.items(), key=lambda item: (-item[1], item[0]))
        if counts[name]
    )
    return 1.0 / (1.0 + math.exp(-_SLOPE * (effort - _MIDDLE))), signals
