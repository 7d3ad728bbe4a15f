-- The stamp of what is appended now.
local CLOCK_AHEAD_MS_MAX = 60000 -- as in lib.rs
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Not below the stamp before, unless the clock was wrong when that was made.
local function stamp_after(before)
  before = tonumber(before or '0')
  return before - now > CLOCK_AHEAD_MS_MAX and now or math.max(before, now)
end

