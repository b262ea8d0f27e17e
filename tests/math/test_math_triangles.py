"""Triangles, regular polygons, clocks, lines and circles."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaelum_core.types import Query, Verdict
from kaelum_math.errors import OutOfReach, Undefined
from kaelum_math.families.angles import ClockAngle
from kaelum_math.families.plane import Circle, Line
from kaelum_math.families.triangles import Judged, RegularArea, Triangle
from kaelum_math.worker import MathWorker


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In triangle ABC, a = 3, b = 8 and C = 60°. Find c.", "7"),
        ("In triangle ABC, A = 30°, B = 90° and a = 4. Find b.", "8"),
        (
            "A triangle has sides 3, 5 and 7. What is the angle opposite the side of length 7?",
            "120°",
        ),
        ("In triangle ABC, a = 6, b = 5 and C = 30°. Find the area.", "7.5"),
        ("is a triangle with sides 5, 12, 13 a right triangle?", "yes"),
        ("can 1, 2 and 3 be the sides of a triangle?", "no"),
        ("what kind of triangle has sides 2, 2, 3", "obtuse isosceles"),
        ("area of a regular hexagon with side 2", "6*sqrt(3)"),
        ("each interior angle of a regular pentagon is how many degrees", "108°"),
        ("complement of 30 degrees", "60°"),
        ("angle between the hands of a clock at 9:00", "90°"),
        ("Equation of the line passing through (1, 1) and (3, 5)", "y = 2*x - 1"),
        ("equation of the line with slope 3 through (1, 2)", "y = 3*x - 1"),
        ("equation of the line through (1,1) parallel to y = 4x + 9", "y = 4*x - 3"),
        ("radius of the circle x^2 + y^2 - 2x = 8", "3"),
        ("center of the circle x^2 + y^2 - 2x + 6y = 0", "(1, -3)"),
        ("In triangle ABC, a = 3, b = 4 and A = 30°. Find c.", None),  # perhaps two triangles
        ("In triangle ABC, a = 1, b = 2 and c = 5. Find C.", None),
        ("area of a triangle with sides 1, 2 and 5", None),
    ],
)
def test_answers_are_proved(question: str, answer: str | None) -> None:
    result = MathWorker().solve(Query(question), None)  # type: ignore[arg-type]
    assert result.answer == answer, result.reason
    assert answer is None or result.verdict is Verdict.PROVED


sizes = st.integers(1, 12).map(Fraction)


@settings(deadline=None)
@given(st.tuples(sizes, sizes, sizes))
def test_three_sides_are_judged_and_solved_alike(sides: tuple[Fraction, ...]) -> None:
    for what in ("possible", "kind"):
        task = Judged(sides, what)
        try:
            assert task.first() == task.second()
        except Undefined:
            return
    for asked in ("A", "area"):
        triangle = Triangle(tuple(zip("abc", sides, strict=True)), asked)
        try:
            solution = triangle.solve()
        except (Undefined, OutOfReach):
            return
        assert all(check.passed for check in triangle.check(solution.answer, {}))


@given(st.sampled_from([3, 4, 6, 8, 12]), sizes)
def test_regular_areas_agree(sides: int, side: Fraction) -> None:
    task = RegularArea(sides, side)
    assert task.first() == task.second()


@given(st.integers(0, 23), st.integers(0, 59))
def test_clock_angles_agree(hour: int, minute: int) -> None:
    task = ClockAngle(hour, minute)
    assert task.first() == task.second()


places = st.integers(-9, 9).map(Fraction)


@given(places, places, places, places)
def test_lines_agree(x: Fraction, y: Fraction, u: Fraction, v: Fraction) -> None:
    if u or v:
        task = Line((x, y), (u, v))
        assert task.first() == task.second()


@given(places, places, places)
def test_circles_agree(d: Fraction, e: Fraction, f: Fraction) -> None:
    for what in ("center", "radius"):
        task = Circle(d, e, f, what)
        try:
            assert task.first() == task.second()
        except Undefined:
            return
