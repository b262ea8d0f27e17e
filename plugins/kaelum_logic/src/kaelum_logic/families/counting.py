"""Counting listed things: ``I have a flute, two cats and a yam. How many animals do I have?``"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.text import number, sentences, singular, split_list
from kaelum_logic.finite.things import KINDS, kind_named, kinds_of
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Counting", "read"]

MAX_EACH = 10_000
_LIST = re.compile(
    r"(?i)^(?:(?:today|yesterday|at home|in my \w+|in the \w+|on the \w+|on my \w+),? )?(?:(?:and |also )*(?P<who>I|we|he|she|they|you|[A-Z]\w+)(?:'ve| also| currently)* "
    r"(?:have|has|own|owns|got|bought|see|saw|found|brought|packed|had|keep|keeps|collected|picked)(?: got)?|there(?:'s| is| are| was| were)|(?:my|the|her|his|a) \w+ (?:has|contains|holds|contained))"
    r":? (?P<list>.+?)(?: (?:in|on|at) (?:my|the|a|her|his) \w+)?[.!]?$"
)
_QUESTION = re.compile(
    r"(?i)\bhow many (?P<what>[a-z][a-z' -]*?) (?:do|does|did|are|were|is|can|have|has) (?P<who>I|we|he|she|they|you|there|it|[A-Z]\w+)\b(?P<rest>[^?]*)\?"
)
_ANYBODY = frozenset("i we you there it he she they".split())
"""Words that may stand for whoever the text is about."""

_EVERYTHING = frozenset("object thing item".split())
_UNIT = re.compile(
    r"^(?:head|stalk|piece|bunch|clove|ear|slice|bowl|cup|bag|box|pair|loaf|bottle|jar|can|basket|item)s? of (?P<what>.+)$"
)
_IN_ALL = re.compile(r"(?i)\b(?:in all|in total|altogether|each|every|per)\b")
_TOO = re.compile(r",? (?:too|also|as well|in addition)$")
_DESCRIBING = frozenset(
    "red green blue yellow orange purple pink brown black white grey gray golden silver dark light "
    "big small large little tiny huge long short tall fat thin heavy round old new young fresh ripe "
    "raw dried frozen sweet sour wild tame nice pretty beautiful lovely broken used sharp wooden "
    "acoustic electric grand leather woolen striped spotted baby adult male female dirty clean".split()
)
"""Words that leave a thing what it is: a red car is a car, but a toy car is none."""
_TRIVIAL = frozenset({"a", "an", "the", "some", "my"})


@frozen
class Item:
    """So many of one thing, by its name in the singular."""

    amount: int
    noun: str
    text: str

    def __str__(self) -> str:
        return f"{self.amount} {self.noun}"


def read(query: Query) -> Reading:
    """The list and the question of ``query``, if it asks how many of what was listed."""
    asked = ask(query)
    question = _QUESTION.search(asked.text)
    if question is None or not re.fullmatch(
        r"(?:\s+(?:have|own|got|altogether|in total|in all|there|bring|see|buy|pack|find|keep)(?: (?:altogether|in total|in all))?)?\s*",
        question["rest"],
    ):
        return None
    story = f"{asked.text[: question.start()]} {asked.text[question.end() :]}"
    items: list[Item] = []
    lost: list[str] = []
    owners = {question["who"].lower()} - _ANYBODY
    parts = sentences(story)
    for part in parts:
        match = _LIST.match(part.strip())
        found = _items(match["list"]) if match else None
        if match is None or found is None:
            lost.append(part)
            continue
        items += found
        owners |= {(match["who"] or "there").lower()} - _ANYBODY
    everyone = question["who"].lower() in {"there", "they", "we", "you"}
    if not items:
        return None
    if len(owners) > 1 and not everyone:
        hint = "what one has is not counted with what another has"
        return NotUnderstood([question.group().strip()], understood=len(parts), hint=hint)
    counted = _counted(question["what"], items)
    if counted is None:
        lost.append(question.group())
    if lost or counted is None:
        return NotUnderstood(lost, understood=len(parts) - len(lost))
    return (
        counted if isinstance(counted, NotUnderstood) else Counting(tuple(items), *counted, asked)
    )


def _items(text: str) -> list[Item] | None:
    items: list[Item] = []
    for piece in split_list(text):
        words = _TOO.sub("", piece.lower()).split()
        amount = 1
        if words and words[0] in _TRIVIAL:
            if words[0] == "some" and singular(words[-1]) != words[-1]:
                return None  # "some balls" are some number of them
            words = words[1:]
        elif words and (value := number(words[0])) is not None:
            amount, words = value, words[1:]
        elif len(words) != 1 or singular(words[0]) != words[0]:
            return None  # "chickens" are some number of them
        noun = None if _IN_ALL.search(piece) else _noun(" ".join(words))
        if noun is None or amount > MAX_EACH:
            return None
        items.append(Item(amount, noun, piece))
    return items


def _noun(text: str) -> str | None:
    """The thing that ``text`` names: ``stalks of celery`` is celery, ``lettuce heads`` lettuce."""
    if match := _UNIT.match(text):
        text = match["what"]
    words = text.split()
    if not 1 <= len(words) <= 4:
        return None
    if words[-1] in ("head", "heads", "stalk", "stalks", "clove", "cloves") and len(words) > 1:
        words = words[:-1]
    head = singular(words[-1])
    whole = " ".join((*words[:-1], head))
    described = not kinds_of(whole) and _DESCRIBING.issuperset(words[:-1])
    return head if described and kinds_of(head) else whole


def _counted(
    what: str, items: Sequence[Item]
) -> tuple[str, tuple[bool, ...]] | NotUnderstood | None:
    """What is counted, and whether each item is; or which items are of unknown kind."""
    plain = re.sub(r"^(?:different |of these |of the |total |other )+", "", what.strip().lower())
    noun = singular(plain.split()[-1]) if plain else ""
    if any(word in _DESCRIBING for word in plain.split()[:-1]) and kinds_of(noun):
        return None  # of the things listed, their nouns are kept and not their colours
    if noun in _EVERYTHING and len(plain.split()) == 1:
        return "things", (True,) * len(items)
    kind = kind_named(plain)
    if kind is None:
        wanted = _noun(plain)
        if any(_UNIT.match(re.sub(r"^\S+ ", "", item.text.lower())) for item in items):
            return None  # four pairs of socks are not four socks
        matches = tuple(item.noun == wanted for item in items)
        doubtful = [item.text for item in items if item.noun.endswith(f" {wanted}")]
        if doubtful:
            return NotUnderstood(doubtful, hint=f"it is not known whether this is a {wanted}")
        return (f"{wanted}", matches) if any(matches) else None
    unknown = [item.text for item in items if not kinds_of(item.noun)]
    if unknown:
        return NotUnderstood(
            unknown,
            understood=len(items) - len(unknown),
            hint=f"whether this is a {kind} is not known",
        )
    return kind, tuple(kind in kinds_of(item.noun) for item in items)


@frozen
class Counting:
    """The things listed, and which of them are counted.

    Attributes:
        items: what is listed.
        kind: what is counted.
        counted: for each item, whether it is.
        asked: the question as taken apart.
    """

    items: tuple[Item, ...]
    kind: str
    counted: tuple[bool, ...]
    asked: Asked

    def describe(self) -> str:
        """The sum to be made, and what is left out."""
        wanted = [
            str(item) for item, counts in zip(self.items, self.counted, strict=True) if counts
        ]
        others = [
            str(item) for item, counts in zip(self.items, self.counted, strict=True) if not counts
        ]
        left = f"; not counted: {', '.join(others)}" if others else ""
        return f"number of {self.kind} = {' + '.join(wanted) or '0'}{left}"

    def _phrased(self, total: int) -> str:
        if not self.asked.options:
            return str(total)
        label = self.asked.choose(str(total))
        if label is None:
            raise UnsolvedError(f"the answer is {total}, which is not among the options")
        return label

    def solve(self) -> Solution:
        """Add up the amounts."""
        amounts = [
            item.amount for item, counts in zip(self.items, self.counted, strict=True) if counts
        ]
        return Solution(self._phrased(sum(amounts)), {"amounts": amounts})

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Lay the things out one by one and count those that belong."""
        one_by_one = [item.noun for item in self.items for _ in range(item.amount)]
        if self.kind == "things":
            total = len(one_by_one)
        else:
            members = KINDS.get(self.kind, frozenset({self.kind}))
            total = sum(1 for noun in one_by_one if noun in members)
        amounts = evidence.get("amounts")
        fits = isinstance(amounts, list) and set(evidence) == {"amounts"}
        fits = (
            fits
            and all(type(amount) is int for amount in amounts or ())
            and sum(amounts or ()) == total
        )
        try:
            right = fits and self._phrased(total) == answer
        except UnsolvedError:
            right = False
        return (
            Check(
                f"laid out one by one, {total} of {len(one_by_one)} are counted",
                "enumeration",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )
