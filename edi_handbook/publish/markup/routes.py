"""Routes to help, as links that can be tapped: `{routes}` prints those of the kinds of need that it names.

    ```{routes} danger distress
    :large:
    ```

    ```{routes}
    :at: uhb
    ```

    ```{routes} danger distress
    :row: Need a person now?
    ```

The first has the lines for life and death alone and large, as on a page for somebody in trouble. The second has all
routes of one organisation, and how to find those that are not known. The third is one row of the numbers that stay
however long ago they were rung, with whose they are, after the words that lead to them. Which number may be printed
follows from the day of the build (`edi_handbook/routes.py`): a page whose numbers have changed since is read again.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook import bibliography, routes
from edi_handbook.routes import Need, Route

logger = logging.getLogger(__name__)

LONGEST_TO_TYPE = 40
"""Characters of an address that somebody may copy from paper."""

CRISIS = ("danger", "distress")
CRISIS_LEAD = "If today is not the day for this, leave it. If you are in danger or cannot go on:"

EVERY = "book/reference/where-to-get-help"
"""The page that has each route with all that is known of it."""

FACT = "edi_routes"
"""In the metadata of a page: which numbers it shows."""


class RoutesDirective(SphinxDirective):
    """A list of links; below each whom it is for, when, what to know first, and how it is known.

    A large list has one line for all of how it is known, and a link to the page with the rest: whoever cannot go on
    is not made to read past sources. On that page, and in a book without it, the line names each source.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        "at": directives.unchanged_required,
        "large": directives.flag,
        "row": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        try:
            large = "large" in self.options
            listed = self.chosen((self.arguments or [""])[0].split(), self.options.get("at", ""), large)
            self.env.metadata[self.env.docname][FACT] = routes.numbers(routes.day())
        except (LookupError, OSError, ValueError) as error:  # a need that there is not; a table missing, or at fault
            for line in str(error.args[0] if isinstance(error, LookupError) else error).splitlines():
                logger.warning("routes: %s", line, location=self.get_location())
            return []
        if "row" in self.options:
            return [self.row([one for one in listed if isinstance(one, Route) and one.number in routes.KEPT])]
        # Terms of the glossary among links to ring would be links of another kind.
        made = nodes.container(classes=["routes", "no-terms", *(["routes-large"] if large else [])])
        made += nodes.bullet_list("", *(self.item(one, large) for one in listed))
        found = [one for one in listed if isinstance(one, Route)]
        if large and found:
            elsewhere = self.env.docname != EVERY and EVERY in self.env.found_docs
            made += self.paragraph("small-print", _in_short(found) if elsewhere else _in_full(found))
        return [made]

    def row(self, kept: list[Route]) -> nodes.container:
        made = nodes.container(classes=["routes", "routes-row", "no-terms"])
        made += nodes.paragraph("", self.options["row"])
        listed = nodes.bullet_list()
        for one in kept:
            danger = one.need == "danger"
            whose = routes.needs()[one.need].title if danger else one.organisation_name
            link = _reference(one.address, f"{whose}: ")
            link += nodes.strong("", one.number)
            item = nodes.list_item("", nodes.paragraph("", "", link), classes=["route-apart"] if danger else [])
            listed += item
        made += listed
        if EVERY in self.env.found_docs:
            made += self.paragraph("route-every", f"{{doc}}`More numbers and pages </{EVERY}>`")
        return made

    def chosen(self, needs: list[str], at: str, large: bool) -> list[Route | Need]:
        """What is to be listed: routes, and where a reader may know of more, the need, which says how to find it."""
        kinds = routes.needs()
        if unknown := [need for need in needs if need not in kinds]:
            raise LookupError(f"'{unknown[0]}' is no kind of need: write one of {', '.join(kinds)}.")
        codes = [place.code for place in routes.organisations()]
        if at and at not in codes:
            raise LookupError(f"'{at}' is no organisation here: write one of {', '.join(codes)}.")
        found = routes.printed(routes.day())
        listed: list[Route | Need] = []
        for need in kinds.values() if at else [kinds[need] for need in needs]:
            here = [one for one in found if one.need == need.code and one.organisation == (at or one.organisation)]
            listed += here
            if need.find and not large and (not at or (need.local and not here)):
                listed.append(need)
        return listed

    def item(self, one: Route | Need, large: bool) -> nodes.list_item:
        if isinstance(one, Need):
            label = one.title if "at" in self.options else "Where you work" if one.local else "Not in this list"
            name = "route-find-here" if one.local else "route-find-out"
            return nodes.list_item("", self.paragraph("route-find", f"**{label}:** {one.find}"), classes=[name])
        return self.route(one, large)

    def route(self, route: Route, large: bool) -> nodes.list_item:
        apart = ["route-apart"] if large and route.need == "danger" else []
        made = nodes.list_item("", _link(route, self.whose(route)), classes=apart)
        if not large and route.number and route.url:
            # A number may have been read on another body's page: the label says whose site opens.
            page = _reference(route.url, f"Web page: {route.organisation_name} ({_site(route.url)})")
            made += nodes.paragraph("", "", page, classes=["route-page"])
        more = [route.who_for, route.hours, route.know_first]
        if words := " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in more if part):
            made += self.paragraph("route-more", words)
        if not large:
            made += self.paragraph("small-print", f"Read {_how_read(route)}.")
        return made

    def whose(self, route: Route) -> str:
        """Whose route it is, where the list has those of several employers."""
        local = route.organisation in {place.code for place in routes.organisations()}
        return f"{route.organisation_name}: " if local and "at" not in self.options and not route.number else ""

    def paragraph(self, name: str, words: str) -> nodes.paragraph:
        made, _ = self.state.inline_text(words, self.lineno)
        return nodes.paragraph("", "", *made, classes=[name])


