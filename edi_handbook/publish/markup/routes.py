"""Routes to help, as links that can be tapped: `{routes}` prints those of the kinds of need that it names.

    ```{routes} danger distress
    :large:
    ```

    ```{routes}
    :at: uhb
    ```

The first has the lines for life and death alone and large, as on a page for somebody in trouble. The second has all
routes of one organisation, and how to find those that are not known. Which number may be printed follows from the day
of the build (`edi_handbook/routes.py`): a page whose numbers have changed since is read again.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook import routes
from edi_handbook.routes import Route

logger = logging.getLogger(__name__)

FACT = "edi_routes"
"""In the metadata of a page: which numbers it shows."""


class RoutesDirective(SphinxDirective):
    """A list of links; below each whom it is for, when, what to know first, and how it is known."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"at": directives.unchanged_required, "large": directives.flag}

    def run(self) -> list[nodes.Node]:
        try:
            listed = self.chosen((self.arguments or [""])[0].split(), self.options.get("at", ""))
            self.env.metadata[self.env.docname][FACT] = routes.numbers(routes.day())
        except (LookupError, OSError, ValueError) as error:  # a need that there is not; a table missing, or at fault
            for line in str(error.args[0] if isinstance(error, LookupError) else error).splitlines():
                logger.warning("routes: %s", line, location=self.get_location())
            return []
        large = "large" in self.options
        made = nodes.container(classes=["routes", *(["routes-large"] if large else [])])
        # A long list of links and nothing else would read its terms of the glossary as more of them.
        made["classes"].append("no-terms")
        made += nodes.bullet_list("", *(self.item(one, large) for one in listed))
        if large:
            made += self.paragraph("small-print", self.known(listed))
        return [made]

    def chosen(self, needs: list[str], at: str) -> list[Route | str]:
        """What is to be listed: routes, and for one organisation how to find what is not known."""
        kinds = routes.needs()
        if unknown := [need for need in needs if need not in kinds]:
            raise LookupError(f"'{unknown[0]}' is no kind of need: write one of {', '.join(kinds)}.")
        found = routes.printed(routes.day())
        if not at:
            return [one for need in needs for one in found if one.need == need]
        codes = [place.code for place in routes.organisations()]
        if at not in codes:
            raise LookupError(f"'{at}' is no organisation here: write one of {', '.join(codes)}.")
        listed: list[Route | str] = []
        for need in kinds.values():
            here = [one for one in found if one.organisation == at and one.need == need.code]
            listed += here or ([f"**{need.title}.** {need.find}"] if need.local else [])
        return listed

    def item(self, route: Route | str, large: bool) -> nodes.list_item:
        if isinstance(route, str):
            return nodes.list_item("", self.paragraph("route-more", route))
        made = nodes.list_item("", _link(route), classes=[f"route-{route.need}"])
        if not large and route.number and route.url:
            made += _paragraph(_reference(route.url, f"Web page: {route.organisation_name}"))
        more = [route.who_for, route.hours, route.know_first]
        if words := " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in more if part):
            made += self.paragraph("route-more", words)
        if not large:
            made += self.paragraph("small-print", f"Read {_how_read(route)}.")
        return made

    def known(self, listed: list[Route | str]) -> str:
        """How the lines of a page of help are known, in one quiet paragraph: nothing stands between them."""
        each = [f"{one.organisation_name}: read {_how_read(one)}" for one in listed if isinstance(one, Route)]
        return f"{'; '.join(each)}."

    def paragraph(self, name: str, words: str) -> nodes.paragraph:
        made, _ = self.state.inline_text(words, self.lineno)
        return nodes.paragraph("", "", *made, classes=[name])


def _link(route: Route) -> nodes.paragraph:
    """The link itself: what to do, in bold, then what it is, so that the link says both."""
    name = route.route if route.number else f"{route.route[0].upper()}{route.route[1:]}"
    link = _reference(route.address, name)
    if route.act:
        link.insert(0, [nodes.strong("", route.act), nodes.Text(": ")])
    return _paragraph(link)


def _paragraph(link: nodes.reference) -> nodes.paragraph:
    return nodes.paragraph("", "", link, classes=["route"])


def _reference(address: str, words: str) -> nodes.reference:
    return nodes.reference("", words, refuri=address, internal=False, classes=["route-link"])


def _how_read(route: Route) -> str:
    """ "on 29 November 2026 in a copy of August 2024 (its source), not yet rung"."""
    rung = "not yet rung" if route.rung is None else f"rung on {routes.in_words(route.rung)}"
    said = f"on {routes.in_words(route.read)} in {route.copy} {{cite:p}}`{','.join(route.source)}`"
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
