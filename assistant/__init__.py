"""Facts and notes become checked, cited drafts and a Word file; nothing here knows of widgets."""
