-- one row is a channel name that is shown under another name from now on
UPDATE channels SET channel = g.shown, named = g.named FROM given_names AS g WHERE channels.code = g.code
