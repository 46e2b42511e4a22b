"""Every pair of colours that is used together is readable, light and dark."""

import pytest

from edi_handbook import palette


def test_contrast_agrees_with_published_values():
    # WCAG's own ends of the scale, and a well-known mid value (WebAIM: #767676 on white is 4.54).
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert palette.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("mode", ["LIGHT", "DARK"])
@pytest.mark.parametrize(("foreground", "ground", "least"), palette.CONTRAST)
def test_pair_is_readable(mode, foreground, ground, least):
    colours = getattr(palette, mode)
    assert palette.contrast(colours[foreground], colours[ground]) >= least


def test_both_modes_have_the_same_roles():
    assert list(palette.LIGHT) == list(palette.DARK)
