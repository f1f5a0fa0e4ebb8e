"""Fleets: asked for, shared, given back."""
