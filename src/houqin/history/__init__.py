"""What git has kept, record by record: who entered, changed and took away what, and by whose key that is proved."""
