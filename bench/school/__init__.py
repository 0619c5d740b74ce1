"""Writes the plain-text book of a school that does not exist, for the sample and for measuring.

It shares nothing with houqin: the calendar, the valuation, the vouchers and the YAML are worked out here a second
time, from the rules of the field, so that an error of the one is not hidden by the same error of the other.
"""
