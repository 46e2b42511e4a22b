"""The Content-Security-Policy: what a page may load, in one definition.

Each page carries `META`; each header file of a host is written from `HEADER` (`publish/web/site/hosting.py`).
"""

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "manifest-src": "'self'",
}
HEADER_ONLY = {"frame-ancestors"}  # browsers ignore it in a <meta>, and say so in the console

META = "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items() if name not in HEADER_ONLY)
HEADER = "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())
