-- channels say whether a person chose the name they are shown under; those met before stay apart until somebody merges them
ALTER TABLE channels ADD COLUMN IF NOT EXISTS named BOOLEAN DEFAULT true;
