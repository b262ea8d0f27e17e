"""A classifier for a new domain out of a handful of example queries, without training.

Three views of "like the examples and unlike other queries" are added up, each in
units of the standard deviation among ordinary queries, of which the router's
weights bring a sample:

* *meaning*: Fisher's linear discriminant between the mean vector of the
  examples' telling words and that of ordinary queries (Fisher 1936, "The use of multiple
  measurements in taxonomic problems");
* *strongest word*: the same discriminant for the one word that goes furthest
  towards the examples, since a query may need only one word to give itself away;
* *words*: the share of the query's telling words, cut to their stems, that occur
  in an example.

The sum becomes a probability by a logistic curve whose middle few ordinary
queries reach and most examples do, each example judged by the others alone: it lies where
wrongly taking the one and missing the other cost least together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import mul
from statistics import NormalDist, linear_regression, mean, pstdev

from attrs import evolve, field, frozen

from kaelum_core.errors import InvalidValueError
from kaelum_core.routing.lexicon import FUNCTION_WORDS
from kaelum_core.routing.model import Grams, Model, load
from kaelum_core.routing.text import Reading, read
from kaelum_core.types import Classification, Query, Signal

__all__ = ["ExampleClassifier", "telling_words"]

_STEM = 6
"""Letters that count when two words are compared."""

_WORDS_WEIGHT = 12.0
"""Standard deviations that a query is worth all of whose telling words are known."""

_STRONGEST_WEIGHT = 0.5

_SMOOTH = 150
"""Rarity added to that of the telling words, so that one word alone proves little."""

_TAKEN_WRONGLY = 15.0
"""What it costs when an ordinary query is taken for one of the domain, if missing one costs 1."""

_LEAST_SPREAD = 0.5
"""Standard deviation of the examples' likeness at least; ten of them do not tell it well."""

_TAIL = 0.9
"""Share of ordinary queries that lie below the middle of the curve in any case."""

_STEEPEST = 4.0
_FEWEST = 2
_MAX_WORDS = 40


def _dot(first: Sequence[float], second: Sequence[float]) -> float:
    return float(sum(map(mul, first, second)))


def telling_words(reading: Reading, grams: Grams) -> tuple[str, ...]:
    """The words of a query that tell what it is about: not the small, not the common ones."""
    return tuple(
        dict.fromkeys(
            token
            for token in reading.tokens
            if token.isalpha()
            and len(token) > 1
            and token not in FUNCTION_WORDS
            and grams.uncommonness(token)
        )
    )[:_MAX_WORDS]


@frozen
class _View:
    """A query as seen here: its telling words, their mean vector, their stems with their rarity."""

    words: tuple[str, ...]
    mean: Sequence[float]
    stems: Mapping[str, int]

    @classmethod
    def of(cls, query: Query, model: Model) -> _View:
        """The view of a query."""
        words = telling_words(read(query), model.grams)
        stems: dict[str, int] = {}
        for word in words:
            stem = word[:_STEM]
            stems[stem] = max(stems.get(stem, 0), model.grams.uncommonness(word))
        return cls(words, model.words.mean(words), stems)


@cache
def _ordinary() -> tuple[_View, ...]:
    model = load()
    return tuple(_View.of(Query(text), model) for text in model.background["sample"])


@frozen
class _Profile:
    """What the examples have in common: a direction among meanings, and their words."""

    direction: Sequence[float]
    origin: float
    stems: frozenset[str]
    strongest_unit: float = 0.0
    strongest_usual: float = 0.0

    @classmethod
    def of(cls, views: Sequence[_View]) -> _Profile:
        """The profile of some examples."""
        background = load().background
        centre = background["mean"]
        columns = zip(*(view.mean for view in views), strict=True)
        shift = [sum(c) / len(views) - usual for c, usual in zip(columns, centre, strict=True)]
        direction = [_dot(row, shift) for row in background["precision"]]
        spread = math.sqrt(max(_dot(direction, shift), 1e-9))
        direction = [component / spread for component in direction]
        stems = frozenset().union(*(view.stems for view in views))
        return cls(direction, _dot(direction, centre), stems)

    def strongest(self, view: _View) -> tuple[float, str]:
        """The word that goes furthest towards the examples, and how far."""
        words = load().words
        return max(
            ((_dot(self.direction, words.vector(word)), word) for word in view.words),
            default=(0.0, ""),
        )

    def beyond(self, view: _View) -> float:
        """How far the strongest word goes beyond that of ordinary queries of as many words."""
        return self.strongest_unit * (
            self.strongest(view)[0] - self.strongest_usual * math.log1p(len(view.words))
        )

    def shared(self, view: _View) -> float:
        """The share of the query's telling words that occur in an example, by their rarity."""
        known = sum(rarity for stem, rarity in view.stems.items() if stem in self.stems)
        return known / (sum(view.stems.values()) + _SMOOTH)

    def parts(self, view: _View) -> tuple[float, float, float]:
        """What meaning, strongest word and shared words are worth."""
        return (
            _dot(self.direction, view.mean) - self.origin,
            self.beyond(view),
            _WORDS_WEIGHT * self.shared(view),
        )

    def likeness(self, view: _View) -> float:
        """The sum of the three."""
        return math.fsum(self.parts(view))


