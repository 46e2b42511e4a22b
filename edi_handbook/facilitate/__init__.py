"""What the people who run a session need: plans as data, notes in the text, slides."""

from pathlib import Path

FRONT = Path(__file__).parent / "front"
"""The folder of scripts and styles."""
