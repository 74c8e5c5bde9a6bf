-- one row is an import whose name or findings speak of a human: the ids are written over
UPDATE imports SET
  file_name = regexp_replace(imports.file_name, $pattern, $over, 'g'), findings = regexp_replace(imports.findings, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), imports.file_name, imports.findings), $pattern)
