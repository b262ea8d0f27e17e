"""Questions that families read as a whole, in everyday words; which family to ask.

A family of this kind is a module in :mod:`kaelum_math.families` with a function
``read(text) -> Task | None`` over the whole normalised question, usually by a
:class:`~kaelum_math.words.scan.Lexicon`: every word is accounted for, or the
question is not the family's. It is listed here with its trigger words, one of
which the question must have, so that a module is imported when it may be needed.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Final

from kaelum_math.errors import MathError, NotUnderstood
from kaelum_math.faults import Faults
from kaelum_math.task import Task

__all__ = ["FAMILIES", "read"]

STORIES: Final = "stories"

FAMILIES: Final[dict[str, frozenset[str]]] = {
    name: frozenset(triggers.split())
    for name, triggers in {
        "angle_values": "sin cos tan cot sec csc",
        "bitwise": "0x 0b 0o < > & | ~ xor shift shifted bitwise bit",
        "chance": "probability chance odds likelihood likely probable",
        "complex_numbers": "i complex",
        "calendar": "day days weekday weekdays leap monday tuesday wednesday thursday friday saturday"
        " sunday date mondays tuesdays wednesdays thursdays fridays saturdays sundays weeks",
        "combinatorics": "ncr npr ways choose permutations combinations arranged arrange committee committees"
        " arrangements handshakes permutation combination anagrams select c p permute team teams",
        "coordinates": "orthocenter orthocentre incircle circumcircle centroid circumcenter circumcentre"
        " midpoint distance slope gradient angle area perimeter incenter inradius circumradius vertices"
        " points point coordinates",
        "countdown": "once expression target make reach countdown get",
        "geometry": "area perimeter circumference volume surface diagonal hypotenuse radius diameter"
        " angle angles side sides edge height width length diagonals fence fencing triangle capacity"
        " rectangle rectangular circle circular square cube cylinder cone sphere polygon",
        "integers": "base binary octal hexadecimal hex decimal bits ones zeros prime primes popcount"
        " hamming factorization",
        "intervals": "long duration elapsed time minutes hours seconds difference clock format",
        "letters": "letter letters vowel vowels consonant consonants alphabet backwards"
        " backward reverse palindrome anagram anagrams appear occur contain ' \" b e j o q r u v w",
        "lists": "sort order arrange rank put list largest biggest greatest highest smallest least"
        " lowest maximum minimum keep remove delete filter which numbers",
        "legs": "leg legs wheel wheels",
        "progressions": "ap gp arithmetic geometric sequence progression series term terms",
        "money": "% percent percentage discount off tax tip interest ratio cost costs speed far long fast"
        " profit split increase decrease sale save each per",
        "parts": "fraction part",
        "markups": "% percent percentage",
        "quantities": "$ £ € ₹ ¥ cent cents dollars euros pounds mm cm m km inch inches in ft foot feet yard yards"
        " mile miles meter meters metre metres centimeters centimetres kilometers kilometres kilometer kilometre g gram grams kg"
        " kilograms kilogram kilo kilos mg lb lbs oz ounce ounces tonnes l ml liter liters litre litres cup cups tbsp tsp"
        " gallon gallons pint pints quart quarts second seconds sec minute minutes min hour hours hr hrs h day"
        " days week weeks month months year years mph",
        "real_roots": "real reals",
        "stepwise": "maximum",
        "rules": "?",
        "recurrences": "n",
        "sets": "{",
        "linear_algebra": "[ < matrix matrices vector vectors dot cross norm magnitude perpendicular orthogonal parallel projection linearly angle det u v w",
        "events": "n p",
        "venn": "both neither",
        "repeating": "fraction fractions",
        "statistics": "mean average median mode modal range variance deviation std sum total product"
        " stdev common frequent",
        "ratios": "ratio",
        STORIES: "how what whats hows many much find which when share split divide fare price percent number"
        " calculate determine change",
    }.items()
}
"""Module -> words or signs that a question of the family has at least one of.

The last one reads stories sentence by sentence, and only those that no other family reads."""

_JUDGED: Final = re.compile(r"\W*(?:is|are|was|were|does|did)\b", re.IGNORECASE)
"""The beginning of a question that is answered by yes or no."""

_WORD: Final = re.compile(r"\b0[xob](?=[0-9a-f])|[^\W\d_]+|\d+|\S")


def read(text: str) -> list[Task]:
    """What normalised ``text`` asks for, as its families understand it: no two tasks are equal.

    Raises:
        MathError: a family understood enough to say why it cannot go on.
    """
    words = set(_WORD.findall(text.lower()))
    judged = _JUDGED.match(text) is not None
    found: list[Task] = []
    faults = Faults(text)
    for name, triggers in FAMILIES.items():
        if words.isdisjoint(triggers) or (name == STORIES and found):
            continue
        try:
            task = import_module(f"kaelum_math.families.{name}").read(text)
            if task is not None:
                task.describe()  # a reading that cannot be shown is none
        except MathError as error:
            faults.add(error)
            continue
        except (ArithmeticError, ValueError) as error:
            # A date that does not exist, a denominator 0, a number of too many digits.
            faults.add(NotUnderstood(f"A number in the question has no meaning: {error}."))
            continue
        if task is None or task in found or (judged and not _judges(task)):
            continue
        found.append(task)
    if faults and not found:
        raise faults.worst()
    return found


def _judges(task: Task) -> bool:
    """Whether ``task`` says yes or no: "is the sum of 3 and 4 = 7?" asks for no sum."""
    try:
        return task.solve().answer.lower() in {"yes", "no", "true", "false"}
    except MathError:
        return False
