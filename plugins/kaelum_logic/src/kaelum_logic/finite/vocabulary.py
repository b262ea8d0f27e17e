"""The words of clues that are not about who or what: light verbs, units, fixed phrases."""

from __future__ import annotations

from kaelum_logic.finite.cast import key

__all__ = [
    "AUXILIARY",
    "BESIDE",
    "DENIALS",
    "DENYING",
    "EXACT",
    "FACING",
    "HAVING",
    "LIGHT",
    "MUTUAL",
    "NEAR",
    "OF_SOMEONE",
    "OPENERS",
    "PEOPLE",
    "PERSON",
    "PREPOSITIONS",
    "REFUSALS",
    "RELATIVE",
    "TIMES",
    "UNITS",
    "VERBS",
]

LIGHT = frozenset(
    "is are was were be been being am has have had having does do did will must "
    "sits sit sat sitting seated stands stand stood standing lives live lived living finished "
    "finish finishes finishing came come comes coming placed place ranked ranks rank arrived arrives "
    "arrive arriving ended went goes got gets stays stayed parked located positioned situated found "
    "appears appeared performs performed perform occupies occupied scheduled held given taken "
    "presented works worked needs need in at on the a an also always also it he she they there somewhere "
    "sometime anywhere definitely actually crossed reached completed runs ran running".split()
)
"""Verbs and adverbs that say nothing beyond the relation or position that follows them."""

AUXILIARY = frozenset(
    "is are was were be has have had does do did will would must should can could may might".split()
)
RELATIVE = frozenset({"who", "that", "whose", "which"})
PERSON = frozenset(
    "person one man woman owner guy girl boy lady student child friend player".split()
)
OF_SOMEONE = frozenset(
    "who that whose person one man woman owner owners favorite favourite name named of only for as "
    "own her his their to with from colored coloured color colour kind type".split()
)
HAVING = frozenset(
    map(
        key,
        "has owns keeps raises rears breeds drinks likes loves prefers enjoys eats smokes plays reads "
        "drives rides wears works studies speaks teaches uses ordered chose picked got bought lives "
        "wore ate drank drove rode sings practices practises collects grows cooks makes sells watches "
        "takes took visits visited comes holds carries brought painted paints stays sleeps writes "
        "wrote attends runs holds order choose pick get buy wear drive ride eat drink take have own keep play "
        "drunk smoked kept owned eaten bred played driven worn raised "
        "like love bring paint make sell grow speak read study own".split(),
    )
)
"""Verbs that say that something belongs to someone."""
DENYING = frozenset(
    "allergic hates hate hated dislikes dislike disliked avoids avoid avoided fears fear afraid lost "
    "sold without lacks lack lacked refuses refused refuse envies envied detests despises wants wanted "
    "wishes wish hopes friend friends brother sister mother-in-law enemy rival neighbor neighbour "
    "instead tired rejected declined gave".split()
)
REFUSALS = frozenset("refuses refuse refused declines declined avoids avoid avoided".split())
"""Verbs that deny what follows them."""
PREPOSITIONS = frozenset("of with by for from against about without like besides".split())
VERBS = AUXILIARY | frozenset(
    "not never can could lives live lived works worked got get gets placed took chose finished came "
    "sits sat stands stood lies was neither either must been".split()
)
"""Verbs with which a clue may say what goes together."""
EXACT = frozenset("directly immediately just right immediate".split())
UNITS = frozenset(
    "place places position positions seat seats spot spots house houses chair chairs slot slots "
    "floor floors lane lanes room rooms office offices day days hour hours space spaces step steps "
    "rank ranks storey storeys level levels desk desks locker lockers person people spots".split()
)
TIMES = frozenset(
    "day days hour hours minute minutes second seconds week weeks month months year years".split()
)
"""Units of time: places only where each place is such a unit."""
PEOPLE = UNITS | frozenset("runner runners student students friend friends one ones others".split())
NEAR: tuple[tuple[str, ...], ...] = (
    ("next", "to"), ("adjacent", "to"), ("beside",), ("alongside",), ("next", "door", "to"),
    ("neighbor", "who"), ("neighbour", "who"), ("neighbor", "that"), ("neighbor", "with"),
    ("neighbor", "of"), ("neighbour", "of"), ("neighbors",), ("neighbours",),
)  # fmt: skip
MUTUAL: tuple[tuple[str, ...], ...] = (
    ("next", "to", "each", "other"), ("next", "to", "one", "another"), ("adjacent",),
    ("adjacent", "to", "each", "other"), ("adjacent", "to", "one", "another"), ("neighbors",),
    ("neighbours",), ("side", "by", "side"), ("on", "consecutive", "days"), ("consecutively",), ("consecutive",),
    ("in", "consecutive", "positions"), ("one", "after", "the", "other"), ("beside", "each", "other"), ("together",),
    ("next", "door", "to", "each", "other"), ("beside", "one", "another"),
)  # fmt: skip
BESIDE = frozenset("adjacent neighboring neighbouring consecutive".split())
FACING: tuple[tuple[str, ...], ...] = (("opposite",), ("directly", "opposite"), ("across", "from"), ("directly", "across", "from"),
           ("opposite", "to"), ("facing",), ("directly", "across", "the", "table", "from"),
           ("across", "the", "table", "from"), ("opposite", "from"))  # fmt: skip
OPENERS = (
    ("we", "know", "that"), ("it", "is", "known", "that"), ("given", "that"), ("note", "that"),
    ("also",), ("and",), ("but",), ("ok", "so"), ("ok",), ("so",), ("well",), ("now",), ("however",), ("finally",), ("furthermore",), ("moreover",),
    ("in", "addition"), ("suppose",), ("suppose", "that"), ("while",), ("meanwhile",), ("that",),
    ("it", "is", "true", "that"), ("it", "is", "the", "case", "that"), (",",), ("then",), ("yet",),
)  # fmt: skip
DENIALS = (
    ("it", "is", "not", "true", "that"), ("it", "is", "not", "the", "case", "that"),
    ("it", "is", "false", "that"), ("it", "can", "not", "be", "that"),
)  # fmt: skip
