"""The four agreements of a month: what differs, why, where, and what to do."""
