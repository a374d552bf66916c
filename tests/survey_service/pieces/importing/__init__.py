"""Tests of importing: what a branch sends becomes clean text and pictures, or is refused."""
