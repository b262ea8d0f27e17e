"""Letters as things to count: how many r's a word has, its third letter, whether it is a palindrome."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from string import ascii_lowercase
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.expr.nodes import number
from kaelum_math.task import Value
from kaelum_math.text.numerals import ordinal
from kaelum_math.words.task import TwoWays
from kaelum_math.words.units import UNITS

__all__ = [
    "Anagrams",
    "Backwards",
    "Count",
    "Letter",
    "Palindrome",
    "Place",
    "read",
]

_VOWELS: Final = "aeiou"
_KINDS: Final = {
    "letter": ascii_lowercase,
    "vowel": _VOWELS,
    "consonant": "".join(c for c in ascii_lowercase if c not in _VOWELS),
}
"""What can be counted -> the letters that are of the kind."""


@frozen
class Count(TwoWays):
    """How many letters of a text are among some letters; upper case counts like lower case."""

    text: str
    counted: str
    name: str

    method = "the length of what is left without these letters"

    def describe(self) -> str:
        return f"number of {self.name} in {self.text!r}"

    def first(self) -> int:
        return sum(letter in self.counted for letter in self.text.lower())

    def second(self) -> int:
        text = self.text.lower()
        return len(text) - len(re.sub(f"[{self.counted}]", "", text))

    def worth(self, result: Any) -> Value:
        return number(result)

    def notes(self) -> tuple[str, ...]:
        return ("The letter y is counted as a consonant.",) * (
            self.name in {"vowels", "consonants"} and "y" in self.text.lower()
        )


@frozen
class Backwards(TwoWays):
    """A text from its last character to its first."""

    text: str

    method = "the characters put before each other one by one"

    def describe(self) -> str:
        return f"{self.text!r} backwards"

    def first(self) -> str:
        return self.text[::-1]

    def second(self) -> str:
        turned = ""
        for letter in self.text:
            turned = letter + turned
        return turned


@frozen
class Letter(TwoWays):
    """One letter of a word, counted from 1; from the end if ``place`` is negative."""

    word: str
    place: int

    method = "crossing off the letters on the way"

    def describe(self) -> str:
        side = "the end of " if self.place < 0 else ""
        return f"letter {abs(self.place)} from {side}{_shown(self.word)}"

    def _within(self) -> None:
        if not 1 <= abs(self.place) <= len(self.word):
            raise ValueError(f"there are only {len(self.word)} letters")

    def first(self) -> str:
        self._within()
        return self.word[self.place - 1 if self.place > 0 else self.place]

    def second(self) -> str:
        self._within()
        rest = list(self.word if self.place > 0 else reversed(self.word))
        for _ in range(abs(self.place) - 1):
            rest.pop(0)
        return rest[0]


@frozen
class Place(TwoWays):
    """The place of a letter in the alphabet, or the letter some places further on."""

    letter: str
    further: int | None = None

    method = "the code points of the letters"

    def describe(self) -> str:
        if self.further is None:
            return f"place of the letter {self.letter} in the alphabet"
        side = "after" if self.further > 0 else "before"
        return f"letter {abs(self.further)} {side} {self.letter} in the alphabet"

    def first(self) -> int | str:
        at = ascii_lowercase.index(self.letter)
        if self.further is None:
            return at + 1
        if not 0 <= at + self.further < len(ascii_lowercase):
            raise ValueError("the alphabet ends before")
        return ascii_lowercase[at + self.further]

    def second(self) -> int | str:
        if self.further is None:
            return ord(self.letter) - ord("a") + 1
        return chr(ord(self.letter) + self.further)

    def worth(self, result: Any) -> Value:
        return number(result) if isinstance(result, int) else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


@frozen
class Palindrome(TwoWays):
    """Whether a text reads the same from both ends, but for case, spaces and punctuation."""

    text: str

    method = "the letters compared in pairs from the ends"

    def describe(self) -> str:
        return f"whether {self.text!r} is a palindrome"

    def first(self) -> bool:
        return _letters(self.text) == _letters(self.text)[::-1]

    def second(self) -> bool:
        letters = [c for c in self.text.lower() if c.isalnum()]
        return all(letters[k] == letters[-1 - k] for k in range(len(letters) // 2))

    def write(self, result: Any) -> str:
        return "yes" if result else "no"

    def worth(self, result: Any) -> Value:
        return bool(result)


@frozen
class Anagrams(TwoWays):
    """Whether two texts are made of the same letters, each as often, and are not the same."""

    one: str
    other: str

    method = "each letter counted in both"

    def describe(self) -> str:
        return f"whether {self.one!r} and {self.other!r} are anagrams"

    def first(self) -> bool:
        one, other = _letters(self.one), _letters(self.other)
        return one != other and sorted(one) == sorted(other)

    def second(self) -> bool:
        one, other = Counter(_letters(self.one)), Counter(_letters(self.other))
        return one == other and _letters(self.one) != _letters(self.other)

    def write(self, result: Any) -> str:
        return "yes" if result else "no"

    def worth(self, result: Any) -> Value:
        return bool(result)


def _shown(word: str) -> str:
    return "the alphabet" if word == ascii_lowercase else repr(word)


# -- reading -----------------------------------------------------------------

_TEXT: Final = (
    r"(?:(?:the\s+)?(?:given\s+|following\s+|english\s+)?"
    r"(?:word|string|phrase|sentence|name|text)s?\s*:?\s+)?"
    r"(?:\"(?P<{0}q>[^\"]{{1,200}})\"|'(?P<{0}s>[^']{{1,200}})'|(?P<{0}w>[a-z]{{2,40}}(?:-[a-z]{{2,40}})*))"
)
"""A quoted text or one bare word."""
_IN: Final = rf"\s+in\s+{_TEXT.format('')}"
_MARKED: Final = r"(?:the\s+)?(?:letters?\s+|character\s+)?[\"']?(?P<letter>[a-z])[\"']?"
_COUNTED: Final = (
    r"(?:(?P<marked>(?:letters?|character)\s+|[\"'])?(?P<letter>[a-z])(?P<plural>[\"']?\s?'?s?)"
    r"|(?P<kind>letter|vowel|consonant)s?)"
)
_ORDINAL: Final = r"(?:(?P<nth>[a-z]+|\d{1,2}(?:st|nd|rd|th))(?P<end>[\s-](?:to|from)[\s-](?:the\s+)?last|\s+last)?)"
_ALPHABET: Final = r"(?:the\s+)?(?:english\s+)?alphabet"
_POINTING: Final = frozenset("it this that the them these word string name".split())
"""Words that stand for a text which is not there."""
_ENDS: Final = {"last": -1, "final": -1, "penultimate": -2, "middle": 0}


_POLITE: Final = r"(?:(?:please|hey|hi|can you|could you|tell me|i wonder|quick question)[\s,:]+)*"
_TOPIC: Final = re.compile(
    r"\b(?:letters?|vowels?|consonants?|alphabet|backwards?|reverse|palindrome|anagrams?|appear|occur)\b"
    r"|\b(?:how many|number of)\s+\W?[a-z]\W",
    re.IGNORECASE,
)
"""What a question of this family has at the least."""
_LONGEST: Final = 500
"""Characters of a question of this family."""

_WHAT_IS: Final = r"(?:what's|(?:what|which)(?:\s+letter)?\s+is)\s+(?:the\s+)?"
_TIMES: Final = r"how (?:many times|often)\s+(?:does|do)\s+(?:the\s+)?"
_NUMBER_OF: Final = r"(?:count|(?:count|find|what is|what's|give)?\s*(?:the\s+)?number of)\s+"
_OF: Final = rf"\s+letter\s+(?:of|in)\s+(?:{_ALPHABET}|{_TEXT.format('')})"

_COUNTS: Final = (
    rf"how many\s+{_COUNTED}(?:\s+(?:are|is))?(?:\s+there)?(?:\s+contained)?{_IN}",
    rf"how many\s+{_COUNTED}\s+(?:does|do)\s+{_TEXT.format('')}\s+(?:have|contain)",
    rf"{_TIMES}{_COUNTED}\s+(?:appear|occur|show up){_IN}",
    rf"{_NUMBER_OF}(?:the\s+|all\s+)*{_COUNTED}{_IN}",
)
_TURNED: Final = (
    r"reverse\s+(?=[\"']|the\s+(?:letters|word|string|phrase|name))(?:the\s+letters\s+(?:of|in)\s+)?"
    + _TEXT.format(""),
    (
        rf"(?:spell|write|type|say|what is|what's|how (?:do you|would you|to) (?:spell|write))\s+"
        rf"{_TEXT.format('')}\s+(?:spell(?:ed|t)\s+|written\s+)?(?:backwards?|in reverse)"
    ),
)
_NTH: Final = (
    rf"{_WHAT_IS}{_ORDINAL}{_OF}",
    rf"(?:give|find|name)\s+(?:me\s+)?(?:the\s+)?{_ORDINAL}{_OF}",
    rf"(?:what|which)\s+letter\s+is\s+{_ORDINAL}\s+in\s+(?:{_ALPHABET}|{_TEXT.format('')})",
)
_PLACED: Final = (
    rf"(?:what|which)\s+(?:is\s+the\s+)?(?:position|place|number)\s+(?:of|is)\s+{_MARKED}\s+in\s+{_ALPHABET}",
    rf"(?:what|which)\s+(?:number|position|place)\s+(?:letter\s+)?(?:of|in)\s+{_ALPHABET}\s+is\s+{_MARKED}",
    (
        rf"(?:what|which)\s+letter\s+(?:of\s+{_ALPHABET}\s+)?(?:comes|is)\s+"
        rf"(?:(?:right|just|directly|immediately)\s+)?(?P<side>after|before)\s+{_MARKED}(?:\s+in\s+{_ALPHABET})?"
    ),
)
_SAME: Final = (rf"is\s+{_TEXT.format('')}\s+a\s+palindrome",)
_MIXED: Final = (
    (
        rf"are\s+{_TEXT.format('a')}\s+and\s+{_TEXT.format('b')}\s+anagrams"
        r"(?:\s+of\s+(?:each other|one another))?"
    ),
    rf"is\s+{_TEXT.format('a')}\s+an\s+anagram\s+of\s+{_TEXT.format('b')}",
)


def _text(found: re.Match[str], name: str = "") -> str:
    return str(found[f"{name}q"] or found[f"{name}s"] or found[f"{name}w"])


@lru_cache(maxsize=64)
def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(rf"{_POLITE}{body}\s*[.?!]*", re.IGNORECASE)


def _first(bodies: tuple[str, ...], text: str) -> re.Match[str] | None:
    return next((found for body in bodies if (found := _pattern(body).fullmatch(text))), None)


def read(text: str) -> TwoWays | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a place is no ordinal number.
    """
    if len(text) > _LONGEST or not _TOPIC.search(text):
        return None
    for reader in (_counting, _turning, _nth, _placing, _comparing):
        task = reader(text)
        if task is not None:
            return task
    return None


