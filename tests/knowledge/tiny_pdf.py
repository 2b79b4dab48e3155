"""Write small PDF files with Vietnamese text at given places, so that the PDF reader is tested without an outside program."""

from collections.abc import Sequence

Drawn = tuple[float, float, float, str]
"""x, y, size, text."""


def tiny_pdf(pages: Sequence[Sequence[Drawn]], bold: frozenset[str] = frozenset()) -> bytes:
    """Return a PDF of the pages; texts in `bold` are set in the bold font. Characters are two-byte codes with a ToUnicode map."""
    chars = sorted({char for page in pages for *_, text in page for char in text})
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    cmap = _stream(_cmap(chars))
    unicode_map = add(cmap)
    fonts = [_font(add, name, unicode_map) for name in ("TinySerif", "TinySerif-Bold")]
    resources = f"<< /Font << /F0 {fonts[0]} 0 R /F1 {fonts[1]} 0 R >> >>"
    kids = []
    for page in pages:
        content = add(_stream("\n".join(_draw(*item, item[3] in bold) for item in page).encode()))
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {content} 0 R >>".encode()
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    return _file(objects)


def _font(add, name: str, unicode_map: int) -> int:
    inner = add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>".encode()
    )
    return add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{inner} 0 R] /ToUnicode {unicode_map} 0 R >>".encode()
    )


def _draw(x: float, y: float, size: float, text: str, bold: bool) -> str:
    codes = "".join(f"{ord(char):04X}" for char in text)
    return f"BT /F{int(bold)} {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET"


def _cmap(chars: Sequence[str]) -> bytes:
    lines = [f"<{ord(char):04X}> <{ord(char):04X}>" for char in chars]
    blocks = [
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar"
        for part in (lines[at : at + 100] for at in range(0, len(lines), 100))
    ]
    head = "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    return (head + "\n".join(blocks) + "\nendcmap\nend").encode()


def _stream(body: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)


def _file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
