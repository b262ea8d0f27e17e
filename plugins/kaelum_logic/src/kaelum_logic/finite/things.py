"""What kind of thing everyday nouns name, for counting the fruits among other things."""

from __future__ import annotations

from kaelum_logic.finite.text import singular

__all__ = ["KINDS", "kind_named", "kinds_of"]

_KINDS = {
    "fruit": "apple apricot avocado banana blackberry blueberry boysenberry cantaloupe cherry clementine "
    "coconut cranberry currant date dragonfruit elderberry fig gooseberry grape grapefruit guava honeydew "
    "jackfruit kiwi kumquat lemon lime lychee mandarin mango melon mulberry nectarine olive orange papaya "
    "passionfruit peach pear persimmon pineapple plantain plum pomegranate pomelo prune quince raisin "
    "raspberry starfruit strawberry tangerine tomato watermelon",
    "vegetable": "artichoke arugula asparagus aubergine bean beet beetroot broccoli cabbage capsicum carrot "
    "cassava cauliflower celery chard chickpea chili chive collard corn courgette cress cucumber daikon "
    "eggplant endive fennel garlic ginger horseradish jalapeno kale kohlrabi leek lentil lettuce mushroom "
    "okra onion parsnip pea pepper potato pumpkin radicchio radish rhubarb rutabaga scallion shallot "
    "spinach sprout squash sweetcorn tomato turnip watercress yam zucchini",
    "animal": "alligator alpaca ant anteater antelope armadillo baboon badger bat bear beaver bee beetle bird "
    "bison boar buffalo bull butterfly camel canary cat caterpillar cattle cheetah chicken chimpanzee "
    "chipmunk cobra cockroach cow coyote crab cricket crocodile crow deer dog dolphin donkey dove dragonfly "
    "duck eagle eel elephant elk falcon ferret fish flamingo fly fox frog gazelle gecko gerbil giraffe goat "
    "goldfish goose gorilla grasshopper guppy hamster hare hawk hedgehog hen heron hippo hippopotamus horse "
    "hyena iguana jaguar jellyfish kangaroo kitten koala ladybug lamb leopard lion lizard llama lobster lynx "
    "magpie meerkat mole mongoose monkey moose mosquito moth mouse mule newt octopus orangutan ostrich otter "
    "owl ox panda panther parakeet parrot peacock pelican penguin pig pigeon piglet platypus pony porcupine "
    "possum puma puppy python quail rabbit raccoon ram rat raven reindeer rhino rhinoceros robin rooster "
    "salamander salmon scorpion seagull seahorse seal shark sheep shrimp skunk sloth slug snail snake "
    "sparrow spider squid squirrel starfish stork swallow swan tarantula tiger toad tortoise trout tuna "
    "turkey turtle viper vulture wallaby walrus wasp weasel whale wolf wolverine wombat woodpecker worm yak "
    "zebra calf foal duckling chick",
    "musical instrument": "accordion bagpipe balalaika banjo bassoon bongo bugle castanet cello clarinet "
    "clavichord cornet cymbal didgeridoo drum dulcimer fiddle flute glockenspiel gong guitar harmonica harp "
    "harpsichord horn keyboard kazoo lute lyre mandolin maraca marimba oboe ocarina organ piano piccolo "
    "recorder saxophone sitar synthesizer tambourine timpani triangle trombone trumpet tuba ukulele viola "
    "violin xylophone zither",
    "furniture": "armchair armoire bed bench bookcase bookshelf bunk cabinet chair chest couch cradle crib "
    "cupboard desk drawer dresser footstool futon hammock nightstand ottoman recliner rocker shelf sideboard "
    "sofa stool table vanity wardrobe",
    "appliance": "blender dishwasher dryer fan freezer fridge heater kettle lamp microwave mixer oven "
    "refrigerator stove toaster vacuum washer television",
    "vehicle": "airplane ambulance bicycle bike boat bus car canoe coach ferry helicopter jeep kayak lorry "
    "minivan moped motorbike motorcycle plane raft sailboat scooter sedan ship sled submarine subway suv "
    "tank taxi tractor train tram tricycle trolley truck van wagon yacht",
    "clothing": "belt blouse boot cap cardigan coat dress glove gown hat hoodie jacket jean jersey jumper "
    "mitten pajama pant robe sandal scarf shirt shoe short skirt slipper sneaker sock stocking suit sweater "
    "sweatshirt tie trouser tuxedo vest",
    "tool": "axe chisel clamp crowbar drill file hacksaw hammer mallet plier rake saw screwdriver shovel "
    "spade trowel wrench",
    "toy": "ball doll kite lego puzzle teddy yo-yo",
    "flower": "carnation daffodil daisy iris lily marigold orchid peony petunia poppy rose sunflower tulip violet",
    "drink": "beer cider cocoa coffee cola juice lemonade milk smoothie soda tea water wine whiskey",
    "utensil": "chopstick fork knife ladle spatula spoon teaspoon whisk",
    "stationery": "binder crayon envelope eraser marker notebook paperclip pen pencil ruler stapler",
    "book": "atlas book dictionary encyclopedia magazine novel",
}
_BIRDS = (
    "bird canary chicken crow dove duck eagle falcon flamingo goose hawk hen heron magpie ostrich owl "
    "parakeet parrot peacock pelican penguin pigeon quail raven robin rooster seagull sparrow stork swallow "
    "swan turkey vulture woodpecker chick duckling"
)
_MAMMALS = (
    "alpaca antelope armadillo baboon badger bat bear beaver bison boar buffalo bull camel cat cattle "
    "cheetah chimpanzee chipmunk cow coyote deer dog dolphin donkey elephant elk ferret fox gazelle gerbil "
    "giraffe goat gorilla hamster hare hedgehog hippo hippopotamus horse hyena jaguar kangaroo kitten koala "
    "lamb leopard lion llama lynx meerkat mole mongoose monkey moose mouse mule orangutan otter ox panda "
    "panther pig piglet platypus pony porcupine possum puma puppy rabbit raccoon ram rat reindeer rhino "
    "rhinoceros seal sheep skunk sloth squirrel tiger wallaby walrus weasel whale wolf wolverine wombat yak "
    "zebra calf foal"
)
_INSECTS = "ant bee beetle butterfly cockroach cricket dragonfly fly grasshopper ladybug mosquito moth wasp"
_REPTILES = "alligator cobra crocodile gecko iguana lizard python snake tortoise turtle viper"
_BERRIES = (
    "blackberry blueberry boysenberry cranberry elderberry gooseberry mulberry raspberry strawberry"
)
_CITRUS = "clementine grapefruit lemon lime mandarin orange pomelo tangerine kumquat"

