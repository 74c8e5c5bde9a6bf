-- imports say by which version of the guess they were read; NULL: by one before it was kept
ALTER TABLE imports ADD COLUMN IF NOT EXISTS reading INTEGER;
