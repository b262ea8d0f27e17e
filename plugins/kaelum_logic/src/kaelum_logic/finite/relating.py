"""Relations in clues: ``two places to the left of Ann``, ``between A and B``, ``next to each other``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kaelum_logic.finite.cast import LOGICAL, Cast, Category, Token
from kaelum_logic.finite.constraints import AllOf, AnyOf, Constraint, negation
from kaelum_logic.finite.phrases import Phrases, Tokens
from kaelum_logic.finite.positions import quantity
from kaelum_logic.finite.relations import Place, Relations
from kaelum_logic.finite.scales import ORDER, ROW, VERTICAL, Direction, direction_phrase
from kaelum_logic.finite.text import WEEKDAYS, number, ordinal
from kaelum_logic.finite.vocabulary import (
    AUXILIARY,
    BESIDE,
    DENYING,
    EXACT,
    FACING,
    MUTUAL,
    NEAR,
    PEOPLE,
    TIMES,
    UNITS,
)

__all__ = ["Relating"]

Relation = Callable[[Place, Place], Constraint | None]


class Relating:
    """Reads how places lie to each other.

    Attributes:
        measured: whether an amount (*two years older*) was read as a mere direction.
    """

    def __init__(self, cast: Cast, phrases: Phrases, relations: Relations) -> None:
        self.cast = cast
        self.phrases = phrases
        self.relations = relations
        self.measured = False
        self._timed = "day" in cast.scene or any(map(_is_regular, cast.categories))

    def mutual(self, left: Place, right: Place, rest: Tokens) -> Constraint | None:
        """What ``next to each other``, ``two places apart`` says of two places."""
        found: Constraint | None = None
        beside = len(rest) == 2 and rest[0] in BESIDE and rest[1] in UNITS
        if tuple(rest) in MUTUAL or beside:  # "in adjacent lanes"
            found = self.relations.apart(left, right, "=", 1)
        elif self.cast.circle and rest in (
            ("opposite", "each", "other"),
            ("across", "from", "each", "other"),
        ):
            found = self.relations.apart(left, right, "=", self.cast.places // 2)
        elif (counted := quantity(rest)) is not None:
            symbol, amount, at = counted
            tail = rest[at + 1 :]
            if at < len(rest) and rest[at] in UNITS:
                if tail == ("apart",):
                    found = self.relations.apart(left, right, symbol, amount)
                elif tail in (("between", "them"), ("in", "between")):
                    found = self.relations.apart(left, right, symbol, amount + 1)
        elif rest[:2] == ("separated", "by") and (counted := quantity(rest[2:])) is not None:
            symbol, amount, at = counted
            if rest[2 + at : 3 + at] and rest[2 + at] in PEOPLE and len(rest) == 3 + at:
                found = self.relations.apart(left, right, symbol, amount + 1)
        return found

    def counted_between(self, tokens: Tokens) -> Constraint | None:
        """``There are exactly two houses between A and B``."""
        at = 2 if tokens[1:2] and tokens[1] in ("is", "are", "was", "were") else 0
        if not at or "between" not in tokens:
            return None
        middle = tokens.index("between")
        counted = quantity(tokens[at:middle])
        pair = self.phrases.group(tokens[middle + 1 :], "and")
        if counted is None or pair is None or len(pair) != 2:
            return None
        symbol, amount, used = counted
        if any(word in LOGICAL for word in tokens[at + used : middle]):
            return None
        return self.relations.apart(pair[0], pair[1], symbol, amount + 1)

    def related(self, subject: Place, tokens: Tokens) -> Constraint | None:
        """``[exactly two places] to the left of Ann and Bob``, ``between A and B``."""
        for at in range(len(tokens)):
            if not isinstance(tokens[at], str):
                break
            for relation, end in self._relations(tokens, at):
                found = self._distributed(relation, subject, tokens[end:], tokens[:end])
                if found is not None and self._is_description(tokens[:at]):
                    return found
            if tokens[at] == "between" or tokens[at : at + 2] == ("in", "between"):
                start = at + (1 if tokens[at] == "between" else 2)
                pair = self.phrases.group(tokens[start:], "and")
                tight = tokens[max(at - 1, 0)] in EXACT
                if pair is not None and len(pair) == 2:
                    return self.relations.between(subject, pair[0], pair[1], tight=tight)
            if tokens[at] in LOGICAL and tokens[at] not in EXACT:
                break
        return self._side_of(subject, tokens)

    def _is_description(self, tokens: Tokens) -> bool:
        """Whether ``tokens``, before a relation, carry no logic and mention nothing."""
        plain = [token for token in tokens if isinstance(token, str) and token not in EXACT]
        if not all(isinstance(token, str) for token in tokens):
            return False
        if any(number(word) is not None or ordinal(word) or word in UNITS for word in plain):
            return False
        return not (LOGICAL | DENYING) & set(plain) and "," not in plain

    def _relations(self, tokens: Tokens, at: int) -> Iterator[tuple[Relation, int]]:
        """The relations that may be named from ``at`` on, and where their objects start."""
        start, symbol, amount = at, ">=", 1
        measured = timed = False  # whether an amount is no number of places, but one of time
        if tokens[at] in EXACT and direction_phrase(tokens, at) is None:
            start, symbol = at + 1, "="
        elif (
            tokens[at] in ("a", "an", "the", "one")
            and tokens[at + 1 : at + 2]
            and tokens[at + 1] in UNITS | TIMES
        ):
            start, symbol, measured = at + 2, "=", not self._is_step(tokens[at + 1])
            timed = measured
            start += tokens[start : start + 1] != () and tokens[start] in EXACT
        elif isinstance(head := tokens[at], str) and (place := ordinal(head)) is not None:
            start, symbol, amount = at + 1, "=", place  # "second to the left of Ann"
            start += tokens[start : start + 1] != () and tokens[start] in UNITS
        elif (counted := quantity(tokens[at:])) is not None and tokens[at] != "no":
            symbol, amount, used = counted
            start = at + used + 1
            measured = bool(tokens[start - 1 : start]) and not self._is_step(tokens[start - 1])
            timed = measured and tokens[start - 1] in TIMES
        if start >= len(tokens):
            return
        immediate = tokens[start : start + 3]
        if immediate[:2] in (("to", "the"), ("on", "the")) and immediate[2:] == ("immediate",):
            tokens, symbol = (*tokens[: start + 2], *tokens[start + 3 :]), "="
            shift = 1
        else:
            shift = 0
        if (named := direction_phrase(tokens, start)) is not None:
            if measured:
                places = (ROW, VERTICAL) if timed else (ROW, ORDER, VERTICAL)
                if named[0].axis in places or symbol != "=" or not amount:
                    return
                self.measured, symbol, amount = True, ">=", 1
            way = self.cast.plan.apply(named[0])
            yield (
                (
                    lambda a, b: self.relations.toward(a, b, way, symbol, amount)  # type: ignore[arg-type]
                ),
                named[1] + shift,
            )
        if start == at or tokens[at] in EXACT:
            for phrase in NEAR:
                if tokens[start : start + len(phrase)] == phrase:
                    yield lambda a, b: self.relations.apart(a, b, "=", 1), start + len(phrase)
        if self.cast.circle:
            for phrase in FACING:
                if tokens[at : at + len(phrase)] == phrase:
                    yield self._facing, at + len(phrase)

    def _is_step(self, unit: Token) -> bool:
        """Whether a unit counts places; days and hours only do if each place is one."""
        return unit in UNITS and (unit not in TIMES or self._timed)

    def _facing(self, left: Place, right: Place) -> Constraint | None:
        return self.relations.apart(left, right, "=", self.cast.places // 2)

    def _distributed(
        self, relation: Relation, subject: Place, tokens: Tokens, link: Tokens
    ) -> Constraint | None:
        """The relation to each of the places in ``tokens``, which stand after ``link``."""
        while tokens and (tokens[-1] in AUXILIARY or tokens[-1] == "'s"):
            tokens = tokens[:-1]
        lead = tokens[0] if tokens and tokens[0] in ("both", "either", "neither") else None
        body = tokens[1:] if lead else tokens
        joiner = {"either": "or", "neither": "nor"}.get(str(lead), "and")
        if body[-2:] in (("everyone", "else"), ("everybody", "else"), ("the", "others")):
            category = self.cast.categories[0].entities
            objects: list[Place] | None = [
                Place(item) for item in category if item != subject.entity
            ]
        else:
            objects = self.phrases.group(body, joiner) or (
                None if lead else self.phrases.group(body, "or")
            )
            if objects is not None and "or" in body:
                joiner = "or"
        if not objects:
            return None
        parts = [relation(subject, item) for item in objects]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        if len(known) == 1:
            return known[0]
        beside = link[-1] in ("to", "beside", "alongside") or link[-2:-1] in (("left",), ("right",))
        if lead == "either" and not beside:  # "before either" is said both ways
            return AllOf(known) if link[-1] == "than" else None
        if joiner == "nor":
            return AllOf(map(negation, known))
        return AnyOf(known) if joiner == "or" else AllOf(known)

    def _side_of(self, subject: Place, tokens: Tokens) -> Constraint | None:
        """``on Bob's immediate left``."""
        if not tokens or tokens[-1] not in ("left", "right") or "'s" not in tokens:
            return None
        end = len(tokens) - 1 - tokens[::-1].index("'s")
        middle = tokens[end + 1 : -1]
        start = 1 if tokens[0] in ("to", "on", "at") else 0
        whose = self.phrases.place(tokens[start:end])
        if whose is None or any(word not in EXACT for word in middle):
            return None
        way = self.cast.plan.apply(Direction(ROW, -1 if tokens[-1] == "left" else 1))
        return self.relations.toward(subject, whose, way, "=" if middle else ">=", 1)


def _is_regular(category: Category) -> bool:
    """Whether the members are days or hours that follow each other without a gap."""
    if not category.fixed:
        return False
    names = [entity.name.lower() for entity in category.entities]
    if all(name in WEEKDAYS for name in names):
        ranks = [WEEKDAYS.index(name) for name in names]
    else:
        ranks = [number(name.partition(":")[0].split()[0]) or 0 for name in names]
    return ranks == list(range(ranks[0], ranks[0] + len(ranks)))
