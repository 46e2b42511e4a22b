"""The name of the place that the handbook is about: an author writes `{{ place }}`, and each edition prints the name.

The name is that of the one system that is `ours` in `data/places/places.csv`. A page about that place keeps its own
words: what was found there is not true of another place.
"""

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError


def prepare(app: Sphinx, config: Config) -> None:
    """Gives MyST the name, unless `myst_substitutions` of the book has one of its own. Raises `ConfigError`."""
    from edi_handbook.workforce import places  # late: it reads the data sets

    try:
        ours = {"place": places.system().name}
    except (OSError, ValueError) as error:
        raise ConfigError(str(error)) from None
    config.myst_enable_extensions = {*config.myst_enable_extensions, "substitution"}
    config.myst_substitutions = ours | config.myst_substitutions


def setup(app: Sphinx) -> dict:
    app.connect("config-inited", prepare)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
