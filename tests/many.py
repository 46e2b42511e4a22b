"""How many examples, draws or cases, by the profile: see tests/conftest.py."""

from hypothesis import settings


def draws(share: float) -> int:
    """`share` times the profile's number of examples, and at least one."""
    return max(1, round(settings.default.max_examples * share))


def is_thorough() -> bool:
    """Whether this is `make thorough`, which tries what a change seldom breaks as well."""
    return settings.get_current_profile_name() == "thorough"


def examples(share: float) -> settings:
    """A decorator for a property that is dear to try (a share below 1) or cheap."""
    return settings(max_examples=draws(share))
