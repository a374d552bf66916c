"""Markdown as our authors write it becomes HTML that a page may carry."""