def crisis(page: SphinxDirective) -> list[nodes.Node]:
    """The lines for life and death, and no word beside them, for the head of a page that may stir something up."""
    try:
        found = [one for one in routes.printed(routes.day()) if one.need in CRISIS and one.number]
        page.env.metadata[page.env.docname][FACT] = routes.numbers(routes.day())
    except (OSError, ValueError) as error:
        for line in str(error).splitlines():
            logger.warning("routes: %s", line, location=page.get_location())
        return []
    made = nodes.container("", nodes.paragraph("", CRISIS_LEAD), classes=["routes", "no-terms"])
    made += nodes.bullet_list("", *(nodes.list_item("", _link(one, "")) for one in found))
    return [made]


def _link(route: Route, whose: str) -> nodes.paragraph:
    """The link itself: what to do, in bold, then what it is, so that the link says both; of a page its site too."""
    name = f"{whose}{route.route}" if route.number or whose else f"{route.route[0].upper()}{route.route[1:]}"
    link = _reference(route.address, name)
    made = nodes.paragraph("", "", link)
    if route.act:
        link.insert(0, [nodes.strong("", route.act), nodes.Text(": ")])
    else:
        made += nodes.Text(f" ({_in_print(route.url)})")
    return made


def _in_print(address: str) -> str:
    """An address to type, for who has it on paper: of a long one the site alone."""
    short = address.removeprefix("https://").removeprefix("www.").removesuffix("/")
    return short if len(short) <= LONGEST_TO_TYPE else _site(address)


def _site(address: str) -> str:
    return address.removeprefix("https://").removeprefix("www.").partition("/")[0]


def _reference(address: str, words: str) -> nodes.reference:
    return nodes.reference("", words, refuri=address, internal=False, classes=["route-link"])


def _in_short(found: list[Route]) -> str:
    """How all lines of a box are known: the oldest reading, and whether anybody has rung."""
    rings = [one.rung for one in found if one.number]
    rung = "not yet rung" if not any(rings) else "rung since" if all(rings) else "not all rung yet"
    return (
        f"Read on {routes.in_words(min(one.read for one in found))} in copies; {rung}. "
        f"Sources: {{doc}}`Where to get help </{EVERY}>`."
    )


def _in_full(found: list[Route]) -> str:
    """How each line of a box is known, in one quiet paragraph: nothing stands between the lines."""
    return f"{'; '.join(f'{one.organisation_name}: read {_how_read(one)}' for one in found)}."


def _how_read(route: Route) -> str:
    """ "on 29 November 2026 in a copy of August 2024 (its source), not yet rung"."""
    rung = "not yet rung" if route.rung is None else f"rung on {routes.in_words(route.rung)}"
    day = routes.in_words(route.read)
    if not route.number and route.url in map(bibliography.opens, route.source):  # the link is the source
        return f"on {day} in {route.copy.replace('copy', 'copy of this page', 1)}"
    said = f"on {day} in {route.copy} {{cite:p}}`{','.join(route.source)}`"
    return f"{said}, {rung}" if route.number else said


def read_again(app: Sphinx, env: BuildEnvironment, added: set, changed: set, removed: set) -> list[str]:
    """The pages that show a number which today may not be shown, or lack one that may."""
    held = {name: facts[FACT] for name, facts in env.metadata.items() if FACT in facts}
    if not held:
        return []
    try:
        now = routes.numbers(routes.day())
    except (OSError, ValueError):  # the page itself says what is wrong
        return list(held)
    return [name for name, then in held.items() if then != now]


def setup(app: Sphinx) -> dict:
    app.add_directive("routes", RoutesDirective)
    app.connect("env-get-outdated", read_again)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
