"""Plain data and the words that every room speaks: problems, limits, presets, paper, colour. It imports nothing."""
