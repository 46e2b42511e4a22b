"""What the handbook knows, does not know and has yet to confirm: three tables of `data/` that people keep by hand.

`looked_for` says of each thing whether it was looked for, found and read; `to_confirm` holds claims that somebody with
a browser can settle; `freshness` sets the newest edition that is known beside the newest that is held.
`negatives` finds the sentences that have to stand on a row of `looked_for`.
"""
