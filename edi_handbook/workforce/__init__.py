"""What the numbers are: published figures, an organisation's return, indicators, uncertainty, disclosure."""
