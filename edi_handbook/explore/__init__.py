"""Explorers: sums that a page does without a kernel."""
