"""Problems over finite domains: their constraints, a solver, and a proof by another route."""
