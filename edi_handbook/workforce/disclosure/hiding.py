"""Hide what must be hidden, then hide more until nothing hidden can be worked out.

The search for what else to hide is bounded, by a number of tries and not by time, so that it always ends and the same
counts always give the same print. Where the tries run out, two fall-backs are safe without a search:

1. What the report may leave out (the totals of a system) and hangs together with the unproved count is left out. What
   is not published says nothing, so the rest is then protected as if it had never been there. (A reader may still
   narrow such a total, as any sum of hidden counts, but never to one value.)
2. Else everything that hangs together with the unproved count is hidden: nothing but symbols says nothing.
"""

from dataclasses import replace

from edi_handbook.workforce.disclosure import report as words
from edi_handbook.workforce.disclosure.audit import Audit
from edi_handbook.workforce.disclosure.model import Model, printed_ratios
from edi_handbook.workforce.disclosure.report import Count, Published, PublishedRatio, Share
from edi_handbook.workforce.disclosure.thresholds import (
    DEFAULT,
    HIDDEN,
    NOT_APPLICABLE,
    UNRELIABLE,
    Exemption,
    rounding_error,
    with_commas,
)

REACH = 3
"""How many sums away from an unsafe count something to hide is looked for before hiding the nearest."""

LOSS_COUNT, LOSS_SHARE, LOSS_RATIO = 1, 1, 2
"""What a reader loses: a ratio is the headline, so a count that no ratio needs goes first."""

LAST_RESORT = 1000

MOST_TRIES = 250
"""How many times something more is hidden on trial, among counts that hang together, before the fall-backs. The trusts
of the synthetic system, with their many small counts, each need 107 or fewer."""


def protect(report, control=DEFAULT):
    """`report` as it may be published: a `Published`. `control` is `Thresholds`, or an `Exemption` that says why not.

    The same counts give the same result, in whatever order they were added.
    """
    if isinstance(control, Exemption):
        return _exact(report, control)
    model = Model(report, control)
    audit = Audit(model)
    left_out = set()
    for cells in _components(model):
        if _protect_component(model, audit, cells):
            continue
        unproved = set(cells)
        optional = {name for name in report.optional if model.cell_of[name] in unproved}
        if optional:
            left_out |= optional
        else:
            _hide_all(model, cells)
    if left_out:
        # Only once: what fails again has nothing left that could be left out.
        published = protect(report.without(left_out), control)
        return replace(
            published, notes=(*published.notes, words.LEFT_OUT), left_out=tuple(sorted(left_out, key=words.sort_key))
        )
    return _published(report, model)


def _components(model):
    """Lists of cells that hang together by sums and ratios."""
    parent = list(range(len(model.counts)))

    def root(cell):
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    groups = [[cell for cell, _ in equation] for equation in model.equations]
    groups += [list(ratio.cells) for ratio in model.ratios.values()]
    for first, *others in groups:
        for other in others:
            one, two = sorted((root(first), root(other)))
            parent[two] = one
    components = {}
    for cell in range(len(model.counts)):
        components.setdefault(root(cell), []).append(cell)
    return components.values()


def _protect_component(model, audit, cells):
    """Whether every hidden count of `cells` was made safe, or nothing is left to hide, before the tries ran out."""
    tries = iter(range(MOST_TRIES))
    while True:
        unsafe = next((cell for cell in audit.guarded(cells) if not audit.is_safe(cell)), None)
        if unsafe is None:
            return True
        try:
            if not _hide_more(model, audit, unsafe, tries):
                return True
        except StopIteration:
            return False


def _hide_all(model, cells):
    """Hide all of `cells`, small ones for the same reason as others; shares and ratios follow."""
    for cell in cells:
        if cell not in model.unprinted:
            model.hide(cell, words.UNPROVED)


def _hide_more(model, audit, unsafe, tries):
    """Take the least loss, nearest first, that makes `unsafe` safe and is safe itself; else what comes closest to it.

    False when nothing is left to hide: then all that hangs together with this count is symbols, which say nothing.
    Raises StopIteration when `tries`, an iterator, has run out.
    """
    half, nearest = None, None
    for number, actions in enumerate(_actions_by_distance(model, unsafe)):
        if number == REACH and nearest:
            break
        for action in sorted(actions):
            next(tries)
            *_, kind, _, what = action
            proved = set(audit.proved)
            _do(model, action)
            if audit.is_safe(unsafe):
                if kind == "withhold" or audit.is_safe(what):
                    return True
                half = half or action
            _undo(model, action)
            # What was proved with more hidden is not proved with less.
            audit.proved = proved
        if actions and (nearest is None or min(actions)[0] < LAST_RESORT <= nearest[0]):
            nearest = min(actions)
    action = half or nearest
    if action is None:
        return False
    _do(model, action)
    return True


