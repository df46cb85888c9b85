"""What the tests of single checks make their PDFs with."""

from tests.engine.conftest import assets, engine, lay, read

__all__ = ["assets", "engine", "lay", "read"]
