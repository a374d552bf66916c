"""Tests of the survey service."""
