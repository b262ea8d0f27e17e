"""Everyday reckoning: percentages, discounts, tax, tips, interest, ratios, unit prices, speed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve

from kaelum_math.errors import NotUnderstood
from kaelum_math.families.geometry import Measure
from kaelum_math.families.reckoning import Compound, Reckoning, Shares, dressed
from kaelum_math.task import Task
from kaelum_math.words import form
from kaelum_math.words.form import Form
from kaelum_math.words.scan import Lexicon, Mention, Row
from kaelum_math.words.units import UNITS, Unit

__all__ = ["GOODS", "REDUCED", "Compound", "Reckoning", "Shares", "dressed", "read"]

GOODS: Final = (
    "jacket|shirt|shoe|pair of shoes|dress|coat|hat|bag|backpack|phone|laptop|computer|television|tv"
    "|book|toy|game|bike|bicycle|car|chair|table|sofa|camera|watch|ring|sweater|jeans|pair of jeans"
    "|ticket|item|product|meal|dinner|lunch|restaurant|purchase|article|tablet|lamp|desk|bed|guitar"
    "|console|headphones|pair of headphones|skirt|scarf|painting|couch|textbook|video game|t - shirt"
    "|store|shop|washing machine|printer|suit|furniture|house|stock|population|salary|town|train|car"
    "|bus|cyclist|plane|runner|truck|boat|person|driver|rent|share|number|value|quantity|amount"
)
_LEXICON: Final = Lexicon(
    {
        "OF": "of",
        "IS": "is|equals|was|are",
        "WHAT": "what|what number|which number|what amount|how much",
        "WHATPCT": "what percent|what percentage|which percent|what per cent|how many percent",
        "SHARE": "as a percentage of|as a percent of|as percentage of|as percent of|as a % of",
        "OUTOF": "out of",
        "WRITE": "express|write|convert",
        "OFF": "off|discount|discounted|reduction|markdown|marked down|on sale|sale|discounted by"
        "|off sale|% off",
        "REDUCED": "sale price|discounted price|new price|price after the discount|after the discount"
        "|after discount|price now|discount price|reduced price",
        "SAVING": "save|savings|amount of the discount|discount amount|how much is the discount"
        "|amount saved|saved|do i save|will i save",
        "TAX": "tax|sales tax|vat",
        "TIP": "tip|gratuity|leave a tip|tip of|tipping",
        "PRICE": "price|costs|cost|priced|marked|costing|priced at|sells for",
        "ORIG": "original price|regular price|list price|retail price|originally|normally|marked price"
        "|original cost|initial price|usual price|full price|price before the discount|before tax"
        "|before the discount|before discount|price before tax|original|normal price|old price",
        "AFTER": "after",
        "PLUS": "plus|add|adding",
        "TAXASK": "how much tax|tax do i pay|how much sales tax|amount of tax|total tax|tax amount"
        "|how much tax do i pay|how much sales tax do i pay|how much tax will i pay",
        "BILL": "bill|check|meal cost|dinner bill|restaurant bill|lunch bill",
        "FINAL": "final price|total|total cost|pay|final cost|total price|in total|altogether|total bill"
        "|total amount|with tax|including tax|after tax|including tip|including the tip|with tip|do i pay",
        "EACH": "each|each person|per person|each pay|each one|apiece|everyone",
        "PEOPLE": "people|friends|ways|persons|coworkers|roommates|diners|siblings|children|students",
        "SPLIT": "split|shared|divided|share|divide|split evenly|shared equally|divided equally|evenly"
        "|equally|split equally|distribute",
        "INC": "increase|increased|raise|raised|grows|rise|rises|increases|goes up|went up|grew|rose"
        "|gets a raise|raises",
        "DEC": "decrease|decreased|drop|drops|dropped|falls|fell|decreases|goes down|went down"
        "|reduce|reduced|lost value",
        "CHANGE": "percent change|percentage change|percent increase|percentage increase"
        "|percent decrease|percentage decrease|by what percent|by what percentage|percent of increase"
        "|percent of decrease|percentage of increase|percent of change",
        "BY": "by",
        "FROM": "from|old",
        "TO": "to|new",
        "INTEREST": "interest|simple interest|interest earned|interest is earned|how much interest",
        "SIMPLE": "simple",
        "COMPOUND": "compound|compound interest|compounded|compounding",
        "PERIOD": "annually|yearly|once a year|semiannually|semi - annually|twice a year|half - yearly"
        "|quarterly|monthly|daily|weekly|every year|each year",
        "PRINCIPAL": "invest|invested|deposit|deposited|borrow|borrowed|principal|loan|investment"
        "|deposits|invests|put|placed|principal of|lent|sum",
        "RATE": "rate|interest rate|annual rate|per year|annual|a year|per annum|rate of|annual interest"
        "|p . a .|annual interest rate|yearly interest|at a rate of|yearly rate|each year",
        "WORTH": "balance|worth|final amount|amount|total value|value|end up with|grow to|accumulate"
        "|how much money|total amount|how much will|have",
        "BOUGHT": "buys|buy|bought|purchased|cost price|purchases",
        "SOLD": "sells|sell|sold|selling price|resold|resells",
        "PROFIT": "profit|gain|loss|profit made",
        "PROFITPCT": "profit percent|percent profit|profit percentage|percentage profit|gain percent"
        "|loss percent|percent gain|percentage gain|percentage loss",
        "RATIO": "ratio|in the ratio|in the ratio of|in a ratio of|in ratio|in the proportion",
        "SPEED": "speed|average speed|how fast|speed in",
        "DISTANCE": "distance|how far|how many miles|how many kilometers|how many kilometres|far"
        "|how many km",
        "TIME": "how long|how much time|how many hours|time|how many minutes|long",
        "-": f"{GOODS}|travels|drives|travel|drive|goes|moving|moves|move|covers|cover|rides|ride|walks|runs|run"
        "|flies|cycles|walk|constant|steady|going|traveling|travelling|traveled|drove|dollars|much|there"
        "|account|bank|savings account|earn|earned|money|journey|trip|take|takes|between"
        "|and|among|we|left|leave|on a|needed|he|she|savings|if|then|receives|gets|over|earns|pays|paid"
        "|amount of|during|then sells it|charge|an extra|percent",
    },
    values={
        **dict.fromkeys(("annually", "yearly", "once a year", "every year", "each year"), 1),
        **dict.fromkeys(("semiannually", "semi - annually", "twice a year", "half - yearly"), 2),
        "quarterly": 4,
        "monthly": 12,
        "weekly": 52,
        "daily": 365,
    },
    keep=":",
)


REDUCED: Final = re.compile(
    r"\b(?:costs?|is|was|are|were|sells? for|sold for)\s+(?:only\s+)?\W?\s?\d[\d.,]*\s*(?:dollars|euros|pounds)?"
    r"\s+(?:after|with|now|including|thanks|because|following)\b",
    re.IGNORECASE,
)
"""A price with the discount in one breath: "costs $48 after a 20% discount"."""


def read(text: str) -> Task | None:
    """The task in normalised ``text``, or None.

    Raises:
        NotUnderstood: a word is not understood.
    """
    plain, wanted = form.split(text)
    price = _unit_price(plain.strip(), wanted)
    if price is not None:
        return price
    row = _LEXICON.scan(plain)
    if REDUCED.search(plain) and row.has("OFF") and not row.has("ORIG"):
        raise NotUnderstood("It is unclear whether the price given is the reduced one.")
    if row.has("FINAL"):
        row = row.without("PLUS")  # the total says already what is added
    for attempt in (_percentage, _change, _sale, _bill, _interest, _trade, _shares, _motion):
        task = attempt(row, wanted)
        if task is not None:
            if isinstance(task, Measure):
                task.describe()  # raises what stands in the way
            return task
    return None


def _currency(*mentions: Mention) -> str:
    units = {m.unit.symbol for m in mentions if m.unit and m.unit.dimension.startswith("money")}
    if len(units) > 1:
        raise NotUnderstood("There are several currencies.")
    return units.pop() if units else ""


def _percentage(row: Row, wanted: Form) -> Task | None:
    patterns = {
        "part": (r"(?:WHAT )?(?:IS )?(?P<percent>P )OF (?P<whole>N )",),
        "whole": (
            r"(?P<part>N )IS (?P<percent>P )OF WHAT ",
            r"(?P<percent>P )OF WHAT IS (?P<part>N )",
            r"WHAT IS (?P<part>N )IS (?P<percent>P )OF ",
        ),
        "percent": (
            r"(?P<part>N )IS WHATPCT OF (?P<whole>N )",
            r"WHATPCT OF (?P<whole>N )IS (?P<part>N )",
            r"WHATPCT IS (?P<part>N )(?:OUT)?OF (?P<whole>N )",
            r"(?:WHAT |WRITE )?(?:IS )?(?P<part>N )SHARE (?P<whole>N )",
        ),
    }
    if wanted.style == "percent":  # "15 out of 60 as a percentage"
        patterns["percent"] += (r"(?:WHAT |WRITE )?(?:IS )?(?P<part>N )OUTOF (?P<whole>N )",)
        wanted = evolve(wanted, style="")
    for asked, sources in patterns.items():
        for source in sources:
            found = row.match(source)
            if found is not None:
                if any(m.value < 0 for group in found.values() for m in group):
                    return None  # a formula does better
                amounts = [group[0] for name, group in found.items() if name != "percent"]
                unit = _common_unit(amounts)
                given = tuple(
                    (name, group[0].value if name == "percent" else _in_unit(group[0], unit))
                    for name, group in found.items()
                )
                symbol = "%" if asked == "percent" else unit.symbol if unit else ""
                return Reckoning("percentage", given, asked, symbol, wanted)
    return None


def _common_unit(amounts: Sequence[Mention]) -> Unit | None:
    """The unit of the first of ``amounts``, or None if they are plain numbers.

    Raises:
        NotUnderstood: they measure different things.
    """
    units = [amount.unit for amount in amounts]
    if len({unit.dimension if unit else None for unit in units}) > 1:
        raise NotUnderstood("The amounts measure different things.")
    return units[0]


def _in_unit(amount: Mention, unit: Unit | None) -> Fraction:
    """The value of ``amount`` in ``unit``."""
    value: Fraction = amount.value
    return value if amount.unit is None or unit is None else value * amount.unit.size / unit.size


def _change(row: Row, wanted: Form) -> Task | None:
    plain = row.without("WHAT", "IS", "OF", "PRICE")
    for source in (
        r"(?P<sign>INC |DEC )(?:FROM )?(?P<old>N )BY (?P<percent>P )",
        r"(?P<old>N )(?P<sign>INC |DEC )BY (?P<percent>P )",
    ):
        found = plain.match(source)
        if found is not None:
            (old,), (percent,) = found["old"], found["percent"]
            sign = 1 if found["sign"][0].kind == "INC" else -1
            given = (("old", old.value), ("percent", sign * percent.value))
            return Reckoning("change", given, "new", _currency(old), wanted)
    asks = r"(?:CHANGE |WHATPCT |INC |DEC |BY )*"
    found = plain.match(rf"{asks}(?:FROM )?(?P<old>N )TO (?P<new>N ){asks}")
    if found is None or not (plain.has("CHANGE") or plain.has("WHATPCT")):
        return None
    old, new = found["old"][0].value, found["new"][0].value
    falls = plain.has("DEC") or any("decrease" in m.text for m in plain.of("CHANGE"))
    if falls != (new < old) and (falls or plain.has("INC")):
        raise NotUnderstood("The numbers do not go the way the question says.")
    if falls:  # "by what percent did it fall" is asked without a sign
        old_value = (("price", old), ("reduced", new))
        return Reckoning("sale", old_value, "discount", "%", wanted)
    if new < old:
        return None  # a change with a sign is one of the family of markups
    return Reckoning("change", (("old", old), ("new", new)), "percent", "%", wanted)


_PRICES: Final = {"ORIG": "price", "REDUCED": "reduced", "SAVING": "saving", "FINAL": "final"}
"""Words for a price -> the quantity they mean."""


def _sale(row: Row, wanted: Form) -> Task | None:
    if row.has("OFF") and (row.take("P OF ") or row.take("TO P ")):
        return None  # "on sale for 25% of the price", "marked down to 75%": what is left, not saved
    taxed = row.take(r"(?P<p>P )TAX ") or row.take(r"TAX (?:RATE )?(?:IS |OF )?(?P<p>P )")
    rest = (taxed[1] if taxed else row).without("IS", "OF", "WHAT", "TO", "BY", "FROM")
    late = rest.match(r"(?:\S+ )*?AFTER (?:P OFF |OFF P )(?:\S+ )*?N (?:\S+ )*") is not None
    said = rest.take(r"(?P<role>ORIG |PRICE |REDUCED |FINAL |SAVING )+(?P<n>N )")
    amount = said or rest.take(r"(?P<n>N )")
    if amount is None or amount[1].of("N"):
        return None
    price, rest = amount[0]["n"][0], amount[1]
    given = _PRICES.get(said[0]["role"][0].kind, "price") if said else "price"
    if given == "price" and late:
        given = "reduced"  # "After a 10% discount it costs $27"
    asked = {_PRICES[m.kind] for m in rest.mentions if m.kind in _PRICES}
    if rest.fits("P OFF+ AFTER* PRICE* ORIG* REDUCED* SAVING* FINAL*"):
        percent = ("discount", rest.of("P")[0].value)
        if not asked and rest.has("AFTER", "PRICE") and not late:
            asked = {"reduced"}
        if asked == {"final"} and not taxed:
            asked = {"reduced"}
        model = "sale"
    elif taxed and rest.fits("TAX* TAXASK* PRICE* ORIG* FINAL* AFTER*") and not late:
        percent, model = ("taxrate", taxed[0]["p"][0].value), "purchase"
        asked |= {"tax"} if rest.has("TAXASK") or (not asked and rest.has("TAX")) else set()
    else:
        return None
    if len(asked) != 1 or asked == {given} or (model == "purchase" and rest.has("AFTER")):
        return None
    values = [(given, price.value), percent]
    if taxed and model == "sale":
        values.append(("taxrate", taxed[0]["p"][0].value))
    return Reckoning(model, tuple(values), asked.pop(), _currency(price), wanted)


def _bill(row: Row, wanted: Form) -> Task | None:
    people = row.take(r"(?P<n>N )PEOPLE ")
    rest = (people[1] if people else row).without("IS", "OF", "WHAT", "PRICE", "TO")
    if rest.has("BILL") and rest.take(r"BILL N |N BILL ") is None:
        return None  # the bill is asked for, or the number is something else
    rest = rest.without("BILL")
    if people and rest.fits("N SPLIT+ EACH* FINAL*"):
        total = rest.of("N")[0]
        given = (("total", total.value), ("people", people[0]["n"][0].value))
        return Reckoning("split", given, "each", _currency(total), wanted)
    if not rest.fits("N P TIP+ FINAL* SPLIT* EACH*") or rest.take(r"FINAL (?:\S+ )*?N "):
        return None
    bill, percent = rest.of("N")[0], rest.of("P")[0]
    given_list = [("bill", bill.value), ("tiprate", percent.value)]
    if people:
        given_list.append(("people", people[0]["n"][0].value))
        asked = "each"
    else:
        asked = "total" if rest.has("FINAL") else "tip"
        if rest.has("SPLIT") or rest.has("EACH"):
            return None
    return Reckoning("bill", tuple(given_list), asked, _currency(bill), wanted)


def _interest(row: Row, wanted: Form) -> Task | None:
    years = [m for m in row.of("N") if m.unit is not None and m.unit.dimension == "months"]
    sums = [m for m in row.of("N") if m not in years]
    plain = row.without("IS", "OF", "WHAT", "TO", "BY", "FROM", "AFTER")
    if plain.take(r"(?:WORTH |FINAL )N "):
        return None
    plain = plain.without("N")
    fits = plain.fits("P INTEREST* SIMPLE* COMPOUND* PERIOD? PRINCIPAL* RATE* WORTH* FINAL*")
    if not fits or len(years) != 1 or len(sums) != 1 or not years[0].unit:
        return None
    if not plain.has("INTEREST") and not plain.has("COMPOUND"):
        return None
    rate, amount = plain.of("P")[0].value, sums[0]
    time = years[0].value * years[0].unit.size / 12
    # "How much is $1000 at 5% ..." asks what the sum becomes.
    becomes = [m.kind for m in row.mentions[:3]] == ["WHAT", "IS", "N"]
    wants_total = plain.has("WORTH") or plain.has("FINAL") or becomes
    if plain.has("COMPOUND"):
        periods = plain.of("PERIOD")[0].value if plain.of("PERIOD") else 1
        said = sum(
            "interest" in m.text for m in plain.mentions if m.kind in {"INTEREST", "COMPOUND"}
        )
        only = not wants_total and said > 0
        return Compound(amount.value, rate, time, periods, only, _currency(amount), wanted)
    if plain.has("PERIOD") and not plain.has("SIMPLE"):
        simple = any("simple" in m.text for m in plain.of("INTEREST"))
        if not simple:
            raise NotUnderstood("It is unclear whether the interest is simple or compound.")
    simple = plain.has("SIMPLE") or any("simple" in m.text for m in plain.of("INTEREST"))
    if not simple and time != 1:
        raise NotUnderstood("It is unclear whether the interest is simple or compound.")
    given = (("principal", amount.value), ("rate", rate), ("years", time))
    asked = "total" if wants_total else "interest"
    return Reckoning("simple interest", given, asked, _currency(amount), wanted)


def _trade(row: Row, wanted: Form) -> Task | None:
    plain = row.without("IS", "OF", "WHAT", "TO", "PRICE", "WHATPCT")
    found = plain.match(
        r"(?:PROFITPCT |PROFIT )*BOUGHT (?P<bought>N )(?:BOUGHT )*SOLD (?P<sold>N )(?:PROFITPCT |PROFIT )*"
    )
    if found is None or not (plain.has("PROFIT") or plain.has("PROFITPCT")):
        return None
    bought, sold = found["bought"][0], found["sold"][0]
    loss = any("loss" in m.text for m in (*plain.of("PROFIT"), *plain.of("PROFITPCT")))
    if loss:
        return None
    given = (("bought", bought.value), ("sold", sold.value))
    if plain.has("PROFITPCT") or row.has("WHATPCT"):
        return Reckoning("trade", given, "percent", "%", wanted)
    return Reckoning("trade", given, "profit", _currency(bought, sold), wanted)


def _shares(row: Row, wanted: Form) -> Task | None:
    plain = row.without("IS", "OF", "WHAT", "EACH", "PEOPLE", "TO", "WORTH")
    found = plain.match(r"(?:SPLIT )*(?P<total>N )(?:SPLIT )*RATIO (?P<parts>N (?:: N )+)")
    if found is None or not plain.has("SPLIT"):
        return None
    parts = tuple(m.value for m in found["parts"] if m.kind == "N")
    if any(part <= 0 for part in parts):
        return None
    total = found["total"][0]
    return Shares(total.value, parts, _currency(total), wanted)


def _motion(row: Row, wanted: Form) -> Task | None:
    names = {"length": "distance", "time": "time", "speed": "speed"}
    given: dict[str, Mention] = {}
    for mention in row.of("N"):
        name = names.get(mention.unit.dimension) if mention.unit else None
        if name is None or name in given:
            return None
        given[name] = mention
    plain = row.without("N", "IS", "OF", "WHAT", "TO", "BY", "FROM", "AFTER")
    asks = {"SPEED": "speed", "DISTANCE": "distance", "TIME": "time"}
    asked = {asks[m.kind] for m in plain.mentions if m.kind in asks} - set(given)
    if len(given) != 2 or len(asked) != 1 or any(m.kind not in asks for m in plain.mentions):
        return None
    return _moving(given, asked.pop(), wanted)


def _moving(given: dict[str, Mention], asked: str, wanted: Form) -> Task:
    """Values in the units that go with each other: miles, hours and miles per hour."""
    systems = {"mph": ("mile", "hour"), "km/h": ("km", "hour"), "m/s": ("m", "second")}
    if "speed" in given:
        symbol = given["speed"].unit.symbol if given["speed"].unit else ""
        if symbol not in systems:
            raise NotUnderstood(f"The speed unit {symbol} is not known here.")
        length, time = systems[symbol]
    else:
        length_unit, time_unit = given["distance"].unit, given["time"].unit
        length = {"mi": "mile", "km": "km", "m": "m"}.get(
            length_unit.symbol if length_unit else "", ""
        )
        time = "second" if length == "m" and time_unit and time_unit.symbol == "s" else "hour"
        symbol = next((s for s, pair in systems.items() if pair == (length, time)), "")
        if not symbol:
            raise NotUnderstood("The units of the speed are unclear.")
    sizes = {"distance": UNITS[length].size, "time": UNITS[time].size, "speed": UNITS[symbol].size}
    values = []
    for name, mention in given.items():
        assert mention.unit is not None
        values.append((name, mention.value * mention.unit.size / sizes[name]))
    unit = {"speed": symbol, "distance": f"{length}s" if length == "mile" else length}
    return Reckoning("motion", tuple(values), asked, unit.get(asked, f"{time}s"), wanted)


_UNIT_PRICE: Final = re.compile(
    r"^(?:if\s+)?(?P<n>\d+(?:\.\d+)?)\s+(?P<what>[a-z]+(?:\s+of\s+[a-z]+)?)\s+(?:costs?|are|is|sells? for)\s+(?P<sign>[$£€])?(?P<cost>\d+(?:\.\d+)?)"
    r"(?:\s+dollars)?\s*[,.?]\s*(?:then\s+)?(?:how much|what)\s+(?:do|does|will|would|is the cost of|is the price of)\s+"
    r"(?P<m>\d+(?:\.\d+)?|one|each|an?)(?:\s+(?P<again>[a-z]+(?:\s+of\s+[a-z]+)?))?(?:\s+costs?)?\s*\?*$",
    re.IGNORECASE,
)


def _unit_price(plain: str, wanted: Form) -> Task | None:
    """``If 3 pens cost $4.50, how much do 7 pens cost?``"""
    found = _UNIT_PRICE.match(plain)
    if found is None:
        return None
    if found["again"] and found["again"].rstrip("s") != found["what"].rstrip("s"):
        raise NotUnderstood("The question changes from one thing to another.")
    count = Fraction(found["m"]) if found["m"][0].isdigit() else Fraction(1)
    given = (
        ("count", Fraction(found["n"])),
        ("cost", Fraction(found["cost"])),
        ("count2", count),
    )
    return Reckoning("unit price", given, "cost2", found["sign"] or "", wanted)
