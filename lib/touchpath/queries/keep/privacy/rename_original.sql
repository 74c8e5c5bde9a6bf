-- one row is an import whose kept original was written anew
UPDATE imports SET sha256 = $fresh WHERE imports.sha256 = $worn AND imports.header_key = $header_key
