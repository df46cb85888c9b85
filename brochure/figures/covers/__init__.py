"""The ten drawings of a cover, each a module of its own, made from what the content says."""
