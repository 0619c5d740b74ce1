"""What other programs wrote, into records: spreadsheets and CSV, their columns, their rows."""
