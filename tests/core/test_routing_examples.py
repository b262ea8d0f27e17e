"""A third domain from ten examples: its queries reach it, and the others keep theirs."""

import pytest

from kaelum_core.errors import InvalidValueError
from kaelum_core.routing.classifier import DOMAINS, DefaultClassifier, top_domain
from kaelum_core.routing.examples import ExampleClassifier
from kaelum_core.routing.merge import merge
from kaelum_core.types import Query

EXAMPLES = (
    "What is the molar mass of calcium carbonate?",
    "Balance the equation: Fe + O2 -> Fe2O3",
    "How many moles of NaOH are needed to neutralise 25 mL of 0.1 M sulfuric acid?",
    "What is the oxidation state of manganese in KMnO4?",
    "Which products form when sodium reacts with water?",
    "Name the compound CH3CH2COOH.",
    "What type of bond holds the atoms in a nitrogen molecule together?",
    "Calculate the pH of a 0.05 M solution of ammonia.",
    "Why is the boiling point of ethanol higher than that of dimethyl ether?",
    "Draw the Lewis structure of sulfur dioxide.",
)

HELD_OUT = (
    "What is the molecular weight of glucose?",
    "balance the reaction of aluminium with hydrochloric acid",
    "How many grams of CO2 are produced by burning 10 g of methane?",
    "What is the pKa of acetic acid?",
    "What volume of 0.5 M HCl neutralises 20 mL of 0.3 M NaOH?",
    "Is the reaction between zinc and copper sulfate a redox reaction?",
    "What is the electron configuration of iron?",
    "How many valence electrons does phosphorus have?",
    "Is the ammonia molecule polar?",
    "What happens when an alkene reacts with bromine water?",
    "Explain the mechanism of an SN2 reaction.",
    "What is the product of the esterification of ethanol with acetic acid?",
    "What is the difference between an ionic and a covalent bond?",
    "Which gas is produced when calcium carbonate reacts with dilute acid?",
    "What is the solubility of silver chloride in water?",
    "Is the dissolution of ammonium nitrate endothermic or exothermic?",
    "What is the formula of iron(III) sulfate?",
    "How is chlorine produced by electrolysis of brine?",
    "What functional group is present in aldehydes?",
    "What is the flame colour of copper salts?",
)

OTHERS = {
    "math": (
        "Find the roots of x^2 - 7x + 12.",
        "What is the product of 14 and 23?",
        "A train travels 180 km in 2.5 hours. What is its average speed?",
        "Calculate the area of a triangle with base 8 and height 5.",
    ),
    "logic": (
        "All sailors can swim. Udo cannot swim. Is Udo a sailor?",
        "If it rains the match is off. The match is on. Does it rain?",
    ),
    "code": (
        "write a function that merges two sorted lists",
        "Why does my loop never end?\n\nwhile x > 0:\n    print(x)",
    ),
    "factual": (
        "Who painted the Mona Lisa?",
        "When did the Roman empire fall?",
        "What is the longest river in Asia?",
    ),
    "creative": (
        "Write a poem about the first day of spring.",
        "Tell me a story about a shy dragon.",
    ),
}


@pytest.fixture(scope="module")
def chemistry():
    return ExampleClassifier.from_examples("chemistry", EXAMPLES)


@pytest.fixture(scope="module")
def domain_of(chemistry):
    default = DefaultClassifier()

    def decide(text):
        query = Query(text)
        return top_domain(
            merge(
                [
                    ("default", frozenset(DOMAINS), default.classify(query)),
                    ("chemistry", frozenset({"chemistry"}), chemistry.classify(query)),
                ]
            )
        )

    return decide


def test_nine_in_ten_held_out_queries_reach_the_new_domain(domain_of):
    reached = [domain_of(text) == "chemistry" for text in HELD_OUT]
    assert sum(reached) >= 0.9 * len(HELD_OUT)


@pytest.mark.parametrize(
    ("domain", "text"), [(domain, text) for domain, texts in OTHERS.items() for text in texts]
)
def test_other_domains_keep_their_queries(domain_of, domain, text):
    assert domain_of(text) == domain


def test_the_reasons_name_the_words(chemistry):
    signals = {s.name: s.evidence for s in chemistry.classify(Query(HELD_OUT[0])).signals}
    assert signals["strongest word"] in HELD_OUT[0]


def test_nothing_known_is_an_abstention(chemistry):
    assert not chemistry.classify(Query("12 34 ??")).scores


@pytest.mark.parametrize("queries", [[], ["What is a mole?"], ["1 + 1", "2 + 2"]])
def test_too_little_to_go_by_is_refused(queries):
    with pytest.raises(InvalidValueError, match="'chemistry'"):
        ExampleClassifier.from_examples("chemistry", queries)
