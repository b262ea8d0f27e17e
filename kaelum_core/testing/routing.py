"""The laws of classifiers and of merging, to be run against any classifier.

>>> from kaelum_core.testing.routing import check_classifier
>>> check_classifier(lambda: ChemistryClassifier())  # doctest: +SKIP
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.protocols import Classifier
from kaelum_core.routing.merge import merge
from kaelum_core.types import Classification, Query

__all__ = ["MEGABYTE", "check_classifier", "check_merging", "classifications", "texts"]

MEGABYTE = 1_000_000

Opinion = tuple[str, frozenset[str], Classification]

_WORDS = (
    "if all every no some what how many who write prove solve story function poem capital sum then "
    "true false x y = + 2 15 3.5 ( ) $ \\frac { } ; def return ``` SELECT is are not Ana Bob , . ? !"
).split()
_SPACES = st.text(" \t\n", max_size=4)
_TRAILING = st.sampled_from(("", ".", "?", "!", "...", "?!", ";", " ."))
_NAMES = ("first", "second", "third", "fourth")
_DOMAINS = ("math", "logic", "chemistry", "law")


def texts() -> st.SearchStrategy[str]:
    """Texts of all sorts: words of requests in any order, and any characters at all."""
    worded = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)
    return st.one_of(worded, st.text(max_size=200))


def _scores() -> st.SearchStrategy[float]:
    return st.floats(0.0, 1.0, allow_nan=False)


def classifications(domains: frozenset[str]) -> st.SearchStrategy[Classification]:
    """Opinions on some of ``domains``, the empty one among them."""
    return st.builds(
        Classification,
        st.dictionaries(st.sampled_from(sorted(domains)), _scores()),
        st.none() | _scores(),
    )


@st.composite
def _opinions(draw: st.DrawFn) -> list[Opinion]:
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4, unique=True))
    opinions = []
    for name in names:
        domains = frozenset(
            draw(st.lists(st.sampled_from(_DOMAINS), min_size=1, max_size=4, unique=True))
        )
        opinions.append((name, domains, draw(classifications(domains))))
    return opinions


def _swap_first_letter(text: str) -> str:
    """The text with its first letter's case changed, where that is one letter for one."""
    for place, char in enumerate(text):
        if char.isalpha():
            other = char.swapcase()
            same = len(other) == 1 and other.swapcase() == char and other.lower() == char.lower()
            return text[:place] + (other if same else char) + text[place + 1 :]
    return text


def _check_opinion(opinion: Classification) -> None:
    assert isinstance(opinion, Classification), f"classify returned {type(opinion).__name__}"
    assert all(0.0 <= score <= 1.0 for score in opinion.scores.values())
    assert opinion.complexity is None or 0.0 <= opinion.complexity <= 1.0


def _check_size(classifier: Classifier, seconds: float) -> None:
    """No exception, and bounded time, on a megabyte of what slow programs choke on."""
    for unit in ("a", "a ", "if 1 ", "\n", "(", "1", "all x are y. ", "\\", "é1 ", "_", "A", "\0"):
        text = unit * (MEGABYTE // len(unit))
        classifier.classify(Query(unit))
        elapsed = []
        for _attempt in range(3):
            began = time.perf_counter()
            _check_opinion(classifier.classify(Query(text)))
            elapsed.append(time.perf_counter() - began)
        assert min(elapsed) < seconds, (
            f"a megabyte of {unit!r} took {min(elapsed) * 1000:.0f} ms, more than {seconds * 1000:.0f}"
        )


def check_classifier(
    factory: Callable[[], Classifier], *, examples: int = 100, seconds_per_megabyte: float = 0.05
) -> None:
    """Raise AssertionError unless the classifiers that ``factory`` makes keep the laws.

    They score within [0, 1]; give the same opinion each time, whichever object
    is asked and whatever was asked before; do not mind the case of the first letter, surrounding white
    space or trailing punctuation; and stand any text of up to a megabyte in bounded time.

    Args:
        factory: makes a classifier.
        examples: how many texts to try for each law.
        seconds_per_megabyte: bound on the time for a megabyte of text.
    """
    classifier, another = factory(), factory()

    @settings(max_examples=examples, deadline=None, database=None, report_multiple_bugs=False)
    @given(texts())
    def bounded_and_deterministic(text: str) -> None:
        opinion = classifier.classify(Query(text))
        _check_opinion(opinion)
        assert classifier.classify(Query(text)) == opinion, "two opinions on one query"
        assert another.classify(Query(text)) == opinion, "two objects of two opinions"

    @settings(max_examples=examples, deadline=None, database=None, report_multiple_bugs=False)
    @given(texts(), _SPACES, _SPACES, _TRAILING)
    def blind_to_appearance(text: str, before: str, after: str, trailing: str) -> None:
        plain = text.strip()
        opinion = classifier.classify(Query(plain)).scores
        for change, changed in (
            ("surrounding white space", before + plain + after),
            ("trailing punctuation", plain + trailing),
            ("the case of the first letter", _swap_first_letter(plain)),
        ):
            assert classifier.classify(Query(changed)).scores == opinion, (
                f"{change} changed a score"
            )

    bounded_and_deterministic()
    blind_to_appearance()
    _check_size(classifier, seconds_per_megabyte)


def check_merging(examples: int = 100) -> None:
    """Raise AssertionError unless :func:`kaelum_core.routing.merge.merge` keeps the laws.

    The order of registration has no effect; a classifier that abstains changes
    nothing; a lone opinion is left as it is; and raising an opinion on a domain
    never lowers that domain's merged score.
    """

    @settings(max_examples=examples, deadline=None, database=None, report_multiple_bugs=False)
    @given(_opinions())
    def orderless(opinions: list[Opinion]) -> None:
        merged = merge(opinions)
        for reordered in itertools.permutations(opinions):
            assert merge(reordered) == merged

    @settings(max_examples=examples, deadline=None, database=None, report_multiple_bugs=False)
    @given(_opinions(), st.sets(st.sampled_from(_DOMAINS)))
    def abstention_is_silent(opinions: list[Opinion], domains: set[str]) -> None:
        silent = ("silent", frozenset(domains), Classification())
        assert merge([*opinions, silent]) == merge(opinions)

    @settings(max_examples=examples, deadline=None, database=None, report_multiple_bugs=False)
    @given(classifications(frozenset(_DOMAINS)))
    def alone_is_untouched(opinion: Classification) -> None:
        assert merge([("alone", frozenset(_DOMAINS), opinion)]).scores == opinion.scores

    @settings(max_examples=examples, deadline=None, database=None, report_multiple_bugs=False)
    @given(_opinions(), st.data())
    def monotone(opinions: list[Opinion], data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(range(len(opinions))))
        name, domains, opinion = opinions[place]
        if opinion.scores:
            domain = data.draw(st.sampled_from(sorted(opinion.scores)))
            higher = data.draw(st.floats(opinion.scores[domain], 1.0))
            raised = (name, domains, evolve(opinion, scores={**opinion.scores, domain: higher}))
            changed = [*opinions[:place], raised, *opinions[place + 1 :]]
            before, after = merge(opinions).scores[domain], merge(changed).scores[domain]
            assert after >= before - 1e-12, f"raising {domain} lowered it from {before} to {after}"

    orderless()
    abstention_is_silent()
    alone_is_untouched()
    monotone()
