"""The schema: what exists, what it is called, what the database guarantees."""
