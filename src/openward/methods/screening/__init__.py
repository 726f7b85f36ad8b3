"""Which places to visit first, before anyone has assessed one: people present, help by time on streets, duty of care.

Words: *presence* is how many people are there by hour of the week; *help* is the time a service takes to a place;
the *visit order* is by duty of care and is no assessment: it never folds crowd peaks and slow response into one figure.
"""
