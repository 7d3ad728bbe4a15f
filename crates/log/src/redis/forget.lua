-- Forgets a note that no append can refer to any more. KEYS: the notes. ARGV: the log, how old a note has to be.
local time = redis.call('TIME')
local noted = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not noted or time[1] * 1000 - tonumber(noted) < tonumber(ARGV[2]) then return 0 end
return redis.call('ZREM', KEYS[1], ARGV[1])
