"""Commands that plant the first rows and the first account."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    del app
