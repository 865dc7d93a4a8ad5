"""The rules: what must be true before a row is saved, each said once, in two languages."""
