-- What an append does to words that are there already, and compares with them. Stands before append.lua and find.lua, each
-- in one script with it.
local call = redis.call

-- KEYS are those of one group of logs, which are on one node: what the keys of photos begin with is cut from that of the bodies.
-- `entry` holds the photo of a `P`.
local function touch(bodies, touches, entry)
  for at = 1, #touches, 17 do
    local deed, id = string.sub(touches, at, at), string.sub(touches, at + 1, at + 16)
    if deed == 'E' then
      call('HDEL', bodies, id)
      let_photo_go(string.sub(bodies, 1, -7), id)
    elseif deed == 'P' then
      hold_photo(string.sub(bodies, 1, -7), entry, id)
    else
      local body = call('HGET', bodies, id)
      if body then call('HSET', bodies, id, deed .. string.sub(body, 2)) end
    end
  end
end

-- A repeat is compared with the head in the stream and the body in its hash. After an erasure any body counts as the same.
local function is_repeat(entries, bodies, id, row, head, body)
  local had, place = string.match(row, '^%x+([+-])%d+ (%d+%-%d+)$')
  local found = place and call('XRANGE', entries, place, place)[1]
  if not found then error('DAMAGED the log remembers an entry that its stream lacks', 0) end
  if found[2][8] ~= head then return false end
  local stored = call('HGET', bodies, id)
  if stored then return body ~= '' and string.sub(stored, 2) == string.sub(body, 2) end
  return had == '+' or body == ''
end

