"""Arrangement puzzles: ordering and ranking, seating, zebra grids, schedules, who has what."""

from __future__ import annotations

from kaelum_logic.finite.reading import read

__all__ = ["read"]
