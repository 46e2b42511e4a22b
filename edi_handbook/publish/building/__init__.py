"""How a build runs: what it is made of, when it may be skipped, and what stops it."""
