"""The dark face of a drawing: one colour of the light palette, one of the dark, by role."""

from edi_handbook.charts import dark
from edi_handbook.palette import DARK, LIGHT


def test_each_colour_gives_way_to_the_dark_one_of_its_role():
    rule = dark.rule({LIGHT["ink"], "none", "#123456"})
    ink = f'[fill="{LIGHT["ink"]}"]{{fill:{DARK["ink"]}}}[stroke="{LIGHT["ink"]}"]{{stroke:{DARK["ink"]}}}'
    assert rule == f"@media(prefers-color-scheme:dark){{{ink}}}@media screen{{#dark:target{{{ink}}}}}"


def test_a_light_colour_has_one_dark_one():
    """Two roles may share a colour by day only if they share it by night: a drawing knows colours and no roles."""
    assert len({(LIGHT[role], DARK[role]) for role in dark.ROLES}) == len({LIGHT[role] for role in dark.ROLES})
