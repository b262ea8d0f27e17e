"""Programs that a model wrote, in Logic-LM's four notations: read by grammars, repaired, never run.

A program comes in sections (``Premises:``, ``Rules:``, ``# Constraints``) of one statement a
line, each with what it means in English behind ``:::``. Common slips are repaired, and every
repair is reported.
"""
