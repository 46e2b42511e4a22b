"""No pattern lets anyone work out what one person answered: proved for small groups by trying everything."""

from collections import defaultdict
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_handbook.debrief.codes import Given, read
from edi_handbook.debrief.pattern import FEW, FEWEST, LEFT_OUT, MOST, SOME, SPARE, band, bands, lots, pattern
from edi_handbook.debrief.room import Room
from edi_handbook.debrief.synthetic import synthetic_codes
from edi_handbook.debrief.tables import OWN_WORDS_TOO_FEW, tables
from edi_handbook.reflect.widget import find
from tests.many import draws


def shares(group: int, choices: int):
    """Every way in which at most `group` people can be shared out over `choices`: anyone may leave a question out."""
    if choices == 0:
        yield ()
        return
    for first in range(group + 1):
        for rest in shares(group - first, choices - 1):
            yield (first, *rest)


# What the note below a table says of its words, and no more: the attacker knows the size of the group and the rule.
def may_be(word: str, group: int) -> set[int]:
    third = group // 3
    ranges = {
        "few": range(third + 2),
        "some": range(third, group - third + 1),
        "most": range(group - third - 1, group + 1),
    }
    return set(ranges[word])


def words(count: int, group: int) -> set[str]:
    """Every word that a lot may give."""
    return {band(count, group, *pair) for pair in lots(group)}


def pictures(counts: tuple[int, ...], group: int):
    """Every picture of a question to which everyone gives one answer at most."""
    for shown in product(*(words(count, group) for count in counts)):
        if sum(min(may_be(word, group)) for word in shown) <= group - SPARE:
            yield shown


@pytest.mark.parametrize("choices", [2, 3, 4])
@pytest.mark.parametrize("group", range(FEWEST, 19))
def test_one_answer_of_several_never_fixes_what_one_person_or_everyone_did(group, choices):
    behind: dict[tuple[str, ...], list[set[int]]] = {}
    for counts in shares(group, choices):
        drawn = list(pictures(counts, group))
        assert drawn, "some lot can always be drawn"
        for shown in drawn:
            for possible, count in zip(behind.setdefault(shown, [set() for _ in counts]), counts, strict=True):
                possible.add(count)
    for shown, possible in behind.items():
        for word, counts in zip(shown, possible, strict=True):
            assert len(counts) >= 2, (shown, counts)
            assert (0 in counts) == (1 in counts) == (word == FEW), "one person cannot be told from nobody"
            assert (group in counts) == (group - 1 in counts), "everyone cannot be told from all but one"
            assert word == MOST or group not in counts


@given(st.integers(FEWEST, 18), st.data(), st.randoms(use_true_random=False))
def test_what_is_drawn_is_one_of_these_pictures(group, data, chance):
    counts = data.draw(st.sampled_from(list(shares(group, 3))))
    assert tuple(bands(list(counts), group, chance, one_each=True)) in set(pictures(counts, group))


@pytest.mark.parametrize("group", range(FEWEST, 40))
def test_whatever_the_lot_one_looks_like_nobody_and_there_is_a_middle(group):
    ends = {low for low, _ in lots(group)}, {high for _, high in lots(group)}
    assert ends == ({-1, 0, 1}, {-1, 0, 1})
    for pair in lots(group):
        drawn = [band(count, group, *pair) for count in range(group + 1)]
        assert drawn[:2] == [FEW] * 2 and drawn[-2:] == [MOST] * 2 and SOME in drawn
        assert all(count in may_be(word, group) for count, word in enumerate(drawn))


@pytest.mark.parametrize("choices", [1, 2, 3])
@pytest.mark.parametrize("group", range(FEWEST, 13))
def test_one_more_person_is_never_certain_to_have_given_an_answer_or_not(group, choices):
    """Of whoever can give one answer of several, and of every lot before and after."""
    behind = defaultdict(set)
    for counts in shares(group, choices):
        before = list(pictures(counts, group))
        for answer in (None, *range(choices)):
            after = tuple(count + (place == answer) for place, count in enumerate(counts))
            for shown in product(before, pictures(after, group + 1)):
                behind[shown].add(answer)
    for shown, answers in behind.items():
        for place in range(choices):
            assert len({answer == place for answer in answers}) == 2, (shown, place, answers)


