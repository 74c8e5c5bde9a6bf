-- one row is an import: the ids of a human in it are written over
UPDATE imports AS x SET
  file_name = regexp_replace(x.file_name, $pattern, $over, 'g'),
  mapping = regexp_replace(x.mapping, $pattern, $over, 'g'),
  findings = regexp_replace(x.findings, $pattern, $over, 'g'),
  aside = regexp_replace(x.aside, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.file_name, x.mapping, x.findings, x.aside), $pattern)
