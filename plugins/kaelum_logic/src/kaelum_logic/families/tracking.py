"""Keeping track of who has what, and what is where, while things change hands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kaelum_core.types import JSON, Check, CheckOutcome, Query
from kaelum_logic.answers import YES_NO, Asked, ask
from kaelum_logic.finite.moves import SIDES, Event, Move, Story, Swap, plain, read_story
from kaelum_logic.problem import NotUnderstood, Reading, Solution, UnsolvedError, outcome

__all__ = ["Tracked", "read"]

_NAME = r"[A-Z][\w-]*"
_AFTER = r"(?:,? (?:at the end|now|in the end|finally|after [\w ]+|then|afterwards)[^?]*)?"
_HAVE = r"(?:have|hold|own|get|play|read|wear|drive|sit|hold now|end up with|end up in|sit in|have now|stand|dance with|holding|dancing with|playing|paired with|reading|wearing|sitting|sitting in|in|on|with|driving|has)"
_HAS = r"(?:has|is (?:dancing|paired|playing|holding|sitting|standing|reading|wearing)(?: (?:with|in|on))?|holds|gets|owns|ends? up with|ended up with|is playing|plays|wears|sits in|is in|contains|hides|is under|is on)"
_END = re.compile(
    rf"(?i:(?:at|in) the end(?: of [\w ]+)?|finally|now|after (?:all )?(?:the |these )?(?:swaps|trades|exchanges|switches)),?\s*"
    rf"(?P<slot>{_NAME}) (?:(?:has|is (?:dancing|paired|playing|holding|reading|sitting|working|assigned)(?: (?:with|in|to|on|at))?|plays|holds|owns|gets))(?: the)?\s*[:.]?\s*$"
)
_ASKED = (
    ("slot", re.compile(rf"(?:[Ww]h(?:at|ich|o(?:m|se)?)(?: [\w]+){{0,3}}?|[Ww]here|[Ii]n (?:what|which) [a-z]+) (?:does|is|did|will) (?P<slot>{_NAME}) (?:now |finally )?{_HAVE}{_AFTER}\s*\?$")),
    ("slot", re.compile(rf"[Ww]h(?:at|ich)(?: \w+)? (?:is )?(?:now |finally )?(?:is )?(?:in|under|at|on|behind) (?:the )?(?P<slot>[\w -]+?)(?: now)?{_AFTER}\s*\?$")),
    ("slot", re.compile(rf"[Ww]here (?:does|is|did) (?P<slot>{_NAME}) (?:sit|sitting|stand|standing)(?: now)?{_AFTER}\s*\?$")),
    ("thing", re.compile(rf"[Ww]here(?:'s| is| does| did| will)? (?:the |my |your )?(?P<thing>[\w-]+(?: [\w-]+)?)(?: (?:now|end up|hidden|be))*{_AFTER}\s*\?$")),
    ("thing", re.compile(rf"(?:[Ww]ho|[Ww]hich (?:\w+)|[Ww]hat \w+) (?:now |finally )?{_HAS} (?:the |a )?(?P<thing>[^?]+?)(?: now)?{_AFTER}\s*\?$")),
    ("thing", re.compile(rf"(?:(?:[Ii]n|[Uu]nder|[Bb]ehind|[Oo]n) )?(?:[Ww]hich|[Ww]hat) \w+ (?:is|does) (?:the |my )?(?P<thing>[\w-]+(?: [\w-]+)?)(?: (?:under|in|behind|inside|at|on))?(?: now)?{_AFTER}\s*\?$")),
    ("both", re.compile(r"(?:Is|Are) the (?P<slot>[\w ]+?) (?:still |now )?(?P<thing>heads|tails|on|off|open|closed)(?: up)?(?: now)?\s*\?$")),
    ("both", re.compile(rf"(?:Does|Did|Will) (?P<slot>{_NAME}) (?:now |still )?(?:have|hold|own|end up with) (?:the |a )?(?P<thing>[^?]+?){_AFTER}\s*\?$")),
)  # fmt: skip


@frozen
class Tracked:
    """What every slot has at first, what happens, and what is asked.

    Attributes:
        start: slots and what they have.
        events: swaps, moves and turns, in order.
        slot: the slot asked about, or "".
        thing: the thing asked about, or "".
        shown: how slots are written in an answer.
        asked: the form of the answer.
    """

    start: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]
    slot: str
    thing: str
    shown: tuple[tuple[str, str], ...]
    asked: Asked

    def describe(self) -> str:
        """The start, the events in order, the question."""
        start = ", ".join(f"{slot}: {thing}" for slot, thing in self.start)
        events = "; ".join(map(str, self.events))
        if self.slot and self.thing:
            goal = f"has {self.slot} {self.thing}?"
        else:
            goal = f"what has {self.slot}" if self.slot else f"what has {self.thing}"
        return f"start {start}; then {events}; ? {goal}"

    def solve(self) -> Solution:
        """Carry out the events."""
        has: dict[str, list[str]] = {}
        for slot, thing in self.start:
            has.setdefault(slot, []).append(thing)
        for event in self.events:
            _carry_out(event, has)
        end = {slot: ", ".join(things) for slot, things in has.items()}
        steps = (", ".join(f"{slot}: {things or 'nothing'}" for slot, things in end.items()),)
        return Solution(self._phrased(end), {"end": end}, steps=steps)

    def _phrased(self, end: Mapping[str, str]) -> str:
        found = {slot: [plain(one) for one in things.split(", ")] for slot, things in end.items()}
        if self.slot and self.thing:
            return self.asked.truth(plain(self.thing) in found.get(self.slot, ()), YES_NO)
        if self.slot:
            text = end.get(self.slot, "")
            if not text:
                raise UnsolvedError(f"nothing is told of what {self.slot} has in the end")
        else:
            slots = [slot for slot, things in found.items() if plain(self.thing) in things]
            if len(slots) != 1:
                raise UnsolvedError(f"nothing is told of who has {self.thing} in the end")
            text = dict(self.shown).get(slots[0], slots[0])
        if not self.asked.options:
            return text
        labels = [
            option.label for option in self.asked.options if plain(option.text) == plain(text)
        ]
        if len(labels) != 1:
            raise UnsolvedError(f"the answer is {text}, which is not among the options")
        return labels[0]

    def check(self, answer: str, evidence: Mapping[str, JSON]) -> Sequence[Check]:
        """Follow each thing by itself, from where it is first to where it is last."""
        order: dict[str, list[str]] = {}
        things = [*self.start, *(("", e.thing) for e in self.events if isinstance(e, Move))]
        seen: set[str] = set()
        for owner, thing in things:
            if not owner and (
                plain(thing) in {plain(one) for _, one in self.start} or thing in seen
            ):
                continue
            seen.add(thing)
            shown, at = self._traced(owner, thing)
            order.setdefault(at, []).append(shown)
        given = evidence.get("end")
        end = {slot: ", ".join(found) for slot, found in order.items()}
        right = (
            isinstance(given, Mapping)
            and len(evidence) == 1
            and {k: sorted(str(v).split(", ")) for k, v in given.items() if v}
            == {k: sorted(v.split(", ")) for k, v in end.items()}
        )
        try:
            right = (
                right
                and self._phrased({str(k): str(v) for k, v in dict(given or {}).items()}) == answer
            )
        except UnsolvedError:
            right = False
        return (
            Check(
                "followed one by one, the things end where the answer says",
                "tracing each thing",
                outcome(right) if right else CheckOutcome.FAILED,
                independent=True,
                complete=True,
            ),
        )

    def _traced(self, at: str, thing: str) -> tuple[str, str]:
        """What becomes of one thing, and where it is in the end."""
        for event in self.events:
            match event:
                case Swap(first, second):
                    at = second if at == first else first if at == second else at
                case Move(moved, slot):
                    at = slot if moved == plain(thing) else at
                case _:
                    thing = SIDES[thing] if at == event.slot else thing
        return thing, at


def _carry_out(event: Event, has: dict[str, list[str]]) -> None:
    match event:
        case Swap(first, second):
            has[first], has[second] = has.get(second, []), has.get(first, [])
        case Move(thing, slot):
            name = thing
            for things in has.values():
                for one in [one for one in things if plain(one) == thing]:
                    things.remove(one)
                    name = one
            has.setdefault(slot, []).append(name)
        case _:
            has[event.slot] = [SIDES[side] for side in has[event.slot]]


def read(query: Query) -> Reading:
    """The story of ``query``, if things change hands in it."""
    asked = ask(query)
    story = read_story(asked.text)
    if not story.events or len(story.questions) != 1:
        return None
    slots = {slot for slot, _ in story.start}
    things = {plain(thing) for _, thing in story.start}
    moves = [event for event in story.events if isinstance(event, Move)]
    swapped = {
        slot
        for event in story.events
        if isinstance(event, Swap)
        for slot in (event.first, event.second)
    }
    if not moves and (
        not story.start or len(things) != len(story.start) or len(slots) != len(story.start)
    ):
        return None
    if any(
        slot not in slots and slot[:1].isalpha() and story.shown[slot][:1].isupper()
        for slot in swapped
    ):
        return None
    goal = _goal(story, slots, things | {event.thing for event in moves})
    if goal is None:
        story.lost.append(story.questions[0])
    if story.lost or goal is None:
        return NotUnderstood(story.lost, understood=len(story.events))
    shown = tuple(sorted(story.shown.items()))
    return Tracked(tuple(story.start), tuple(story.events), *goal, shown, asked)


def _goal(story: Story, slots: set[str], things: set[str]) -> tuple[str, str] | None:
    """The slot and the thing that the question asks about; one of them is ""."""
    question = story.questions[0].strip()
    everywhere = slots | {event.slot for event in story.events if isinstance(event, Move)}
    if match := _END.search(question):
        slot = story.slot(match["slot"])
        return (slot, "") if slot in everywhere else None
    for kind, pattern in _ASKED:
        match = pattern.match(question)
        if match is None:
            continue
        slot = story.slot(match["slot"]) if kind != "thing" else ""
        thing = plain(match["thing"]) if kind != "slot" else ""
        if (slot and slot not in everywhere) or (thing and not _named(thing, things)):
            continue
        return slot, _named(thing, things) if thing else ""
    return None


def _named(thing: str, things: set[str]) -> str:
    """The one of ``things`` that ``thing`` writes, or ""."""
    if thing in things or thing in SIDES:
        return thing
    fitting = [
        one
        for one in things
        if set(thing.split()) <= set(one.split()) or set(one.split()) <= set(thing.split())
    ]
    return fitting[0] if len(fitting) == 1 else ""
