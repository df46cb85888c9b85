"""What site generators mean for themselves, tool by tool."""
