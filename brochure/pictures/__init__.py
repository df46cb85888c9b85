"""Which pictures may be read, and how they are prepared."""
