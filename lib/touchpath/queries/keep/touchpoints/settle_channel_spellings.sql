-- one row is a channel spelling that is shown under the commonest one
UPDATE channels SET channel = g.shown FROM given_spellings AS g WHERE channels.code = g.code
