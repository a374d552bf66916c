"""The publication in other orders than by issue: shelves, related articles, what was corrected."""
