-- Photos that bodies hold: see photos.rs. Stands before scripts that append or touch, in one script with them.
local function photo_key(prefix, photo)
  return prefix .. 'photo:' .. string.gsub(photo, '.', function(byte) return string.format('%02x', string.byte(byte)) end)
end

-- One that isn't there is passed over.
local function hold_photo(prefix, id, photo)
  local key = photo_key(prefix, photo)
  if redis.call('EXISTS', key) == 0 then return end
  redis.call('HINCRBY', key, 'holders', 1)
  redis.call('HSET', prefix .. 'photo-holders', id, photo)
  redis.call('HDEL', prefix .. 'photos-waiting', photo)
end

local function let_photo_go(prefix, id)
  local photo = redis.call('HGET', prefix .. 'photo-holders', id)
  if not photo then return end
  redis.call('HDEL', prefix .. 'photo-holders', id)
  local key = photo_key(prefix, photo)
  if redis.call('HINCRBY', key, 'holders', -1) <= 0 then redis.call('DEL', key) end
end
