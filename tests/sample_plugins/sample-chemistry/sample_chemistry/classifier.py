"""Routing from ten examples."""

from __future__ import annotations

EXAMPLES = (
    "What is the molar mass of H2O?",
    "Balance the equation Fe + O2 -> Fe2O3",
    "How many moles are in 18 g of water?",
    "What is the oxidation state of sulfur in H2SO4?",
    "Which acid and base react to form sodium chloride?",
    "What is the pH of 0.01 M hydrochloric acid?",
    "Name the compound CH3CH2OH",
    "Write the electron configuration of chlorine",
    "What is the limiting reagent when hydrogen reacts with oxygen?",
    "Which bond is more polar, C-F or C-Cl?",
)


def classifier():
    from kaelum_core.routing.examples import ExampleClassifier

    return ExampleClassifier.from_examples("chemistry", EXAMPLES)
