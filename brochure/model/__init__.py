"""What a brochure and a project are, and how data becomes one."""
