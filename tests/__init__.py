"""Tests: they mirror the rooms, plus journeys, house, browser and bench."""
