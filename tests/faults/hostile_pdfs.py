"""Broken and hostile PDFs: content by file name."""

from __future__ import annotations

import zlib

from hostile_bytes import one_page_pdf, pdf, printed_pdf, stream

_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>"


def broken_pdfs() -> dict[str, bytes]:
    """Return all broken and hostile PDFs by name."""
    return _closed() | _no_structure() | _no_pages() | _bombs()


def _closed() -> dict[str, bytes]:
    foreign = b"<< /Filter /Acme.Locks /V 9 /R 9 /O (abc) /U (abc) /P -1 >>"
    whole = {1: _CATALOG, 2: _PAGES, 3: _PAGE}
    return {
        "encrypted.pdf": printed_pdf(password="secret"),
        "foreign-encryption.pdf": pdf(whole | {4: foreign}, trailer=b"/Encrypt 4 0 R /ID [<00> <00>]"),
    }


def _no_structure() -> dict[str, bytes]:
    good = printed_pdf()
    return {
        "head-only.pdf": b"%PDF-1.7\n",
        "head-and-end.pdf": b"%PDF-1.7\n%%EOF\n",
        "objects-gone.pdf": good[:20] + b" " * (len(good) - 60) + good[-40:],
        "table-rubbish.pdf": b"%PDF-1.7\nxref\n0 999999999\nrubbish\ntrailer\n"
        b"<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n",
        "table-circle.pdf": b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n"
        b"<< /Size 1 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n",
        "no-root.pdf": pdf({2: _PAGES, 3: _PAGE}),
        "root-of-rubbish.pdf": pdf({1: b"[[[[(" * 500}),
        "deep-brackets.pdf": pdf({1: b"[" * 100_000}),
    }


def _no_pages() -> dict[str, bytes]:
    circle = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    up_down = {
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
    }
    deep = {
        n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1)
        for n in range(2, 5000)
    }
    return {
        "no-pages.pdf": pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
        "no-page-tree.pdf": pdf({1: b"<< /Type /Catalog >>"}),
        "pages-in-a-circle.pdf": pdf({1: _CATALOG, 2: circle}),
        "pages-up-and-down.pdf": pdf({1: _CATALOG} | up_down),
        "deep-page-tree.pdf": pdf({1: _CATALOG} | deep | {5000: _PAGE}),
        "501-pages.pdf": _many_pages(501),
        "minus-one-page.pdf": pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [] /Count -1 >>"}),
        "page-is-a-number.pdf": pdf({1: _CATALOG, 2: _PAGES, 3: b"42"}),
        "page-missing.pdf": pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [9 0 R] /Count 1 >>"}),
        "tiny-page.pdf": one_page_pdf(box=b"0 0 1 1"),
        "poster.pdf": one_page_pdf(box=b"0 0 1000000 1000000"),
        "thread-of-a-page.pdf": one_page_pdf(box=b"0 0 1000000 1"),
    }


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count
    return pdf({1: _CATALOG, 2: tree} | {number + 3: _PAGE for number in range(count)})


def _bombs() -> dict[str, bytes]:
    show = b"q 200 0 0 100 20 20 cm /I Do Q"
    nested = {f"o{n}": _form(b"/F Do /F Do /F Do /F Do /F Do /F Do /F Do /F Do", n + 1) for n in range(6, 16)}
    with_picture = b"/Resources << /XObject << /I 6 0 R >> >>"
    return {
        "picture-100000x100000.pdf": one_page_pdf(show, page=with_picture, o6=_picture(100_000, 100_000)),
        "picture-minus-one.pdf": one_page_pdf(show, page=with_picture, o6=_picture(-1, 2_000_000_000)),
        "picture-in-a-form.pdf": one_page_pdf(
            show,
            page=with_picture,
            o6=stream(
                b"/J Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /J 7 0 R >> >>",
            ),
            o7=_picture(60_000, 60_000),
        ),
        "forms-in-forms.pdf": one_page_pdf(
            b"/F Do",
            page=b"/Resources << /XObject << /F 6 0 R >> >>",
            **nested,
            o16=_form(b"0 0 9 9 re f", 16),
        ),
    }


def _picture(width: int, height: int) -> bytes:
    facts = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
    return stream(zlib.compress(bytes(100_000)), facts + b" /Width %d /Height %d" % (width, height))


def odd_pdfs() -> dict[str, bytes]:
    """Return PDFs that are odd and can be read all the same."""
    packed = zlib.compress(zlib.compress(b"0 0 m 9 9 l S\n" * 200_000))
    return {
        "owner-password-only.pdf": printed_pdf(owner="secret", password=""),
        "encryption-missing.pdf": pdf({1: _CATALOG, 2: _PAGES, 3: _PAGE}, trailer=b"/Encrypt 99 0 R"),
        "2000000000-pages.pdf": pdf(
            {1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", 3: _PAGE}
        ),
        "500-pages.pdf": _many_pages(500),
        "zero-page.pdf": one_page_pdf(box=b"0 0 0 0"),
        "negative-page.pdf": one_page_pdf(box=b"300 200 0 0"),
        "box-of-rubbish.pdf": one_page_pdf(box=b"a b c d"),
        "form-shows-itself.pdf": one_page_pdf(
            b"/F Do", page=b"/Resources << /XObject << /F 6 0 R >> >>", o6=_form(b"/F Do", 6)
        ),
        "content-bomb.pdf": pdf(
            {
                1: _CATALOG,
                2: _PAGES,
                3: _PAGE[:-2] + b"/Contents 4 0 R >>",
                4: stream(packed, b"/Filter [/FlateDecode /FlateDecode]"),
            }
        ),
        "deep-states.pdf": one_page_pdf(b"q " * 200_000),
        "rubbish-content.pdf": one_page_pdf(bytes(range(256)) * 40),
        "garbage-after.pdf": printed_pdf() + b"\0" * 500,
        "garbage-before.pdf": b"From: a mail\n\n" + printed_pdf(),
        "script-inside.pdf": pdf(
            {
                1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(true){}) >> >>",
                2: _PAGES,
                3: _PAGE,
            }
        ),
    }


def _form(content: bytes, inner: int) -> bytes:
    facts = b"/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << /XObject << /F %d 0 R >> >>"
    return stream(content, facts % inner)
