"""The form of answers: options and instructions are never premises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaelum_core.types import Query
from kaelum_logic.answers import TRUTH, VALIDITY, YES_NO, Form, Option, ask
from kaelum_logic.problem import UnsolvedError


@pytest.mark.parametrize(
    ("text", "question", "form"),
    [
        ("Is Rex old? Answer yes or no.", "Is Rex old?", Form("yes", "no", "uncertain")),
        ("Answer with Yes or No: is Rex old?", "is Rex old?", Form("Yes", "No", "uncertain")),
        ("Is Rex old (yes/no)?", "Is Rex old?", Form("yes", "no", "uncertain")),
        ("Is Rex old? Reply with one word. Think step by step.", "Is Rex old?", None),
        ("In one word, is Rex old?", "is Rex old?", None),
        ("Is Rex old? Your answer should be True, False or Unknown.", "Is Rex old?",
         Form("True", "False", "Unknown")),
        ("Yes or no: Rex is old.", "Rex is old.", Form("yes", "no", "uncertain")),
        ("Question: Is Rex old?", "Is Rex old?", None),
        ("If Bob answers, Anna leaves.", "If Bob answers, Anna leaves.", None),
        ("Is the claim true or false?", "Is the claim true or false?", None),
    ],
)  # fmt: skip
def test_instructions_are_set_apart(text, question, form):
    asked = ask(Query(text))
    assert asked.question == question
    assert asked.form == form


@pytest.mark.parametrize(
    ("query", "options"),
    [
        (Query("Q?", options=("A) True", "B) False")), [("A", "True"), ("B", "False")]),
        (Query("Q?", options=("(A) True", "(B) False")), [("(A)", "True"), ("(B)", "False")]),
        (Query("Q?", options=("valid", "invalid")), [("valid", "valid"), ("invalid", "invalid")]),
        (Query("Q?\nOptions:\n- valid\n- invalid"), [("valid", "valid"), ("invalid", "invalid")]),
        (Query("Q?\nOptions:\n(A) a dog\n(B) a cat"), [("(A)", "a dog"), ("(B)", "a cat")]),
        (Query("Q? A) Rex B) Tom C) Ann"), [("A", "Rex"), ("B", "Tom"), ("C", "Ann")]),
        (Query("Q? Options: yes, no"), [("yes", "yes"), ("no", "no")]),
    ],
)
def test_options_are_found(query, options):
    asked = ask(query)
    assert [(option.label, option.text) for option in asked.options] == options
    assert asked.question == "Q?"


def test_an_answer_takes_the_form_asked_for():
    plain = ask(Query("Is Rex old?"))
    assert plain.truth(None) == "uncertain"
    assert plain.truth(True, YES_NO) == "Yes"
    assert plain.truth(False, VALIDITY) == "invalid"
    chosen = ask(Query("Is Rex old?", options=("A) No", "B) Yes")))
    assert chosen.truth(True) == "B"
    assert chosen.choose("no") == "A"
    assert chosen.choose("maybe") is None
    with pytest.raises(UnsolvedError, match="not among the options"):
        chosen.truth(None)


@given(st.sampled_from([TRUTH, YES_NO, VALIDITY]), st.sampled_from([True, False]))
def test_every_form_says_true_and_false_differently(form, value):
    assert form.word(value) != form.word(not value)


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(text):
    asked = ask(Query(text))
    assert all(isinstance(option, Option) for option in asked.options)
