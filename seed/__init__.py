"""The first rows: files and invented people, saved through the forms."""
