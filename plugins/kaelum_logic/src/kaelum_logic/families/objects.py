"""Things laid out and how they look: ``On the desk there are a red pen and two blue cups. ...``

Counted, told from one another by colour, and by where they lie in a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.finite.display import (
    Pick,
    Spot,
    Thing,
    is_colour,
    read_pick,
    read_spot,
    read_things,
)
from kaelum_logic.finite.text import NUMBERS, sentences
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Objects", "read"]

_PLACE = r"(?:on|in|at|under|inside) (?:the|my|a|an|your|our|her|his) (?!left\b|right\b)[\w-]+(?: [\w-]+){0,2}?"
_ROW = r"(?:that are |which are )?(?:(?:arranged|lined up|placed|laid out|standing|lying) )?in a (?:straight )?(?:row|line)(?:,? (?:from )?left to right)?"
_SCENE = re.compile(
    rf"(?i)^(?:{_PLACE},? )?(?:(?:you|i|we|she|he|[A-Z]\w+) (?:can |also )?(?:see|sees|notice|notices|find|finds|have|has|saw|found)"
    rf"|there (?:is|are|was|were|lies?|stands?)|are|is|lies?|stands?)"
    rf"(?: (?:an?|some|several|the following|various)(?: (?:bunch|set|number|row|line|collection|group))?(?: of)?(?: (?:objects|items|things)))?"
    rf"(?P<row> {_ROW})?\s*:?\s+(?P<list>.+?)(?: {_PLACE})?(?P<last> {_ROW})?[.!]?$"
)
_REMOVED = re.compile(
    r"(?i)^if (?:i|you|we|someone) (?:remove|take away|removed|took away|throw away|take) (?P<what>all (?:of )?(?:the )?.+?|every .+?)(?: (?:from|off|out of) (?:the \w+|it))?,\s*(?:then )?"
)
_MANY = re.compile(r"(?i)^how many (?:of the )?(?P<what>.+)$")
_FILLING = re.compile(
    r"\b(?:(?:do|did|can) (?:you|i|we|she|he) (?:see|have|count|find)|(?:are|is|were) there|there (?:are|is)|(?:are|is) (?:left|present|remaining)|remain(?:s|ing)?|left over)\b"
)
_TAIL = re.compile(rf"(?:^|\s+)(?:{_PLACE}|on it|in it|in total|altogether|in all)$")
_COLOUR = re.compile(r"(?i)^what (?:(?:is|are) the colou?rs? of|colou?r (?:is|are)) (?P<what>.+)$")
_IS = re.compile(r"(?i)^(?:is|are) (?P<what>the .+?) (?P<look>(?:not )?[a-z]+)$")
_THERE = re.compile(r"(?i)^(?:is|are) there (?:an?|any) (?P<what>.+)$")


@frozen
class Objects:
    """Things laid out, and what is asked of them.

    Attributes:
        things: those that are there, in the order of the list.
        row: whether they lie in a row, as listed from left to right.
        removed: which are taken away first, if any.
        pick: which are asked about.
        spot: where in the row, if that is said.
        goal: ``count``, ``colour``, ``any``, or the mark they are asked to have.
        asked: the form of the answer.
    """

    things: tuple[Thing, ...]
    row: bool
    removed: Pick | None
    pick: Pick
    spot: Spot | None
    goal: str
    asked: Asked

    def describe(self) -> str:
        """What is there, and what is asked."""
        lines = [
            f"{'in a row from left to right' if self.row else 'there'}: {', '.join(map(str, self.things))}"
        ]
        lines += [f"removed: every {self.removed}"] if self.removed else []
        where = f", {self.spot}" if self.spot else ""
        goal = {"count": "how many", "colour": "the colour of", "any": "is there any"}
        lines.append(f"? {goal.get(self.goal, f'{self.goal}:')} {self.pick}{where}")
        return "\n".join(lines)

    def solve(self) -> Solution:
        """Pick by grouped things and their places in the list."""
        left = [thing for thing in self.things if not (self.removed and _sure(self.removed, thing))]
        found = [left[at] for at in self._places(left) if _sure(self.pick, left[at])]
        amounts = [thing.amount for thing in found]
        return Solution(self._phrased(found), {"amounts": amounts})

    def _places(self, left: Sequence[Thing]) -> Sequence[int]:
        """The places in the row that are looked at."""
        size = len(left)
        if self.spot is None:
            return range(size)
        if self.spot.anchor is None:
            at = self.spot.step - 1 if self.spot.side < 0 else size - self.spot.step
            return [at] if 0 <= at < size else []
        at = self._anchor(left, self.spot.anchor)
        if not self.spot.side:
            ends = [place for place in (0, size - 1) if abs(place - at) == max(at, size - 1 - at)]
            if len(ends) > 1:
                raise UnsolvedError("two are equally far off")
            return ends
        if self.spot.step:
            return [at + self.spot.side] if 0 <= at + self.spot.side < size else []
        return range(at) if self.spot.side < 0 else range(at + 1, size)

    def _anchor(self, left: Sequence[Thing], anchor: Pick) -> int:
        places = [at for at, thing in enumerate(left) if _sure(anchor, thing)]
        if len(places) != 1 or left[places[0]].amount != 1:
            raise UnsolvedError(f"there is not exactly one {anchor}")
        return places[0]

    def _phrased(self, found: Sequence[Thing]) -> str:
        """The answer that the things found give."""
        if self.goal == "count":
            return self._chosen(str(sum(thing.amount for thing in found)))
        if self.goal == "any":
            return self.asked.truth(bool(found), YES_NO)
        if not found:
            raise UnsolvedError(f"there is no {self.pick} there")
        if self.goal == "colour":
            colours = {" ".join(sorted(thing.colours)) for thing in found}
            if len(colours) != 1 or colours == {""}:
                raise UnsolvedError(f"no one colour is told of the {self.pick}")
            return self._chosen(colours.pop())
        looks = {thing.has(self.goal) for thing in found}
        if len(looks) != 1 or None in looks:
            raise UnsolvedError(f"it is not the same for every {self.pick}")
        return self.asked.truth(looks.pop(), YES_NO)

    def _chosen(self, text: str) -> str:
        if not self.asked.options:
            return text
        label = self.asked.choose(text)
        if label is None and self.goal == "count":
            label = self.asked.choose(next((w for w, n in NUMBERS.items() if str(n) == text), ""))
        if label is None:
            raise UnsolvedError(f"the answer is {text}, which is not among the options")
        return label

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Lay the things out one by one, cross off what is not asked about, and look at the rest."""
        laid = [
            thing
            for thing in self.things
            for _ in range(thing.amount)
            if self.removed is None or self.removed.takes(thing) is False
        ]
        if self.spot is not None and self.spot.anchor is None:
            from_end = laid if self.spot.side < 0 else laid[::-1]
            laid = from_end[self.spot.step - 1 : self.spot.step]
        elif self.spot is not None and self.spot.anchor is not None:
            laid = self._beside(laid, self.spot.anchor, self.spot)
        kept = [thing for thing in laid if self.pick.takes(thing) is not False]
        amounts = evidence.get("amounts")
        fits = (
            isinstance(amounts, list)
            and set(evidence) == {"amounts"}
            and all(type(item) is int for item in amounts)
            and sum(amounts) == len(kept)
        )
        alone = [Thing(1, thing.marks, thing.noun) for thing in kept]
        try:
            right = fits and self._phrased(alone) == answer
        except UnsolvedError:
            right = False
        return (
            Check(
                f"laid out one by one, {len(kept)} of {sum(t.amount for t in self.things)} are meant",
                "enumeration",
                outcome(right),
                independent=True,
                complete=True,
            ),
        )

    @staticmethod
    def _beside(laid: Sequence[Thing], anchor: Pick, spot: Spot) -> list[Thing]:
        """Those on the asked side of the anchor, found by walking there from it."""
        (at, *_) = [*(n for n, thing in enumerate(laid) if anchor.takes(thing)), len(laid)]
        before, after = list(laid[:at])[::-1], list(laid[at + 1 :])
        if not spot.side:
            return (before if len(before) > len(after) else after)[-1:]
        side = before if spot.side < 0 else after
        return side[: spot.step] if spot.step else side


