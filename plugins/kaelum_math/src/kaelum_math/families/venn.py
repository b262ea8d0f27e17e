"""Two groups that overlap: so many like tea, so many coffee, so many both; how many like neither?"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, OutOfReach, Undefined
from kaelum_math.expr.nodes import number
from kaelum_math.methods.linear import AGAIN, Vector, echelon, kernel
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.task import TwoWays

__all__ = ["Overlap", "read"]

_REGIONS: Final = ("only the first", "only the second", "both", "neither")
_PARTS: Final[dict[str, tuple[int, int, int, int]]] = {
    "total": (1, 1, 1, 1), "first": (1, 0, 1, 0), "second": (0, 1, 1, 0), "both": (0, 0, 1, 0),
    "neither": (0, 0, 0, 1), "only first": (1, 0, 0, 0), "only second": (0, 1, 0, 0),
    "either": (1, 1, 1, 0), "exactly one": (1, 1, 0, 0),
}  # fmt: skip
"""What is said -> the regions that it adds up."""


@frozen
class Overlap(TwoWays):
    """The size of one part of two overlapping groups, from the sizes of others."""

    given: tuple[tuple[str, int], ...]
    asked: str
    labels: tuple[str, str]

    method = "one solution of the equations, and that all others give the same"

    def describe(self) -> str:
        sizes = ", ".join(f"{self._named(name)} {size}" for name, size in self.given)
        return f"{self._named(self.asked)} from {sizes}"

    def _named(self, name: str) -> str:
        for word, label in zip(("first", "second"), self.labels, strict=True):
            name = name.replace(word, label)
        return name

    def _rows(self) -> list[Vector]:
        return [tuple(map(Fraction, (*_PARTS[name], size))) for name, size in self.given]

    def _determined(self, target: tuple[int, ...]) -> Fraction | None:
        table, pivots, _ = echelon(tuple(self._rows()))
        if len(target) in pivots:
            raise Undefined("The numbers contradict each other.")
        rest, value = [Fraction(x) for x in target], Fraction(0)
        for row, pivot in zip(table, pivots, strict=False):
            times = rest[pivot]
            rest = [x - times * y for x, y in zip(rest, row, strict=False)]
            value += times * row[-1]
        return None if any(rest) else value

    def first(self) -> int:
        for k in range(len(_REGIONS)):
            size = self._determined(tuple(int(j == k) for j in range(len(_REGIONS))))
            if size is not None and size < 0:
                raise Undefined("There are no groups with these numbers.")
        value = self._determined(_PARTS[self.asked])
        if value is None:
            raise OutOfReach("What is given does not determine this number.")
        return int(value)

    def second(self) -> int:
        rows = self._rows()
        for free in kernel(tuple(row[:-1] for row in rows)):
            if AGAIN["dot product"](free, tuple(map(Fraction, _PARTS[self.asked]))):
                raise OutOfReach("What is given does not determine this number.")
        witness = [Fraction(0)] * len(_REGIONS)
        for row in AGAIN["reduced row echelon form"](tuple(rows)):
            lead = next((k for k, x in enumerate(row) if x), None)
            if lead is not None and lead < len(witness):
                witness[lead] = row[-1]
        return int(
            sum((x * y for x, y in zip(_PARTS[self.asked], witness, strict=True)), Fraction(0))
        )

    def worth(self, result: Any) -> Value:
        return number(result)


_PEOPLE: Final = (
    r"(?:students|people|pupils|children|kids|members|persons|employees|customers|families|households|girls|boys"
    r"|of them|of these|respondents|residents|workers|adults|guests|players)"
)
_TOTAL: Final = re.compile(
    rf"^(?:(?:in|of|from|among|out of)\s+)?(?:an?\s+|the\s+)?(?:(?:class|group|survey|school|club|sample|poll|town|village|room|team|party)\s+"
    rf"(?:of|with|has|had)\s+)?(?P<n>\d+)\s*(?:{_PEOPLE})?(?:\s+(?:were|was|are)\s+(?:surveyed|asked|polled))?$"
)
_PART: Final = re.compile(rf"^(?:and\s+)?(?P<n>\d+)\s+(?:{_PEOPLE}\s+)?(?P<rest>[a-z ]+)$")
_ASKED: Final = re.compile(
    rf"^(?:then\s+)?(?:how many|find the number of|what is the number of)\s+(?:{_PEOPLE}\s+)?(?P<rest>[a-z ]+)$"
)
_FILLER: Final = frozenset(
    "a an the who that of them these do does did people students there were are is was have has to out at".split()
)


class _Words:
    """The verb that all statements share, and the labels of the two groups."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.verbs: set[str] = set()

    def part(self, rest: str, *, asked: bool = False) -> str:
        """Which part ``rest``, such as "like both tea and coffee", speaks of."""
        words = [word for word in rest.split() if word not in _FILLER]
        for name, marks in (("neither", ("neither",)), ("both", ("both",))):
            if any(mark in words for mark in marks):
                self._known([w for w in words if w not in {*marks, "nor", "and"}])
                return name
        if words[:2] == ["exactly", "one"] or words[1:3] == ["exactly", "one"]:
            self._known([w for w in words if w not in {"exactly", "one", "two"}])
            return "exactly one"
        if [w for w in rest.split() if w in {"at", "least", "one"}] == [
            "at",
            "least",
            "one",
        ] or "either" in words:
            self._known([w for w in words if w not in {"least", "one", "either", "or", "two"}])
            return "either"
        only = "only" in words or "just" in words
        label, excluded = self._label(
            [w for w in words if w not in {"only", "just"}], new=not asked
        )
        if excluded is None:
            return f"{'only ' if only else ''}{('first', 'second')[label]}"
        if only or excluded == label:
            raise NotUnderstood("It is unclear which part is meant.")
        return f"only {('first', 'second')[label]}"

    def _label(self, words: list[str], *, new: bool) -> tuple[int, int | None]:
        """The group that ``words`` name, and the one they exclude ("tea but not coffee")."""
        if "but" in words and "not" in words:
            at = words.index("but")
            rest = [w for w in words[at + 1 :] if w != "not"]
            return self._label(words[:at], new=False)[0], self._label(rest, new=False)[0]
        verb, label = ("", words[0]) if len(words) == 1 else (words[0], " ".join(words[1:]))
        if verb:
            self.verbs.add(_stem(verb))
        if label not in self.labels:
            if not new or len(self.labels) == 2:
                raise NotUnderstood(f"I do not understand {label!r} here.")
            self.labels.append(label)
        return self.labels.index(label), None

    def _known(self, words: list[str]) -> None:
        """Raises NotUnderstood for a word that is neither the verb nor one of the groups."""
        for word in words:
            in_label = any(word in label.split() for label in self.labels)
            kinds = {
                "languages",
                "subjects",
                "drinks",
                "sports",
                "games",
                "kinds",
                "pets",
                "animals",
            }
            if not in_label and _stem(word) not in self.verbs and word not in kinds:
                raise NotUnderstood(f"I do not understand {word!r} here.")


