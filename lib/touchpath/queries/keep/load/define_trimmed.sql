-- one row is nothing: trimmed(text) is the text without blanks at its ends, NULL when nothing is left. Blanks are only looked for
-- where the ends or signs beyond ASCII (which may be blanks) leave it open: looking costs more than reading the text.
CREATE OR REPLACE TEMP MACRO trimmed(v) AS CASE
  WHEN v BETWEEN '!' AND '~' AND NOT suffix(v, ' ') AND strlen(v) = length(v) THEN v
  ELSE nullif(trim(v), '')
END
