"""Hide what must be hidden, then hide more until nothing hidden can be worked out.

The search for what else to hide is bounded, by a number of tries and not by time, so that it always ends and the same
counts always give the same print. Where the tries run out, two fall-backs are safe without a search:

1. What the report may leave out (the totals of a system) and hangs together with the unproved count is left out. What
   is not published says nothing, so the rest is then protected as if it had never been there. (A reader may still
   narrow such a total, as any sum of hidden counts, but never to one value.)
2. Else everything that hangs together with the unproved count is hidden: nothing but symbols says nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from edi_handbook.workforce.disclosure import reasons
from edi_handbook.workforce.disclosure.audit import Audit
from edi_handbook.workforce.disclosure.model import (
    RATIO_DECIMALS,
    Model,
    Printed,
    printed_ratio,
    printed_share,
    worked_ratios,
)
from edi_handbook.workforce.disclosure.report import (
    LEFT_OUT,
    Count,
    Name,
    Published,
    PublishedRatio,
    Report,
    Share,
    sort_key,
)
from edi_handbook.workforce.disclosure.thresholds import (
    DEFAULT,
    HIDDEN,
    NOT_APPLICABLE,
    UNRELIABLE,
    Exemption,
    Thresholds,
    with_commas,
)

REACH = 3
"""How many sums away from an unsafe count something to hide is looked for before hiding the nearest."""

LOSS_DECIMAL, LOSS_COUNT, LOSS_SHARE, LOSS_RATIO = 0, 1, 1, 2
"""What a reader loses. A decimal goes first. A ratio is the headline, so a count that no ratio needs goes before it."""

LAST_RESORT = 1000
"""The loss of what is done only where nothing else helps."""

MOST_TRIES = 250
"""How many times something more is hidden on trial, among counts that hang together, before the fall-backs. The trusts
of the synthetic system, with their many small counts, each need 107 or fewer."""


def protect(report: Report, control: Thresholds | Exemption = DEFAULT) -> Published:
    """`report` as it may be published: a `Published`. `control` is `Thresholds`, or an `Exemption` that says why not.

    The same counts give the same result, in whatever order they were added.
    """
    if isinstance(control, Exemption):
        return _exact(report, control)
    model = Model(report, control)
    left_out = make_safe(report, model)
    if left_out:
        # Only once: what fails again has nothing left that could be left out.
        published = protect(report.without(left_out), control)
        return replace(published, notes=(*published.notes, LEFT_OUT), left_out=tuple(sorted(left_out, key=sort_key)))
    return published_of(report, model)


def make_safe(report: Report, model: Model, hopeless: Collection[int] = ()) -> set[Name]:
    """Hide more in `model` until every hidden count is safe, all but the `hopeless` ones.

    Returns what must be left out of the report before it is tried again; empty where `model` is safe.
    """
    audit = Audit(model, hopeless)
    left_out: set[Name] = set()
    for cells in _components(model):
        if _protect_component(model, audit, cells):
            continue
        unproved = set(cells)
        optional = {name for name in report.optional if model.cell_of[name] in unproved}
        if optional:
            left_out |= optional
        else:
            _hide_all(model, cells)
    return left_out


def unsafe(model: Model) -> list[int]:
    """Cells that must not be worked out, and of which no proof is found that they cannot be."""
    audit = Audit(model)
    return [cell for cell in audit.guarded(range(len(model.counts))) if not audit.is_safe(cell)]


def hopeless(report: Report, thresholds: Thresholds, cells: Collection[int]) -> list[int]:
    """Those of `cells` that earlier publications give away whatever this one hides."""
    model = Model(report, thresholds)
    _hide_all(model, list(range(len(model.counts))))
    for name in set(model.ratios) - set(model.fixed_ratios):
        model.withhold_ratio(name)
    for name in set(model.shares) - set(model.fixed_shares):
        model.withhold_share(name)
    audit = Audit(model)
    return [cell for cell in cells if not audit.is_safe(cell)]


def _components(model: Model) -> Collection[list[int]]:
    """Lists of cells that hang together by sums and ratios."""
    parent = list(range(len(model.counts)))

    def root(cell: int) -> int:
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
    components: dict[int, list[int]] = {}
    for cell in range(len(model.counts)):
        components.setdefault(root(cell), []).append(cell)
    return components.values()


class BudgetSpent(Exception):
    """No try is left."""


@dataclass
class Budget:
    """How many times more something may be hidden on trial."""

    left: int

    def spend(self) -> None:
        """Take one try. Raises `BudgetSpent` where none is left."""
        if self.left <= 0:
            raise BudgetSpent
        self.left -= 1


def _protect_component(model: Model, audit: Audit, cells: list[int]) -> bool:
    """Whether every hidden count of `cells` was made safe, or nothing is left to hide, before the tries ran out."""
    budget = Budget(MOST_TRIES)
    while True:
        unsafe = next((cell for cell in audit.guarded(cells) if not audit.is_safe(cell)), None)
        if unsafe is None:
            return True
        try:
            if not _hide_more(model, audit, unsafe, budget):
                return True
        except BudgetSpent:
            return False


def _hide_all(model: Model, cells: list[int]) -> None:
    """Hide all of `cells`, small ones for the same reason as others; shares and ratios follow."""
    for cell in cells:
        if cell not in model.unprinted and cell not in model.frozen:
            model.hide(cell, reasons.UNPROVED)


@dataclass(frozen=True)
class Action(ABC):
    """Something that can be hidden, and shown again where it did not help.

    `loss` is what a reader loses, `shown` the count that goes from the print. The least loss is tried first, then the
    least count; `rank` breaks ties, so that the same counts always give the same print.
    """

    loss: int
    shown: int

    @property
    @abstractmethod
    def rank(self) -> tuple[int, int, str, tuple[str, ...], int]:
        """The order in which actions are tried: no two of one report have the same rank."""

    @abstractmethod
    def do(self, model: Model) -> None: ...

    @abstractmethod
    def undo(self, model: Model) -> None: ...

    @abstractmethod
    def is_safe(self, audit: Audit) -> bool:
        """Whether nothing that it hides can be worked out, once it is done."""


@dataclass(frozen=True)
class HideCount(Action):
    """Hide a count that is shown."""

    cell: int

    @property
    def rank(self) -> tuple[int, int, str, tuple[str, ...], int]:
        return self.loss, self.shown, "hide", (), self.cell

    def do(self, model: Model) -> None:
        model.hide(self.cell)

    def undo(self, model: Model) -> None:
        model.show(self.cell)

    def is_safe(self, audit: Audit) -> bool:
        return audit.is_safe(self.cell)


@dataclass(frozen=True)
class BlurReason(HideCount):
    """Let nobody be told that a hidden count is a small one. The print stays the same."""

    @property
    def rank(self) -> tuple[int, int, str, tuple[str, ...], int]:
        return self.loss, self.shown, "blur", (), self.cell

    def undo(self, model: Model) -> None:
        model.hide(self.cell, reasons.SMALL)


@dataclass(frozen=True)
class OfPrinted(Action):
    """Something done to a share or a ratio that is printed. It hides nothing that a reader could work out anew."""

    name: Name

    verb: ClassVar[str]

    @property
    def rank(self) -> tuple[int, int, str, tuple[str, ...], int]:
        return self.loss, self.shown, self.verb, sort_key(self.name), 0

    def is_safe(self, audit: Audit) -> bool:
        return True


@dataclass(frozen=True)
class DropDecimalOfShare(OfPrinted):
    verb = "drop from share"

    def do(self, model: Model) -> None:
        model.drop_decimal_of_share(self.name)

    def undo(self, model: Model) -> None:
        model.drop_decimal_of_share(self.name, -1)


@dataclass(frozen=True)
class DropDecimalOfRatio(OfPrinted):
    verb = "drop from ratio"

    def do(self, model: Model) -> None:
        model.drop_decimal_of_ratio(self.name)

    def undo(self, model: Model) -> None:
        model.drop_decimal_of_ratio(self.name, -1)


@dataclass(frozen=True)
class WithholdShare(OfPrinted):
    verb = "withhold share"

    def do(self, model: Model) -> None:
        model.withhold_share(self.name)

    def undo(self, model: Model) -> None:
        model.withhold_share(self.name, False)


@dataclass(frozen=True)
class WithholdRatio(OfPrinted):
    verb = "withhold ratio"

    def do(self, model: Model) -> None:
        model.withhold_ratio(self.name)

    def undo(self, model: Model) -> None:
        model.withhold_ratio(self.name, False)


def _rank(action: Action) -> tuple[int, int, str, tuple[str, ...], int]:
    return action.rank


def _hide_more(model: Model, audit: Audit, unsafe: int, budget: Budget) -> bool:
    """Take the least loss, nearest first, that makes `unsafe` safe and is safe itself; else what comes closest to it.

    False when nothing is left to hide: then all that hangs together with this count is symbols, which say nothing.
    Raises `BudgetSpent`, with nothing more hidden than before.
    """
    half: Action | None = None
    nearest: Action | None = None
    for number, ring in enumerate(_actions_by_distance(model, unsafe)):
        if number == REACH and nearest:
            break
        actions = sorted(ring, key=_rank)
        for action in actions:
            budget.spend()
            proved = set(audit.proved)
            action.do(model)
            if audit.is_safe(unsafe):
                if action.is_safe(audit):
                    return True
                half = half or action
            action.undo(model)
            # What was proved with more hidden is not proved with less.
            audit.proved = proved
        if actions and (nearest is None or actions[0].loss < LAST_RESORT <= nearest.loss):
            nearest = actions[0]
    last = half or nearest
    if last is None:
        return False
    last.do(model)
    return True


def _actions_by_distance(model: Model, start: int) -> Iterator[set[Action]]:
    """What could be hidden next, ring by ring around `start`."""
    seen, ring = {start}, [start]
    shares_seen: set[Name] = set()
    ratios_seen: set[Name] = set()
    while ring:
        actions: set[Action] = set()
        following = []
        for cell in ring:
            actions.update(_of_cell(model, cell))
            for name in model.ratios_of.get(cell, ()):
                if name not in ratios_seen:
                    ratios_seen.add(name)
                    actions.update(_of_ratio(model, name))
            for name in model.shares_of.get(cell, ()):
                if name not in shares_seen:
                    shares_seen.add(name)
                    actions.update(_of_share(model, name))
            near = [other for number, _ in model.signs_of[cell] for other, _ in model.equations[number]]
            near += [other for name in model.ratios_of.get(cell, ()) for other in model.ratios[name].cells]
            for other in near:
                if other not in seen:
                    seen.add(other)
                    following.append(other)
        yield actions
        ring = following


def _of_cell(model: Model, cell: int) -> Iterator[Action]:
    if cell in model.frozen:
        return
    if model.is_shown(cell):
        loss = LOSS_COUNT
        loss += LOSS_SHARE * sum(model.why_no_share(name) is None for name in model.shares_of.get(cell, ()))
        loss += LOSS_RATIO * sum(model.why_no_ratio(name) is None for name in model.ratios_of.get(cell, ()))
        # A nought goes late: little else can stand behind its symbol.
        shown = model.shown(cell)
        yield HideCount(loss + (shown == 0), shown, cell)
    elif model.hidden.get(cell) == reasons.SMALL:
        # Among so many symbols no reader may be told which stand for 1 to 7.
        yield BlurReason(LAST_RESORT, 0, cell)


def _of_share(model: Model, name: Name) -> Iterator[Action]:
    if name in model.fixed_shares or model.why_no_share(name) is not None:
        return
    if model.share_decimals(name):
        yield DropDecimalOfShare(LOSS_DECIMAL, 0, name)
    yield WithholdShare(LOSS_SHARE, 0, name)


def _of_ratio(model: Model, name: Name) -> Iterator[Action]:
    if name in model.fixed_ratios or model.why_no_ratio(name) is not None:
        return
    if model.can_drop_of_ratio(name):
        yield DropDecimalOfRatio(LOSS_DECIMAL, 0, name)
    yield WithholdRatio(LOSS_RATIO, 0, name)


def published_of(report: Report, model: Model) -> Published:
    """What `model` prints of `report`."""
    counts = {}
    for name, cell in model.cell_of.items():
        if name in report.unprinted:
            continue
        why = model.hidden.get(cell)
        value = model.shown(cell)
        counts[name] = Count(HIDDEN, None, why) if why else Count(with_commas(value), value)
    shares = {name: _share(model, name) for name in model.shares}
    ratios = {}
    for name in model.ratios:
        why = model.why_no_ratio(name)
        ratios[name] = PublishedRatio(HIDDEN, why=why) if why else _ratio(model.ratio_text(name))
    return Published(counts, shares, ratios, model.thresholds.notes())


def _share(model: Model, name: Name) -> Share:
    why = model.why_no_share(name)
    if why:
        symbol = {reasons.TOO_ROUGH: UNRELIABLE, reasons.NOBODY: NOT_APPLICABLE}.get(why, HIDDEN)
        return Share(symbol, None, why=why)
    return _printed_share(model.share_text(name))


def _printed_share(printed: Printed) -> Share:
    value, *ends = printed
    low, high = map(float, ends) if ends else (None, None)
    return Share(f"{value}%", float(value), low, high)


def _ratio(printed: Printed) -> PublishedRatio:
    value, low, high = printed
    return PublishedRatio(f"{value} ({low} to {high})", float(value), float(low), float(high))


def _exact(report: Report, exemption: Exemption) -> Published:
    counts = {name: Count(with_commas(count), count) for name, count in report.counts.items()}
    shares = {}
    for name, share in report.shares.items():
        part, whole = report.counts[share.part], report.counts[share.whole]
        if whole:
            shares[name] = _printed_share(printed_share(part, whole, 1, share.interval))
        else:
            shares[name] = Share(NOT_APPLICABLE, None, why=reasons.NOBODY)
    ratios = {}
    for name, ratio in report.ratios.items():
        (worked,) = worked_ratios(ratio.formula, [[report.counts[cell] for cell in ratio.cells]])
        ratios[name] = _ratio(printed_ratio(worked, RATIO_DECIMALS))
    return Published(counts, shares, ratios, exemption.notes(), publishable=False)
