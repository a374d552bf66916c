"""The index that the search page reads, made at build time; theme/static/search.js reads it."""
