"""Lines to break, each with the test that must fail: what the tests hold, tried from the other side.

A line is named by its text, which must stand once in its file. When the code changes, `make check` says which text is
gone: give the text that does the same now, and run `.venv/bin/pytest -m thorough tests/mutations -k NAME`.
Each was found by reading, as a slip that a tired maker could make. A new rule about people or figures earns an entry.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """`old` becomes `new` in `file`; then `test` must fail, because something that it asserts is no longer so."""

    name: str
    file: str
    old: str
    new: str
    test: str


WORKFORCE = "edi_handbook/workforce"
FRONT = "edi_handbook/reflect/front"
SHARED = "edi_handbook/front"
YOURS = "edi_handbook/yours/front"

BREAKS = [
    # Small counts
    Break(
        "counts of 6 and 7 are shown",
        f"{WORKFORCE}/disclosure/thresholds.py",
        "SMALLEST_SHOWN = 8\n",
        "SMALLEST_SHOWN = 6\n",
        "tests/workforce/test_disclosure.py::test_one_count",
    ),
    Break(
        "a baseline that a lead states stands beside what is printed",
        "edi_handbook/report/plan/contents.py",
        "        if text.number(found.value, decimals) == text.number(aim.baseline, decimals):\n",
        "        if decimals:\n",
        "tests/report/plan/test_plan_contents.py::test_another_baseline_than_the_return_prints_is_refused",
    ),
    Break(
        "a strategy states figures that nobody checked",
        "edi_handbook/report/plan/contents.py",
        "        if verdict.verdict not in SOUND\n",
        "        if not verdict.verdict\n",
        "tests/report/plan/test_plan_contents.py::test_a_ratio_that_the_counts_do_not_give_is_refused",
    ),
    Break(
        "a percentage of very few is shown",
        f"{WORKFORCE}/disclosure/thresholds.py",
        "LARGEST_ROUNDING_ERROR = 5.0\n",
        "LARGEST_ROUNDING_ERROR = 50.0\n",
        "tests/workforce/test_disclosure.py::test_one_share",
    ),
    Break(
        "a ratio of a few events is shown",
        f"{WORKFORCE}/disclosure/thresholds.py",
        "FEWEST_EVENTS_FOR_RATIO = 10\n",
        "FEWEST_EVENTS_FOR_RATIO = 3\n",
        "tests/workforce/test_disclosure.py::test_one_ratio",
    ),
    Break(
        "every hidden count is taken to be safe",
        f"{WORKFORCE}/disclosure/audit.py",
        '        """Whether two values or more fit the print, and never exactly one from 1 to 7."""\n',
        "        return True\n",
        "tests/workforce/test_disclosure.py::test_a_total_that_only_one_table_can_have_is_hidden",
    ),
    Break(
        "a total is not tied to its parts",
        f"{WORKFORCE}/disclosure/report.py",
        "            self.sums.append((name, parts))\n",
        "            pass\n",
        "tests/workforce/test_disclosure.py::test_a_total_that_only_one_table_can_have_is_hidden",
    ),
    Break(
        "a report prints exact counts",
        "edi_handbook/report/answers.py",
        "            found[one] = again or protect_again(report, before.about(report, one), thresholds)\n",
        "            from edi_handbook.workforce.disclosure import Exemption, protect\n\n"
        '            found[one] = protect(report, Exemption("broken on purpose"))\n',
        "tests/report/test_report.py::test_counts_are_shown_to_the_nearest_five_or_hidden",
    ),
    Break(
        "a report made again does not know what was printed before",
        "edi_handbook/report/answers.py",
        "found, before = {}, memory or Memory(code)\n",
        "found, before = {}, Memory(code)\n",
        "tests/report/test_memory.py::test_the_command_remembers_and_says_where_it_cannot",
    ),
    Break(
        "last year and this year are protected apart",
        "edi_handbook/report/answers.py",
        "            before = before.with_one(one, Earlier.of(report, found[one], thresholds))\n",
        "",
        "tests/report/test_reissue.py::test_no_single_case_can_be_worked_out_from_last_year_beside_this_year",
    ),
    Break(
        "a year that a pack prints is not remembered",
        "edi_handbook/report/pack.py",
        "        known = known.with_one(one, Earlier.of(report, published, thresholds))\n",
        "        pass\n",
        "tests/report/test_pack.py::test_every_year_that_is_printed_is_remembered",
    ),
    Break(
        "an old print is printed again though it no longer holds",
        f"{WORKFORCE}/disclosure/again.py",
        "    if not all(claim.holds(report.counts) for claim in _claims(last)):\n        return None\n",
        "",
        "tests/report/test_pack.py::test_what_no_longer_holds_is_not_printed_again",
    ),
    Break(
        "a pace that is drawn is another than that of the sums",
        "edi_handbook/report/ahead.py",
        "    needed = now.needed().value\n",
        "    needed = now.needed().value + 3\n",
        "tests/report/test_one_truth.py::test_every_figure_of_every_face_is_known_to_the_checker",
    ),
    Break(
        "a note of a pack holds a true count",
        "edi_handbook/report/contents.py",
        'f"{RANGE} is a rule of thumb about size, not a test.",',
        'f"{RANGE} is a rule of thumb about size, not a test. {sum(n or 0 for n in table.values())}",',
        "tests/report/test_pack.py::test_two_returns_that_print_the_same_have_the_same_pack",
    ),
    Break(
        "wording that is recalled is offered as a step",
        "edi_handbook/report/offers.py",
        'rows["wording"] != actions.RECALLED',
        'rows["wording"] != ""',
        "tests/report/test_pack.py::test_steps_say_where_they_are_from_and_none_is_recalled",
    ),
    Break(
        "a figure on which two sources disagree stands beside",
        "edi_handbook/report/beside.py",
        "status=tuple(READ_AS)",
        'status=(*READ_AS, "conflict")',
        "tests/report/test_pack.py::test_what_stands_beside_is_no_newer_than_the_year_and_of_no_conflict",
    ),
    Break(
        "a change since an earlier report is not guarded",
        f"{WORKFORCE}/disclosure/again.py",
        "    joint.total(more, [less, change])\n",
        "",
        "tests/report/test_memory.py::test_one_case_more_is_not_told",
    ),
    Break(
        "a percentage is worked out from rounded counts",
        f"{WORKFORCE}/disclosure/model.py",
        "        counts = self.counts[share.part], self.counts[share.whole]\n",
        "        counts = self.shown(share.part), self.shown(share.whole)\n",
        "tests/report/test_one_truth.py::test_no_figure_of_the_model_contradicts_the_checker",
    ),
    # Sums
    Break(
        "indicator 3 is turned round",
        f"{WORKFORCE}/definitions.py",
        '    part="entered_disciplinary",\n    unit=RATIO,\n    direction=Direction.BME_OVER_WHITE,\n',
        '    part="entered_disciplinary",\n    unit=RATIO,\n    direction=Direction.WHITE_OVER_BME,\n',
        "tests/workforce/test_indicators.py::test_which_group_is_on_top",
    ),
    Break(
        "a direction that nobody knows is BME over white",
        f"{WORKFORCE}/definitions.py",
        '        raise ValueError(f"“{value}” is not a direction: write one of {known}, letter by letter.")\n',
        "        return cls.BME_OVER_WHITE\n",
        "tests/workforce/test_definitions.py::test_what_is_no_direction_is_refused_in_a_sentence",
    ),
    Break(
        "people of unknown ethnicity are left out of everyone",
        f"{WORKFORCE}/indicators.py",
        "        whole = sum(staff.values())\n",
        '        whole = staff["white"] + staff["bme"]\n',
        "tests/workforce/test_indicators.py::test_shares_count_everyone",
    ),
    Break(
        "a ratio turned round is not called so",
        f"{WORKFORCE}/claims/pairs.py",
        '    yield Reading(1 / ratio, "reversed", f"The ratio is turned round: {this}")\n',
        "",
        "tests/workforce/test_claims.py::test_verdict",
    ),
    # What comes in, and what goes out
    Break(
        "a spreadsheet would run a cell",
        f"{WORKFORCE}/returns/export.py",
        "if text.lstrip().startswith(DANGEROUS) else text",
        "if not text else text",
        "tests/workforce/test_returns.py::test_no_cell_can_be_run",
    ),
    Break(
        "a workbook may declare a document type",
        f"{WORKFORCE}/returns/reading.py",
        "any(mark in tail + piece for mark in _DOCUMENT_TYPE)",
        "False",
        "tests/workforce/test_returns_bad.py::test_bad_return[entities.xlsx]",
    ),
    Break(
        "any text will do as alt text",
        "edi_handbook/charts/chart.py",
        "        _check_alt(self.name, self.alt)\n",
        "",
        "tests/charts/test_chart.py::test_alt_text_is_required",
    ),
    Break(
        "a page may hold styles of its own",
        "edi_handbook/theme/policy.py",
        """    "style-src": "'self'",\n""",
        """    "style-src": "'self' 'unsafe-inline'",\n""",
        "tests/site/test_hosting.py::test_policy_is_the_one_agreed",
    ),
    Break(
        "words that run leftwards are not turned on the web",
        "edi_handbook/theme/body.py",
        'words.set("dir", "rtl")',
        'words.set("dir", "ltr")',
        "tests/theme/test_repairs.py",
    ),
    # Print
    Break(
        "row headers are not marked",
        "edi_handbook/typstpdf/finish.py",
        "                cell.S, cell.ID = Name.TH, String(name)\n",
        "                cell.ID = String(name)\n",
        "tests/typstpdf/test_finish.py::test_a_cell_names_the_headers_of_its_column_and_its_row",
    ),
    Break(
        "a field does not say its question",
        "edi_handbook/typstpdf/acroform.py",
        "String(field.label)\n",
        "String(field.choice)\n",
        "tests/typstpdf/test_forms.py::test_a_field_is_read_out_with_its_question",
    ),
    Break(
        "a reference to another page says no page number",
        "edi_handbook/typstpdf/references.py",
        "self.quiet |= {",
        "self.quiet |= set(self.names.values()) | {",
        "tests/typstpdf/test_cross_references.py::test_a_reference_gives_the_page_only_where_it_is_another",
    ),
    # What a reader keeps, and gives
    Break(
        "erase everything erases nothing of ours",
        "edi_handbook/front/store.js",
        "  own.forEach(({ key }) => drop(key));\n",
        "",
        "tests/reflect/test_nothing_is_lost.py::test_erase_everything_leaves_nothing_on_the_device_or_the_screen",
    ),
    Break(
        "erase everything leaves what another version kept",
        "edi_handbook/front/store.js",
        "  foreign.forEach(({ key }) => dropForeign(key));\n",
        "",
        "tests/reflect/test_nothing_is_lost.py::test_erase_everything_leaves_nothing_on_the_device_or_the_screen",
    ),
    Break(
        "another tab's answer is erased with ours",
        f"{SHARED}/keeping.js",
        "    if (before === (seen.get(item) ?? null)) store.drop(",
        "    store.drop(",
        "tests/front/test_javascript.py::test_the_parts_do_what_they_say[keeping.test.js]",
    ),
    Break(
        "a file overwrites what is answered on the page",
        f"{FRONT}/bringing.js",
        "    if (!isEmpty(now) && !same(now, value)) return true;\n",
        "",
        "tests/front/test_javascript.py::test_the_parts_do_what_they_say[bringing.test.js]",
    ),
    Break(
        "a strategy file overwrites what is written on the page",
        f"{YOURS}/items.js",
        "(item.element() && Object.keys(item.read()).length && !same(item.full(), value))",
        "false",
        "tests/front/test_javascript.py::test_the_parts_do_what_they_say[yours.test.js]",
    ),
    Break(
        "a spreadsheet would run a risk line of the page",
        f"{YOURS}/lists.js",
        """(/^\\s*[=+\\-@]/.test(line) ? "'" + line : line)""",
        "line",
        "tests/front/test_javascript.py::test_the_parts_do_what_they_say[yours.test.js]",
    ),
    Break(
        "a target may stand on the baseline",
        f"{YOURS}/rules.js",
        "lower: target >= baseline",
        "lower: target > baseline",
        "tests/front/test_javascript.py::test_the_parts_do_what_they_say[yours.test.js]",
    ),
    Break(
        "an emptied form still knows what was not kept",
        f"{SHARED}/state.js",
        "  state.loose.clear();\n",
        "",
        "tests/front/test_javascript.py::test_the_parts_do_what_they_say[state.test.js]",
    ),
    Break(
        "the group is told what was done to the reader",
        f"{FRONT}/group.js",
        'item.track !== "me" && ',
        "",
        "tests/reflect/test_group_file.py::test_own_words_go_in_only_if_asked_for_and_never_from_the_other_track",
    ),
    Break(
        "the kernel is told what was not shared",
        "edi_handbook/reflect/widget.py",
        'return proposal["value"] if self.share_with_kernel else {}',
        'return proposal["value"]',
        "tests/reflect/test_widget.py::test_answers_reach_python_only_when_shared",
    ),
    Break(
        "a group of three is shown its pattern",
        "edi_handbook/debrief/pattern.py",
        "FEWEST = 8\n",
        "FEWEST = 3\n",
        "tests/debrief/test_pattern.py::test_seven_answers_show_nothing_and_eight_a_pattern",
    ),
    Break(
        "one who comes late is shown alone",
        "edi_handbook/debrief/room.py",
        "if len(self._waiting) >= FEWEST:",
        "if self._waiting:",
        "tests/debrief/test_room.py::test_one_who_comes_late_changes_nothing_until_eight_have_come",
    ),
    # Twins in two languages
    Break(
        "an explorer changes its interval at another count",
        "edi_handbook/explore/front/sums.js",
        "m - b) >= katzFrom)",
        "m - b) >= 3)",
        "tests/explore/test_sums.py",
    ),
    Break(
        "an explorer shows smaller counts",
        "edi_handbook/explore/front/sums.js",
        "value > 0 && value < smallestShown ?",
        "value > 0 && value < 6 ?",
        "tests/explore/test_sums.py",
    ),
    # What makes a page stale
    Break(
        "new sums run no notebook again",
        "edi_handbook/publish/building/reach.py",
        "                found |= self._rooms_of(rest)\n",
        "                pass\n",
        "tests/publish/test_reach.py::test_what_code_reaches",
    ),
    Break(
        "a notebook keeps the results of other data",
        "edi_handbook/publish/building/execution.py",
        "app.edi_source.digest(reached(app.edi_source, docname, code))",
        "app.edi_source.digest(set())",
        "tests/publish/test_execution.py::test_new_data_runs_the_notebook_again",
    ),
    Break(
        "a build does not see new figures",
        "edi_handbook/publish/building/tree.py",
        "or first in LEFT_OUT or",
        'or first in (*LEFT_OUT, "data") or',
        "tests/publish/test_tree.py::test_one_byte_of_any_file_shows",
    ),
    # The strategy that is offered
    Break(
        "a target on a gap no longer says that it is no quota",
        "edi_handbook/publish/markup/strategy.py",
        "        if one.law:\n",
        "        if False:\n",
        "tests/publish/test_strategy.py::test_every_target_is_marked_as_offered_with_its_reasoning_and_whose_it_is",
    ),
    Break(
        "a target is printed without its reasoning",
        "edi_handbook/publish/markup/strategy.py",
        'f"{target.reasoning} {basis}',
        'f"{basis}',
        "tests/publish/test_strategy.py::test_every_target_is_marked_as_offered_with_its_reasoning_and_whose_it_is",
    ),
]
