"""The dark face of a drawing: where the page around it is dark, each colour gives way to the dark one of its role.

A browser asks a picture's own `prefers-color-scheme` of the page that holds it, so one file serves both, by the
reader's system or by the page's switch. A browser that does not ask the page asks the system, and shows a light
drawing on a dark page or the other way round; each has its own ground, so both can be read. Typst and office programs
pass over the rule, and a drawing opened alone under the site's policy stays light.
"""

from edi_handbook.palette import DARK, LIGHT


def rule(used: set[str]) -> str:
    """A style rule that turns each colour in `used` (`#rrggbb`, of the light palette) into its dark one.

    It matches presentation attributes, `fill` and `stroke`; colours that the palette does not name stay.
    """
    by_day = {colour: DARK[role] for role, colour in LIGHT.items()}
    pairs = [(name, day) for day in sorted(used & by_day.keys()) for name in ("fill", "stroke")]
    inner = "".join(f'[{name}="{day}"]{{{name}:{by_day[day]}}}' for name, day in pairs)
    return f"@media(prefers-color-scheme:dark){{{inner}}}"
