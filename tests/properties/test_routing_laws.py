"""The laws of routing, for the classifiers in the core; third parties run the same kit."""

import pytest

from kaelum_core.routing.classifier import DefaultClassifier
from kaelum_core.routing.examples import ExampleClassifier
from kaelum_core.testing.routing import check_classifier, check_merging
from kaelum_core.types import Classification


def from_examples():
    return ExampleClassifier.from_examples(
        "cooking", ("How long do I boil an egg?", "recipe for bread", "Can I freeze cooked rice?")
    )


@pytest.mark.parametrize("factory", [DefaultClassifier, from_examples])
def test_the_core_keeps_the_laws(factory):
    check_classifier(factory, examples=60, seconds_per_megabyte=0.5)


def test_merging_keeps_the_laws():
    check_merging()


class Fickle:
    calls = 0

    def classify(self, query):
        self.calls += 1
        return Classification({"math": self.calls % 2})


class Loud:
    def classify(self, query):
        return Classification({"math": 1.0 if query.text.isupper() else 0.5})


class Lengthy:
    def classify(self, query):
        if len(query.text) > 10_000:
            raise RecursionError("too long")
        return Classification({"math": 0.5})


class Spaced:
    def classify(self, query):
        return Classification({"math": 1 / (1 + len(query.text))})


@pytest.mark.parametrize("broken", [Fickle, Loud, Lengthy, Spaced])
def test_the_kit_finds_what_breaks_them(broken):
    with pytest.raises((AssertionError, RecursionError)):
        check_classifier(broken)
