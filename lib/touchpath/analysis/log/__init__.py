"""The log: what every sequence question rests on.

Keys and arrays of events, the events that fit a step, which of them may open an attempt or a cohort, the calendar,
sessions, orders, groups and columns of people. Analyses take what they need from here and add it up by people.
"""
