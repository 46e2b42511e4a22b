"""The role `{value}`: published figures, and the ends of the non-adverse range."""


def test_a_figure_and_the_range_are_printed_and_a_heading_keeps_its_address(build):
    text = (
        "# T\n\n## Above {value}`range:high`\n\n"
        "From {value}`range:low` to {value}`range:high`; {value}`wres:england:2:2023`.\n"
    )
    built = build({"index.md": text})
    page = built.page()
    assert 'id="above-1-25"' in page
    assert '<span class="value">0.80</span> to <span class="value">1.25</span>; <span class="value">1.59</span>' in page


def test_an_end_that_the_range_does_not_have_is_named_with_its_line(build):
    built = build({"index.md": "# T\n\nIt is {value}`range:middle`.\n"})
    assert "index.md:3: WARNING: 'range:middle' is no end of the non-adverse range" in built.warnings
    assert "write range:low or range:high" in built.warnings
