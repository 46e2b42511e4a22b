"""Drives participants through a real JupyterHub: log in, open a notebook, run all its cells.

    python hub/load/drive.py --participants 25 --notebook 03-what-staff-tell-us-here.ipynb

Starts the hub itself, on this machine's loopback address alone, and writes what it measured to `_build/load.json`:
seconds for each step (median and 95th percentile over participants), memory a participant, and every failure.
The hub's proxy, configurable-http-proxy, must be on the PATH (npm install --global configurable-http-proxy).
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import aiohttp
import psutil
from yarl import URL

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CELL_SECONDS = 300
SERVER_SECONDS = 300
NOT_STARTED = 424
"""What JupyterHub answers for a server that is not running."""
STEPS = ("login", "server", "kernel", "first_cell", "all_cells")


class Failed(Exception):
    """A participant could not go on: what, and where."""


class Participant:
    """One person's browser, without the browser."""

    def __init__(self, address: str, name: str, notebook: str):
        self.address, self.name, self.notebook = address, name, notebook
        self.seconds: dict[str, float] = {}

    async def run(self, delay: float) -> None:
        await asyncio.sleep(delay)
        # A jar that takes cookies of a bare address, as a browser does.
        jar = aiohttp.CookieJar(unsafe=True)
        timeout = aiohttp.ClientTimeout(total=CELL_SECONDS)
        async with aiohttp.ClientSession(cookie_jar=jar, timeout=timeout) as self.http:
            await self._timed("login", self._log_in())
            await self._timed("server", self._start_server())
            cells = await self._open()
            kernel = await self._timed("kernel", self._start_kernel())
            await self._run_cells(kernel, cells)

    async def _timed(self, step: str, doing):
        start = time.perf_counter()
        done = await doing
        self.seconds[step] = time.perf_counter() - start
        return done

    def _xsrf(self, path: str) -> str:
        cookies = self.http.cookie_jar.filter_cookies(URL(self.address + path))
        return cookies["_xsrf"].value if "_xsrf" in cookies else ""

    async def _log_in(self) -> None:
        async with self.http.get(f"{self.address}/hub/login") as page:
            await page.read()
        form = {"username": self.name, "password": "load-test", "_xsrf": self._xsrf("/hub/")}
        async with self.http.post(f"{self.address}/hub/login", data=form, allow_redirects=False) as answer:
            if answer.status != 302:
                raise Failed(f"login answered {answer.status}")

    async def _start_server(self) -> None:
        """Ask for a server until the hub has taken the wish (it may say 429, too many at once), then wait for it."""
        last = "nothing"
        for _ in range(2 * SERVER_SECONDS):
            async with self.http.get(f"{self.address}/user/{self.name}/lab/tree/{self.notebook}") as page:
                await page.read()
                last = f"{page.status} at {page.url.path}"
                if page.status == 200 and f"/user/{self.name}/lab" in page.url.path:
                    return
            if page.status == NOT_STARTED:
                async with self.http.get(f"{self.address}/hub/spawn/{self.name}") as page:
                    await page.read()
            await asyncio.sleep(0.5)
        raise Failed(f"the server did not start in {SERVER_SECONDS} seconds; the hub's last answer was {last}")

    async def _open(self) -> list[str]:
        async with self.http.get(f"{self.address}/user/{self.name}/api/contents/{self.notebook}") as answer:
            if answer.status != 200:
                raise Failed(f"opening {self.notebook} answered {answer.status}")
            cells = (await answer.json())["content"]["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]

    async def _start_kernel(self) -> str:
        wanted = {"path": self.notebook, "name": self.notebook, "type": "notebook", "kernel": {"name": "python3"}}
        path = f"/user/{self.name}/"
        headers = {"X-XSRFToken": self._xsrf(path)}
        async with self.http.post(f"{self.address}{path}api/sessions", json=wanted, headers=headers) as answer:
            if answer.status != 201:
                raise Failed(f"starting a kernel answered {answer.status}: {(await answer.text())[:200]}")
            return (await answer.json())["kernel"]["id"]

    async def _run_cells(self, kernel: str, cells: list[str]) -> None:
        session = uuid.uuid4().hex
        address = f"{self.address}/user/{self.name}/api/kernels/{kernel}/channels?session_id={session}"
        start = time.perf_counter()
        async with self.http.ws_connect(address, max_msg_size=0, origin=self.address) as socket:
            for number, source in enumerate(cells):
                await self._run_cell(socket, session, source, number)
                if number == 0:
                    self.seconds["first_cell"] = time.perf_counter() - start
        self.seconds["all_cells"] = time.perf_counter() - start

    async def _run_cell(self, socket, session: str, source: str, number: int) -> None:
        header = {"msg_id": uuid.uuid4().hex, "session": session, "username": self.name, "version": "5.3"}
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        message = {"header": {**header, "msg_type": "execute_request"}, "parent_header": {}, "metadata": {}}
        await socket.send_json({**message, "content": content, "channel": "shell", "buffers": []})
        async with asyncio.timeout(CELL_SECONDS):
            async for answer in socket:
                said = json.loads(answer.data)
                if said.get("parent_header", {}).get("msg_id") != header["msg_id"]:
                    continue
                if said["msg_type"] == "error":
                    raise Failed(f"cell {number + 1}: {said['content']['ename']}: {said['content']['evalue']}")
                if said["msg_type"] == "status" and said["content"]["execution_state"] == "idle":
                    return
        raise Failed(f"cell {number + 1}: the connection closed")


def memory_of(name: str) -> float:
    """MiB of a participant's server and kernels, shared pages counted once among those who share them."""
    total = 0
    for process in psutil.process_iter(["cwd", "cmdline"]):
        try:
            if (process.info["cwd"] or "").endswith(f"/homes/{name}"):
                total += process.memory_full_info().pss
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return total / 2**20


async def drive(address: str, participants: int, notebook: str, within: float) -> dict:
    people = [Participant(address, f"participant-{n:03d}", notebook) for n in range(1, participants + 1)]
    start = time.perf_counter()
    waits = [within * n / max(1, participants) for n in range(participants)]
    ended = await asyncio.gather(
        *(one.run(wait) for one, wait in zip(people, waits, strict=True)), return_exceptions=True
    )
    took = time.perf_counter() - start
    memory = [memory_of(one.name) for one in people]
    failures = [
        f"{one.name}: {error or type(error).__name__}" for one, error in zip(people, ended, strict=True) if error
    ]
    steps = {step: [one.seconds[step] for one in people if step in one.seconds] for step in STEPS}
    return {
        "participants": participants,
        "arriving_within_seconds": within,
        "notebook": notebook,
        "cores": os.cpu_count(),
        "failures": failures,
        "seconds_in_all": round(took, 1),
        "seconds": {step: _spread(values) for step, values in steps.items() if values},
        "memory_mib": _spread(memory),
        "memory_of_the_machine_used_mib": round(psutil.virtual_memory().used / 2**20),
    }


def _spread(values: list[float]) -> dict:
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 2),
        "p95": round(ordered[max(0, -(-95 * len(ordered) // 100) - 1)], 2),
        "most": round(ordered[-1], 2),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--participants", type=int, default=25)
    options.add_argument("--within", type=float, default=30.0, help="seconds in which they all arrive")
    options.add_argument("--notebook", required=True)
    options.add_argument("--room", type=Path, default=ROOT / "workshop", help="a folder made by edi-handbook workshop")
    options.add_argument("--port", type=int, default=18000)
    options.add_argument("--output", type=Path, default=ROOT / "_build" / "load.json")
    chosen = options.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "workshop").symlink_to(chosen.room.resolve())
        environment = {**os.environ, "LOAD_TEST_FOLDER": folder, "LOAD_TEST_PORT": str(chosen.port)}
        environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        log = (base / "hub.log").open("w")
        command = [sys.executable, "-m", "jupyterhub", "--config", str(HERE / "jupyterhub_config.py")]
        hub = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{chosen.port}"
            _wait_for(address, base / "hub.log", hub)
            found = asyncio.run(drive(address, chosen.participants, chosen.notebook, chosen.within))
        finally:
            _stop(hub)
            log.close()
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    chosen.output.write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))
    sys.exit(1 if found["failures"] else 0)


def _wait_for(address: str, log: Path, hub: subprocess.Popen) -> None:
    import urllib.request

    for _ in range(120):
        if hub.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/hub/api", timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    sys.exit("JupyterHub did not start; its last words:\n" + log.read_text()[-1500:])


def _stop(hub: subprocess.Popen) -> None:
    try:
        children = psutil.Process(hub.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        children = []
    hub.terminate()
    try:
        hub.wait(20)
    except subprocess.TimeoutExpired:
        hub.kill()
    for child in children:
        if child.is_running():
            child.kill()


if __name__ == "__main__":
    main()
