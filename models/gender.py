"""Gender as the registers keep it, for every table that records a person."""

from __future__ import annotations

from models.schema import Choice


class Gender(Choice):
    """What the papers say; `unknown` where they say nothing."""

    male = "Nam", "Male"
    female = "Nữ", "Female"
    other = "Khác", "Other"
    unknown = "Chưa rõ", "Unknown"
