"""The group debrief: what a group answered, without a way to see what one person did."""
