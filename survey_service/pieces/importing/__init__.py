"""Word files, pastes and photos become Markdown and clean pictures, read where they cannot harm."""
