"""Sentences that set a scene and say nothing that counts: "Verna loves to eat fruit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kaelum_math.story.lexicon import CLASSES
from kaelum_math.story.scene.clauses import (
    BE,
    Clause,
    ends,
)
from kaelum_math.story.scene.subjects import subject
from kaelum_math.story.scene.things import (
    texts,
)
from kaelum_math.story.scene.verbs import AUXILIARIES, VERBS
from kaelum_math.text.tokens import Token

__all__ = ["sets_scene", "setting"]

_COUNTING: Final = frozenset(
    """
    half double twice triple thrice more less fewer same each every all both rest remaining remainder only
    except not no none never nobody nothing without other others another percent % many few several most
    any either neither if unless until as than equal equally evenly per how what which who than times left
    together altogether total sum difference average rate percent discount sale free off tax tip extra
    them it those these share shares shared split splits divide divides divided cut cuts swap swaps
    trade trades refund fill fills filled empty empties finish finished finishes return returned returns
    lost loses lose broken break breaks stolen pair pairs dozen couple quarter third again back but
    """.split()
)
"""Words of a sentence that may change what is asked."""

_CHANGES: Final = frozenset({"in", "out", "buy", "sell", "pay", "go", "come", "need"})
_SETTING: Final = frozenset(
    """
    is are was were am love loves like likes enjoy enjoys want wants wanted decide decides decided plan plans
    planned go goes went work works worked live lives lived own owns has have had run runs start starts
    started try tries tried likes saves saving visit visits visited stop stops stopped attend attends
    """.split()
)
_DEFINITE: Final = CLASSES["det"] | CLASSES["possessive"] | {"him", "her", "some"}


def setting(tokens: Sequence[Token], at: int) -> Iterator[tuple[Clause, int]]:
    """Every way to read a clause that sets a scene at ``at``."""
    for end in range(len(tokens), at + 2, -1):
        if not ends(tokens, end) or not sets_scene(tokens[at:end]):
            continue
        for who, after in subject(tokens, at):
            named = who.nouns[0].words if who.nouns else ()
            if not ({f"{w}s" for w in named} | set(named)).isdisjoint(_SETTING):
                continue
            word = texts(tokens, after, 1)
            if (
                word
                and after < end
                and (
                    word[0] in _SETTING | AUXILIARIES
                    or word[0] in VERBS
                    or texts(tokens, after, 1)[0] in _LINKS
                )
            ):
                yield Clause(who, BE, (), setting=True), end
                break


_LINKS: Final = frozenset("then also usually always often just recently".split())


def sets_scene(tokens: Sequence[Token]) -> bool:
    """Whether the sentence has no number, no word that counts or compares, and changes nothing.

    Something may be done to things that are not said before ("Baldur gets water"), and
    anything may be wanted, liked or planned.
    """
    words = [token.text for token in tokens]
    if len(words) < 2 or any(t.kind == "num" for t in tokens) or not _COUNTING.isdisjoint(words):
        return False
    setting = next((k for k, word in enumerate(words) if word in _SETTING and k), None)
    changes = [
        k for k, word in enumerate(words)
        if k and word in VERBS and VERBS[word].kind in _CHANGES and words[k - 1] not in _DEFINITE
    ]  # fmt: skip
    if setting is not None and (not changes or setting < changes[0]):
        owns = words[setting] in CLASSES["have"]
        return not (owns and words[setting + 1 : setting + 2] != ["a"])
    return (
        bool(changes)
        and all(words[k + 1] not in _DEFINITE for k in changes if k + 1 < len(words))
        and changes[-1] + 1 < len(words)
    )
