"""The page and the command."""
