"""The version, here so that no room imports the public face."""

VERSION = "0.1.0"
