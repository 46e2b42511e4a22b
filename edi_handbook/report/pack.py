"""The board pack: one model, of which the paper, the Word file and the slides are faces.

All that it holds of an organisation is a function of `answers.printed`, and of what the return has counts for. Every
share and ratio that may be printed goes through the claim checker against the true counts first.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from edi_handbook.charts import Chart, mark_rows, ratio_forest
from edi_handbook.ledgers import freshness
from edi_handbook.report import answers, findings, offers, since, years
from edi_handbook.report.ahead import Ahead, ahead
from edi_handbook.report.answers import ANSWERED, HIDDEN, IN_PART, LACKS, Answer, NotSound
from edi_handbook.report.beside import Beside, is_ours, place_name, region_of, sources
from edi_handbook.report.contents import RATIOS, SHORT, SOURCE, Board, Contents, contents, how_counts_are_shown
from edi_handbook.report.figures import RATES, figures_of, ratio_name, share_name, split_of, table_of
from edi_handbook.report.memory import Memory
from edi_handbook.report.pieces import Drawing, Grid, Heading, Paragraph, Piece, Points, Slide, SmallPrint
from edi_handbook.strategy import offered
from edi_handbook.workforce import text
from edi_handbook.workforce.claims import SOUND, Claim, check_claims
from edi_handbook.workforce.definitions import (
    ABUSE_BY_PUBLIC,
    ABUSE_BY_STAFF,
    APPOINTMENT,
    BME,
    BOARD,
    DISCIPLINARY,
    DISCRIMINATION,
    FAIR_PROMOTION,
    HEADCOUNT,
    PERCENT,
    RATIO,
    REPRESENTATION,
    STAFF,
    SURVEY,
    TRAINING,
    WHITE,
    WORKFORCE,
    Rate,
)
from edi_handbook.workforce.disclosure import DEFAULT, Earlier, Published, Share, Thresholds
from edi_handbook.workforce.published import Figure

GAPS = (APPOINTMENT, DISCIPLINARY)
"""The two gaps of the strategy that is offered."""
SLIDES = 8
LONGEST_KICKER = 84
"""Letters that fit on a line above the title of a slide."""
OFFER = (
    "Offered by this handbook, and adopted by nobody. A target on recruitment or discipline is an outcome to watch: "
    "never a quota, and never a reason in one person’s case."
)


@dataclass(frozen=True)
class Pack:
    """A report in all its parts. `memory` is what readers will have, for when the next report is made."""

    contents: Contents
    title: str
    subtitle: str
    kicker: str
    pieces: tuple[Piece, ...]
    slides: tuple[Slide, ...]
    charts: tuple[Chart, ...]
    memory: Memory
    published: Mapping[int, Published]
    beside: tuple[Figure, ...]
    """The published figures of other places that stand in it."""


def pack(
    counts: pd.DataFrame,
    code: str,
    name: str,
    year: int,
    day: datetime.date,
    thresholds: Thresholds = DEFAULT,
    memory: Memory | None = None,
    board: Board | None = None,
    region: str = "",
) -> Pack:
    """The pack of one organisation and year, made on `day`.

    `memory`: what was published of the organisation before. `region`: what its lead says of where it lies. Raises
    ValueError as `protect_again` does, `UnknownRegion`, and `NotSound` where a figure is not what the counts give.
    """
    beside = Beside(year, region_of(code, name, region))
    printed = answers.printed(counts, code, year, thresholds, memory, board=board is None)
    check(counts, code, printed, board)
    report = contents(counts, code, name, year, printed[year], thresholds, board)
    asked = answers.answers(counts, code, year, printed, thresholds, told_of_board=board is not None)
    sets = offers.sets_for(beside.region, is_ours(code, name))
    made = _Pack(
        report, printed, asked, beside, sets, day, thresholds, board, split_of(table_of(counts, code, year), BOARD)
    )
    return made.whole(_remembered(counts, code, year, printed, thresholds, memory, board))


def check(counts: pd.DataFrame, code: str, printed: Mapping[int, Published], board: Board | None = None) -> None:
    """Every share and ratio that may be printed, through the claim checker. Raises `NotSound`."""
    claims = [one for year, published in printed.items() for one in claims_of(published, code, year)]
    if board is not None:
        year = max(printed)
        bme, whole = split_of(table_of(counts, code, year), BOARD) or (0, 0)
        if whole:
            share = text.percent(100 * bme / whole)
            claims.append(Claim(1, REPRESENTATION.number, year, BME, share, PERCENT, code, BOARD))
    for claim, verdict in zip(claims, check_claims(counts, claims), strict=True):
        if verdict.verdict not in SOUND:
            raise NotSound(f"Indicator {claim.indicator}, {claim.year}, {claim.value}: {verdict.explanation}")


def claims_of(published: Published, code: str, year: int) -> Iterator[Claim]:
    """Each share and ratio of a print, as a claim."""
    for (_, number, measure, subgroup, group), share in published.shares.items():
        if share.value is not None:
            of_all = int(number) == REPRESENTATION.number and measure == REPRESENTATION.whole
            of = WORKFORCE if of_all else measure if measure == BOARD else subgroup.replace("all", "")
            yield Claim(1, int(number), year, group, share.text, PERCENT, code, of)
    for (_, number, _), ratio in published.ratios.items():
        if ratio.value is not None:
            yield Claim(1, int(number), year, "", findings.figure_of(ratio), RATIO, code)


def _remembered(
    counts: pd.DataFrame,
    code: str,
    year: int,
    printed: Mapping[int, Published],
    thresholds: Thresholds,
    memory: Memory | None,
    board: Board | None,
) -> Memory:
    """What was known before, and each year as it is printed now: the newest last, as it will be the last to change."""
    known = memory or Memory(code)
    for one, published in sorted(printed.items()):
        report = figures_of(table_of(counts, code, one), board=board is None or one != year)
        known = known.with_one(one, Earlier.of(report, published, thresholds))
    return known


def kicker_of(name: str, year: int) -> str:
    """Whose figures a slide has, on one line: a long name is cut there, and stands in full in the notes."""
    what = f", WRES year {year}"
    room = LONGEST_KICKER - len(what)
    return f"{name if len(name) <= room else f'{name[: room - 1].rstrip()}…'}{what}"


class _Pack:
    """The parts of a pack, worked out once, and how they stand in its faces."""

    def __init__(
        self,
        report: Contents,
        printed: Mapping[int, Published],
        asked: tuple[Answer, ...],
        beside: Beside,
        sets: tuple[str, ...],
        day: datetime.date,
        thresholds: Thresholds,
        board: Board | None,
        members: tuple[int, int] | None,
    ) -> None:
        self.report, self.printed, self.asked, self.beside = report, printed, asked, beside
        self.sets, self.day, self.thresholds = sets, day, thresholds
        self.year, self.now = report.year, printed[report.year]
        self.before = report.year - 1 if report.year - 1 in printed else None
        self.members = members if board is not None else None
        self.around: dict[str, Figure] = {}
        self.beside_of: dict[str, list[str]] = {}
        self.drawn: dict[tuple[str, Rate], Chart | None] = {}
        self.ahead = {rate: ahead(self.now, rate, self.year, thresholds, SOURCE) for rate in GAPS}
        self.questions = self._questions()
        self.targets = self._targets()
        self.found = [one for rate in RATES if (one := findings.finding(self.now, rate))]

    def _by_year(self, rate: Rate) -> Chart | None:
        note = f"{how_counts_are_shown(self.thresholds)} A year of which it is not shown is hidden, or has no counts."
        return self._chart(("years", rate), lambda: years.ratio_chart(self.printed, rate, self.beside, SOURCE, note))

    def _of_answer(self, rate: Rate) -> Chart | None:
        note = "England’s shares are weighted by its publisher, or pooled from trusts; they have no interval there."
        return self._chart(
            ("answer", rate), lambda: years.survey_chart(self.now, rate, SHORT[rate], self.beside, SOURCE, note)
        )

    def _chart(
        self, which: tuple[str, Rate], make: Callable[[], tuple[Chart, tuple[Figure, ...]] | None]
    ) -> Chart | None:
        """A chart that is drawn when a face first asks for it: most take a third of a second."""
        if which not in self.drawn:
            chart, around = make() or (None, ())
            self.drawn[which] = chart
            self.around |= {one.key: one for one in around}
            if chart:
                self.beside_of[chart.name] = [one.key for one in around]
        return self.drawn[which]

    def whole(self, memory: Memory) -> Pack:
        pieces = tuple(self._pieces())
        drawn = [
            *self.report.charts,
            *(self._by_year(rate) for rate in GAPS),
            *(self.ahead[rate].chart for rate in GAPS),
        ]
        slides, shown = self._slides()
        charts = {chart.name: chart for chart in (*drawn, *shown) if chart}
        return Pack(
            contents=self.report,
            title=f"Workforce race equality: {self.report.name}",
            subtitle=f"WRES year {self.year}, from the organisation’s own return; small counts are hidden",
            kicker=kicker_of(self.report.name, self.year),
            pieces=pieces,
            slides=slides,
            charts=tuple(charts.values()),
            memory=memory,
            published=self.printed,
            beside=tuple(self.around.values()),
        )

    # The paper.

    def _pieces(self) -> Iterator[Piece]:
        yield Heading("In brief")
        yield Points(tuple(self._brief()))
        ratios, survey = (self._named(name) for name in ("ratios", "survey"))
        yield from _drawn(ratios)
        yield Heading("What the figures say")
        yield Points(self.report.sentences)
        yield from _drawn(survey)
        yield Heading(f"Since {self.before}, and beside England" if self.before else "Beside England")
        card = self._card()
        yield card
        yield SmallPrint(f"{since.NOTE if self.before else ''} {self._about_others()}".strip())
        for rate in GAPS:
            yield from _drawn(self._by_year(rate))
        yield Heading("How far, and how fast")
        for rate in GAPS:
            yield from self._far(self.ahead[rate])
        yield from self._offers()
        yield from self._thirteen()
        yield from self._dates()
        if not self.report.staff.empty:
            yield Heading("Who works here")
            yield _grid_of(self.report.staff, "Staff by tier of pay band (indicator 1)")
            yield SmallPrint(self.report.staff_note)
        yield Heading("How to read this")
        yield Points(self.report.notes)
        yield SmallPrint(f"Source: {SOURCE}")
        if self.around:
            yield Heading("Figures of other places, and their sources")
            yield Points(sources(self.around.values()))

    def _named(self, name: str) -> Chart | None:
        return next((chart for chart in self.report.charts if chart.name == name), None)

    def _brief(self) -> Iterator[str]:
        for chart in self.report.charts:
            yield f"{chart.caption}."
        moved = {way: [] for way in (since.ROSE, since.FELL)}
        for what, _, _, way in self._moves():
            moved.get(way, []).append(what)
        if self.before:
            said = [f"{way}: {'; '.join(what)}" for way, what in moved.items() if what]
            yield (
                f"Since {self.before}, by more than chance explains, {', and '.join(said)}."
                if said
                else f"Since {self.before} nothing has moved by more than chance explains."
            )
        for rate in GAPS:
            if self.ahead[rate].chart:
                yield f"{findings.NOUNS[rate].capitalize()}: {self.ahead[rate].sentences[0]}"
        number = sum(one.state == ANSWERED for one in self.asked)
        yield f"Of thirteen questions that a board should ask, the return answers {number} in full."
        yield "What could be done is offered, and decided by nobody: each step says where it is from."

    def _moves(self) -> Iterator[tuple[str, str, str, str]]:
        """What is compared, as printed of the year before and of this year, and whether it moved."""
        then = self.printed[self.before] if self.before else None
        for rate in RATIOS:
            name = ratio_name(rate)
            pair = [one.ratios.get(name) if one else None for one in (then, self.now)]
            shown = [findings.figure_of(one) if one and one.value is not None else since.NOT_SHOWN for one in pair]
            yield f"{SHORT[rate]}, {rate.direction.words}", *shown, since.of_ratio(*pair)
        for rate in SURVEY:
            for group, label in ((BME, "BME"), (WHITE, "white")):
                name = share_name(rate.number, rate.part, group)
                yield f"{SHORT[rate]}, {label}", *self._two_shares(then, name)
        yield "BME share of all staff", *self._two_shares(then, share_name(STAFF.number, HEADCOUNT, BME))
        what, *two = (
            "BME share of the voting board",
            *self._two_shares(then, share_name(REPRESENTATION.number, BOARD, BME)),
        )
        if self.members:
            two = [since.NOT_SHOWN, text.percent(100 * self.members[0] / self.members[1]), since.NOT_SHOWN]
        yield what, *two

    def _two_shares(self, then: Published | None, name: tuple[str, ...]) -> tuple[str, str, str]:
        pair: list[Share | None] = [one.shares.get(name) if one else None for one in (then, self.now)]
        shown = [one.text if one and one.value is not None else since.NOT_SHOWN for one in pair]
        return *shown, since.of_share(*pair)

    def _card(self) -> Grid:
        """Each figure beside that of the year before, of the region and of England."""
        places = self.beside.codes
        lines: list[tuple[Rate | None, int, str, str]] = [
            *((rate, rate.number, RATIO, "") for rate in RATIOS),
            *((rate, rate.number, PERCENT, group) for rate in SURVEY for group in (BME, WHITE)),
            (None, STAFF.number, PERCENT, BME),
            (None, REPRESENTATION.number, PERCENT, BME),
        ]
        rows = []
        for (what, then, now, way), (_, number, unit, group) in zip(self._moves(), lines, strict=True):
            elsewhere = []
            for place in places:
                one = self.beside.figure(place, number, unit, group)
                if one:
                    self.around[one.key] = one
                elsewhere.append(f"{one.text} ({one.year})" if one else since.NOT_SHOWN)
            own = (then, now, way) if self.before else (now,)
            rows.append((what, *own, *elsewhere))
        own = (str(self.before), str(self.year), "Change") if self.before else (str(self.year),)
        names = [place_name(place) for place in places]
        return Grid(
            f"Each figure beside others, WRES year {self.year}",
            ("Measure", *own, *names),
            tuple(rows),
            (False, *[name != "Change" for name in own], *[True] * len(names)),
        )

    def _about_others(self) -> str:
        """How the figures of other places were read, what a dash means, and which newer editions are known."""
        here = "" if self.beside.region else " No region is known: --region sets one beside."
        newer = [
            one.line for one in freshness.read().values() if one.newer_exists and _is_used(one.datasets, self.around)
        ]
        return " ".join(
            [
                f"A dash: not shown, not held, or no year before.{here} The year of a figure of another place is in "
                f"brackets; where each was read stands at the end.",
                *newer,
            ]
        )

    def _far(self, one: Ahead) -> Iterator[Piece]:
        yield Heading(f"{findings.NOUNS[one.rate].capitalize()} (indicator {one.rate.number})", 2)
        yield Points(one.sentences)
        yield from _drawn(one.chart)

    def _offers(self) -> Iterator[Piece]:
        yield Heading("What could be done")
        yield Paragraph(OFFER)
        worse = [one for one in self.found if one.verdict == findings.WORSE]
        if not worse:
            yield Paragraph("No figure that is shown is worse for ethnic minority staff by more than chance explains.")
        by_finding = [(one.rate, offers.steps(one.rate, self.sets)) for one in worse]
        for rate, steps in by_finding:
            if not steps:
                continue
            name = SHORT[rate]
            yield Heading(f"{name} (indicator {rate.number})", 2)
            yield Grid(
                f"Steps on offer: {name[:1].lower()}{name[1:]}",
                ("Step", "Who", "When", "Where it is from"),
                tuple((step.what, step.who, step.when, step.source) for step in steps),
                (False, False, False, False),
                (4, 2, 2, 3),
            )
        none = [SHORT[rate].lower() for rate, steps in by_finding if not steps]
        if none:
            yield Paragraph(f"The action tracker and the strategy on offer name no step for: {', '.join(none)}.")
        targets = [
            (
                f"{findings.NOUNS[rate].capitalize()}: {one.words}",
                f"quarter {one.quarter}",
                objective.owner,
                one.reasoning,
            )
            for rate in GAPS
            if (objective := offers.objective_of(rate))
            for one in objective.targets
        ]
        yield Grid(
            "Targets on offer",
            ("Target", "By", "Owner", "Why so"),
            tuple(targets),
            (False, False, False, False),
            (3, 1.2, 2, 5),
        )
        yield SmallPrint(
            "A quarter is counted from the one in which a board adopts the strategy. Evidence grades are this "
            "handbook’s, A the strongest. What was announced was read, or reported; recalled wording is left out."
        )

    def _thirteen(self) -> Iterator[Piece]:
        yield Heading("Thirteen questions")
        yield Grid(
            "What a board should ask of its figures",
            ("Question", "State", "Answer"),
            tuple((f"{one.number}. {one.question}", one.state, one.text) for one in self.asked),
            (False, False, False),
            (4, 1.6, 6),
        )
        theirs = [one.number for one in self.asked if one.by == offered.KLINE]
        yield SmallPrint(
            f"Questions {theirs[0]} to {theirs[-1]} follow Roger Kline’s thirteen questions for boards, in our own "
            "words; the copy that we read breaks off there, and the others are our own."
        )

    def _dates(self) -> Iterator[Piece]:
        yield Heading("Next dates")
        found = offers.dates(self.day, self.sets)
        if found:
            yield Points(
                tuple(f"{one.when[:1].upper()}{one.when[1:]}: {one.what} ({one.who}; {one.source})." for one in found)
            )
        else:
            yield Paragraph("The action tracker holds no sourced date that is still to come.")

    # Charts of what is asked and offered.

    def _questions(self) -> Chart:
        names = {
            ANSWERED: "Answered",
            IN_PART: "Answered in part",
            HIDDEN: "Cannot be shown",
            LACKS: "The return lacks it",
        }
        rows = [(name, sum(one.state == state for one in self.asked)) for state, name in names.items()]
        rows = [row for row in rows if row[1]]
        full = sum(one.state == ANSWERED for one in self.asked)
        title = f"Of thirteen questions for a board, the return answers {full} in full"
        parts = "; ".join(f"{name}: {count}" for name, count in rows)
        return mark_rows(
            rows,
            measure="A mark is a question",
            name="questions",
            heading="State",
            alt=f"{title}. A mark is a question. {parts}.",
            caption=title,
            table_caption="The thirteen questions by state",
            source=SOURCE,
        )

    def _targets(self) -> Chart | None:
        """The printed ratio of appointment and the targets on offer for it."""
        found = findings.finding(self.now, APPOINTMENT)
        objective = offers.objective_of(APPOINTMENT)
        if found is None or objective is None or found.ratio.value <= 1:
            return None
        half = 1 + (found.ratio.value - 1) / 2
        last = next((one for one in objective.targets if one.target), None)
        middle = next((one for one in objective.targets if not one.target), None)
        if last is None or middle is None or found.ratio.value <= last.target:
            return None
        rows = [(f"{self.year}, as printed", found.ratio.value, found.ratio.low, found.ratio.high, 0)]
        for one, value in ((middle, half), (last, last.target)):
            rows.append((f"By quarter {one.quarter}, offered", value, float("nan"), float("nan"), 1))
        frame = pd.DataFrame(rows, columns=["label", "ratio", "low", "high", "look"])
        frame["text"] = [findings.figure_of(found.ratio), *(text.ratio(value) for value in frame["ratio"][1:])]
        between = text.interval(found.ratio.low, found.ratio.high, found.ratio.decimals)
        frame["interval"] = [between, "", ""]
        table = pd.DataFrame(
            {
                "When": frame["label"],
                "Ratio": frame["text"],
                "95% interval": [between, "none", "none"],
            }
        )
        title = (
            f"Offered for appointment: half of the gap closed by quarter {middle.quarter}, "
            f"{text.ratio(last.target)} or less by quarter {last.quarter}"
        )
        return ratio_forest(
            frame,
            direction=APPOINTMENT.direction.words,
            top="",
            bottom="",
            rows="When",
            name="targets",
            alt=f"{title}. The ratio of {self.year} is {frame['text'][0]}; half of its gap is {frame['text'][1]}.",
            caption=title,
            table=table,
            table_caption="Appointment: the ratio as printed, and the targets on offer",
            source=f"{SOURCE} Targets: offered by this handbook, and adopted by nobody.",
            note=OFFER,
            looks=("as printed", "offered"),
        )

    # The slides.

    def _slides(self) -> tuple[tuple[Slide, ...], list[Chart]]:
        """About eight, one finding and one picture each; what may not be shown has none."""
        first = [
            self._named("ratios"),
            *map(self._by_year, GAPS),
            *map(self._of_answer, (DISCRIMINATION, FAIR_PROMOTION)),
        ]
        last = [self.ahead[APPOINTMENT].chart or self.ahead[DISCIPLINARY].chart, self.questions, self.targets]
        chosen, last = ([chart for chart in some if chart] for some in (first, last))
        for draw, rate in (
            (self._of_answer, ABUSE_BY_STAFF),
            (self._of_answer, ABUSE_BY_PUBLIC),
            (self._by_year, TRAINING),
        ):
            if len(chosen) + len(last) < SLIDES and (more := draw(rate)):
                chosen.append(more)
        chosen += last
        return tuple(self._slide(chart) for chart in chosen), chosen

    def _slide(self, chart: Chart) -> Slide:
        cells = chart.cells
        rows = [
            f"{row[0]}: " + "; ".join(map(" ".join, zip(cells["columns"][1:], row[1:], strict=True)))
            for row in cells["rows"]
        ]
        around = [self.around[key] for key in self.beside_of.get(chart.name, ())]
        notes = [f"{self.report.name}, WRES year {self.year}. {chart.caption}.", *rows]
        notes += [chart.note] if chart.note else []
        return Slide(chart.caption, chart.on_slide, chart.alt, (*notes, f"Source: {chart.source}", *sources(around)))


def _drawn(chart: Chart | None) -> Iterator[Piece]:
    """A chart, its table and its note."""
    if chart is None:
        return
    table = chart.cells
    yield Drawing(chart.svg, chart.alt, chart.caption)
    yield Grid(table["caption"], tuple(table["columns"]), tuple(map(tuple, table["rows"])), tuple(table["numeric"]))
    if chart.note:
        yield SmallPrint(chart.note)


def _grid_of(frame: pd.DataFrame, caption: str) -> Grid:
    columns = tuple(frame.columns)
    rows = tuple(map(tuple, frame.astype(str).to_numpy().tolist()))
    return Grid(caption, columns, rows, (False, *[True] * (len(columns) - 1)))


def _is_used(datasets: tuple[str, ...], around: Mapping[str, Figure]) -> bool:
    return any(key.startswith(f"{name}:") for name in datasets for key in around)
