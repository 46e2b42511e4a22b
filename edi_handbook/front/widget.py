"""What every live widget of the handbook shares: the palette, and faces for the book beside the widget's own."""

from edi_handbook import palette

UID = "__view__-"
"""Begins each id of a widget's markup; its script puts the view's own in its place, so that two views never clash."""


def colours(root: str) -> str:
    """The palette as CSS variables on `root`, for light and dark notebooks."""
    light = "".join(f"--{role}:{colour};" for role, colour in palette.LIGHT.items())
    dark = "".join(f"--{role}:{colour};" for role, colour in palette.DARK.items())
    ink = f"--focus-ink:{palette.LIGHT['ink']};"
    return f"{root}{{{light}{ink}}}body[data-jp-theme-light=false] {root}{{{dark}}}"


class Faces:
    """Adds faces for builders to the widget's own MIME bundle."""

    def faces(self) -> dict:
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs):
        made = super()._repr_mimebundle_(**kwargs)
        data, metadata = made if isinstance(made, tuple) else (made or {}, {})
        return {**data, **self.faces()}, metadata
