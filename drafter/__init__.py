"""drafter: a guided desk for writing a council's Proposed Record of Decision."""

__version__ = "0.1.0"
