-- Appends entries, each once, in one atomic step.
-- KEYS: entries, bodies, ids, terms, log, news. ARGV: the offered nonce, then six for each entry:
-- id, digest, head, body ('' or its state and itself), touches (a letter and an id each), touched ids.
local function number(n) return string.format('%.0f', n) end
local function part(s) return struct.pack('>I4', #s) .. s end

local replid = string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)') or ''
local log = redis.call('HMGET', KEYS[5], 'replid', 'term', 'nonce', 'seq', 'stamp')
local begun = log[1] == replid
local term, nonce, seq = log[2], log[3], log[4]
local time = redis.call('TIME')
local stamp = math.max(tonumber(log[5] or '0'), time[1] * 1000 + math.floor(time[2] / 1000))
local last, last_nonce = '', ''
if term then last, last_nonce = term .. '-' .. seq, nonce end

-- Before anything is written: the stream must end where the log remembers that it ends. Gives the end of the stream.
local ready = false
local function check()
  local found = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
  local place = found and found[1] or ''
  if term and place ~= last then
    return nil, redis.error_reply('DAMAGED the log remembers ' .. last .. ' as its last entry, the stream ends at '
      .. (found and place or 'nothing'))
  end
  ready = true
  return found
end

-- History may have forked since the last append, or its memory is gone: what follows is another term.
local function begin(found)
  if not term and found then
    last = found[1]
    term, seq = string.match(last, '(%d+)-(%d+)')
    nonce = string.sub(redis.call('HGET', KEYS[4], term) or '0000000000000000', 1, 16)
    last_nonce = nonce
    stamp = math.max(stamp, tonumber(found[2][2]))
  end
  if term then redis.call('HSET', KEYS[4], term, nonce .. ':' .. seq) end
  term, nonce, seq = number((tonumber(term or '0')) + 1), ARGV[1], '-1'
  redis.call('HSET', KEYS[4], term, nonce)
  begun = true
end

local erased = 0
local function touch(touches)
  for at = 1, #touches, 17 do
    local deed, id = string.sub(touches, at, at), string.sub(touches, at + 1, at + 16)
    if deed == 'E' then
      erased = erased + redis.call('HDEL', KEYS[2], id)
    else
      local body = redis.call('HGET', KEYS[2], id)
      if body then redis.call('HSET', KEYS[2], id, deed .. string.sub(body, 2)) end
    end
  end
end

local outcomes, news, touches_any = {}, {}, false
for at = 2, #ARGV, 6 do
  local id, digest, head, body = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  local touches, touched = ARGV[at + 4], ARGV[at + 5]
  local known = redis.call('HGET', KEYS[3], id)
  if known then
    if string.sub(known, 1, 32) == digest then
      local accepted, place = string.match(string.sub(known, 49), '(%d+) (.+)')
      outcomes[#outcomes + 1] = {'repeated', place, string.sub(known, 33, 48), accepted}
    else
      outcomes[#outcomes + 1] = {'conflict'}
    end
  else
    if not ready then
      local found, damage = check()
      if damage then return damage end
      if not begun then begin(found) end
    end
    local accepted = number(stamp)
    local place = redis.call('XADD', KEYS[1], term .. '-*', 's', accepted, 'i', id, 't', touched, 'h', head)
    seq = number(tonumber(seq) + 1)
    redis.call('HSET', KEYS[3], id, digest .. nonce .. accepted .. ' ' .. place)
    if body ~= '' then redis.call('HSET', KEYS[2], id, body) end
    if touches ~= '' then
      touch(touches)
      touches_any = true
    end
    outcomes[#outcomes + 1] = {'appended', place, nonce, accepted}
    news[#news + 1] = {place, nonce, last, last_nonce, accepted, id, touched, head, body}
    last, last_nonce = place, nonce
  end
end
if #news > 0 then
  redis.call('HSET', KEYS[5], 'replid', replid, 'term', term, 'nonce', nonce, 'seq', seq, 'stamp', number(stamp))
end
for _, entry in ipairs(news) do
  -- What this same call erased or concealed is told as it stands now.
  if touches_any then entry[9] = redis.call('HGET', KEYS[2], entry[6]) or '' end
  local message = part('E')
  for _, field in ipairs(entry) do message = message .. part(field) end
  redis.call('SPUBLISH', KEYS[6], message)
end
return {erased, outcomes}
