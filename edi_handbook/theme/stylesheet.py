"""Builds the site's one stylesheet.

In order: the palette as CSS variables; the upstream sheets in a cascade layer, without the rules that no page of the
site can match; our own `edi.css`, which wins over the layer whatever the specificity.
"""

from pathlib import Path

import tinycss2
from lxml import html

from edi_handbook import palette, whole

OWN = Path(__file__).parent / "edi" / "styles" / "edi.css"

# Lower first. Absorbed: part of our sheet. Dropped: not used, and why.
ABSORBED = ("basic.css", "styles/furo.css", "styles/furo-extensions.css", "sphinx-design.min.css", "mystnb.")
DROPPED = (
    "pygments.css",  # two fixed palettes; edi.css colours code from ours
)

# Classes that scripts add, so that no page shows them at rest: edi.js takes "no-js" off, search.js draws results,
# terms.js meanings.
SCRIPTED = {"no-js", "search", "context", "term-box"}


def absorbs(filename: str) -> bool:
    """True for an upstream sheet that a page must not link to."""
    return filename.removeprefix("_static/").startswith((*ABSORBED, *DROPPED))


def variables() -> str:
    """The palette as custom properties, for light, for dark by choice, for dark by the system, and forced."""
    light = "".join(f"--{role}:{colour};" for role, colour in palette.LIGHT.items())
    dark = "".join(f"--{role}:{colour};" for role, colour in palette.DARK.items())
    # A picture that is no chart stays on light paper; the ring inside the focus colour is dark in both modes.
    fixed = f"--picture-ground:{palette.LIGHT['paper']};--focus-ink:{palette.LIGHT['ink']};"
    forced = "".join(f"--{role}:{colour};" for role, colour in palette.FORCED.items())
    return (
        f":root{{color-scheme:light;{light}{fixed}}}"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        # As strong as the two before it: a reader who forces colours may have chosen the dark ones as well.
        f"@media (forced-colors:active){{:root:root:root{{{forced}}}}}"
    )


def names_used(outdir: Path) -> set[str]:
    """Every class and id on any page of the site."""
    used = set(SCRIPTED)
    for page in outdir.rglob("*.html"):
        tree = html.parse(str(page), html.HTMLParser(encoding="utf-8"))
        for attribute in tree.xpath("//@class | //@id"):
            used.update(attribute.split())
    return used


def _selector_may_match(selector: list, used: set[str]) -> bool:
    """False where a selector asks for a class or id that no page has; what `:not()` holds is not asked for.

    False also for Furo's own dark mode, which hangs on the body: ours hangs on the root, for a script in the head.
    """
    if "data-theme" in tinycss2.serialize(selector):
        return False
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "hash" and token.value not in used:
            return False
        if token.type == "ident" and before is not None and before == "." and token.value not in used:
            return False
    return True


def _split(tokens: list) -> list[list]:
    """A selector list at its commas."""
    parts = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def prune(rules: list, used: set[str] | None = None) -> str:
    """Serialise `rules` without comments and extra space; with `used`, without what no page can match."""
    out = []
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [part for part in _split(rule.prelude) if used is None or _selector_may_match(part, used)]
            block = compact(rule.content)
            if kept and block:
                out.append(",".join(compact(part) for part in kept) + "{" + block + "}")
        elif rule.type == "at-rule":
            head = f"@{rule.at_keyword} {compact(rule.prelude)}".rstrip()
            if rule.content is None:
                continue  # @import, @charset: every sheet is inlined
            if rule.lower_at_keyword in ("media", "supports", "layer"):
                inner = prune(tinycss2.parse_rule_list(rule.content, True, True), used)
                if inner:
                    out.append(f"{head}{{{inner}}}")
            else:
                out.append(f"{head}{{{compact(rule.content)}}}")
    return "".join(out)


def compact(tokens: list) -> str:
    """Tokens as text, without comments and with each run of white space as one blank."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return " ".join(text.split())


def variables_read(rules: list) -> set[str]:
    """The custom properties that `rules` ask for with `var()`."""
    read = set()
    for node in rules:
        if node.type == "function" and node.lower_name == "var":
            read.update(argument.value for argument in node.arguments if argument.type == "ident")
        for part in ("prelude", "content", "arguments", "value"):
            inner = getattr(node, part, None)
            if isinstance(inner, list):
                read |= variables_read(inner)
    return read


def drop_unread(css: str, read: set[str]) -> str:
    """`css` without the custom properties that nothing reads, neither `read` nor `css` itself."""
    while True:
        rules = tinycss2.parse_stylesheet(css, True, True)
        wanted = read | variables_read(rules)
        out = []
        for rule in rules:
            if rule.type != "qualified-rule":
                out.append(prune([rule]))
                continue
            kept = [
                declaration.serialize()
                for declaration in tinycss2.parse_declaration_list(rule.content, True, True)
                if declaration.type == "declaration"
                and (not declaration.name.startswith("--") or declaration.name in wanted)
            ]
            if kept:
                out.append(f"{compact(rule.prelude)}{{{';'.join(kept)}}}")
        if "".join(out) == css:
            return css
        css = "".join(out)


def build(sheets: list[Path], used: set[str]) -> str:
    """The site's stylesheet, from the upstream `sheets` in the order of `ABSORBED`."""
    upstream = ""
    for prefix in ABSORBED:
        for sheet in sheets:
            if sheet.name.startswith(prefix.removeprefix("styles/")):
                rules = tinycss2.parse_stylesheet(sheet.read_text(encoding="utf-8"), True, True)
                upstream += prune(rules, used)
    own = tinycss2.parse_stylesheet(OWN.read_text(encoding="utf-8"), True, True)
    return f"{variables()}@layer upstream{{{drop_unread(upstream, variables_read(own))}}}{prune(own)}"


def write(outdir: Path, kept: Path) -> None:
    """Write `_static/edi.css`; move the sheets that it holds to `kept`.

    Sphinx copies them only where a page has changed, so the next build may find them in `kept` alone.
    """
    static = outdir / "_static"
    kept.mkdir(exist_ok=True)
    for sheet in static.rglob("*.css"):
        if absorbs(sheet.relative_to(static).as_posix()):
            whole.move(sheet, kept / sheet.name)
    css = build(sorted(kept.glob("*.css")), names_used(outdir))
    whole.write_text(static / "edi.css", css)
