"""One module per family of problems; :mod:`kaelum_logic.registry` lists them."""
