"""Measures builds and pages: times, weights, requests to outside, pictures. Nothing here is part of a build."""
