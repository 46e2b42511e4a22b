"""The executable half of the handbook: numbers, charts, reflections and the two presses (web and print)."""
