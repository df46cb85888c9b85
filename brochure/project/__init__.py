"""Finding, reading and starting projects."""
