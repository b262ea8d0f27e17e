"""Routing: which domains a query belongs to, how hard it is, and why. Pure and deterministic."""
