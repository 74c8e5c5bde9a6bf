"""Survey answers on the journey: where each belongs, which are in view, what they say, and who stayed silent.

Whoever wants scores of something else than these pages builds on four steps, so that every face shows one figure:
`choosing.chosen_answers` (which answers are of a metric), `view.answers_in_view` (those under the filters, placed),
`scale.counted` (what each counts as) and `estimate.sums` by a number per answer, such as `placed.touchpoint`: each
sum has its score and interval. `scores.measure(engine, Scores(metric, split="touchpoint"), filters)` is all four at
once: its `groups` are the scores of touchpoints. `last_answers` is for what is decided later: the last answer of a
person by a moment.
"""
