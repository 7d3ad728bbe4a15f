//! Warmth, kept as one integer and added to without floating point.
//!
//! Warmth fades by half in every half-life h, so after Cormode, Shkapenyuk, Srivastava and Xu ("Forward decay: a
//! practical time decay model for streaming systems", 2009) it need not be faded by rescanning: what was deposited at
//! a time keeps its weight relative to every other deposit for ever. All deposits together are told by S, the Unix
//! millisecond at which they equal (or equalled) 1: at time t the warmth is 2^((S - t) / h). Two warmths compare as their S
//! do, whatever the time.
//!
//! A deposit of 2^-k at t alone would have S = y = t - k·h. Added to a warmth of S it gives
//! `max(S, y) + h·f(|S - y| / h)` with f(d) = log2(1 + 2^-d).
//!
//! **The same on every machine.** f comes from a table of 16 steps per half-life, scaled by 2^16 and made by integer
//! arithmetic when this crate is compiled, with a straight line between two steps and 0 from 16 half-lives on. Every division
//! rounds down. With half-lives from one minute to 365 days every intermediate value is below 2^53 (the largest,
//! h·2^16, is below 2.07·10^15), so a JavaScript number holds it exactly, and a page computes the same integers. Only the change of a
//! half-life needs wider ones: i128 here, `BigInt` there.
//!
//! **How exact.** One deposit is off by less than [`ERROR_HALF_LIVES`] of a half-life (the straight line by at most
//! 8.5·10^-5, the table's end by 2.2·10^-5, rounding by 1.6·10^-5 and 2 ms).

/// The shortest half-life: one minute, in milliseconds.
pub const HALF_LIFE_MS_MIN: i64 = 60_000;
/// The half-life of a circle until its hosts set another: half a day.
pub const HALF_LIFE_MS_DEFAULT: i64 = 12 * 3_600_000;
/// The longest half-life: 365 days, in milliseconds.
pub const HALF_LIFE_MS_MAX: i64 = 365 * 86_400_000;
/// How many steps of the table one half-life has.
pub const STEPS_PER_HALF_LIFE: i64 = 16;
/// How many half-lives the table spans. Beyond, a deposit is less than 1/65,536 of what is there, and adds nothing.
pub const HALF_LIVES: i64 = 16;
/// What 1 is in the table.
pub const SCALE: i64 = 1 << 16;
/// By how much of a half-life one deposit may be off, at most (two milliseconds of rounding apart).
pub const ERROR_HALF_LIVES: f64 = 1.1e-4;
/// The earliest and latest S, so that no sequence of events leaves the numbers that JavaScript holds exactly.
pub const WARMTH_MS_BOUND: i64 = 1 << 52;
/// The first and last millisecond that an event can be about (the years 1 to 9999). A time beyond counts as the bound.
pub const TIME_MS_MIN: i64 = -62_135_596_800_000;
/// See [`TIME_MS_MIN`].
pub const TIME_MS_MAX: i64 = 253_402_300_799_999;
/// One day, in milliseconds.
pub const DAY_MS: i64 = 86_400_000;

const ROWS: usize = (STEPS_PER_HALF_LIFE * HALF_LIVES) as usize + 1;

/// f(i / 16) = log2(1 + 2^-(i / 16)), scaled by [`SCALE`].
pub const TABLE: [i64; ROWS] = table();

/// The S of a warmth to which 2^-`halvings` is added at `at_ms`.
#[must_use]
pub const fn deposit(warmth_ms: i64, at_ms: i64, halvings: u32, half_life_ms: i64) -> i64 {
    let alone = at_ms - halvings as i64 * half_life_ms;
    let (high, apart) = if warmth_ms >= alone { (warmth_ms, warmth_ms - alone) } else { (alone, alone - warmth_ms) };
    bounded(high + gain(apart, half_life_ms))
}

/// The S of the same warmth under another half-life from `at_ms` on.
#[must_use]
pub fn rescale(warmth_ms: i64, at_ms: i64, from_ms: i64, to_ms: i64) -> i64 {
    let ahead = i128::from(warmth_ms - at_ms) * i128::from(to_ms);
    let moved = i128::from(at_ms) + ahead.div_euclid(i128::from(from_ms));
    let bound = i128::from(WARMTH_MS_BOUND);
    // The clamp leaves a value that fits, whatever came in.
    i64::try_from(moved.clamp(-bound, bound)).unwrap_or(at_ms)
}

/// The day (since 1970-01-01 UTC) that a time is in.
#[must_use]
pub const fn day(at_ms: i64) -> i64 {
    at_ms.div_euclid(DAY_MS)
}

/// A half-life within its bounds, whatever stands in a log.
#[must_use]
pub const fn half_life(ms: i64) -> i64 {
    clamp(ms, HALF_LIFE_MS_MIN, HALF_LIFE_MS_MAX)
}

/// A time within its bounds, whatever stands in a log.
#[must_use]
pub const fn time(ms: i64) -> i64 {
    clamp(ms, TIME_MS_MIN, TIME_MS_MAX)
}

const fn bounded(warmth_ms: i64) -> i64 {
    clamp(warmth_ms, -WARMTH_MS_BOUND, WARMTH_MS_BOUND)
}

const fn clamp(value: i64, low: i64, high: i64) -> i64 {
    if value < low {
        low
    } else if value > high {
        high
    } else {
        value
    }
}

/// h·f(apart / h), in milliseconds.
const fn gain(apart_ms: i64, half_life_ms: i64) -> i64 {
    if apart_ms >= HALF_LIVES * half_life_ms {
        return 0;
    }
    let steps = apart_ms * STEPS_PER_HALF_LIFE;
    let row = (steps / half_life_ms) as usize;
    let past = steps % half_life_ms;
    let fall = (TABLE[row] - TABLE[row + 1]) * past / half_life_ms;
    half_life_ms * (TABLE[row] - fall) / SCALE
}

const fn table() -> [i64; ROWS] {
    // Fixed point with 60 bits behind the point.
    const POINT: u32 = 60;
    const ONE: u128 = 1 << POINT;
    // 2^-(1/16) is the fourth square root of 1/2.
    let mut ratio = ONE / 2;
    let mut root = 0;
    while root < 4 {
        ratio = (ratio << POINT).isqrt();
        root += 1;
    }
    let mut table = [0; ROWS];
    let mut power = ONE;
    let mut row = 0;
    while row < ROWS {
        table[row] = log2(ONE + power, ONE, POINT);
        power = (power * ratio) >> POINT;
        row += 1;
    }
    table
}

/// log2 of a fixed-point number from 1 to 2, scaled by [`SCALE`] and rounded to nearest.
const fn log2(value: u128, one: u128, point: u32) -> i64 {
    if value >= 2 * one {
        return SCALE;
    }
    // Squaring doubles the logarithm: each time the square passes 2, the next binary digit is a 1.
    let (mut value, mut digits, mut bit) = (value, 0_i64, 0);
    while bit < 24 {
        value = (value * value) >> point;
        digits *= 2;
        if value >= 2 * one {
            value /= 2;
            digits += 1;
        }
        bit += 1;
    }
    (digits + (1 << 7)) >> 8
}

#[cfg(test)]
mod tests;
