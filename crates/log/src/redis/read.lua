-- Reads a page, and whether history goes on from its start, in one atomic step.
-- KEYS: entries, bodies, terms, log. ARGV: the most entries, the most bytes, then term, seq and nonce to read after.
local from = '-'
if ARGV[3] then
  local after, seq = ARGV[3], ARGV[4]
  local row = redis.call('HGET', KEYS[3], after)
  if not row or string.sub(row, 1, 16) ~= ARGV[5] then return {'gone'} end
  local stop = string.sub(row, 18)
  if stop == '' then
    local log = redis.call('HMGET', KEYS[4], 'term', 'seq')
    if log[1] ~= after then return {'gone'} end
    stop = log[2]
  end
  -- Numbers of terms and entries stay far below 2^53; one that doesn't is nobody's position.
  if tonumber(seq) > tonumber(stop) then return {'gone'} end
  from = '(' .. after .. '-' .. seq
end

local nonces = {}
local function nonce(place)
  local term = string.match(place, '%d+')
  if not nonces[term] then
    nonces[term] = string.sub(redis.call('HGET', KEYS[3], term) or '0000000000000000', 1, 16)
  end
  return nonces[term]
end

local most, bytes_most, bytes = tonumber(ARGV[1]), tonumber(ARGV[2]), 0
local page = {'page', 0}
while true do
  local found = redis.call('XRANGE', KEYS[1], from, '+', 'COUNT', 32)
  if #found == 0 then return page end
  local ids = {}
  for i, entry in ipairs(found) do ids[i] = entry[2][4] end
  local bodies = redis.call('HMGET', KEYS[2], unpack(ids))
  for i, entry in ipairs(found) do
    local fields, body = entry[2], bodies[i] or ''
    bytes = bytes + #fields[8] + #body
    local held = #page - 2
    if held == most or (held > 0 and bytes > bytes_most) then
      page[2] = 1
      return page
    end
    page[#page + 1] = {entry[1], nonce(entry[1]), fields[2], fields[4], fields[6], fields[8], body}
  end
  from = '(' .. found[#found][1]
end
