"""The editions of an issue beside its web page: print, EPUB, e-mail, WeChat, feeds, plain text."""
