"""Words for things of several kinds, and things of which there are parts."""

from __future__ import annotations

from typing import Final

from kaelum_math.words.units import UNITS

__all__ = ["ANYTHING", "SYMBOLS", "is_counted"]

SYMBOLS: Final = {unit.symbol: unit for unit in UNITS.values()}
"""Symbol -> unit."""

_KINDS: Final = {
    "fruit": "apple orange pear plum banana peach grape mango lemon lime cherry kiwi melon watermelon strawberry"
    " blueberry raspberry apricot pineapple nectarine",
    "vegetable": "carrot potato tomato onion cucumber pepper cabbage bean pea lettuce pumpkin eggplant beet",
    "flower": "rose tulip daisy lily petunia geranium daffodil carnation sunflower violet orchid marigold begonia",
    "animal": "cow sheep goat pig horse dog cat chicken duck hen goose rabbit donkey lion tiger bear monkey zebra"
    " giraffe elephant wolf fox deer turkey llama camel bird fish hamster",
    "pet": "dog cat hamster rabbit fish bird parrot turtle mouse",
    "bird": "parrot pigeon sparrow crow eagle robin duck goose swan canary",
    "vehicle": "car bus truck van motorcycle bike bicycle lorry taxi",
    "person": "man woman boy girl child adult student teacher pupil worker parent player",
    "child": "boy girl",
    "student": "boy girl",
    "pupil": "boy girl",
    "coin": "penny nickel dime quarter",
    "fish": "goldfish angelfish guppy trout salmon carp tuna cod",
    "insect": "ant bug bee beetle butterfly fly wasp mosquito grasshopper spider",
    "plant": "rose tulip tree sunflower eggplant tomato bush fern cactus",
    "tree": "oak maple pine birch apple mango papaya",
    "furniture": "chair table sofa bed desk",
    "item": "",
    "thing": "",
    "object": "",
}


ANYTHING: Final = {name: frozenset(members.split()) for name, members in _KINDS.items()}
"""A word for things of several kinds -> the kinds; none if it is for all things."""


_PARTLY: Final = frozenset(
    "cup teaspoon tablespoon gallon pint quart ton acre pound ounce calorie inch".split()
)


def is_counted(target: str) -> bool:
    """Whether parts of one ``target`` make no sense."""
    head = target.split(" of ", maxsplit=1)[0]
    return head not in SYMBOLS and head not in _PARTLY
