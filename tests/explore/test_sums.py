"""The page's arithmetic is that of `edi_handbook.workforce`: the same words on random input, in a real browser."""

import json
import math
import random

import pytest
from lxml import html

from edi_handbook.explore import page as form
from edi_handbook.explore.explorers import EXPLORERS, RULES
from edi_handbook.front import bundle
from edi_handbook.workforce.ratios import relative_likelihood
from tests.many import draws

DRAWS = draws(6)  # for each explorer


@pytest.fixture(scope="module")
def sums(browser, tmp_path_factory):
    """`sums(expression, argument)` evaluates in a page where the module's exports are `S`."""
    entry = tmp_path_factory.mktemp("sums") / "sums-page.js"
    source = (form.FRONT / "sums.js").read_text(encoding="utf-8")
    entry.write_text(source + "\nwindow.S = { SAY, relativeLikelihood };\n", encoding="utf-8")
    page = browser.new_page()
    page.evaluate(bundle.script(entry))
    yield page.evaluate
    page.close()


def draw(explorer, chance: random.Random) -> dict:
    value = {}
    for one in explorer.inputs:
        steps = round((one.high - one.low) / one.step)
        # Small numbers are where sums go wrong: half the draws are from the lowest fortieth.
        most = max(1, steps // 40) if chance.random() < 0.5 else steps
        value[one.key] = round(one.low + chance.randint(0, most) * one.step, 2)
        if one.step == 1:
            value[one.key] = int(value[one.key])
    for part, whole in (("part1", "whole1"), ("part2", "whole2"), ("count", "whole")):
        if part in value and chance.random() < 0.95:  # a few stay impossible
            value[part] = min(value[part], value[whole])
    return value


@pytest.mark.parametrize("name", EXPLORERS)
def test_page_and_workforce_say_the_same(sums, name):
    explorer, chance = EXPLORERS[name], random.Random(20261123)
    values = [explorer.start()] + [draw(explorer, chance) for _ in range(DRAWS)]
    said = json.loads(
        sums(
            "([name, values, rules]) => JSON.stringify(values.map((v) => S.SAY[name](v, rules)))", [name, values, RULES]
        )
    )
    for value, page_says in zip(values, said, strict=True):
        assert [tuple(line) for line in page_says] == explorer.say(value), value
    assert len({json.dumps(one) for one in said}) > DRAWS / 4  # the draws reach many different results


def test_intervals_agree_to_six_digits(sums):
    chance = random.Random(7)
    cases = []
    for _ in range(DRAWS):
        n, m = chance.randint(1, 400), chance.randint(1, 400)
        cases.append((chance.randint(0, min(n, 25)), n, chance.randint(0, min(m, 25)), m))
    found = json.loads(
        sums("([cases, rules]) => JSON.stringify(cases.map((c) => { const r = S.relativeLikelihood(...c, rules);"
             " return [r.value, r.low, r.high, r.method].map((x) => typeof x === 'number' ? String(x) : x); }))",
             [cases, RULES])
    )  # fmt: skip
    wanted = zip(
        *(column.tolist() for column in relative_likelihood(*map(list, zip(*cases, strict=True)))), strict=True
    )
    for case, mine, theirs in zip(cases, found, wanted, strict=True):
        assert mine[3] == theirs[3], case
        for one, other in zip(mine[:3], theirs[:3], strict=True):
            one = float(one)
            if math.isnan(other) or math.isinf(other):
                assert (math.isnan(one), math.isinf(one)) == (math.isnan(other), math.isinf(other)), case
            else:
                assert one == pytest.approx(other, rel=1e-6, abs=1e-9), case


def test_published_examples():
    # Kline's illustration: 1.61 at each of seven steps is 28 times (28.04).
    say = dict(EXPLORERS["compounding"].say({"ratio": 1.61, "steps": 7, "share": 50}))
    assert say["Over all steps"] == "1.61 at each of 7 is 28.04 in all."
    # By hand: half and half, odds fall to 1 in 28.04, so 1 of 29.04 is 3.4%.
    assert say["Share after the last step"] == "3.4%."


def test_a_percentage_of_a_small_group_gives_its_count_away():
    say = dict(EXPLORERS["when-a-count-gives-someone-away"].say({"whole": 22, "count": 1, "decimals": 2}))
    assert say["The percentage as printed"] == "4.55% of 22."
    assert say["Counts that fit it"].startswith("Only one: 1.")
    many = dict(EXPLORERS["when-a-count-gives-someone-away"].say({"whole": 2000, "count": 91, "decimals": 0}))
    assert many["Counts that fit it"] == "20, from 90 to 109."  # 4.5% to 5.45%: 5%


@pytest.mark.parametrize("rule", RULES)
def test_the_script_has_no_number_of_a_rule_of_its_own(sums, rule):
    """With another number in the page, the script says something else of some draws."""
    chance, other = random.Random(20261129), RULES | {rule: RULES[rule] * 2}
    cases = [(name, draw(explorer, chance)) for name, explorer in EXPLORERS.items() for _ in range(100)]
    say = "([cases, rules]) => JSON.stringify(cases.map(([name, v]) => S.SAY[name](v, rules)))"
    assert sums(say, [cases, RULES]) != sums(say, [cases, other])


@pytest.mark.parametrize("explorer", EXPLORERS.values(), ids=EXPLORERS)
def test_a_page_carries_the_rules_of_the_engine(explorer):
    root = html.fragment_fromstring(form.html(explorer))
    assert json.loads(root.get("data-rules")) == RULES
