from typing import Any

CounterStyle: Any
