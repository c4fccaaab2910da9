"""The words everyone speaks: plain values, with no files, no screen and no Word."""
