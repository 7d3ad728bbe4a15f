-- Appends what several callers wait for: log by log, each request as a whole, all in one atomic step.
-- KEYS: seven for each log: entries, bodies, ids, terms, log, news, and the channel that only the caller hears, together with
-- the news.
-- ARGV: the offered nonce, then for each log how many arguments are its own, whether it held entries ('' for not known), and for
-- each of its requests: how many entries, their lowest and highest format, when the log was noted as unsettled ('' where no entry unsettles), a 1 or 0
-- for each entry that does or doesn't, and five for each entry: id, head, body ('' or its state and itself), touches (a
-- letter and an id each; `P` with that of the photo that the body holds), touched ids.
-- Gives for each log what went wrong, or a list: nonce, stamp and term, then for each request why nothing was appended, or
-- an outcome for each entry: its seq where it was appended, `r` and its row for a repeat, `c` for a conflict. Behind the term
-- stands the position before these entries, or `-`, where nothing was published because nobody but the caller hears it.
local NOTE_COUNTS_MS = 300000 -- as in unsettled.rs
local function number(n) return string.format('%d', n) end

local info = call('INFO', 'replication')
local _, label = string.find(info, 'master_replid:', 1, true)
local replid = label and string.sub(info, label + 1, label + 40) or ''

local function append(keys, held, at, stop)
  local entries, bodies, ids, terms = KEYS[keys + 1], KEYS[keys + 2], KEYS[keys + 3], KEYS[keys + 4]
  local log = call('HMGET', KEYS[keys + 5], 'replid', 'term', 'nonce', 'seq', 'stamp', 'format')
  local begun, ready = log[1] == replid, false
  local term, nonce, seq = log[2], log[3], tonumber(log[4] or '-1')
  local stamp, format = stamp_after(log[5]), tonumber(log[6] or '0')
  local known_format, last, last_nonce = format, '', ''
  if term then last, last_nonce = term .. '-' .. log[4], nonce end

  -- Before anything is written: where history may have forked, or its memory is gone, the stream must end where the log
  -- remembers, and another term begins. Within a term it must only be there, which shows when it is added to: reading its end
  -- costs much.
  local function begin()
    ready = true
    if begun then return end
    local found = call('XREVRANGE', entries, '+', '-', 'COUNT', 1)[1]
    local place = found and found[1] or ''
    if held and not term and not found then error('GONE', 0) end
    if term and place ~= last then
      error('DAMAGED the log remembers ' .. last .. ' as its last entry, the stream ends at '
        .. (found and place or 'nothing'), 0)
    end
    if not term and found then
      last = place
      term, seq = string.match(last, '(%d+)-(%d+)')
      seq = tonumber(seq)
      nonce = string.sub(call('HGET', terms, term) or '0000000000000000', 1, 16)
      last_nonce = nonce
      stamp = stamp_after(found[2][2])
    end
    if term then call('HSET', terms, term, nonce .. ':' .. number(seq)) end
    term, nonce, seq = number(tonumber(term or '0') + 1), ARGV[1], -1
    call('HSET', terms, term, nonce)
  end

  -- What is known of each id, in one question; what this call adds comes to it.
  local asked, known, request = {}, {}, at
  while request <= stop do
    local count = tonumber(ARGV[request])
    for from = request + 5, request + 5 * count, 5 do asked[#asked + 1] = ARGV[from] end
    request = request + 5 + 5 * count
  end
  local rows = call('HMGET', ids, unpack(asked))
  for nth, id in ipairs(asked) do known[id] = rows[nth] end

  -- Rows and bodies are written in one command each, before the entries. Bodies also before a touch, which can mean one of
  -- them; and all of it before a repeat within the call is compared.
  local new_ids, new_bodies, adds, places, added = {}, {}, {}, {}, 0
  local function write_bodies()
    if #new_bodies > 0 then call('HSET', bodies, unpack(new_bodies)) end
    new_bodies = {}
  end
  local accepted
  local function write()
    write_bodies()
    if #new_ids > 0 then call('HSET', ids, unpack(new_ids)) end
    new_ids = {}
    while added < #adds do
      local from = adds[added + 1]
      local fine, failure
      if begun then
        fine, failure = pcall(call, 'XADD', entries, 'NOMKSTREAM', places[added + 1], 's', accepted, 'i', ARGV[from], 't',
          ARGV[from + 4], 'h', ARGV[from + 1])
      else
        fine, failure = pcall(call, 'XADD', entries, places[added + 1], 's', accepted, 'i', ARGV[from], 't', ARGV[from + 4],
          'h', ARGV[from + 1])
      end
      if fine and not failure then
        fine, failure = false, 'DAMAGED the log remembers ' .. last .. ' as its last entry, the stream is gone'
      end
      if not fine then
        -- Whoever may write the one and not the other leaves nothing behind.
        for nth = added + 1, #adds do
          call('HDEL', ids, ARGV[adds[nth]])
          call('HDEL', bodies, ARGV[adds[nth]])
        end
        error(failure, 0)
      end
      added = added + 1
    end
  end

  local answers, touches_any, unsettled = {''}, false, nil
  local previous, previous_nonce
  while at <= stop do
    local count, lowest, highest = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
    local noted, unsettles = ARGV[at + 3], ARGV[at + 4]
    at = at + 5
    if lowest < format then
      answers[#answers + 1] = 'newer ' .. number(format)
    elseif noted ~= '' and now - tonumber(noted) > NOTE_COUNTS_MS then
      answers[#answers + 1] = 'late'
    else
      local outcomes = {}
      for nth = 1, count do
        local from = at + 5 * (nth - 1)
        local id, body, touches = ARGV[from], ARGV[from + 2], ARGV[from + 3]
        local row = known[id]
        if row then
          write()
          outcomes[nth] = is_repeat(entries, bodies, id, row, ARGV[from + 1], body) and 'r' .. row or 'c'
        else
          if not ready then
            begin()
            previous, previous_nonce, accepted = last, last_nonce, number(stamp)
          end
          format = math.max(format, highest)
          seq = seq + 1
          local place = term .. '-' .. number(seq)
          row = nonce .. (body ~= '' and '+' or '-') .. accepted .. ' ' .. place
          known[id] = row
          adds[#adds + 1], places[#adds + 1] = from, place
          new_ids[#new_ids + 1] = id
          new_ids[#new_ids + 1] = row
          if body ~= '' then
            new_bodies[#new_bodies + 1] = id
            new_bodies[#new_bodies + 1] = body
          end
          if touches ~= '' then
            write_bodies()
            touch(bodies, touches, id)
            touches_any = true
          end
          if string.sub(unsettles, nth, nth) == '1' then unsettled = place .. '-' .. nonce end
          outcomes[nth] = seq
        end
      end
      answers[#answers + 1] = outcomes
    end
    at = at + 5 * count
  end
  if #adds == 0 then return answers end
  write()

  local memory = {'seq', number(seq), 'stamp', number(stamp)}
  if not begun or format ~= known_format then
    for _, part in ipairs({'replid', replid, 'term', term, 'nonce', nonce, 'format', number(format)}) do
      memory[#memory + 1] = part
    end
  end
  if unsettled then
    memory[#memory + 1] = 'unsettled'
    memory[#memory + 1] = unsettled
  end
  call('HSET', KEYS[keys + 5], unpack(memory))

  answers[1] = nonce .. ' ' .. accepted .. ' ' .. term
  -- Nobody but the caller hears this: what it wrote it knows, and is saved the way back. Not where bodies were touched, which
  -- are told as they stand now. Who may not count the listeners publishes.
  if not touches_any then
    local hear = redis.pcall('PUBSUB', 'SHARDNUMSUB', KEYS[keys + 6], KEYS[keys + 7])
    if hear[2] == 1 and hear[4] == 1 then
      answers[1] = answers[1] .. ' ' .. (previous ~= '' and previous .. '-' .. previous_nonce or '-')
      return answers
    end
  end
  -- Many small parts, joined once: Lua copies and hashes every string that it makes.
  local parts = {'E', nonce, ' ', accepted, ' ', places[1], ' ', previous_nonce, ' ', previous, '\n'}
  for _, from in ipairs(adds) do
    local id, head, body, touched = ARGV[from], ARGV[from + 1], ARGV[from + 2], ARGV[from + 4]
    -- What this same call erased or concealed is told as it stands now.
    if touches_any then body = call('HGET', bodies, id) or '' end
    local at = #parts
    parts[at + 1], parts[at + 2] = struct.pack('>I4I4I4', #touched, #head, #body), id
    parts[at + 3], parts[at + 4], parts[at + 5] = touched, head, body
  end
  -- Who may not publish has appended all the same: readers find it by the head.
  redis.pcall('SPUBLISH', KEYS[keys + 6], table.concat(parts))
  return answers
end

local all, at = {}, 2
for keys = 0, #KEYS - 7, 7 do
  local stop = at + tonumber(ARGV[at])
  -- What is wrong with one log holds up no other.
  local fine, answers = pcall(append, keys, ARGV[at + 1] == '1', at + 2, stop)
  if not fine and type(answers) == 'table' then answers = answers.err end
  all[#all + 1] = answers
  at = stop + 1
end
return all
