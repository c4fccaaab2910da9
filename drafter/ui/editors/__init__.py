"""What the officer writes in: an editor for every kind of field."""
