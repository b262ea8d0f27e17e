"""Questions in the wording of procedural generators, with the form of answer they ask for."""

from __future__ import annotations

import pytest

from kaelum_core.types import Verdict, derive_verdict
from kaelum_math.errors import MathError
from kaelum_math.reader import read

LISTED = (
    " Please follow the instruction below: ## 1. Let all your answers be a list of numbers. Instead of"
    " reporting your answer as -6, 1, use ['-6', '1'] instead ## 2. Convert all numbers in the square"
    " brackets as strings. For example, ['-6', '1']"
)
STARRED = (
    "\nWhen performing calculations, please follow these guidelines:\n1. Use ** instead of ^ to represent"
    " exponents. For example, write 7*X**2 instead of 7*X^2.\n2. Always include the * symbol for all"
    " multiplication operations in your reasoning steps. For example, write `3*X*sin(X) + C` instead of"
    " `3xsin(x) + C`.\n"
)
BITS = (
    "Please solve this problem. Assume there is arbitrary bit depth and that there are signed integers."
    " If the answer is negative, reply as a negative value (ex., -0x3), not the two's-compliment form."
    " Reply only with the final hexidecimal value.\n"
)
BASES = (
    "Your task is to convert a number between two different bases.\n\nIf the target base is > 10, use"
    " lowercase letters a-z for digits above 9.\n\nNow, "
)
DICE = (
    " (Assume that all dice are rolled at once, and that '1d6' represents one roll of a 6-sided dice.)"
    " Please respond with a reduced fraction representing the probability [ex., 1/60]."
)
ANGLE = "Return only the angle as your answer.Do not give the units in your answer."
PLANE = (
    " For all geometry problems:\n1. Give coordinates in the form (x, y)\n2. Round decimal answers to 3"
    " decimal places\n3. Use the degree symbol ° for angles\n4. Return only the angle, coordinates, or"
    " radius as your answer.\n"
)

CASES = [
    (f"{BITS}((0x86c >> 0x3) * (0xa723 - 0xe46))", "0xa0a039"),
    (f"{BITS}((0x10 - 0x20) << 0x2)", "-0x40"),
    (f"{BITS}0xcea4", "0xcea4"),
    (f"{BASES}convert the base-6 number 2541 to base-13", "3a0"),
    (f"{BASES}convert the binary number 1001001001 to base-8", "1111"),
    ("How many 1 bits are there in the binary representation of the number 1337671203?", "19"),
    ("Count how many prime numbers there are between 9362 and 9395 (inclusive) ?", "3"),
    (
        ("Find the prime factorization of 476. Write the factors separated by × (Example: for 12 the"
        " answer would be: 2 × 2 × 3)"),
        "2 × 2 × 7 × 17",
    ),
    (f"I have these dice: 1d20, 1d18, 1d13, 1d10. What are the odds of rolling 23 or higher?{DICE}",
     "13369/15600"),
    ("What is the probability of getting exactly 6 heads in 8 fair coin flips?", "7/64"),
    ("Subtract the complex numbers: (1.0 + 10.0i) - (6.0 - 10.0i)", "-5.0 + 20.0i"),
    ("Divide the complex numbers: (-20.0 + 34.0i) ÷ (4.0 + 6.0i)", "2.38461538461538 + 4.92307692307692i"),
    (
        ("Your task is to pick the largest/smallest number out of several options.\n\nYour output should"
        " be only the number of interest.\n\nNow, pick the smallest number of the following candidates:"
        " 4.85035142e+08 485,035,138.128"),
        "485,035,138.128",
    ),
    (f"Sort these numbers in descending order: -3.0, -93.0, 32.6, 93.1{LISTED}",
     "['93.1', '32.6', '-3.0', '-93.0']"),
    (
        ("Remove all numbers larger than 7.3 in this list: ['-14.2222', '-97.034', '62.66']\nReturn the"
        " new list in the same format."),
        "['-14.2222', '-97.034']",
    ),
    (
        ("Your task is to count how many legs there are in total when given a list of animals.\n\nNow,"
        " how many legs are there in total if you have 3 butterflys, 2 crabs, 6 sea slugs, 8 praying"
        " mantiss, 14 giraffes, 4 flatworms, 7 cockroachs?"),
        "184",
    ),
    ("Is 2068 a leap year? Answer with Yes or No.", "Yes"),
    ("Name the day of the week for 06/13/2022. Respond with the weekday (Monday-Sunday).", "Monday"),
    (
        ("If a meeting is scheduled on the third Wednesday of October 2022, on which day of the month"
        " does it occur? Respond with just the number. Answer with -1 if the ordinal does not exist in"
        " the month."),
        "19",
    ),
    (
        ("Between Wednesday, May 11, 2022 and Saturday, August 13, 2022 (counting both dates), how many"
        " times does Wednesday occur? Answer with a number."),
        "14",
    ),
    (
        ("A system backup started at 04:25:41.074 and completed at 06:11:10.914. What was the total"
        " backup duration? Answer in HH:MM:SS.mmm."),
        "01:45:29.840",
    ),
    (
        ("A video call started at 2994-02-15 08:02:00 and ended at 2994-03-06 05:23:12. How long was the"
        " call? Answer in D days, HH:MM:SS."),
        "18 days, 21:21:12",
    ),
    (
        ("What is the duration between 2024-01-15 (Monday) 14:30:45 +0000 and 2024-01-15 (Monday)"
        " 14:30:45 -0300? Please answer in D days, HH:MM."),
        "0 days, 03:00",
    ),
    (
        ("Given a convex polygon with 5 sides, its first 4 interior angles are: 101.0°, 145.0°, 117.0°,"
        f" 129.0°. What is the measure of the remaining interior angle (in degrees)?{ANGLE}"),
        "48",
    ),
    (
        ("Consider triangle ABC with coordinates A=(-6, 2), B=(10, -9), and C=(-8, 7). Compute the"
        f" radius of its incircle.{PLANE}"),
        "1.186",
    ),
    (
        ("Given triangle ABC with coordinates A=(1, 2), B=(-6, -4), and C=(-9, -8), find the coordinates"
        f" of its orthocenter.{PLANE}"),
        "(-51.000, 41.000)",
    ),
    ("State the final answer to the following arithmetic problem: 859 + 467 - 914 =", "412"),
    ("Solve the following multiplication: 914 * 807. Give only the result as your final answer.", "737598"),
    (
        ("Simplify the fraction $\\dfrac{2156}{2981}$ to its lowest terms. Give only the simplified"
        " fraction as your final answer."),
        "196/271",
    ),
    (
        ("Find the Greatest Common Divisor (GCD) of these numbers: 760, 368. Give only the GCD as your"
        " final answer."),
        "8",
    ),
    ("Find the Least Common Multiple (LCM) of these numbers: 63, 98", "882"),
    (
        ("Your task is to compute an exponentiation of a number.\n\nCompute -352.3345^-2. Return your"
        " final answer correct to 3 significant figures.\nProvide your answer in scientific notation"
        " using 'e' notation (e.g., 1.23e+4)."),
        "8.06e-6",
    ),
    (
        ("Please solve this problem to a maximum of 12 significant digits, rounding up from the half."
        " Only reply with the final value.\n(6.469+((8.780+9.549)+0.615)) = ?"),
        "25.413",
    ),
    ("Find the value of t in the equation: 84*t + 4370 = 9410", "60"),
    (f"Calculate the following: (63 - 41*z**2)*(10*z**3 - 114){STARRED}",
     "-410*z**5 + 630*z**3 + 4674*z**2 - 7182"),
    (f"Find the indefinite integral: ∫ 36*X**8 - 32*X**7 + 1 dx{STARRED}", "4*X**9 - 4*X**8 + X + C"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), CASES)
