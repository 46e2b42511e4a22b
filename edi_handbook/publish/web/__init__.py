"""What only the web pages have: theme, search, A to Z, and the files of a site."""
