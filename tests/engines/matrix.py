"""What the pages promise, and in which engine each promise was seen kept: printed at the end of the tests."""

ENGINES = ("Chromium", "Firefox", "WebKit")
NAME = "promise"


def note(item, promise: str, engine: str) -> None:
    """Say that a test tries `promise` in `engine`; with its report this reaches the process that prints."""
    item.user_properties.append((NAME, (promise, engine)))


def read(reports) -> dict[str, dict[str, str]]:
    """For each promise and engine: kept, BROKEN or left out. One broken test of several breaks the promise."""
    worst = ["kept", "left out", "BROKEN"]
    found: dict[str, dict[str, str]] = {}
    for report in reports:
        for promise, engine in [value for name, value in report.user_properties if name == NAME]:
            now = "BROKEN" if report.failed else "left out" if report.skipped else "kept"
            row = found.setdefault(promise, {})
            row[engine] = max(row.get(engine, "kept"), now, key=worst.index)
    return found


def write(terminal) -> None:
    """Print the promises of the tests that ran, if any did."""
    reports = [one for kind in ("passed", "failed", "skipped", "error") for one in terminal.stats.get(kind, [])]
    rows = read(one for one in reports if hasattr(one, "user_properties") and (one.when == "call" or not one.passed))
    if not rows:
        return
    width = max(map(len, rows)) + 2
    terminal.write_sep("-", "promises, engine by engine")
    terminal.write_line(" " * width + "".join(f"{engine:<10}" for engine in ENGINES))
    for promise in sorted(rows):
        terminal.write_line(f"{promise:<{width}}" + "".join(f"{rows[promise].get(one, '-'):<10}" for one in ENGINES))