def _counting(text: str) -> Count | None:
    found = _first(_COUNTS, text)
    if found is None:
        return None
    text = _text(found)
    if found["kind"]:
        kind = found["kind"].lower()
        return Count(text, _KINDS[kind], f"{kind}s")
    letter = found["letter"].lower()
    plain = found["w"] and not found["marked"] and "'" not in found["plural"]
    if plain and text.lower() in UNITS:
        return None  # "how many m in km"
    return Count(text, letter, f"letters {letter}")


def _turning(text: str) -> Backwards | None:
    found = _first(_TURNED, text)
    if found is None or (found["w"] and found["w"].lower() in _POINTING):
        return None
    return Backwards(_text(found))


def _nth(text: str) -> Letter | None:
    found = _first(_NTH, text)
    if found is None:
        return None
    name = found["nth"].lower()
    spoken = any(found[key] for key in ("q", "s", "w"))
    word = _text(found) if spoken else ascii_lowercase
    if not word.isalpha():
        raise NotUnderstood("It is unclear whether what is no letter counts.")
    place = _ENDS.get(name) if not found["end"] else None
    if place == 0:
        if len(word) % 2 == 0:
            raise NotUnderstood(f"{word!r} has no letter in the middle.")
        place = len(word) // 2 + 1
    if place is None:
        place = ordinal(name)
        if place is None:
            raise NotUnderstood(f"{name!r} is no place.")
        if found["end"]:
            place = -place
    return Letter(word, place)


def _placing(text: str) -> Place | None:
    found = _first(_PLACED, text)
    if found is None:
        return None
    side = found.groupdict().get("side")
    further = None if side is None else 1 if side.lower() == "after" else -1
    return Place(found["letter"].lower(), further)


def _comparing(text: str) -> Palindrome | Anagrams | None:
    if found := _first(_SAME, text):
        return Palindrome(_text(found))
    if found := _first(_MIXED, text):
        return Anagrams(_text(found, "a"), _text(found, "b"))
    return None
