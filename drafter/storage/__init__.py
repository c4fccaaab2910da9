"""Everything that touches a disk, and the only place where pydantic stands: the door for forms, drafts, settings."""