def _sure(pick: Pick, thing: Thing) -> bool:
    """Whether ``pick`` takes ``thing``.

    Raises:
        UnsolvedError: what is told of it does not say.
    """
    takes = pick.takes(thing)
    if takes is None:
        raise UnsolvedError(f"nothing tells whether {thing} is {pick}")
    return takes


def read(query: Query) -> Reading:
    """The things of ``query`` and what is asked of their looks, if that is what it is about."""
    asked = ask(query)
    parts = sentences(asked.text)
    if len(parts) < 2 or not parts[-1].rstrip().endswith("?"):
        return None
    things: list[Thing] = []
    rows: list[bool] = []
    for part in parts[:-1]:
        match = _SCENE.match(part.strip())
        listed = read_things(match["list"]) if match else None
        if match is None or listed is None:
            return None
        things += listed
        rows.append(bool(match["row"] or match["last"]))
    if not any(thing.marks for thing in things):
        return None
    problem = _question(parts[-1], tuple(things), rows == [True], asked)
    if problem is None:
        return NotUnderstood((parts[-1],), understood=len(parts) - 1)
    return problem


def _question(sentence: str, things: tuple[Thing, ...], row: bool, asked: Asked) -> Objects | None:
    """What ``sentence`` asks of ``things``."""
    text = re.sub(r"\s+", " ", sentence).strip(" ?")
    removed: Pick | None = None
    if match := _REMOVED.match(text):
        removed = read_pick(re.sub(r"^(?:all|every) ", "", match["what"].lower()))
        text = text[match.end() :]
        if removed is None:
            return None
    if match := _COLOUR.match(text):
        what, goal = match["what"], "colour"
    elif match := _MANY.match(text):
        what, goal = _FILLING.sub(" ", match["what"]), "count"
    elif match := _THERE.match(text):
        what, goal = match["what"], "any"
    elif (match := _IS.match(text)) and is_colour(match["look"].lower()):
        what, goal = match["what"], match["look"].lower()
    else:
        return None
    what = re.sub(r"\s+", " ", what.lower()).strip()
    while (shorter := _TAIL.sub("", what)) != what:
        what = shorter
    found = read_spot(what)
    if found is None or (found[1] is not None and not row):
        return None
    pick = read_pick(found[0])
    if pick is None or not _is_told(pick, things) or (removed and not _is_told(removed, things)):
        return None
    if found[1] and found[1].anchor and not _is_told(found[1].anchor, things):
        return None
    return Objects(things, row, removed, pick, found[1], goal, asked)


def _is_told(pick: Pick, things: Sequence[Thing]) -> bool:
    """Whether the list has things of the noun that ``pick`` names."""
    return not pick.noun or any(thing.noun == pick.noun for thing in things)
