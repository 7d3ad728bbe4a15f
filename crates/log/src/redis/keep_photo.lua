-- Keeps a photo that waits. KEYS: log, the photo, those that wait. ARGV: id, by, about, small, full, how many of one member may
-- wait, how many in all.
if redis.call('EXISTS', KEYS[1]) == 0 then return {'none'} end
local there = redis.call('HMGET', KEYS[2], 'by', 'about')
if there[1] then return {'there', there[1], there[2]} end
local own, all = 0, 0
for _, row in ipairs(redis.call('HVALS', KEYS[3])) do
  all = all + 1
  if string.sub(row, 1, 16) == ARGV[2] then own = own + 1 end
end
if own >= tonumber(ARGV[6]) or all >= tonumber(ARGV[7]) then return {'many'} end
local time = redis.call('TIME')
redis.call('HSET', KEYS[2], 'by', ARGV[2], 'about', ARGV[3], 'small', ARGV[4], 'full', ARGV[5])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2] .. string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
return {'kept'}
