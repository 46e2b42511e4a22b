"""The Littlest JupyterHub reads this after its own settings: everybody lands on the start page of their room."""

c.Spawner.default_url = "/lab/tree/workshop/00-start-here.ipynb"  # noqa: F821  (JupyterHub gives `c`)
