-- Touches bodies without an entry. KEYS: bodies, log, news. ARGV: touches, touched ids.
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
local erased = 0
for at = 1, #ARGV[1], 17 do
  local deed, id = string.sub(ARGV[1], at, at), string.sub(ARGV[1], at + 1, at + 16)
  if deed == 'E' then
    erased = erased + redis.call('HDEL', KEYS[1], id)
  else
    local body = redis.call('HGET', KEYS[1], id)
    if body then redis.call('HSET', KEYS[1], id, deed .. string.sub(body, 2)) end
  end
end
redis.call('SPUBLISH', KEYS[3], struct.pack('>I4', 1) .. 'T' .. struct.pack('>I4', #ARGV[2]) .. ARGV[2])
return erased
