"""The house is as docs/architecture.md says: each room is there and named, and what a room imports flows one way."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "edi_handbook"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
[ROOMS] = re.findall(r"## The rooms\n\n```\n(.*?)```", PAGE, re.DOTALL)
WORDS_FROM = ROOMS.index("Jupyter Book")
"""The column in which the list says what a room is for."""

# Which rooms and modules of the package each may import. A line more here is a line to weigh.
MAY_IMPORT = {
    "bibliography": set(),
    "dates": set(),
    "drawings": {"fonts", "palette"},
    "fonts": set(),
    "palette": set(),
    "terminal": set(),
    "whole": set(),
    "yaml_file": set(),
    "front": {"palette"},
    "workforce": {"fonts", "terminal", "whole"},
    "ledgers": {"dates", "workforce"},
    "actions": {"dates", "ledgers", "workforce"},
    "routes": {"bibliography", "dates", "workforce"},
    "strategy": {"bibliography", "dates", "ledgers", "workforce", "yaml_file"},
    "charts": {"workforce", "fonts", "palette", "bibliography"},
    "reflect": {"front", "yaml_file"},
    "explore": {"front", "workforce"},
    "debrief": {"charts", "reflect"},
    "facilitate": {"yaml_file"},
    "yours": {"strategy"},
    "theme": {"palette", "whole"},
    "typstpdf": {"dates", "fonts", "palette", "whole"},
    "word": {"dates", "fonts", "palette", "typstpdf", "whole"},
    "pdfcheck": set(),
    "report": {
        "workforce",
        "charts",
        "ledgers",
        "strategy",
        "typstpdf",
        "word",
        "actions",
        "bibliography",
        "dates",
        "fonts",
        "palette",
        "terminal",
        "whole",
    },
    "publish": {
        "workforce",
        "reflect",
        "explore",
        "facilitate",
        "front",
        "ledgers",
        "theme",
        "typstpdf",
        "bibliography",
        "dates",
        "drawings",
        "fonts",
        "palette",
        "routes",
        "strategy",
        "whole",
        "yaml_file",
        "yours",
    },
    "measure": {"ledgers", "publish", "typstpdf", "workforce", "whole"},
    "workshop": {"publish", "report", "terminal", "whole"},
    "scaffold": {"publish", "dates", "terminal", "whole"},
    "cli": {"workforce", "report", "scaffold", "workshop", "publish", "pdfcheck", "measure", "terminal"},
}
NEVER = {"workforce": {"matplotlib", "sphinx", "docutils", "IPython", "ipywidgets"}, "charts": {"sphinx", "docutils"}}


def named(depth: int) -> list[str]:
    """The names that the list gives at so many steps in, left of what it says of them: `data/<dataset>/` is `data`."""
    lines = [line[:WORDS_FROM] for line in ROOMS.splitlines() if re.match(rf"{'  ' * depth}\S", line)]
    return [name.partition("/")[0] for line in lines for name in line.split()]


def folders(parent: Path) -> set[str]:
    return {path.name for path in parent.iterdir() if path.is_dir() and path.name != "__pycache__"}


def test_every_room_and_module_of_the_package_is_named_once():
    modules = {path.name for path in PACKAGE.glob("*.py") if path.name != "__init__.py"}
    assert sorted(named(1)) == sorted(folders(PACKAGE) | modules)


def test_what_is_named_at_the_root_is_there():
    assert [name for name in named(0) if not (ROOT / name).exists()] == []


def test_the_tests_mirror_the_package_and_hold_what_the_list_adds():
    [line] = [line for line in ROOMS.splitlines() if line.startswith("tests/")]
    added = set(re.findall(r"([a-z-]+)/", line.partition("plus")[2]))
    rooms = {room for room in folders(PACKAGE) if (PACKAGE / room / "__init__.py").exists()}
    assert folders(ROOT / "tests") == rooms | added


def imports(room: str) -> set[tuple[str, str]]:
    """`(package, the part of it)` for each import of a room, the late ones too."""
    files = (PACKAGE / room).rglob("*.py") if (PACKAGE / room).is_dir() else [PACKAGE / f"{room}.py"]
    found = []
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return {(parts[0], parts[1] if len(parts) > 1 else "") for parts in (name.split(".") for name in found)}


def test_every_room_has_its_line_of_what_it_may_import():
    parts = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert parts - {"__init__"} == set(MAY_IMPORT)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_what_it_may(room):
    found = imports(room)
    own = {part for package, part in found if package == "edi_handbook"} - {room, ""}
    assert own == MAY_IMPORT[room], "neither more than is allowed, nor less than is listed"
    assert not {package for package, _ in found} & NEVER.get(room, set())


def test_what_may_be_imported_flows_one_way():
    placed: set[str] = set()
    while rest := {room for room in MAY_IMPORT if room not in placed}:
        ready = {room for room in rest if MAY_IMPORT[room] <= placed}
        assert ready, f"a circle among {sorted(rest)}"
        placed |= ready


# Bars on the shape of the house. A room that grows past one wants a door of its own.
LARGEST_SHARE = 0.26
MOST_PLACES_IN_PUBLISH = 7
WRITTEN = {".py", ".js", ".css", ".typ", ".html"}


def lines(folder: Path) -> int:
    """What people wrote there; a library that is shipped as it came is not ours."""
    files = [folder] if folder.is_file() else [path for path in folder.rglob("*") if "vendor" not in path.parts]
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files if path.suffix in WRITTEN)


def test_no_room_holds_more_than_a_quarter_or_so_of_the_package():
    whole = lines(PACKAGE)
    shares = {path.name: lines(path) / whole for path in PACKAGE.iterdir()}
    assert {name: f"{share:.1%}" for name, share in shares.items() if share > LARGEST_SHARE} == {}


def test_publish_has_few_places():
    modules = {path.stem for path in (PACKAGE / "publish").glob("*.py")} - {"__init__"}
    assert len(modules | folders(PACKAGE / "publish")) <= MOST_PLACES_IN_PUBLISH


def modules() -> dict[str, Path]:
    """Each module of the package, by its full name."""
    files = {path: path.relative_to(ROOT).with_suffix("").parts for path in PACKAGE.rglob("*.py")}
    return {".".join(parts[:-1] if parts[-1] == "__init__" else parts): path for path, parts in files.items()}


def arrows() -> dict[str, set[str]]:
    """For each module of the package, the modules of it that it imports, the late and the relative ones too.

    What is imported for its types alone is not there when the code runs, and ties no knot.
    """
    known = modules()
    found: dict[str, set[str]] = {name: set() for name in known}
    for name, path in known.items():
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        guards = [
            node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        ]
        types_alone = {id(node) for guard in guards for node in guard.body}
        for node in ast.walk(tree):
            if id(node) in types_alone:
                continue
            if isinstance(node, ast.Import):
                wanted = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = package.rsplit(".", node.level - 1)[0] if node.level else ""
                base = ".".join(filter(None, (base, node.module)))
                wanted = [f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base for alias in node.names]
            else:
                continue
            found[name] |= {one for one in wanted if one in known and one != name}
    return found


def circles(of: dict[str, set[str]]) -> set[str]:
    """Who stands in a circle: what is left when all that leads to none, and all that none leads to, is taken away."""
    left = {name: set(wanted) for name, wanted in of.items()}
    while True:
        wanted = set().union(*left.values())
        gone = {name for name in left if not left[name] or name not in wanted}
        if not gone:
            return set(left)
        left = {name: rest - gone for name, rest in left.items() if name not in gone}


def test_no_modules_import_each_other_in_a_circle():
    assert circles(arrows()) == set()


def test_the_places_in_publish_import_one_way():
    """An arrow back up would close a circle between two places, even where no two modules do."""
    inside: dict[str, set[str]] = {}
    for name, wanted in arrows().items():
        match name.split("."):
            case ["edi_handbook", "publish", place, *_]:
                others = {one.split(".")[2] for one in wanted if one.startswith("edi_handbook.publish.")}
                inside.setdefault(place, set()).update(others - {place})
    assert len(inside) > 3
    assert circles(inside) == set()


def test_a_circle_would_be_seen():
    assert circles({"above": {"a"}, "a": {"b"}, "b": {"c"}, "c": {"a", "below"}, "below": set()}) == {"a", "b", "c"}


# What writes a file or a folder's worth of them, by the last part of its name. `replace` and `rename` of a path count;
# `str.replace` takes two arguments. `save` and its like count unless they are given something held in memory, or the
# name that `whole.file` or `whole.folder` gave.
WRITES = {
    *("write_text", "write_bytes", "touch", "symlink_to", "hardlink_to", "copyfile", "copy2", "copytree", "savefig"),
    *("save", "screenshot", "to_csv", "to_excel", "to_json", "to_parquet", "extractall", "make_archive", "tofile"),
}
OF_A_MODULE = {
    "shutil": {"copy", "copyfileobj", "move"},
    "os": {"replace", "rename", "link", "symlink", "open", "truncate"},
    "nbformat": {"write"},
    "np": {"save", "savetxt", "savez"},
    "json": {"dump"},
    "yaml": {"dump", "safe_dump"},
    "pickle": {"dump"},
    "tempfile": {"NamedTemporaryFile", "mkstemp"},
}
HELD = {"BytesIO", "StringIO"}
# Copies of whole trees, made in a folder for scratch that nothing reads once the code is done.
SCRATCH = {("workshop/zips.py", "shutil.copytree"), ("measure/bench.py", "shutil.copytree")}


def writers(code: str) -> list[str]:
    """Each call of a module's code that writes a file by itself."""
    tree = ast.parse(code)
    safe = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _called(node.value).rpartition(".")[2] in HELD:
            safe |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        if isinstance(node, ast.withitem) and _called(node.context_expr) in {"whole.file", "whole.folder"}:
            safe |= {one.id for one in ast.walk(node.optional_vars or ast.Pass()) if isinstance(one, ast.Name)}
    return [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call) and _writes(node, safe)]


