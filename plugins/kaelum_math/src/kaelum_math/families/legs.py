"""Counting legs of animals (and wheels of vehicles) in a list of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from kaelum_math.expr.nodes import number
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.scan import Lexicon, Row
from kaelum_math.words.task import TwoWays

__all__ = ["Legs", "read"]

_LEGS: Final = {
    0: "snake|sea slug|slug|jellyfish|flatworm|leech|fish|worm|earthworm|snail|whale|dolphin|shark"
    "|eel|clam|oyster|mussel|sea snake|manta ray|goldfish|python|cobra|dolphins",
    2: "chicken|bird|human|duck|person|people|man|men|woman|women|boy|girl|child|children|hen"
    "|rooster|goose|geese|turkey|ostrich|penguin|eagle|parrot|owl|pigeon|swan|crow|sparrow|flamingo"
    "|emu|kangaroo|robin|hawk|chick|farmer|peacock|seagull|falcon|raven|bat|pelican",
    4: "dog|cat|cow|horse|lion|elephant|giraffe|tiger|deer|sheep|goat|pig|rabbit|mouse|mice|rat"
    "|hamster|donkey|camel|zebra|bear|wolf|wolves|fox|leopard|cheetah|rhinoceros|rhino|hippo"
    "|hippopotamus|frog|toad|turtle|tortoise|lizard|crocodile|alligator|buffalo|bull|calf|calves"
    "|lamb|pony|puppy|kitten|squirrel|hedgehog|beaver|otter|panda|koala|moose|elk|antelope|gazelle"
    "|llama|alpaca|ox|oxen|mule|guinea pig|hare|badger|raccoon|jaguar|panther|hyena|newt|salamander"
    "|gecko|iguana|bison|yak|reindeer|piglet|foal|kid goat",
    5: "starfish",
    6: "insect|ant|butterfly|beetle|bee|wasp|grasshopper|cricket|cockroach|praying mantis|mantis"
    "|firefly|fly|ladybug|ladybird|moth|mosquito|dragonfly|termite|flea|locust|bumblebee|hornet",
    8: "spider|scorpion|tick|mite|tarantula|octopus",
    10: "crab|lobster|shrimp|prawn|crayfish|squid",
    14: "woodlouse|woodlice|pill bug",
}
"""Legs -> animals. The usual count for schools: arms of octopuses and starfish count as legs."""

_WHEELS: Final = {
    1: "unicycle",
    2: "bicycle|bike|motorcycle|motorbike|scooter|moped",
    3: "tricycle|rickshaw|trike",
    4: "car|truck|van|wagon|skateboard|taxi|jeep|cart",
}

_LEXICON: Final = Lexicon(
    {
        "ANIMAL": "|".join(_LEGS.values()),
        "VEHICLE": "|".join(_WHEELS.values()),
        "LEG": "leg",
        "WHEEL": "wheel",
        "ONE": "a|an",
        "-": "your task is to count|count|how many|how much|number|total|total number|in total|list"
        "|when given a list of|altogether|all together|in all|are there|sum|combined|between them"
        "|all|on a farm|farm|at the zoo|in the zoo|zoo|group|see|own|owns|contains|contain|keep"
        "|keeps|farmer has|animal|vehicle|creature|add up|adding up|there is|in my garden|plus"
        "|barn|field|yard|parking lot|garage|counting|count up|just|them",
    },
    values={
        name: count
        for table in (_LEGS, _WHEELS)
        for count, names in table.items()
        for name in names.split("|")
    },
    units=False,
)


@frozen
class Legs(TwoWays):
    """How many limbs a list of (count, name, limbs each) has."""

    herd: tuple[tuple[int, str, int], ...]
    limb: str = "legs"

    method = "counting each kind by repeated addition"

    def describe(self) -> str:
        parts = (f"{count} {name} of {each}" for count, name, each in self.herd)
        return f"{self.limb} of {', '.join(parts)}"

    def first(self) -> int:
        return sum(count * each for count, _, each in self.herd)

    def second(self) -> int:
        by_limbs: dict[int, int] = {}
        for count, _, each in self.herd:
            by_limbs[each] = by_limbs.get(each, 0) + count
        total = 0
        for each, count in by_limbs.items():
            # `each` copies of the binary digits of `count`, added one by one.
            for _ in range(each):
                for place, digit in enumerate(reversed(f"{count:b}")):
                    total += int(digit) << place
        return total

    def worth(self, result: Any) -> Value:
        return number(result)


def read(text: str) -> Legs | None:
    """The task in ``text``.

    Raises:
        NotUnderstood: a word is not understood.
    """
    limbs = {"ANIMAL": "LEG", "VEHICLE": "WHEEL"}
    mentions = _LEXICON.scan(form.split(text)[0]).mentions
    row = Row(
        [
            mention
            for mention, after in zip(mentions, (*mentions[1:], None), strict=True)
            if mention.kind != "ONE" or (after is not None and after.kind in limbs)
        ]
    )
    for being, limb in limbs.items():
        listed = row.match(rf"({limb} )*(?P<herd>((N |ONE ){being} )+)({limb} )*")
        if listed is None or not row.of(limb):
            continue
        herd: list[tuple[int, str, int]] = []
        count = Fraction(1)
        for mention in listed["herd"]:
            if mention.kind == being:
                herd.append((int(count), mention.text, mention.value))
            else:
                count = mention.value if mention.kind == "N" else Fraction(1)
                if count.denominator != 1 or count < 0:
                    return None
        return Legs(tuple(herd), "legs" if limb == "LEG" else "wheels")
    return None
