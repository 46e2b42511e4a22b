"""Is a PDF one that everyone can read? Our own checks of its structure, and all of veraPDF's PDF/UA-1 rules."""
