"""Documents become retrievable knowledge; nothing here knows of the report being written."""
