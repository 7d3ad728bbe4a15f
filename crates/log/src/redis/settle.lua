-- The log is unsettled no more, unless an entry after the position said so. KEYS: log, terms. ARGV: term, seq, nonce.
local unsettled = redis.call('HGET', KEYS[1], 'unsettled')
if not unsettled then return 0 end
-- A position of another history says nothing about this one.
if string.sub(redis.call('HGET', KEYS[2], ARGV[1]) or '', 1, 16) ~= ARGV[3] then return 0 end
local term, seq = string.match(unsettled, '^(%d+)-(%d+)-')
local own, settled = tonumber(term), tonumber(ARGV[1])
if own > settled or (own == settled and tonumber(seq) > tonumber(ARGV[2])) then return 0 end
return redis.call('HDEL', KEYS[1], 'unsettled')
