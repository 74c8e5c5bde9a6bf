-- one row is an answer of somebody else in which the ids of a human are written over
UPDATE responses SET
  comment = regexp_replace(responses.comment, $pattern, $over, 'g'), answer = regexp_replace(responses.answer, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), responses.comment, responses.answer), $pattern)
