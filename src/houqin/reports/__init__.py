"""One function each: from a book to a Report."""
