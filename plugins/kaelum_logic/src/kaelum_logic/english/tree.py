"""The trees that the grammar finds: what stands with what, before any meaning.

Three kinds: noun phrases (``NP``), what is said of them (``VP``), and clauses.
"""

from __future__ import annotations

from attrs import frozen

__all__ = [
    "NP",
    "VP",
    "Act",
    "Be",
    "BothOf",
    "Clause",
    "Compare",
    "Fact",
    "If",
    "Iff",
    "Join",
    "JoinNP",
    "JoinVP",
    "Lacks",
    "Name",
    "Negated",
    "Nominal",
    "NotVP",
    "Pronoun",
    "Quantified",
    "Said",
    "Same",
    "The",
    "There",
]


@frozen
class Nominal:
    """A noun with what describes it.

    Attributes:
        words: the noun last, its modifiers before it, as stems; empty for
            the noun of "everyone" and "something".
        apart: whether the modifiers hold each by itself ("red, cold thing").
        extras: what else is said of it (relative clauses, phrases after it).
        alternatives: further nominals that are meant as well ("cats and dogs").
        human: whether it is a noun for people; None when unknown.
    """

    words: tuple[str, ...]
    apart: bool = False
    extras: tuple[VP, ...] = ()
    alternatives: tuple[Nominal, ...] = ()
    human: bool | None = None


@frozen
class Name:
    """An individual by its name."""

    text: str


@frozen
class The:
    """A definite description: "the cat", "that person", "the mayor of Paris", "Ann's cat".

    Attributes:
        nominal: the noun.
        anaphoric: whether it takes up something that was mentioned: "that person".
        owner: whose it is, for "Ann's cat" and "his cat".
        name: what it is called besides, for "Ann's cat Tom".
    """

    nominal: Nominal
    anaphoric: bool = False
    owner: NP | None = None
    name: str = ""


@frozen
class Pronoun:
    """A pronoun: "it", "they", "he", ... or "himself" (``reflexive``)."""

    word: str
    reflexive: bool = False


@frozen
class Quantified:
    """A determiner with a nominal.

    Attributes:
        det: ``every``, ``no``, ``some``, ``a``, ``any``, ``bare`` (no determiner),
            ``only``, ``all that``, ``the`` (of several), ``the one`` (who ...), ``exactly``, ``at least``, ``at most``, ``whichever``.
        count: the number that goes with the last three.
        but: the names of those who are excepted: "everyone but Tom".
    """

    det: str
    nominal: Nominal
    count: int = 0
    but: tuple[str, ...] = ()


@frozen
class JoinNP:
    """Noun phrases joined by ``and``, ``or``, ``xor`` or ``nor``, or of which so many are meant:
    ``only one``, ``at least 2``."""

    kind: str
    parts: tuple[NP, ...]


NP = Name | The | Pronoun | Quantified | JoinNP


@frozen
class Act:
    """A verb or an adjective with what follows it.

    Attributes:
        parts: stems of words, and noun phrases where they stand.
        passive_by: the agent in "is chased by the cat".
        tense: ``past``, ``present``, or ``now`` for what is going on: "is sleeping".
    """

    parts: tuple[str | NP, ...]
    passive_by: NP | None = None
    tense: str = "present"


@frozen
class Be:
    """Being what the noun phrase says: "is a cat", "is Bob", "is the mayor"."""

    what: NP
    tense: str = "present"


@frozen
class Compare:
    """A comparison: "is taller than Bob"."""

    word: str
    than: NP
    tense: str = "present"


@frozen
class NotVP:
    """The negation of a VP. ``loose``: how far it reaches over and/or is not said."""

    body: VP
    loose: bool = False


@frozen
class JoinVP:
    """VPs joined by ``and``, ``or``, ``xor`` or ``nor``.

    ``loose``: how "a and b or c" is to be grouped is not said.
    """

    kind: str
    parts: tuple[VP, ...]
    loose: bool = False


@frozen
class Lacks:
    """A relative clause whose object is missing: "(that) the cat chases"."""

    subject: NP
    verb: Act


@frozen
class Same:
    """What was said before, of somebody else: "then Carl is", "so does Ben"."""


VP = Act | Be | Compare | NotVP | JoinVP | Lacks | Same


@frozen
class Said:
    """A subject with what is said of it."""

    subject: NP
    vp: VP


@frozen
class Fact:
    """A clause without a subject of its own: "it rains".

    Attributes:
        words: what it says.
        tense: ``past``, ``present``, or ``done`` for what happened and is over: "it rained".
    """

    words: tuple[str, ...]
    tense: str = "present"


@frozen
class There:
    """Existence: "There is a cat that ..."."""

    what: NP
    tense: str = "present"


@frozen
class Negated:
    """A denied clause: "It is not the case that ..."."""

    body: Clause


@frozen
class If:
    """A conditional; ``behind``: the condition stands behind, "he sings if he is happy"."""

    condition: Clause
    then: Clause
    behind: bool = False


@frozen
class Iff:
    """A biconditional."""

    left: Clause
    right: Clause


@frozen
class Join:
    """Clauses joined by ``and``, ``or`` or ``xor``."""

    kind: str
    parts: tuple[Clause, ...]


@frozen
class BothOf:
    """Two VPs, the one a condition of the other: "being a cat suffices for being an animal"."""

    condition: VP
    then: VP


Clause = Said | Fact | There | Negated | If | Iff | Join | BothOf
