"""Writes a board pack: `report.pdf`, `report.docx`, `slides.pptx`, the charts as SVG with their tables as CSV,
`summary.txt`, `published.json`."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from edi_handbook import dates, whole
from edi_handbook.report import brief, memory, slides, word_file
from edi_handbook.report.answers import NotSound
from edi_handbook.report.contents import Board, Contents
from edi_handbook.report.pack import Pack, pack
from edi_handbook.word.document import WordError
from edi_handbook.workforce.disclosure import DEFAULT, Thresholds, Unreadable
from edi_handbook.workforce.returns.check import check_return
from edi_handbook.workforce.returns.export import csv_text

AUTHOR = "Made with the open handbook Fair work, fair care"


class ReportError(Exception):
    """No report can be written; `problems` says why, one sentence each. `unreadable`: the file could not be read."""

    def __init__(self, problems: list[str], unreadable: bool = False) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
        self.unreadable = unreadable


def write(
    path: Path,
    out: Path,
    thresholds: Thresholds = DEFAULT,
    progress: Callable[[str], None] = lambda said: None,
    *,
    earlier: Sequence[Path] = (),
    board: Board | None = None,
    region: str = "",
    warn: Callable[[str], None] = lambda said: None,
) -> list[Path]:
    """Write the pack of the newest year of each organisation in the return at `path`; the files written. `region` is
    the region that stands beside it (see `beside.region_of`).

    With one organisation they lie in `out`, with more in a folder for each. What was published before, in the
    `published.json` of that folder or in those of `earlier`, is looked at together with the new report, and `warn` says
    where there is none. Raises `ReportError` and `OSError`; then nothing is written.
    """
    try:
        made = dates.now()  # first: Matplotlib reads the same variable, and answers a slip with a traceback
    except dates.DateError as error:
        raise ReportError([str(error)]) from error
    progress("Reading")
    found = check_return(path)
    if not found.readable or found.errors:
        raise ReportError([str(problem) for problem in found.errors], unreadable=not found.readable)
    counts = found.counts
    names = counts.drop_duplicates("organisation_code").set_index("organisation_code")["organisation_name"]
    if len(names) > 1 and (earlier or board):
        raise ReportError(["Earlier reports and the board's word are of one organisation: give a return of one."])
    files: dict[Path, bytes] = {}
    for code, name in names.items():
        year = int(counts.loc[counts["organisation_code"] == code, "year"].max())
        folder = memory.folder_of(out, str(code), len(names))
        progress(f"Hiding small counts of {name}")
        try:
            before = memory.remembered(folder, str(code), earlier)
            report = pack(counts, str(code), str(name), year, made.date(), thresholds, before, board, region)
        except Unreadable as error:
            raise ReportError([_unusable(str(error), folder / memory.NAME)]) from error
        except NotSound as error:
            raise ReportError(
                [f"{name}: a figure is not what the counts give, so nothing is printed. {error}"]
            ) from error
        except ValueError as error:  # other thresholds, or a region that is none
            raise ReportError([f"{name}: {error}"]) from error
        if not before.publications:
            warn(_unprotected(str(name), folder, len(names)))
        progress(f"Setting {name}")
        made_of = _files(report, made) | {memory.NAME: report.memory.to_text().encode()}
        files |= {folder / file: body for file, body in made_of.items()}
    progress("Writing")
    whole.write_all(files)
    return list(files)


def _unusable(why: str, place: Path) -> str:
    """The sentence of `memory.read`, or the like where only the sums show that a publication cannot have been."""
    return why if memory.NAME in why else f"{place} cannot be used: {why}. {memory.mend(place)}"


def _unprotected(name: str, folder: Path, organisations: int) -> str:
    again = "make this one again" if organisations == 1 else f"make one again of a return of {name} alone"
    return (
        f"No earlier report of {name} is remembered in {folder}. If one was published, a reader who compares the two "
        f"may work out a single case: {again}, with --earlier and the {memory.NAME} that lies with the last."
    )


def _files(report: Pack, made: datetime.datetime) -> dict[str, bytes]:
    """What a report is made of, by file name. Raises `ReportError`."""
    paper = (report.title, report.subtitle, AUTHOR, report.pieces, made)
    try:
        files: dict[str, bytes] = {
            "report.pdf": brief.set_brief(*paper)[0],
            "report.docx": word_file.set_word(*paper),
            "slides.pptx": slides.set_slides(report.title, report.kicker, AUTHOR, report.slides, made),
        }
    except (brief.BriefError, WordError, slides.SlidesError) as error:
        raise ReportError([f"The report of {report.contents.name} cannot be made: {error}"]) from error
    files["summary.txt"] = _summary(report.contents).encode()
    for chart in report.charts:
        files[f"{chart.name}.svg"] = chart.svg.encode()
        files[f"{chart.name}.csv"] = _csv(chart.table)
        words = (chart.caption, chart.alt, chart.note, f"Source: {chart.source}")
        files[f"{chart.name}.txt"] = ("\n\n".join(filter(None, words)) + "\n").encode()
    if not report.contents.staff.empty:
        files["staff.csv"] = _csv(report.contents.staff)
        files["staff.txt"] = f"Staff by tier of pay band (indicator 1)\n\n{report.contents.staff_note}\n".encode()
    return files


def _summary(report: Contents) -> str:
    lines = [f"Workforce race equality: {report.name}", f"WRES year {report.year}", ""]
    lines += [f"- {sentence}" for sentence in report.sentences]
    lines += ["", "How to read this", ""] + [f"- {note}" for note in report.notes]
    return "\n".join(lines) + "\n"


def _csv(table: pd.DataFrame) -> bytes:
    return csv_text(table).encode("utf-8-sig")  # the mark tells Excel that it is UTF-8
