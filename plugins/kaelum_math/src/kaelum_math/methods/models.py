"""Formulae of everyday reckoning: percentages, prices, tips, interest, motion."""

from __future__ import annotations

from typing import Final

__all__ = ["MODELS"]

MODELS: Final[dict[str, str]] = {
    "percentage": """
        part = whole*percent/100; whole = 100*part/percent; percent = 100*part/whole""",
    "change": """
        new = old*(100 + percent)/100; percent = 100*(new - old)/old; old = 100*new/(100 + percent);
        difference = new - old""",
    "sale": """
        saving = price*discount/100; reduced = price - saving; tax = reduced*taxrate/100;
        final = reduced + tax; price = 100*reduced/(100 - discount); saving = price - reduced;
        discount = 100*saving/price""",
    "purchase": """
        tax = price*taxrate/100; final = price + tax; price = 100*final/(100 + taxrate)""",
    "bill": """
        tip = bill*tiprate/100; total = bill + tip; each = total/people; tiprate = 100*tip/bill""",
    "split": "each = total/people",
    "simple interest": """
        interest = principal*rate*years/100; total = principal + interest;
        rate = 100*interest/(principal*years); years = 100*interest/(principal*rate);
        principal = 100*interest/(rate*years)""",
    "trade": """
        profit = sold - bought; percent = 100*(sold - bought)/bought;
        sold = bought*(100 + percent)/100""",
    "motion": """
        speed = distance/time; distance = speed*time; time = distance/speed""",
    "unit price": "unit = cost/count; cost2 = unit*count2",
}
"""Model -> its formulae; rates and percentages are in percent."""
