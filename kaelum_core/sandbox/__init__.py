"""Solver code in killable, memory-capped processes: the pool, the wire, the child."""
