"""Word problems: sentences about quantities become linear equations, and one quantity is asked for."""
