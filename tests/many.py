"""How many examples or draws, as a share of what the profile gives: see the profiles in tests/conftest.py."""

from hypothesis import settings


def draws(share: float) -> int:
    """`share` times the profile's number of examples, and at least one."""
    return max(1, round(settings.default.max_examples * share))


def examples(share: float) -> settings:
    """A decorator for a property that is dear to try (a share below 1) or cheap."""
    return settings(max_examples=draws(share))