def _stem(verb: str) -> str:
    return {"has": "have", "plays": "play", "takes": "take"}.get(
        verb, verb.removesuffix("d").removesuffix("s")
    )


def read(text: str) -> Overlap | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a part of it is not read.
    """
    plain = form.split(text)[0].lower()
    clauses = [c.strip() for c in re.split(r"[.,;:?!]|\band\b(?=\s+\d)", plain) if c.strip()]
    if len(clauses) < 3 or not re.search(r"\b(?:how many|number of)\b", plain):
        return None
    words, given = _Words(), list[tuple[str, int]]()
    asked = ""
    for clause in sorted(
        clauses, key=lambda c: bool(re.search(r"\b(?:both|neither|only|just|how many|either)\b", c))
    ):
        total, part, question = _TOTAL.match(clause), _PART.match(clause), _ASKED.match(clause)
        if question and not asked:
            asked = clause
        elif total:
            given.append(("total", int(total["n"])))
        elif part:
            given.append((words.part(part["rest"]), int(part["n"])))
        else:
            raise NotUnderstood(f"I do not understand {clause!r} here.")
    question = _ASKED.match(asked)
    if question is None or len(words.labels) != 2 or len(dict(given)) < len(given):
        raise NotUnderstood("Two groups and one question are expected.")
    wanted = words.part(question["rest"], asked=True)
    first, second = words.labels
    return Overlap(tuple(given), wanted, (first, second))
