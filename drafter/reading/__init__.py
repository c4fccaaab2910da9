"""Any record to entries: what fits goes to its field, what does not is kept in sight."""
