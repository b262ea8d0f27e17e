"""Words of word problems: what each class of words says, base forms, contractions.

Nouns and names are open: any word that is in none of the classes here may be one. A word
that negates, compares, excludes, hedges or conditions is always in a class, so that no noun
phrase swallows it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Final

__all__ = [
    "ADJECTIVES",
    "CLASSES",
    "CLOSED",
    "COMPARATIVES",
    "FACTORS",
    "FEMALE",
    "MALE",
    "PARTNERS",
    "PEOPLE",
    "base",
]

CLASSES: Final[dict[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, words in {
        "be": "is are was were am be 's been",
        "have": "has have had owns own owned possesses got gets keeps holds held contains contain",
        "do": "do does did",
        "will": "will would shall",
        "det": "a an the this that these those",
        "possessive": "his her their its my our your",
        "cost": "costs cost sells sell",
        "finish": "finish finishes finished build builds built dig digs dug paint paints painted fill fills"
        " filled complete completes completed do does did mow mows mowed clean cleans cleaned plow plough"
        " harvest harvests harvested repair repairs repaired unload unloads unloaded",
        "pack": "packed pack packs shared share shares divided divide divides split splits placed put"
        " arranged distributed sorted",
        "altogether": "altogether together total combined all",
        "now": "now currently today",
    }.items()
}
"""Name of a class -> its words."""

FACTORS: Final[dict[str, Fraction]] = {
    "twice": Fraction(2),
    "double": Fraction(2),
    "thrice": Fraction(3),
    "triple": Fraction(3),
    "treble": Fraction(3),
    "quadruple": Fraction(4),
    "half": Fraction(1, 2),
}
"""Words that multiply."""

ADJECTIVES: Final = {
    "old": "age",
    "tall": "height",
    "high": "height",
    "long": "length",
    "wide": "width",
    "heavy": "weight",
    "deep": "depth",
    "expensive": "price",
    "fast": "speed",
}
"""Adjective -> the measure it speaks of."""

COMPARATIVES: Final = {
    "older": ("age", 1),
    "younger": ("age", -1),
    "taller": ("height", 1),
    "longer": ("length", 1),
    "shorter": ("length", -1),
    "wider": ("width", 1),
    "narrower": ("width", -1),
    "heavier": ("weight", 1),
    "lighter": ("weight", -1),
    "faster": ("speed", 1),
    "slower": ("speed", -1),
    "cheaper": ("price", -1),
    "dearer": ("price", 1),
    "bigger": ("", 1),
    "larger": ("", 1),
    "greater": ("", 1),
    "smaller": ("", -1),
}
"""Comparative -> measure and sign; "" is the measure of what is compared."""

CLOSED: Final = frozenset(
    """
    a an the this that these those is are was were am be been being has have had do does did will
    would shall should can could may might must not no none never neither nor nobody nothing without
    if unless until till when while whenever whether because since although though but except besides
    instead only also too about almost around nearly roughly approximately over under above below
    at least most more less fewer than as many much each every per any some several few other another
    others same equal equals equally times twice double thrice triple half quadruple percent % how what
    which who whose whom where why and or of to for in on by with from into onto out off up down
    he she it they him her them his hers its their theirs i me my mine we us our you your both all
    together altogether total combined sum difference product ratio remaining rest remainder left
    now then later ago before after first second third last next again still already yet once
    there here so it's old tall wide heavy long older younger taller shorter longer heavier lighter
    wider cheaper faster slower larger smaller bigger greater average mean consecutive even odd
    minus plus divided multiplied increased decreased discount off tax tip interest profit loss
    cost costs gives give gave gets buys bought sells sold eats ate loses lost spends spent
    's one maybe perhaps probably possibly sometimes usually exactly wait actually rather
    additional extra further new
    """.split()
)
"""Words that are no part of a noun phrase. Verbs that clauses are built on are among them."""

_MALE: Final = """
    tom ben peter jim luis larry moe bob cal joe sam john jack paul tim max leo david mike michael james
    robert william richard thomas charles mark george steven steve edward brian kevin jason matthew gary
    eric andrew adam henry carl carlos jose juan pedro ali omar ahmed mohammed ivan igor hans karl fred
    frank daniel dan josh joshua nick noah liam ethan jacob lucas luke ryan kyle tyler billy bobby johnny
    tommy jimmy greg harry oliver jake arthur albert alan simon stephen philip martin patrick oscar raj
    ravi amit father dad son brother uncle nephew grandfather grandpa boy man husband king mr
    """
_FEMALE: Final = """
    ann anna anne maria mary kim sara sarah amy lucy jane jill kate katie mia nina dana bea lisa emma
    olivia sophia ava isabella emily susan karen nancy betty helen sandra donna carol ruth sharon
    michelle laura rebecca rachel julia julie jenny jennifer jessica ashley linda barbara patricia
    elizabeth margaret alice grace rosa eva ella clara claire diana fiona hannah irene janet joan joanna
    judy kelly lily linda lola nora olga paula rose sally sophie stella susie tina vera wendy zoe priya
    mother mom mum daughter sister aunt niece grandmother grandma girl woman wife queen mrs ms miss
    """
MALE: Final = frozenset(_MALE.split())
"""Names and nouns that "he" may stand for."""
FEMALE: Final = frozenset(_FEMALE.split())
"""Names and nouns that "she" may stand for."""

PARTNERS: Final = {
    "boy": "girl",
    "girl": "boy",
    "man": "woman",
    "woman": "man",
    "adult": "child",
    "child": "adult",
    "male": "female",
    "female": "male",
    "absent": "present",
    "present": "absent",
}
"""A kind of people -> the rest of the people."""

PEOPLE: Final = frozenset(
    """
    person people student pupil child kid worker man woman boy girl employee passenger visitor guest
    member teacher player friend class child adult customer
    """.split()
)
"""Nouns for people."""

_IRREGULAR: Final = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "kids": "child",
    "kid": "child",
    "people": "person",
    "feet": "foot",
    "mice": "mouse",
    "geese": "goose",
    "teeth": "tooth",
    "shelves": "shelf",
    "loaves": "loaf",
    "halves": "half",
    "knives": "knife",
    "wolves": "wolf",
    "leaves": "leaf",
    "calves": "calf",
    "oxen": "ox",
    "dice": "die",
    "buses": "bus",
    "gases": "gas",
    "movies": "movie",
    "cookies": "cookie",
    "pies": "pie",
    "ties": "tie",
    "brownies": "brownie",
    "shoes": "shoe",
    "horses": "horse",
    "houses": "house",
    "roses": "rose",
    "cases": "case",
    "vases": "vase",
    "nurses": "nurse",
    "dollars": "dollar",
    "mum": "mother",
    "mom": "mother",
    "dad": "father",
    "sweets": "sweet",
}


@lru_cache(maxsize=2048)
def base(word: str) -> str:
    """The singular of a noun, or the word itself."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes", "toes")):
        return word[:-2]
    return word[:-1]