@pytest.mark.parametrize("group", [8, 9, 10, 11, 12, 17, 100, 600])
def test_bands_look_the_same_from_both_ends(group):
    bands = [band(count, group) for count in range(group + 1)]
    mirrored = {FEW: MOST, SOME: SOME, MOST: FEW}
    assert bands == [mirrored[one] for one in reversed(bands)]
    assert bands == sorted(bands, key=(FEW, SOME, MOST).index)
    assert bands[:3] == [FEW] * 3 and bands[-3:] == [MOST] * 3 and SOME in bands


def test_by_hand():
    assert [band(count, 8) for count in range(9)] == [FEW] * 3 + [SOME] * 3 + [MOST] * 3
    assert [band(count, 12) for count in (4, 5, 7, 8)] == [FEW, SOME, SOME, MOST]
    assert [band(count, 8, -1, 1) for count in range(9)] == [FEW] * 2 + [SOME] * 3 + [MOST] * 4
    with pytest.raises(ValueError, match="fewer than 8"):
        band(3, 7)


ALLY = find("being-an-ally")
ITEM = ALLY.items[0]


def people(*chosen: list[str]) -> list[Given]:
    answers = [{(ITEM.id, ITEM.wording): {"choices": list(choices)}} for choices in chosen]
    return [Given("being-an-ally", str(n), one) for n, one in enumerate(answers)]


def test_seven_answers_show_nothing_and_eight_a_pattern():
    assert pattern(ALLY, people(*[["name"]] * 7)) == []
    shown = pattern(ALLY, people(*[["name", "credit"]] * 4, *[["name"]] * 3, []))[0]
    assert [words for _, words in shown.rows[:2]] == [MOST, SOME]
    assert shown.rows[0][0] == ITEM.choices["name"] and shown.rows[1][0] == ITEM.choices["credit"]
    assert {words for _, words in shown.rows[2:]} == {FEW}


@given(st.lists(st.lists(st.sampled_from(list(ITEM.choices)), unique=True), min_size=FEWEST, max_size=30), st.randoms())
def test_the_order_in_which_people_gave_their_answers_does_not_matter(chosen, chance):
    group = people(*chosen)
    mixed = list(group)
    chance.shuffle(mixed)
    assert pattern(ALLY, group) == pattern(ALLY, mixed)


@given(st.lists(st.lists(st.sampled_from(list(ITEM.choices)), unique=True), min_size=FEWEST, max_size=30))
def test_a_change_of_mind_of_one_person_moves_a_band_by_one_step_at_most(chosen):
    before = pattern(ALLY, people(*chosen))[0]
    after = pattern(ALLY, people(["name", "credit", "asked"], *chosen[1:]))[0]
    ladder = (FEW, SOME, MOST)
    for label, words in before.rows:
        assert abs(ladder.index(words) - ladder.index(dict(after.rows)[label])) <= 1


def test_nothing_that_happened_to_people_is_in_a_pattern():
    mine = [item for item in ALLY.items if item.track == "me"]
    assert mine
    answers = {(item.id, item.wording): {"choices": ["then"], "text": "our own"} for item in mine}
    shown = pattern(ALLY, [Given("being-an-ally", str(n), answers) for n in range(20)])
    assert not {item.id for item in mine} & {one.item for one in shown}
    assert "our own" not in str(shown)


def own_words(number: int) -> list[Given]:
    item = next(item for item in ALLY.items if item.id == "whose-lead")
    group = people(*[["name"]] * 12)
    for n in range(number):
        group[n].answers[item.id, item.wording] = {"text": f"{chr(ord('z') - n)} words"}
    return group


def test_own_words_are_shown_from_eight_on_and_in_an_order_that_says_nothing():
    few = next(one for one in pattern(ALLY, own_words(7)) if one.item == "whose-lead")
    assert few.texts is None
    enough = next(one for one in pattern(ALLY, own_words(8)) if one.item == "whose-lead")
    assert enough.texts == tuple(sorted(enough.texts)) and 8 - len(enough.texts) in LEFT_OUT
    printed = [table.data.to_string() for table in tables(ALLY, pattern(ALLY, own_words(7)), "Invented.")]
    assert any(OWN_WORDS_TOO_FEW in text for text in printed) and not any("z words" in text for text in printed)


def shown_words(group: list[Given]) -> set[str]:
    return set(next(one for one in pattern(ALLY, group) if one.item == "whose-lead").texts or ())


