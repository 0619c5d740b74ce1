"""JSON Schemas for editors, from the models and the name table: one for each folder and language."""
