-- Touches bodies without an entry. KEYS: bodies, log, news. ARGV: touches, touched ids.
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
local touches = ARGV[1]
for at = 1, #touches, 17 do
  local deed, id = string.sub(touches, at, at), string.sub(touches, at + 1, at + 16)
  if deed == 'E' then
    redis.call('HDEL', KEYS[1], id)
    let_photo_go(string.sub(KEYS[1], 1, -7), id)
  else
    local body = redis.call('HGET', KEYS[1], id)
    if body then redis.call('HSET', KEYS[1], id, deed .. string.sub(body, 2)) end
  end
end
-- Who may not publish has touched all the same.
redis.pcall('SPUBLISH', KEYS[3], 'T' .. ARGV[2])
return 1