def _called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _writes(call: ast.Call, safe: set[str]) -> bool:
    whose, _, name = _called(call).rpartition(".")
    given = [*call.args, *(one.value for one in call.keywords)]
    names = {one.id for part in given for one in ast.walk(part) if isinstance(one, ast.Name)}
    if whose == "whole" or names & safe:
        return False
    if name in OF_A_MODULE.get(whose, ()):
        return whose not in {"json", "yaml", "pickle"} or len(call.args) > 1
    if name in {"replace", "rename"}:
        return len(given) == 1 and not call.keywords and not isinstance(given[0], ast.Constant)
    if name in {"open", "ZipFile"}:
        return any(re.fullmatch(r"[rwaxbt+]*[wax+][bt+]*", str(getattr(one, "value", ""))) for one in given)
    if name in {"to_csv", "to_json"}:
        return bool(call.args) or any(one.arg == "path_or_buf" for one in call.keywords)
    return name in WRITES and bool(whose) and (bool(given) or name == "touch")


def test_what_is_written_is_written_whole():
    found = {
        f"{path.relative_to(PACKAGE)}: {call}"
        for path in PACKAGE.rglob("*.py")
        if path.name != "whole.py"
        for call in writers(path.read_text(encoding="utf-8"))
        if (path.relative_to(PACKAGE).as_posix(), call.partition("(")[0]) not in SCRATCH
    }
    assert found == set(), "write it by edi_handbook/whole.py"


