"""An organisation's own return in a notebook: the analysis, and the form that a live notebook shows for it.

`analyse` works anywhere and gives protected results only. `form` needs someone in front of it: a page that was built,
or printed, has nobody who could press a button, so there it gives nothing.
"""

import html
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from edi_handbook import whole
from edi_handbook.charts import Table
from edi_handbook.charts.live import is_live
from edi_handbook.report import answers, memory
from edi_handbook.report.contents import SOURCE, Contents, contents
from edi_handbook.workforce import published
from edi_handbook.workforce.returns.check import check_return
from edi_handbook.workforce.returns.problems import Problem

MOST_PROBLEMS = 20
"""Shown at once. The command `edi-handbook return check` lists all."""


@dataclass(frozen=True)
class Analysis:
    """What a return says. `errors` not empty: there are no `reports`. One report an organisation, its newest year."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    reports: tuple[Contents, ...] = ()


def analyse(path, reports: Path | None = None) -> Analysis:
    """Check the return at `path`, hide small counts, and say what may be said. Never raises for what is in the file.

    `reports`: the folder of earlier reports, which are looked at together with this. Raises ValueError where what is
    kept there cannot be used.
    """
    found = check_return(path)
    if found.errors or not found.readable:
        return Analysis(tuple(found.errors), tuple(found.warnings))
    counts = found.counts
    names = counts.drop_duplicates("organisation_code").set_index("organisation_code")["organisation_name"]
    newest = counts.groupby("organisation_code")["year"].max()
    made = []
    for code, name in names.items():
        before = memory.remembered(memory.folder_of(reports, str(code), len(names)), str(code)) if reports else None
        year = int(newest[code])
        made.append(
            contents(counts, str(code), str(name), year, answers.printed(counts, code, year, memory=before)[year])
        )
    return Analysis((), tuple(found.warnings), tuple(made))


def write_example(path, code: str, year: int) -> Path:
    """Write one invented organisation's return, from the synthetic system, as a lead would have it."""
    system = published.table("synthetic-system", "synthetic-system")
    rows = system[(system["organisation_code"] == code) & (system["year"] == year)]
    if rows.empty:
        raise ValueError(f"The synthetic system has no return of {code} for {year}; see its datasheet for the codes.")
    return whole.write_text(Path(path), rows.drop(columns="is_synthetic").to_csv(index=False, lineterminator="\n"))


def problems_table(problems, caption: str, name: str, source: str = SOURCE) -> Table:
    """Where, what and how to mend it: a row a problem, the first `MOST_PROBLEMS` of them."""
    rows = [
        {
            "Where": ", ".join(
                part
                for part in (
                    f"sheet {one.sheet}" if one.sheet else "",
                    f"row {one.row}" if one.row else "the file",
                    f"column {one.column}" if one.column else "",
                )
                if part
            ),
            "What is wrong": f"{one.message}.",
            "How to mend it": f"{one.fix[:1].upper()}{one.fix[1:]}.",
        }
        for one in problems[:MOST_PROBLEMS]
    ]
    left = len(problems) - MOST_PROBLEMS
    note = f"{left} more are not shown; mend these first." if left > 0 else ""
    return Table(pd.DataFrame(rows), caption=caption, name=name, source=source, note=note)


def sentences_table(report: Contents, name: str, caption: str = "", source: str = SOURCE) -> Table:
    """What may be said, a row an indicator, with the notes of disclosure control."""
    halves = [sentence.partition(": ")[::2] for sentence in report.sentences]
    said = [words[:1].upper() + words[1:] for _, words in halves]
    return Table(
        pd.DataFrame({"Indicator": [measure for measure, _ in halves], "What may be said": said}),
        caption=caption or f"{report.name}, WRES year {report.year}: what the figures say",
        name=name,
        source=source,
        note=" ".join(report.notes),
    )


def staff_table(report: Contents, name: str, caption: str = "", source: str = SOURCE) -> Table:
    """Indicator 1 by tier of pay band, counts to the nearest five."""
    return Table(
        report.staff,
        caption=caption or f"{report.name}, WRES year {report.year}: staff by tier of pay band (indicator 1)",
        name=name,
        source=source,
        note=report.staff_note,
    )


def pieces(analysis: Analysis) -> list:
    """Everything that a notebook shows of an analysis, in order: problems, or each organisation's tables and charts."""
    shown = []
    for problems, caption in ((analysis.errors, "Mend these first"), (analysis.warnings, "Worth a look")):
        if problems:
            shown.append(problems_table(problems, caption, f"own-return-{caption.split()[0].lower()}"))
    for report in analysis.reports:
        shown += [sentences_table(report, "own-return-says"), *report.charts]
        if not report.staff.empty:
            shown.append(staff_table(report, "own-return-by-band"))
    return shown


def form():
    """A form for a live notebook: choose a file or name its path, read the results, write the board report. Else None.

    An uploaded file goes to the kernel, is kept in memory, and is on disk only while it is being read.
    """
    if not is_live():
        return None
    import ipywidgets as widgets
    from IPython.display import HTML, display

    from edi_handbook.report.write import ReportError, write

    wide = {"layout": widgets.Layout(width="32rem"), "style": {"description_width": "9rem"}}
    upload = widgets.FileUpload(accept=".csv,.xlsx", multiple=False, description="Choose a file")
    path = widgets.Text(description="or its path", placeholder="my-return.xlsx", **wide)
    read = widgets.Button(description="Read it")
    folder = widgets.Text(description="Folder for the report", value="board-report", **wide)
    save = widgets.Button(description="Write the board report", layout=widgets.Layout(width="14rem"))
    result = widgets.Output()

    def with_file(use):
        """`use(path)` of the named file, or else of the uploaded one."""
        if path.value.strip():
            return use(Path(path.value.strip()).expanduser())
        if not upload.value:
            say("Choose a file first, or write its path.")
            return None
        with tempfile.TemporaryDirectory() as scratch:
            file = Path(scratch) / "return"  # the reader judges a file by its content, never by its name
            whole.write_bytes(file, bytes(upload.value[0]["content"]))
            return use(file)

    def say(*sentences):
        display(HTML("".join(f"<p>{html.escape(one)}</p>" for one in sentences)))

    def on_read(_):
        result.clear_output()
        with result:
            try:
                found = with_file(lambda file: analyse(file, Path(folder.value).expanduser()))
            except ValueError as error:
                say(str(error))
                return
            if found is not None:
                display(*pieces(found))

    def on_save(_):
        result.clear_output()
        with result:
            warnings: list[str] = []
            try:
                written = with_file(lambda file: write(file, Path(folder.value).expanduser(), warn=warnings.append))
            except ReportError as error:
                say(*error.problems, "No report was written.")
            except OSError as error:
                say(f"{folder.value} cannot be written ({error.strerror}); name a folder that you may write to.")
            else:
                if written:
                    say(f"Wrote {len(written)} files to {Path(folder.value).expanduser().resolve()}.", *warnings)

    read.on_click(on_read)
    save.on_click(on_save)
    return widgets.VBox([upload, path, read, folder, save, result])
