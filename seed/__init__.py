"""The first rows of a database: the directory everybody needs, and the demo data, saved through the forms."""

from seed.demo import plant_demo
from seed.reference import plant_reference

__all__ = ["plant_demo", "plant_reference"]
