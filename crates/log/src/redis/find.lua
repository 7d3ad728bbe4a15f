-- What stands in a log under an id. KEYS: entries, bodies, ids. ARGV: id, head, body ('' or its state and itself). Gives nothing where
-- the log doesn't hold the id, `r` and its row where it is the same entry, and `c` where it is another.
local row = call('HGET', KEYS[3], ARGV[1])
if not row then return nil end
return is_repeat(KEYS[1], KEYS[2], ARGV[1], row, ARGV[2], ARGV[3]) and 'r' .. row or 'c'
