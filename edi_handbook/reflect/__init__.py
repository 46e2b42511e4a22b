"""Reflections: one YAML source; a web form, a notebook widget, a printed form and a facilitator's view."""
