"""Families as graphs of parents and spouses, and the words for how two people are related.

A relation is a path of steps, P to a parent, C to a child, S to the spouse:
``PP`` is a grandparent, ``PC`` a sibling, ``SP`` a parent-in-law. What someone
is called also depends on their gender.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from kaelum_logic.finite.names import Gender, gender_of_name

__all__ = ["BASE", "KIN", "Family", "kin_word"]

_TERMS: dict[str, tuple[str, str, str]] = {
    # path: (word, word for a man, word for a woman)
    "P": ("parent", "father", "mother"),
    "C": ("child", "son", "daughter"),
    "S": ("spouse", "husband", "wife"),
    "PC": ("sibling", "brother", "sister"),
    "PP": ("grandparent", "grandfather", "grandmother"),
    "CC": ("grandchild", "grandson", "granddaughter"),
    "PPP": ("great-grandparent", "great-grandfather", "great-grandmother"),
    "CCC": ("great-grandchild", "great-grandson", "great-granddaughter"),
    "PPC": ("aunt or uncle", "uncle", "aunt"),
    "PCC": ("niece or nephew", "nephew", "niece"),
    "PPCC": ("cousin", "cousin", "cousin"),
    "PPPC": ("great-aunt or great-uncle", "great-uncle", "great-aunt"),
    "PCCC": ("great-niece or great-nephew", "great-nephew", "great-niece"),
    "SP": ("parent-in-law", "father-in-law", "mother-in-law"),
    "CS": ("child-in-law", "son-in-law", "daughter-in-law"),
    "SPC": ("sibling-in-law", "brother-in-law", "sister-in-law"),
    "PCS": ("sibling-in-law", "brother-in-law", "sister-in-law"),
    "PPCS": ("aunt or uncle", "uncle", "aunt"),
    "SPCC": ("niece or nephew", "nephew", "niece"),
}

KIN: dict[str, tuple[tuple[str, ...], Gender | None]] = {}
"""Each word for a relation: its paths, and the gender it implies."""
for _path, (_any, _man, _woman) in _TERMS.items():
    for _word, _gender in ((_any, None), (_man, "male"), (_woman, "female")):
        _known = KIN.get(_word, ((), None))[0]
        KIN[_word] = ((*_known, _path), None if _man == _woman else _gender)  # type: ignore[assignment]
KIN |= {"mom": KIN["mother"], "mum": KIN["mother"], "dad": KIN["father"],
        "grandma": KIN["grandmother"], "grandpa": KIN["grandfather"], "kid": KIN["child"],
        "partner": KIN["spouse"], "twin brother": KIN["brother"], "twin sister": KIN["sister"],
        "uncle or aunt": KIN["aunt or uncle"]}  # fmt: skip

BASE = frozenset({"P", "C", "S", "PC"})
"""The paths that a text may state as a fact; longer ones leave out who is in between."""

_LONGEST = max(map(len, _TERMS))


def kin_word(path: str, gender: Gender | None) -> str | None:
    """The word for a relative along ``path``, or None if there is none."""
    if path not in _TERMS:
        return None
    neutral, man, woman = _TERMS[path]
    return {"male": man, "female": woman}.get(gender or "", neutral)


class Family:
    """People with their parents and spouses, as far as a text says."""

    def __init__(self) -> None:
        self.parents: dict[str, set[str]] = {}
        self.spouse: dict[str, str] = {}
        self.stated: dict[str, Gender] = {}
        self._unnamed = count(1)

    def add(self, name: str) -> None:
        """Make ``name`` known."""
        self.parents.setdefault(name, set())

    def fact(self, path: str, person: str, relative: str, gender: Gender | None) -> bool:
        """``relative`` is along ``path`` of ``person``; False if that cannot be."""
        self.add(person)
        self.add(relative)
        if gender is not None and self.stated.setdefault(relative, gender) != gender:
            return False
        if person == relative:
            return False
        if path == "P":
            return self._parent(person, relative)
        if path == "C":
            return self._parent(relative, person)
        if path == "S":
            return (
                self.spouse.setdefault(person, relative) == relative
                and self.spouse.setdefault(relative, person) == person
            )
        return self._siblings(person, relative)

    def _parent(self, child: str, parent: str) -> bool:
        known = self.parents[child]
        unnamed = next((name for name in known if name.startswith("?")), None)
        if parent not in known and unnamed is not None and len(known) == 2:
            for parents in self.parents.values():
                if unnamed in parents:
                    parents.discard(unnamed)
                    parents.add(parent)
        known.add(parent)
        return len(known) <= 2

    def _siblings(self, one: str, other: str) -> bool:
        both = self.parents[one] | self.parents[other]
        while len(both) < 2:
            both.add(f"?{next(self._unnamed)}")
        named = {name for name in both if not name.startswith("?")}
        chosen = set(sorted(both, key=lambda name: (name.startswith("?"), name))[:2])
        self.parents[one] = set(chosen)
        self.parents[other] = set(chosen)
        return len(named) <= 2

    def completed(self) -> list[str]:
        """Take a child of one parent to be the spouse's as well; what was taken so, in words."""
        assumed: list[str] = []
        for child, parents in self.parents.items():
            known = [name for name in parents if not name.startswith("?")]
            spouse = self.spouse.get(known[0]) if len(known) == 1 else None
            if spouse is not None and spouse != child and self._parent(child, spouse):
                assumed.append(f"{child} is also a child of {spouse}")
        return assumed

    def gender(self, name: str) -> Gender | None:
        """As stated, else as the name or the spouse suggests."""
        known = self.stated.get(name) or gender_of_name(name)
        if known is None and name in self.spouse:
            other = self.spouse[name]
            partner = self.stated.get(other) or gender_of_name(other)
            known = {"male": "female", "female": "male"}.get(partner or "")  # type: ignore[assignment]
        return known

    def people(self) -> list[str]:
        """Everyone with a name, in order of mention."""
        return [name for name in self.parents if not name.startswith("?")]

    def _steps(self, name: str) -> Iterator[tuple[str, str]]:
        for parent in self.parents.get(name, ()):
            yield "P", parent
        for child, parents in self.parents.items():
            if name in parents:
                yield "C", child
        if name in self.spouse:
            yield "S", self.spouse[name]

    def path(self, person: str, relative: str) -> str | None:
        """The shortest path that has a word, found by breadth-first search."""
        frontier: list[tuple[str, str, tuple[str, ...]]] = [("", person, (person,))]
        while frontier:
            following: list[tuple[str, str, tuple[str, ...]]] = []
            for path, at, seen in frontier:
                for step, name in self._steps(at):
                    if name in seen:
                        continue
                    longer = path + step
                    if name == relative and longer in _TERMS:
                        return longer
                    if len(longer) < _LONGEST:
                        following.append((longer, name, (*seen, name)))
            frontier = following
        return None

    # The definitions, spelled out: what the path search is checked against.

    def along(self, path: str, people: Iterable[str]) -> set[str]:
        """Everyone who is along ``path`` of one of ``people``, by composing relations."""
        found = set(people)
        start = set(found)
        for step in path:
            if step == "P":
                found = {parent for name in found for parent in self.parents.get(name, ())}
            elif step == "C":
                found = {child for child, parents in self.parents.items() if parents & found}
                found -= start if path in ("PC", "PPCC") else set()
            else:
                found = {self.spouse[name] for name in found if name in self.spouse}
        return found - start

    def relatives(self, path: str, person: str) -> set[str]:
        """Who stands along ``path`` of ``person`` and along no shorter path with a word."""
        found = self.along(path, [person])
        for shorter in _TERMS:
            if len(shorter) < len(path):
                found -= self.along(shorter, [person])
        return found
