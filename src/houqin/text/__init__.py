"""The reader: bytes → checked text → events → named records with places; spoken lines."""