def _actions_by_distance(model, start):
    """What could be hidden next, as sets of (loss, shown value, kind, cell or ratio), ring by ring around `start`."""
    seen, ring, ratios_seen = {start}, [start], set()
    while ring:
        actions, following = set(), []
        for cell in ring:
            actions.update(_cell_actions(model, cell))
            for name in model.ratios_of.get(cell, ()):
                if name not in ratios_seen:
                    ratios_seen.add(name)
                    if model.why_no_ratio(name) is None:
                        actions.add((LOSS_RATIO, 0, "withhold", words.sort_key(name), name))
            near = [other for number, _ in model.signs_of[cell] for other, _ in model.equations[number]]
            near += [other for name in model.ratios_of.get(cell, ()) for other in model.ratios[name].cells]
            for other in near:
                if other not in seen:
                    seen.add(other)
                    following.append(other)
        yield actions
        ring = following


def _cell_actions(model, cell):
    if model.is_shown(cell):
        loss = LOSS_COUNT
        loss += LOSS_SHARE * sum(model.why_no_share(name) is None for name in model.shares_of.get(cell, ()))
        loss += LOSS_RATIO * sum(model.why_no_ratio(name) is None for name in model.ratios_of.get(cell, ()))
        # A nought goes late: little else can stand behind its symbol.
        shown = model.shown(cell)
        yield (loss + (shown == 0), shown, "hide", (), cell)
    elif model.hidden.get(cell) == words.SMALL:
        # The print stays the same. But among so many symbols no reader may be told which stand for 1 to 7.
        yield (LAST_RESORT, 0, "blur", (), cell)


def _do(model, action):
    *_, kind, _, what = action
    model.withhold(what) if kind == "withhold" else model.hide(what)


def _undo(model, action):
    *_, kind, _, what = action
    if kind == "withhold":
        model.release(what)
    elif kind == "blur":
        model.hide(what, words.SMALL)
    else:
        model.show(what)


def _published(report, model):
    counts = {}
    for name, cell in model.cell_of.items():
        if name in report.unprinted:
            continue
        why = model.hidden.get(cell)
        value = None if why else model.shown(cell)
        counts[name] = Count(HIDDEN if why else with_commas(value), value, why)
    shares = {name: _share(model, name) for name in model.shares}
    ratios = {}
    for name, ratio in model.ratios.items():
        why = model.why_no_ratio(name)
        ratios[name] = PublishedRatio(HIDDEN, why=why) if why else _ratio(ratio.printed)
    return Published(counts, shares, ratios, model.thresholds.notes())


def _share(model, name):
    why = model.why_no_share(name)
    if why:
        symbol = {words.TOO_ROUGH: UNRELIABLE, words.NOBODY: NOT_APPLICABLE}.get(why, HIDDEN)
        return Share(symbol, None, why=why)
    part, whole = (model.shown(cell) for cell in (model.shares[name].part, model.shares[name].whole))
    digits = 1 if rounding_error(part, whole, model.thresholds) < 0.5 else 0
    text = f"{100 * part / whole:.{digits}f}"
    return Share(f"{text}%", float(text), part, whole)


def _ratio(printed):
    value, low, high = printed
    return PublishedRatio(f"{value} ({low} to {high})", float(value), float(low), float(high))


def _exact(report, exemption):
    counts = {name: Count(with_commas(count), count) for name, count in report.counts.items()}
    shares = {}
    for name, (part, whole) in report.shares.items():
        part, whole = report.counts[part], report.counts[whole]
        value = 100 * part / whole if whole else None
        shares[name] = (
            Share(f"{value:.1f}%", value, part, whole) if whole else Share(NOT_APPLICABLE, None, why=words.NOBODY)
        )
    ratios = {}
    for name, ratio in report.ratios.items():
        counted = [report.counts[cell] for cell in ratio.cells]
        ratios[name] = _ratio(*printed_ratios(ratio.formula, [counted]))
    return Published(counts, shares, ratios, exemption.notes(), publishable=False)
