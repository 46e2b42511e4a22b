"""The Word face of the book: files in the house style that a board's secretary can edit, and what is asked of each."""
