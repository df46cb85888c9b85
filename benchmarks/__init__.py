"""How fast the command is, told as ratios: `make benchmarks`."""
