-- one row is nothing: cancellation(text, wanted) is whether a cell says that its row was cancelled: one of the wanted texts (in small
-- letters; * at the end: whatever follows), or where none are given the usual words of a status, a plain yes, or a date.
-- What is only planned or only part of it (refund pending, partially refunded) says no.
CREATE OR REPLACE TEMP MACRO cancellation(v, wanted) AS CASE
  WHEN len(wanted) > 0 THEN len(list_filter(
    wanted,
    lambda word: CASE
      WHEN suffix(word, '*') THEN starts_with(lower(trim(CAST(v AS VARCHAR))), left(word, length(word) - 1))
      ELSE lower(trim(CAST(v AS VARCHAR))) = word
    END
  )) > 0
  ELSE regexp_full_match(
    lower(trim(CAST(v AS VARCHAR))),
    '((fully|auto|wc|order)[ _-]*)?(cancel|cancell?ed\b.*|cancell?ation|void|voided|refund|refunded|reversed|returned|chargeback|charged[ _-]?back|credit[ _-]?(note|memo)|failed|declined|denied|expired|trash'
    || '|storniert|storno|stornorechnung|annulliert|gutschrift|cancelad[oa]s?|cancelaci[oó]n|anulad[oa]s?|devuelt[oa]|reembolsad[oa]|annulée?|remboursée?|avoir|annullat[oa]|rimborsat[oa]|nota di credito|geannuleerd|terugbetaald)'
    || '|true|t|yes|y|1|x|ja|oui|s[ií]|sim'
    || '|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([ t].*)?'
  )
END