@pytest.mark.parametrize(
    "line",
    [
        *("path.write_text('')", "(a / b).write_bytes(c)", "open(a, 'w')", "a.open('ab')", "a.open(mode='x')"),
        *("shutil.copy(a, b)", "shutil.move(a, b)", "os.replace(a, b)", "part.replace(file)", "part.rename(file)"),
        *("ZipFile(a, 'w')", "zipfile.ZipFile(a, mode='a')", "frame.to_csv(path)", "frame.to_csv(path_or_buf=p)"),
        *("book.save(path)", "figure.savefig('a.svg')", "nbformat.write(a, b)", "json.dump(a, b)", "yaml.dump(a, b)"),
        *("tempfile.NamedTemporaryFile('w')", "page.screenshot(path=a)", "path.touch()", "whole_book.save(path)"),
    ],
)
def test_a_writer_would_be_seen(line):
    assert writers(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "text.replace('a', 'b')",
            "open(a)",
            "a.open(encoding='utf-8')",
            "a.open('rb')",
            "ZipFile(a)",
            "ZipFile(a, 'r')",
        ),
        *(
            "frame.to_csv(index=False)",
            "held = io.BytesIO()\nbook.save(held)",
            "frame.rename(columns={})",
            "a.rename('b')",
        ),
        *("with whole.file(a) as part:\n    book.save(part)", "whole.copy(a, b)", "yaml.safe_dump(a)"),
        "with whole.folder(a) as filling, b() as c:\n    page.screenshot(path=filling / 'x.png')",
    ],
)
def test_what_writes_nothing_is_let_pass(line):
    assert writers(line) == []
