"""Writes a finished file with a thousand objects to a compressed stream.

A structure tree is tens of thousands of small objects, much alike. qpdf puts a hundred in a stream and has no setting
for it, which costs the handbook a twentieth of its bytes. The layout is that of ISO 32000-1: 7.5.7 (object streams)
and 7.5.8 (cross-reference streams); qpdf still collects, numbers and writes out the objects themselves.
"""

import hashlib
import io
import zlib

import pikepdf

TOGETHER = 1000  # more would save little, and a viewer reads a stream whole for any one of its objects
FREE, IN_FILE, IN_STREAM = 0, 1, 2  # kinds of places in a cross-reference stream
WIDTHS = (1, 4, 2)  # bytes of its columns: kind, offset or stream, place in the stream


def pack(file: pikepdf.Pdf) -> bytes:
    """`file` as bytes, the same for the same file; objects that nothing refers to are left out."""
    collected = io.BytesIO()
    file.save(
        collected,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        static_id=True,
    )
    with pikepdf.open(collected) as whole:
        out = bytearray(b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")
        places = {0: (FREE, 0, 0xFFFF)}
        small = {}
        for number, found in enumerate(whole.objects, 1):
            if isinstance(found, pikepdf.Stream):
                places[number] = (IN_FILE, len(out), 0)
                out += _stream(number, found)
            else:
                small[number] = found.unparse(resolved=True)
        last = len(places) + len(small) - 1
        for start in range(0, len(small), TOGETHER):
            held = list(small)[start : start + TOGETHER]
            last += 1
            places |= {number: (IN_STREAM, last, place) for place, number in enumerate(held)}
            places[last] = (IN_FILE, len(out), 0)
            out += _object_stream(last, {number: small[number] for number in held})
        places[last + 1] = start = (IN_FILE, len(out), 0)
        name = hashlib.sha256(out).hexdigest()[:32]
        trailer = f"/Root {_ref(whole.trailer.Root)} /Info {_ref(whole.trailer.Info)} /ID [<{name}> <{name}>]"
        out += _table(last + 1, places, trailer)
        return bytes(out) + f"startxref\n{start[1]}\n%%EOF\n".encode()


def _ref(value: pikepdf.Object) -> str:
    number, generation = value.objgen
    return f"{number} {generation} R"


def _stream(number: int, stream: pikepdf.Stream) -> bytes:
    """A stream of the file: compressed, but for pictures that are already, and properties, which tools look for."""
    entries, data = stream.stream_dict, stream.read_raw_bytes()
    if "/Filter" not in entries and entries.get("/Type") != "/Metadata":
        entries.Filter, data = pikepdf.Name.FlateDecode, zlib.compress(data, 9)
    del entries["/Length"]
    return _written(number, entries.unparse(resolved=True).removeprefix(b"<<").removesuffix(b">>").strip(), data)


def _object_stream(number: int, held: dict[int, bytes]) -> bytes:
    heads, at = [], 0
    for name, data in held.items():
        heads.append(f"{name} {at}")
        at += len(data) + 1
    head = " ".join(heads).encode() + b"\n"
    said = f"/Type /ObjStm /N {len(held)} /First {len(head)} /Filter /FlateDecode".encode()
    return _written(number, said, zlib.compress(head + b"\n".join(held.values()), 9))


def _table(number: int, places: dict[int, tuple[int, int, int]], trailer: str) -> bytes:
    """The cross-reference stream. Each row is written as what it adds to the row above it, which compresses well."""
    before, rows = bytes(sum(WIDTHS)), bytearray()
    for place in (places[n] for n in range(len(places))):
        row = b"".join(value.to_bytes(width, "big") for value, width in zip(place, WIDTHS, strict=True))
        rows += b"\2" + bytes((new - old) % 256 for new, old in zip(row, before, strict=True))
        before = row
    size = f"/Size {len(places)} /W [{' '.join(map(str, WIDTHS))}]"
    coded = f"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns {sum(WIDTHS)} >>"
    return _written(number, f"/Type /XRef {size} {coded} {trailer}".encode(), zlib.compress(rows, 9))


def _written(number: int, entries: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n<< %b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (number, entries, len(data), data)
