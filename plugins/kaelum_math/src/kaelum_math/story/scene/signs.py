"""How records count for what a question asks: 1, -1 or 0, as such or as what it comes from."""

from __future__ import annotations

from typing import Final

from kaelum_math.story.scene.ledger import Record, Sign
from kaelum_math.story.scene.state import holding

__all__ = [
    "at_moment",
    "bought",
    "doing",
    "expense",
    "holding_things",
    "income",
    "missing",
    "needed",
    "purse",
    "remaining",
    "stock",
]

_MOTION: Final = frozenset(
    "run walk drive ride travel cycle jog bike swim cover hike fly move".split()
)


_BASES: Final = frozenset({"span", "base", "number"})


def holding_things(record: Record, _depth: int) -> int:
    """Everything that is spoken of as being there."""
    return int(record.kind in {"hold", "in", "buy", "bought", "out", "number", "rate hold"})


def stock(record: Record, depth: int) -> int:
    """What there is, or what somebody has."""
    if record.kind.startswith("rate"):
        return int(record.kind != "rate price")
    if depth and record.kind in _BASES | {"do"}:
        return 1
    return holding(record, depth)


def remaining(record: Record, depth: int) -> int:
    """What is left: whatever is done is done with."""
    if record.kind.startswith("rate"):
        return {"rate hold": 1, "rate in": 1, "rate out": -1, "rate sell": -1}.get(record.kind, 0)
    if depth and record.kind in _BASES:
        return 1
    if record.kind in {"do", "span"}:
        return -1
    return holding(record, depth)


def purse(record: Record, depth: int) -> int:
    """The money that somebody has."""
    kind = record.kind
    if kind.startswith("rate"):
        signs = {"rate in": 1, "rate price": 1, "rate out": -1, "rate pay": -1}
        return signs.get(kind, int(depth > 0))
    if depth == 0:
        return {"hold": 1, "in": 1, "out": -1, "pay": -1}.get(kind, 0)
    if kind in _BASES | {"do"}:
        return 1
    return {"buy": -1, "sell": 1}.get(kind, 0)


def expense(record: Record, depth: int) -> int:
    """Money that is spent, or that something costs."""
    kind = record.kind
    if kind.startswith("rate"):
        return int(
            kind in {"rate price", "rate out", "rate pay", "rate cost"}
            or (depth > 0 and kind != "rate sell")
        )
    if depth == 0:
        return int(kind in {"out", "pay", "cost"})
    return int(kind in _BASES | {"buy", "do", "hold", "need", "in", "out"})


def bought(record: Record, depth: int) -> int:
    """What the bought things cost, without what was handed over for them."""
    if record.kind.startswith("rate"):
        return int(record.kind in {"rate price", "rate hold"})
    if depth == 0:
        return int(record.kind == "pay" and record.lemma != "pay")
    return int(record.kind in _BASES | {"buy", "hold", "in", "need"})


def income(record: Record, depth: int) -> int:
    """Money that comes in."""
    kind = record.kind
    if kind.startswith("rate"):
        return int(kind in {"rate price", "rate in", "rate sell"} or depth > 0)
    if depth == 0:
        return int(kind == "in")
    return int(kind in _BASES | {"sell", "do", "in", "hold"})


def missing(record: Record, depth: int) -> int:
    """What is needed and not there yet."""
    if depth == 0:
        return 0
    if record.kind.startswith("rate"):
        return int(depth < 1)
    return {"need": 1, "hold": -1, "in": -1}.get(record.kind, 0)


def needed(record: Record, depth: int) -> int:
    """What is needed, as it was said."""
    return int(record.kind == "need" and depth == 0)


def doing(lemma: str, kind: str) -> Sign:
    """Amounts of what the verb of the question says."""

    def sign(record: Record, depth: int) -> int:
        if record.kind.startswith("rate"):
            return int(record.kind != "rate price" or kind == "buy")
        if depth == 0:
            moving = lemma in {"cover", "travel"} and record.lemma in _MOTION
            return int(
                record.lemma == lemma
                or moving
                or (kind == "buy" and record.kind in {"buy", "bought"})
            )
        return int(record.kind != "part")

    return sign


def at_moment(moment: str, sign: Sign) -> Sign:
    """Only what happens at ``moment``."""

    def only(record: Record, depth: int) -> int:
        if record.kind.startswith("rate") or record.kind == "base":
            return sign(record, depth)
        return sign(record, depth) if moment in record.moment else 0

    return only
