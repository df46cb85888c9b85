"""What the tests of single checks make their PDFs with."""

from tests.pdf.conftest import assets, engine, lay, read

__all__ = ["assets", "engine", "lay", "read"]
