"""The Django peer's one application: our tables as its models."""

from django.apps import AppConfig


class Bench(AppConfig):
    """The tables of the register; Django makes and changes none of them."""

    name = "tests.bench.django_peer"
    label = "bench"
    default_auto_field = "django.db.models.AutoField"