def _profile(views: Sequence[_View]) -> _Profile:
    """The profile of the examples, with what the strongest word of ordinary queries is like.

    The longer a query, the further its strongest word goes by mere chance: in proportion to
    the logarithm of the number of words, here.
    """
    profile = _Profile.of(views)
    strongest = [profile.strongest(view)[0] for view in _ordinary()]
    lengths = [math.log1p(len(view.words)) for view in _ordinary()]
    usual = max(0.0, linear_regression(lengths, strongest).slope)
    rest = [most - usual * length for most, length in zip(strongest, lengths, strict=True)]
    unit = _STRONGEST_WEIGHT / max(pstdev(rest), 1e-6)
    return evolve(profile, strongest_unit=unit, strongest_usual=usual)


def _judged_by_the_others(views: Sequence[_View], whole: _Profile) -> list[float]:
    judged = []
    for number, view in enumerate(views):
        others = _Profile.of([*views[:number], *views[number + 1 :]])
        others = evolve(
            others,
            strongest_unit=whole.strongest_unit,
            strongest_usual=whole.strongest_usual,
        )
        judged.append(others.likeness(view))
    return sorted(judged)


def _middle(ordinary: Sequence[float], judged: Sequence[float]) -> float:
    """The likeness at which the fewest queries go astray, those taken wrongly counting more.

    Args:
        ordinary: likeness of ordinary queries, in ascending order.
        judged: likeness of the examples, each judged by the others.
    """
    examples = NormalDist(mean(judged), max(_LEAST_SPREAD, pstdev(judged)))
    total = len(ordinary)
    _cost, middle = min(
        (_TAKEN_WRONGLY * (total - place) / total + examples.cdf(likeness), likeness)
        for place, likeness in enumerate(ordinary)
        if place > _TAIL * total
    )
    return middle


@frozen
class ExampleClassifier:
    """Scores one domain by likeness to example queries. Make it with :meth:`from_examples`.

    Attributes:
        domain: the domain it speaks for.
    """

    domain: str
    _profile: _Profile = field(repr=False)
    _middle: float
    _slope: float

    @classmethod
    def from_examples(cls, domain: str, queries: Iterable[str]) -> ExampleClassifier:
        """A classifier for ``domain``; ten queries of different kinds are enough.

        Raises:
            InvalidValueError: fewer than three queries, or none with a known word.
        """
        model = load()
        views = [_View.of(Query(query), model) for query in queries]
        if len(views) < _FEWEST:
            raise InvalidValueError(
                f"{len(views)} example queries for {domain!r}: give {_FEWEST} or more"
            )
        if not any(any(view.mean) for view in views):
            raise InvalidValueError(f"no word of the example queries for {domain!r} is known")
        profile = _profile(views)
        judged = _judged_by_the_others(views, profile)
        ordinary = sorted(map(profile.likeness, _ordinary()))
        middle = _middle(ordinary, judged)
        typical = judged[len(judged) // 2]
        slope = min(_STEEPEST, 4.0 / max(typical - middle, 0.25))
        return cls(domain, profile, middle, slope)

    def classify(self, query: Query) -> Classification:
        """The score of the domain; abstains from a query without a known word."""
        view = _View.of(query, load())
        if not any(view.mean):
            return Classification()
        meaning, strongest, wording = self._profile.parts(view)
        logit = self._slope * (meaning + strongest + wording - self._middle)
        shared = ", ".join(sorted(view.stems.keys() & self._profile.stems)[:6])
        return Classification(
            {self.domain: 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, logit))))},
            signals=(
                Signal("meaning like the examples", self.domain, round(meaning, 3)),
                Signal(
                    "strongest word",
                    self.domain,
                    round(strongest, 3),
                    self._profile.strongest(view)[1],
                ),
                Signal("words of the examples", self.domain, round(wording, 3), shared),
            ),
        )
