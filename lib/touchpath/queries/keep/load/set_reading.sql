-- the import stays as it is: it counts as read by this version of the guess
UPDATE imports SET reading = $reading WHERE import_id = $import_id
