"""One palette for page, chart and PDF: colours by role, never by hue.

`LIGHT` and `DARK` have the same roles. The theme writes them as CSS variables, the PDF builder as Typst
constants, the charts use `LIGHT` on an opaque ground. `FORCED` says what a role is for a reader who has set all
colours alone: browsers do that for words and boxes, and not for the shapes of a drawing. `tests/test_palette.py`
measures every pair in `CONTRAST` (WCAG 2.2: 4.5 for text, 3 for lines and marks that carry meaning).
"""

LIGHT = {
    "paper": "#ffffff",  # the ground of a page
    "surface": "#f2f6f8",  # a quiet panel
    "line": "#c8d3d9",  # a hairline that carries no meaning
    "border": "#6a7b86",  # the edge of a control
    "ink": "#1b2a33",  # text
    "ink-soft": "#465863",  # secondary text
    "accent": "#0f5578",  # links, the current place
    "accent-strong": "#0a3a54",  # headings, hover
    "accent-wash": "#e3eff5",  # behind an accent
    "focus": "#ffd033",  # focus ring; always with an ink ring inside
    "caution": "#8a4b00",  # warnings
    "caution-wash": "#fdf3e1",
    "good": "#14613f",  # tips
    "good-wash": "#e5f3ec",
    "stop": "#a1201d",  # danger, support and safety
    "stop-wash": "#fbeae9",
    # charts
    "group-first": "#0f5578",  # the group named first in a comparison
    "group-second": "#b3510d",  # the group named second; white words stand on it
    "reference": "#5b6b75",  # parity, a national value
    "band": "#e1e8ec",  # a range that is not evidence of difference
    "quiet": "#8796a0",  # context, not the point
    # drawings
    "figure": "#b3cfdb",  # heads and hands, nobody's skin; the coat of the other person
    "cloth": "#0f5578",  # the coat of the person whom a drawing follows
    "warm": "#f4b942",  # the one thing that a drawing is about; never without its outline
    "warm-wash": "#fdf0d2",  # its light, or its ground
    # the look of a page
    "level": "#0a3a54",  # the level line, and the place where a reader is
    "voice": "#9a430b",  # the ground of a sentence to say
    "on-voice": "#ffffff",
    "now": "#fbf1e6",  # the ground of help: the only warm part
    "night": "#08293b",  # the ground of the one number, of slides and covers
    "on-night": "#ffffff",
    "on-night-soft": "#cfe0ea",
    "night-mark": "#8fb4c6",  # a mark that is not lit
    "night-first": "#8fd0f0",  # lit: the group named first
    "night-second": "#f3b27a",  # lit: the group named second
}

DARK = {
    "paper": "#11191e",
    "surface": "#1a252c",
    "line": "#33434d",
    "border": "#8496a1",
    "ink": "#e9eff2",
    "ink-soft": "#b4c2ca",
    "accent": "#82c8ec",
    "accent-strong": "#b5e0f5",
    "accent-wash": "#17323f",
    "focus": "#ffd033",
    "caution": "#f2bd6b",
    "caution-wash": "#33270f",
    "good": "#83d3aa",
    "good-wash": "#12301f",
    "stop": "#f5a29f",
    "stop-wash": "#3a1716",
    "group-first": "#82c8ec",
    "group-second": "#f0a35e",
    "reference": "#b4c2ca",
    "band": "#263740",
    "quiet": "#7f919c",
    "figure": "#436273",
    "cloth": "#2f7fa8",
    "warm": "#b0721a",
    "warm-wash": "#46381b",
    "level": "#82c8ec",
    "voice": "#f3b27a",
    "on-voice": "#1a120a",
    "now": "#41240f",
    "night": "#0a2c40",
    "on-night": "#ffffff",
    "on-night-soft": "#cfe0ea",
    "night-mark": "#8fb4c6",
    "night-first": "#8fd0f0",
    "night-second": "#f3b27a",
}

FORCED = {
    **dict.fromkeys(("ink", "ink-soft", "quiet", "reference", "group-first", "stop", "cloth", "level"), "CanvasText"),
    **dict.fromkeys(("paper", "band", "accent-wash", "group-second", "figure", "warm-wash"), "Canvas"),
    **dict.fromkeys(("on-night", "on-night-soft", "night-mark", "night-first", "night-second"), "CanvasText"),
    "night": "Canvas",
    "warm": "Highlight",
}

# (foreground, ground, least contrast)
CONTRAST = [
    ("ink", "paper", 7.0),
    ("ink", "surface", 7.0),
    ("ink-soft", "paper", 4.5),
    ("ink-soft", "surface", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "surface", 4.5),
    ("accent-strong", "paper", 7.0),
    ("accent-strong", "accent-wash", 4.5),
    ("ink", "accent-wash", 7.0),
    ("caution", "caution-wash", 4.5),
    ("ink", "caution-wash", 7.0),
    ("good", "good-wash", 4.5),
    ("ink", "good-wash", 7.0),
    ("stop", "stop-wash", 4.5),
    ("ink", "stop-wash", 7.0),
    ("border", "paper", 3.0),
    ("border", "surface", 3.0),
    ("group-first", "paper", 3.0),
    ("group-second", "paper", 3.0),
    ("reference", "paper", 3.0),
    ("reference", "band", 3.0),
    ("group-first", "band", 3.0),
    ("group-second", "band", 3.0),
    ("quiet", "paper", 3.0),
    ("ink-soft", "band", 4.5),
    ("paper", "group-first", 4.5),
    ("paper", "group-second", 4.5),
    ("ink", "figure", 4.5),
    ("ink", "warm", 3.0),
    ("ink", "warm-wash", 7.0),
    ("stop", "figure", 3.0),
    ("level", "paper", 3.0),
    ("on-voice", "voice", 4.5),
    ("voice", "paper", 3.0),
    ("voice", "now", 3.0),
    ("ink", "now", 7.0),
    ("accent", "now", 4.5),
    ("on-night", "night", 7.0),
    ("on-night-soft", "night", 4.5),
    ("night-mark", "night", 3.0),
    ("night-first", "night", 3.0),
    ("night-second", "night", 3.0),
]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
