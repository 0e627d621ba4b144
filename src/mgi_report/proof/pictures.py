"""Draw the pages of a PDF as pictures for the screen: of the preview, and of what has changed."""

from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

__all__ = ["QUICK", "SMALL", "Camera"]

QUICK = 1
"""The level of compression of a picture that goes to a browser on the same machine."""

SMALL = 9
"""That of a picture which is kept."""


class Camera:
    """Draw pages one after another, since pdfium is not for several threads at once."""

    def __init__(self) -> None:
        self._lock = Lock()

    def digests(self, pdf: bytes) -> tuple[str, ...]:
        """Return what tells each page from others that look different at 72 dots an inch."""
        with self._lock:
            document: Any = pypdfium2.PdfDocument(pdf)
            try:
                return tuple(_digest(page.render(scale=1)) for page in document)
            finally:
                document.close()

    def picture(self, pdf: bytes, position: int, scale: float, level: int = QUICK) -> bytes:
        """Return a page as a PNG; ``position`` counts from 0, and a scale of 1 is 72 dots an inch.

        ``level`` is that of its compression. Raises IndexError for a page that is not there.
        """
        with self._lock:
            document: Any = pypdfium2.PdfDocument(pdf)
            try:
                picture = document[position].render(scale=scale).to_pil()
            finally:
                document.close()
        written = BytesIO()
        picture.save(written, "PNG", compress_level=level)
        return written.getvalue()


def _digest(bitmap: Any) -> str:
    size = f"{bitmap.width}x{bitmap.height} ".encode()
    return sha256(size + bytes(bitmap.buffer)).hexdigest()[:32]
