"""An organisation's return: its counts, read from CSV or Excel, checked, and put through the indicators.

`check.check_return` does it all; `reading` only reads, `schema` says what a cell may hold, `checks` compares rows.
"""
