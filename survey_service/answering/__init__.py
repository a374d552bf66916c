"""A resident answers: the form, what is kept, the receipt, the export."""
