"""Answers to Word: layouts restyled in Word, wordings as small text files, and text that arrives exactly as typed."""
