"""The Pelican plugins of this site: content in, pages out."""