def test_answer_and_proof(question: str, answer: str) -> None:
    (reading,) = read(question)
    solution = reading.task.solve()
    assert solution.answer == answer
    checks = list(reading.task.check(solution.answer, solution.evidence))
    assert derive_verdict(checks) in {Verdict.PROVED, Verdict.CHECKED}


@pytest.mark.parametrize(("question", "answer"), CASES)
def test_a_wrong_answer_is_refuted(question: str, answer: str) -> None:
    (reading,) = read(question)
    solution = reading.task.solve()
    wrong = f"{answer}1" if answer[-1].isdigit() else "17"
    try:
        checks = list(reading.task.check(wrong, solution.evidence))
    except MathError:
        return
    assert derive_verdict(checks) is Verdict.REFUTED


@pytest.mark.parametrize(
    "question",
    [
        (
            "Calculate 179 using all of these numbers: 73, 85, 1, 42, 14, 49.\nEach number may be used at"
            " most once.\n\nFinal answer format instructions:\n1. Provide your solution as a arithmetic"
            " expression (no '=' sign).\n2. Do not include the target number in the expression.\n3. Use"
            " '*' for multiplication.\n4. Use '/' for division.\n5. Do not include any other text or"
            " formatting.\n"
        ),
        (
            "Using all the numbers 3, 3, 8, 8, create an expression that equals 24.\nYou can only use each"
            " number once."
        ),
    ],
)
def test_puzzles_have_a_proved_expression(question: str) -> None:
    (reading,) = read(question)
    solution = reading.task.solve()
    checks = list(reading.task.check(solution.answer, {}))
    assert derive_verdict(checks) is Verdict.PROVED
    assert derive_verdict(list(reading.task.check("1 + 1", {}))) is Verdict.REFUTED


def test_contradicting_dates_are_never_proved() -> None:
    (reading,) = read(
        "How many business days (Monday-Friday) are there from Friday, December 2, 2022 to Sunday,"
        " January 15, 2022 (inclusive of both dates)?"
    )
    solution = reading.task.solve()
    assert solution.answer == "31"
    assert "do not fit" in solution.notes[0]
    assert derive_verdict(list(reading.task.check("31", {}))) is Verdict.CHECKED


def test_an_impossible_convex_polygon_is_never_proved() -> None:
    (reading,) = read(
        "Consider a convex 4-gon whose first 3 interior angles are: 10.0°, 20.0°, 30.0°. Determine the"
        f" measure of the remaining angle.{ANGLE}"
    )
    solution = reading.task.solve()
    assert solution.answer == "300"
    assert derive_verdict(list(reading.task.check("300", {}))) is Verdict.CHECKED