def test_words_that_are_new_may_be_those_of_anyone_who_was_left_out_before():
    """With one more person's words, some of those of before that did not show do so now: never theirs alone."""
    group = own_words(12)
    several = 0
    for late in range(12):
        before = group[:late] + group[late + 1 :]
        theirs = group[late].answers[ITEM_IN_WORDS]["text"]
        unseen = {one.answers[ITEM_IN_WORDS]["text"] for one in before} - shown_words(before)
        assert len(unseen) in LEFT_OUT
        new = shown_words(group) - shown_words(before)
        assert new <= unseen | {theirs}
        several += bool(new - {theirs})
    assert several, "a word that is new is always the late person's"


ITEM_IN_WORDS = next((item.id, item.wording) for item in ALLY.items if item.id == "whose-lead")


def may_have_answered(late: int, seen: dict[frozenset[int], str], people: int) -> set[int]:
    """Whether person `late` gave an answer (1), did not (0), or may have done either, after all that was `seen`:
    the word for everyone, and for everyone but one."""
    found = set()
    for total in range(people + 1):
        if total not in may_be(seen[frozenset(range(people))], people):
            continue
        options = [
            {bit for bit in (0, 1) if bit <= total and total - bit in may_be(seen[without], people - 1)}
            if (without := frozenset(range(people)) - {person}) in seen
            else {0, 1}
            for person in range(people)
        ]
        if not all(options):
            continue
        for bit in options[late]:
            rest = [option for person, option in enumerate(options) if person != late]
            if sum(map(min, rest)) + bit <= total <= sum(map(max, rest)) + bit:
                found.add(bit)
    return found


def test_no_restart_copy_or_order_makes_an_answer_of_the_ninth_person_certain():
    """A room of eight, the same in a copy with another eight of the nine, and a new one with all nine, in any order."""
    answers = 0
    for seed in range(draws(0.4)):
        codes = synthetic_codes(ALLY, 9, seed=seed)
        seen = defaultdict(dict)
        for group in [range(9), *combinations(range(9), 8)]:
            pictures = []
            for order in (list(group), list(group)[::-1]):
                room = Room(ALLY)
                for person in order:
                    room.add(f"{person}.txt", codes[person])
                pictures.append(room.show())
            assert pictures[0] == pictures[1], "the same people always give the same picture"
            for question in pictures[0]:
                for label, word in question.rows:
                    seen[question.item, question.prompt, label][frozenset(group)] = word
        for answer, pictures in seen.items():
            answers += 1
            assert may_have_answered(8, pictures, 9) == {0, 1}, (seed, answer, pictures)
    assert answers > 10


ODD = [None, 7, "name", {"name": 1}, [["name"]], [None, 7, {}], ["no such choice"], [], "\u202e", ["name"] * 1000]


@pytest.mark.parametrize("name", ["being-an-ally", "not-a-good-fit", "before-i-sit-on-a-panel", "six-weeks-on"])
def test_answers_of_any_shape_make_a_pattern(name):
    reflection = find(name)
    group = []
    for n, (value, item) in enumerate(product(ODD, reflection.items)):
        parts = [
            "choice",
            "choices",
            "text",
            "if",
            "done",
            *getattr(item, "statements", {}),
            *getattr(item, "scenes", {}),
        ]
        group.append(Given(name, str(n), {(item.id, item.wording): dict.fromkeys(parts, value)}))
    shown = pattern(reflection, group)
    assert shown
    assert "no such choice" not in str([one.rows for one in shown])


def test_five_steps_of_agreement_are_three_for_a_group():
    reflection = find("six-weeks-on")
    item = reflection.items[-1]
    steps = ["strongly-agree", "agree"] * 4
    group = [Given(reflection.name, str(n), {(item.id, item.wording): {"said": one}}) for n, one in enumerate(steps)]
    shown = next(one for one in pattern(reflection, group) if one.prompt.endswith(item.statements["said"]))
    assert shown.rows[0] == ("Agree", MOST)
    assert "Strongly agree" not in dict(shown.rows)


@pytest.mark.parametrize("people", [0, 7])
def test_a_table_says_too_few(people):
    group = [read(code) for code in synthetic_codes(ALLY, people, seed=1)]
    made = tables(ALLY, pattern(ALLY, group), "Invented.")
    assert len(made) == 1
    assert "Too few: fewer than 8" in made[0].data.to_string()


def test_tables_hold_no_number_of_people():
    group = [read(code) for code in synthetic_codes(ALLY, 23, seed=1)]
    for table in tables(ALLY, pattern(ALLY, group), "Invented."):
        assert not any(char.isdigit() for char in "".join(table.data.iloc[:, 1]).replace("fewer than 8", ""))
