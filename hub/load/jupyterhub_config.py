"""A JupyterHub on this machine alone, for the load test: each participant a process, no real accounts."""

import os
import shutil
from pathlib import Path

c = get_config()  # noqa: F821  (JupyterHub gives it)

BASE = Path(os.environ["LOAD_TEST_FOLDER"])
PORT = int(os.environ["LOAD_TEST_PORT"])


def give_a_room(spawner) -> None:
    home = BASE / "homes" / spawner.user.name
    if not home.exists():
        shutil.copytree(BASE / "workshop", home)


c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{PORT + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 2}"
c.JupyterHub.db_url = f"sqlite:///{BASE / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(BASE / "cookie_secret")
c.JupyterHub.authenticator_class = "shared-password"
c.Authenticator.allow_all = True
c.SharedPasswordAuthenticator.user_password = "load-test"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(BASE / "homes" / "{username}")
c.Spawner.pre_spawn_hook = give_a_room
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.Spawner.environment = {"PATH": os.environ["PATH"]}
c.Spawner.args = ["--allow-root"]
