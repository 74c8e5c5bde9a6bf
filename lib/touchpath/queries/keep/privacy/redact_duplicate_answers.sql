-- one row is a repeated answer of somebody else: the ids of a human in it are written over
UPDATE duplicate_responses AS x SET
  respondent = regexp_replace(x.respondent, $pattern, $over, 'g'),
  person_id = regexp_replace(x.person_id, $pattern, $over, 'g'),
  question = regexp_replace(x.question, $pattern, $over, 'g'),
  answer = regexp_replace(x.answer, $pattern, $over, 'g'),
  comment = regexp_replace(x.comment, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.respondent, x.person_id, x.question, x.answer, x.comment), $pattern)
