-- Notes a log as unsettled, and gives the time of the note. KEYS: the notes. ARGV: the log.
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('ZADD', KEYS[1], now, ARGV[1])
return now