KINDS: dict[str, frozenset[str]] = {
    kind: frozenset(nouns.split()) for kind, nouns in _KINDS.items()
}
"""The nouns of each kind, in the singular."""
KINDS |= {
    "bird": frozenset(_BIRDS.split()),
    "mammal": frozenset(_MAMMALS.split()),
    "insect": frozenset(_INSECTS.split()),
    "reptile": frozenset(_REPTILES.split()),
    "berry": frozenset(_BERRIES.split()),
    "citrus fruit": frozenset(_CITRUS.split()),
    "food": KINDS["fruit"] | KINDS["vegetable"],
}

_NAMES = {
    "instrument": "musical instrument", "veggie": "vegetable", "piece of furniture": "furniture",
    "furniture item": "furniture", "kitchen appliance": "appliance", "household appliance": "appliance",
    "electrical appliance": "appliance", "creature": "animal",
    "item of clothing": "clothing", "clothe": "clothing", "clothes": "clothing", "garment": "clothing",
    "beverage": "drink", "bug": "insect", "citrus": "citrus fruit",
    "article of clothing": "clothing", "piece of clothing": "clothing", "item of furniture": "furniture",
}  # fmt: skip


def kind_named(noun: str) -> str | None:
    """The kind that ``noun`` (singular or plural) is a name of, or None."""
    words = noun.lower().split()
    plain = " ".join((*words[:-1], singular(words[-1]))) if words else ""
    heads = " ".join((singular(words[0]), *words[1:])) if words else ""
    for name in (plain, heads, noun.lower()):
        if name in KINDS:
            return name
        if name in _NAMES:
            return _NAMES[name]
    return None


def kinds_of(noun: str) -> frozenset[str]:
    """The kinds that a thing called ``noun`` (singular) belongs to; empty if it is not known."""
    return frozenset(kind for kind, nouns in KINDS.items() if noun in nouns)
