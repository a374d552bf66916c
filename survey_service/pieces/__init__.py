"""A branch sends a piece, editors review and arrange it, the site receives it."""
