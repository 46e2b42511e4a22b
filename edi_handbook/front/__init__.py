"""What every front end shares: the bundler, helpers for the page and the store, and the faces of a widget."""
