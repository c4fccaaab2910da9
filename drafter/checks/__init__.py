"""Answers to Problems: what is left to put right, each with its place, its sentence and its source."""
