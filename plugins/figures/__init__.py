"""Figures over time as readers meet them: charts with tables, and files for a spreadsheet."""
