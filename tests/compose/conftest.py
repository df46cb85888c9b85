"""What the tests of composing lay out with."""

from tests.engine.conftest import assets, engine

__all__ = ["assets", "engine"]
