"""What the tests of the press make their PDFs with."""

from tests.engine.conftest import assets, engine, lay

__all__ = ["assets", "engine", "lay"]
