"""Content as it is written becomes the objects of plugins/models.py, or faults with their lines."""
