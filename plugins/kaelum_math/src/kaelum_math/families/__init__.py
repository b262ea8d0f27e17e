"""One module per family of problems; see :mod:`kaelum_math.registry`."""
