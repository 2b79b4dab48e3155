"""Prompts and phrase patterns: data files only."""
