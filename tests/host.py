"""A folder served as a host would serve it, on this machine only, for as long as a test needs it."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path


class Host(http.server.SimpleHTTPRequestHandler):
    """Sends the files, with the further headers in `more`, and says nothing."""

    more: dict[str, str] = {}

    def end_headers(self):
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def served(folder: Path, host: type[Host] = Host, **options) -> Iterator[str]:
    """The address at which `folder` is served, with a slash at its end; `options` are the host's own."""
    handler = functools.partial(host, directory=str(folder), **options)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
