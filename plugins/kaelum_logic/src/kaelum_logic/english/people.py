"""Nouns for people, whom "he" and "she" may take up rather than a thing."""

from __future__ import annotations

from kaelum_logic.english.lexicon import is_verb

__all__ = ["is_person"]

_PEOPLE = frozenset(
    "patient student child boy girl king queen prince princess pupil guest person tenant member citizen "
    "friend nurse cook thief spy parent pilot judge clerk guard knight monk nun coach chef boss man woman "
    "lady gentleman lord father mother son daughter brother sister uncle aunt cousin nephew niece husband "
    "wife witch guy adult human athlete witness suspect client captain chief nanny maid bride groom "
    "accountant assistant applicant defendant contestant immigrant merchant servant sergeant giant farmer "
    "doctor professor lawyer officer soldier baker butcher carpenter customer passenger partner neighbor "
    "neighbour owner voter villager islander stranger customer minister author actor mayor senator".split()
)
_PERSONAL = ("ist", "man", "woman", "ee", "ess")
_DEVICES = frozenset("computer printer washer heater toaster cooler counter drawer freezer".split())


def is_person(noun: str) -> bool:
    """Whether ``noun`` is one for people: one of those, or by its ending ("player", "dentist")."""
    if noun in _PEOPLE:
        return True
    if noun.endswith(("er", "or")) and noun not in _DEVICES:
        return any(map(is_verb, (noun[:-2], noun[:-1], noun[:-3])))
    return noun.endswith(_PERSONAL) and len(noun) > len("xxist")
