use proptest::prelude::*;

use super::*;

const HOUR: i64 = 3_600_000;

/// The S of a sum of deposits, by floating point: (at, halvings) each.
fn exactly(deposits: &[(i64, u32)], half_life_ms: i64) -> f64 {
    let base = deposits.iter().map(|(at, _)| *at).max().unwrap_or(0);
    let h = half_life_ms as f64;
    let sum: f64 = deposits.iter().map(|(at, k)| (((at - base) as f64) / h - f64::from(*k)).exp2()).sum();
    base as f64 + h * sum.log2()
}

fn fold(deposits: &[(i64, u32)], half_life_ms: i64) -> i64 {
    deposits.iter().fold(-WARMTH_MS_BOUND, |s, (at, k)| deposit(s, *at, *k, half_life_ms))
}

#[test]
fn the_table_is_the_logarithm_rounded_to_nearest() {
    for (row, value) in TABLE.iter().enumerate() {
        let exact = (1.0 + (-(row as f64) / 16.0).exp2()).log2() * 65_536.0;
        assert!((*value as f64 - exact).abs() <= 0.5 + 1e-6, "row {row}: {value} for {exact}");
    }
    assert_eq!((TABLE[0], TABLE[ROWS - 1]), (65_536, 1));
}

#[test]
fn the_first_deposit_equals_1_at_its_own_time() {
    assert_eq!(deposit(-WARMTH_MS_BOUND, 5_000, 0, HOUR), 5_000);
    assert_eq!(deposit(-WARMTH_MS_BOUND, 5_000, 2, HOUR), 5_000 - 2 * HOUR);
}

#[test]
fn two_deposits_at_once_are_one_half_life_warmer() {
    assert_eq!(deposit(1_000, 1_000, 0, HOUR), 1_000 + HOUR);
}

#[test]
fn a_deposit_sixteen_half_lives_below_adds_nothing() {
    assert_eq!(deposit(16 * HOUR, 0, 0, HOUR), 16 * HOUR);
    assert_eq!(deposit(16 * HOUR - 1, 0, 0, HOUR), 16 * HOUR - 1 + gain(16 * HOUR - 1, HOUR));
}

#[test]
fn a_change_of_half_life_keeps_the_warmth_of_its_moment() {
    // 4 at t under one hour is S = t + 2 h; under three hours it is t + 6 h.
    assert_eq!(rescale(100 + 2 * HOUR, 100, HOUR, 3 * HOUR), 100 + 6 * HOUR);
    // A quarter, going down: rounded down, not towards zero.
    assert_eq!(rescale(100 - 2 * HOUR, 100, HOUR, HOUR / 3), 100 - 2 * HOUR / 3);
    assert_eq!(rescale(-1, 0, 2 * HOUR, HOUR), -1);
}

#[test]
fn no_input_leaves_the_bounds() {
    let times = [i64::MIN, TIME_MS_MIN, 0, TIME_MS_MAX, i64::MAX].map(time);
    for at in times {
        for s in [-WARMTH_MS_BOUND, 0, WARMTH_MS_BOUND] {
            for h in [i64::MIN, 0, HALF_LIFE_MS_MAX, i64::MAX].map(half_life) {
                assert!(deposit(s, at, 10, h).abs() <= WARMTH_MS_BOUND);
                assert!(rescale(s, at, HALF_LIFE_MS_MIN, h).abs() <= WARMTH_MS_BOUND);
            }
        }
    }
}

#[test]
fn every_intermediate_value_is_one_that_javascript_holds() {
    const EXACT: i64 = (1 << 53) - 1;
    const { assert!(HALF_LIFE_MS_MAX * SCALE <= EXACT) };
    const { assert!(HALF_LIFE_MS_MAX * HALF_LIVES * STEPS_PER_HALF_LIFE <= EXACT) };
    const { assert!(WARMTH_MS_BOUND + TIME_MS_MAX + 10 * HALF_LIFE_MS_MAX <= EXACT) };
    let steepest = TABLE.windows(2).map(|pair| pair[0] - pair[1]).max().unwrap_or(0);
    assert!(steepest * HALF_LIFE_MS_MAX <= EXACT);
}

proptest! {
    #[test]
    fn one_deposit_is_within_the_stated_error(
        h in HALF_LIFE_MS_MIN..=HALF_LIFE_MS_MAX, apart in -18.0..18.0_f64, k in 0_u32..=10
    ) {
        let at = 1_780_000_000_000;
        let s = at + (apart * h as f64) as i64;
        let exact = {
            let (a, b) = ((s - at) as f64 / h as f64, -f64::from(k));
            let high = a.max(b);
            at as f64 + h as f64 * (high + ((a - high).exp2() + (b - high).exp2()).log2())
        };
        let off = (deposit(s, at, k, h) as f64 - exact).abs();
        prop_assert!(off <= ERROR_HALF_LIVES * h as f64 + 2.0, "off by {} half-lives", off / h as f64);
    }

    #[test]
    fn many_deposits_stay_within_a_thousandth_of_a_half_life(
        h in HALF_LIFE_MS_MIN..=HALF_LIFE_MS_MAX, steps in prop::collection::vec((0.0..0.5_f64, 0_u32..=10), 1..200)
    ) {
        let mut at = 1_780_000_000_000;
        let deposits: Vec<_> = steps.iter().map(|(wait, k)| {
            at += (wait * h as f64) as i64;
            (at, *k)
        }).collect();
        let off = (fold(&deposits, h) as f64 - exactly(&deposits, h)).abs();
        prop_assert!(off <= 1e-3 * h as f64 + 200.0, "off by {} half-lives", off / h as f64);
    }

    #[test]
    fn warmer_stays_warmer(
        h in HALF_LIFE_MS_MIN..=HALF_LIFE_MS_MAX, a in 0..1_000_000_000_000_i64, more in 0..1_000_000_000_000_i64, k in 0_u32..=10
    ) {
        let at = 500_000_000_000;
        // The table is a falling line of slope above -1/2, so an order never turns; two milliseconds are rounding.
        prop_assert!(deposit(a, at, k, h) <= deposit(a + more, at, k, h) + 2);
        prop_assert!(deposit(a, at, k, h) >= a);
    }
}
