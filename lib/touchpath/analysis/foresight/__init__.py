"""Who will leave: what was known before a cut-off, a model beside a simple rule, and whether it may be used."""
