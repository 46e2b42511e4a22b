"""A control of a live notebook: there for a person only, checked, and said in words when a value cannot be drawn."""

import pandas as pd
import pytest
from traitlets import TraitError

from edi_handbook.charts import Table, live, share_rows

SHARES = pd.DataFrame({"label": ["One", "Two"], "share": [12.5, 30.0]})


def draw(group, people):
    if people < 3:
        raise ValueError("Too few people to draw.")
    chart = share_rows(
        SHARES.assign(share=SHARES["share"] + people),
        measure="Share",
        name="a-chart",
        alt=live.FROM_TABLE,
        caption=f"Shares of {group}",
        source="{cite:t}`nobody2026`",
        table_caption="Shares",
    )
    return chart, Table(pd.DataFrame({"a": ["x"], "b": [group]}), caption="A table", name="a-table", source="Invented")


@pytest.fixture
def panel(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "a.md")
    return live.control(draw, live.Choice("Group", ("white", "bme")), live.Number("People", 5, 1, 9))


def test_a_build_has_nobody_to_press_a_button(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert not live.is_live()
    assert live.control(draw, live.Number("People", 5, 1, 9)) is None


def test_a_kernel_of_a_jupyter_server_has(monkeypatch):
    from jupyter_server.services.sessions.sessionmanager import SessionManager

    class Kernels:
        root_dir = ""

        def cwd_for_path(self, path, **_):
            return "."

    # The name is taken from the server itself, so a rename there fails here.
    environment = SessionManager.get_kernel_env(
        type("Manager", (), {"kernel_manager": Kernels(), "path": None})(), "a.md", "a.md"
    )
    monkeypatch.setenv("JPY_SESSION_NAME", environment["JPY_SESSION_NAME"])
    assert live.is_live()


def test_a_change_redraws_all_pieces(panel):
    panel.fields[0].value = "bme"
    panel.fields[1].value = 7
    chart, table = (piece.bundle() for piece in panel.pieces)
    assert chart["table"]["rows"] == [["One", "19.5%"], ["Two", "37.0%"]]
    assert table["rows"] == [["x", "bme"]]
    shown = [output["data"]["text/html"] for output in panel.children[-1].outputs]
    assert "19.5%" in shown[0]
    assert "<td>bme</td>" in shown[1]


def test_names_differ_from_the_pages_own(panel):
    assert [piece.name for piece in panel.pieces] == ["a-chart-live", "a-table-live"]


def test_alt_text_is_the_table_read_out(panel):
    assert panel.pieces[0].alt == "Shares of white. Group One: Share 17.5%; Group Two: Share 35.0%."


def test_a_citation_is_left_as_its_key(panel):
    assert "Source: nobody2026<" in panel.children[-1].outputs[0]["data"]["text/html"]


def test_what_cannot_be_drawn_is_said(panel):
    panel.fields[1].value = 2
    assert panel.pieces == ()
    assert [output["data"] for output in panel.children[-1].outputs] == [{"text/plain": "Too few people to draw."}]
    panel.fields[1].value = 3
    assert len(panel.pieces) == 2


def test_a_value_outside_is_refused(panel):
    with pytest.raises(TraitError, match="Group: choose one of white, bme"):
        panel.fields[0].value = "all"
    with pytest.raises(TraitError, match="People: choose a number from 1 to 9"):
        panel.fields[1].value = 10


def test_whole_numbers_are_ints(panel):
    assert [type(live._plain(value)) for value in (5.0, 5.5, "5")] == [int, float, str]
