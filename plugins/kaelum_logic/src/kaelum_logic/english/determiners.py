"""The words that stand before a noun and say of how many it is."""

from __future__ import annotations

from kaelum_logic.english.scan import phrase_table

__all__ = ["AMONG", "COUNTS", "DETERMINERS", "LONGEST_FIRST", "OWNED", "SPEAKERS_OWN", "UNITS"]

DETERMINERS: dict[str, tuple[str, str]] = {
    "every": ("every", "sg"),
    "each": ("every", "sg"),
    "each of the": ("every", "any"),
    "every one of the": ("every", "any"),
    "every single": ("every", "sg"),
    "all": ("every", "any"),
    "all the": ("every", "pl"),
    "all of the": ("every", "pl"),
    "all those": ("every", "pl"),
    "all of": ("every", "pl"),
    "both": ("every", "pl"),
    "both of the": ("every", "pl"),
    "both the": ("every", "pl"),
    "any": ("any", "any"),
    "any of the": ("any", "any"),
    "no": ("no", "any"),
    "not a single": ("no", "sg"),
    "none of the": ("no", "any"),
    "neither of the": ("no", "pl"),
    "not one of the": ("no", "pl"),
    "not one": ("no", "sg"),
    "some": ("some", "any"),
    "some of the": ("some", "any"),
    "at least one": ("some", "sg"),
    "at least one of the": ("some", "sg"),
    "one of the": ("some", "sg"),
    "only": ("only", "any"),
    "none but": ("only", "pl"),
    "none but the": ("only", "pl"),
    "only the": ("only", "any"),
    "a": ("a", "sg"),
    "an": ("a", "sg"),
}
"""What each means, and the number of the noun behind it."""
LONGEST_FIRST = phrase_table(
    {phrase: phrase for phrase in sorted(DETERMINERS, key=lambda phrase: -len(phrase.split()))}
)
OWNED = phrase_table(
    {
        "all": "every", "all of": "every", "every one of": "every", "each of": "every",
        "none of": "no", "some of": "some", "one of": "some", "any of": "any",
        "at least one of": "some", "only": "only",
    }
)  # fmt: skip
"""Determiners that stand before "my ...", "our ..."."""

SPEAKERS_OWN = frozenset({"my", "our", "your"})

AMONG = phrase_table(
    {
        "exactly one of": "only one",
        "only one of": "only one",
        "at least one of": "or",
        "one or both of": "or",
        "at most one of": "at most one",
        "not both of": "at most one",
        "none of": "nor",
        "neither of": "nor",
        "both of": "and",
        "all of": "and",
        "either of": "or",
        "one of": "only one",
    }
)
"""Choices among those who are named: "exactly one of Ann and Bob"."""
COUNTS = phrase_table(
    {
        "exactly": "exactly",
        "just": "exactly",
        "only": "exactly",
        "at least": "at least",
        "at most": "at most",
        "no more than": "at most",
        "no fewer than": "at least",
        "no less than": "at least",
        "more than": "more than",
        "fewer than": "fewer than",
        "less than": "fewer than",
    }
)
"""Determiners in front of a number, and how they count."""
UNITS = frozenset(
    "second minute hour day week month year decade century dollar euro pound cent percent penny mile "
    "kilometre kilometer metre meter inch foot kilogram gram ton litre liter degree point time".split()
)
"""What is measured rather than counted one by one."""
