r"""When two answers are the same answer.

Two answers are equivalent when they have the same *canonical form*, so that
equivalence is reflexive, symmetric and transitive by construction, whatever a
plugin does. Where a reading is unclear the form keeps the difference: unclear
is different, never equal.

What the core knows:

- numbers, exactly: ``1/2``, ``0.5``, ``\frac12``, ``50%``, ``1,000``, ``1e3``,
  ``1 1/2``, ``twenty-one``; a currency or unit is part of the answer, so
  ``$5`` is ``5 dollars``, and not ``5``;
- truth values: ``True`` is ``yes``, ``False`` is ``no``;
- alternatives and sets, without order: ``x = 2 or x = 3`` is ``{3, 2}`` is
  ``x = 3, 2``; ``no solution`` is the empty set;
- sequences, with order: ``2, 3`` is ``2 and 3``; not ``3, 2``, not ``{2, 3}``,
  and not ``(2, 3)``, which may be an interval or a point;
- assignments: ``x = 2`` is ``2``; ``x = 1, y = 2`` is ``y = 2, x = 1``;
- answer options: ``A``, ``(A)``, ``A) True`` and ``True`` when those are given;
- dress: case of words, spaces, quotes, a final full stop, ``\boxed{}``, ``$``.

Plugins extend it to what they can read, such as algebraic expressions.
"""

from __future__ import annotations

from kaelum_core.equivalence.forms import canonical, equivalent, partition

__all__ = ["canonical", "equivalent", "partition"]
