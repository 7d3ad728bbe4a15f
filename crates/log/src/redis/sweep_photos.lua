-- The photos of a log that have waited for long enough. KEYS: those that wait. ARGV: for how long, in milliseconds, and 1 where they are
-- erased, then what the keys of the log begin with. Gives how many those are, and how many wait on.
local time = redis.call('TIME')
local before, due, left = time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(ARGV[1]), 0, 0
local rows = redis.call('HGETALL', KEYS[1])
for at = 1, #rows, 2 do
  if tonumber(string.sub(rows[at + 1], 17)) <= before then
    due = due + 1
    if ARGV[2] == '1' then
      redis.call('DEL', photo_key(ARGV[3], rows[at]))
      redis.call('HDEL', KEYS[1], rows[at])
    end
  else
    left = left + 1
  end
end
return {due, left}
