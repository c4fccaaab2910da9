"""What the officer is doing, without the screen."""
