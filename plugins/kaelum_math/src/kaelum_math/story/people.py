"""Who and what a story speaks of: names, pronouns, and what "the" and "her" point back to."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.lexicon import FEMALE, MALE
from kaelum_math.story.slots import Noun

__all__ = ["Cast"]

_SHE: Final = frozenset({"she", "her", "hers"})
_HE: Final = frozenset({"he", "him", "his"})
_SPEAKER: Final = frozenset({"i", "me", "we", "us", "my", "mine", "our", "you", "your"})


class Cast:
    """The things of a story, in the order in which they came up."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._last = ""
        self._owners: dict[str, str] = {}

    def add(self, name: str) -> str:
        """``name``, which is now known."""
        if name not in self.names:
            self.names.append(name)
        self._last = name
        return name

    def find(self, noun: Noun, others: AbstractSet[str] = frozenset()) -> str:
        """The name of what ``noun`` stands for, which is none of the ``others``.

        Raises:
            NotUnderstood: a pronoun may stand for several, or for none.
        """
        if not noun.words:
            return self._pronoun(noun.lead, others)
        if noun.owner is not None and noun.owner.words:
            owner = self.find(noun.owner)
            if self._owners.setdefault(noun.name, owner) != owner:
                raise NotUnderstood(f"There are several of the name {noun.name!r}.")
        if noun.name not in self.names and noun.lead in {"the", "this", "that"}:
            same = [name for name in self.names if name.split()[-1] == noun.head]
            if len(same) == 1:
                return self.add(same[0])
            if len(same) > 1:
                raise NotUnderstood(f"It is unclear which {noun.head} is meant.")
        return self.add(noun.name)

    def _pronoun(self, word: str, excluded: AbstractSet[str]) -> str:
        if word in _SPEAKER:
            return self.add("i")
        if word in {"who", "which"} and self._last:
            return self._last
        others = [name for name in self.names if name != "i" and name not in excluded]
        if word in _HE:
            found = [name for name in others if name.split()[-1] not in FEMALE]
        elif word in _SHE:
            found = [name for name in others if name.split()[-1] not in MALE]
        elif word == "it":
            found = [name for name in others if name.split()[-1] not in MALE | FEMALE]
        else:
            raise NotUnderstood(f"It is unclear who {word!r} are.")
        if len(found) != 1:
            raise NotUnderstood(f"It is unclear what {word!r} stands for.")
        return self.add(found[0])
