"""The screen: shows what the session says, and tells it what the officer did."""
