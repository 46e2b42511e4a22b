"""What authors write: roles, directives, page facts, and what a notebook's output becomes."""
