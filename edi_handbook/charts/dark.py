"""The dark face of a drawing: where the page around it is dark, each colour gives way to the dark one of its role.

A browser asks a picture's own `prefers-color-scheme` of the page that holds it, so one file serves both, by the
reader's system or by the page's switch. WebKit asks nobody, and takes every picture for a light one: there the page's
script asks for the drawing by the address of its dark face, `chart.svg#dark`. Without script the drawing stays light on
a dark page; it has its own ground, so it can be read. Typst and office programs pass over the rules, and a drawing
opened alone under the site's policy stays light.
"""

from edi_handbook.palette import DARK, LIGHT

FACE = "dark"

ROLES = set(list(LIGHT)[: list(LIGHT).index("quiet") + 1])
"""Roles that a chart may have. Those of drawings and pages come after them in the palette."""


def rule(used: set[str]) -> str:
    """The style rules that turn each colour in `used` (`#rrggbb`, of the light palette) into its dark one.

    The root of the drawing bears the id `FACE`. The rules match presentation attributes, `fill` and `stroke`; colours
    that the palette does not name stay.
    """
    by_day = {colour: DARK[role] for role, colour in LIGHT.items() if role in ROLES}
    pairs = [(name, day) for day in sorted(used & by_day.keys()) for name in ("fill", "stroke")]
    inner = "".join(f'[{name}="{day}"]{{{name}:{by_day[day]}}}' for name, day in pairs)
    return f"@media(prefers-color-scheme:dark){{{inner}}}@media screen{{#{FACE}:target{{{inner}}}}}"
