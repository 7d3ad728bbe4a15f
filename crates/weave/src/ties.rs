//! Ties between people, computed from who built on whom.

/// How thick a tie is, by its rank among all ties of its weave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thickness {
    /// The lower half of all ties, and each that was made by one building.
    Thin,
    /// Between the two.
    Middle,
    /// The upper sixth.
    Thick,
}

/// A tie between two people. It has no direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tie {
    /// The one with the lower number.
    pub one: u32,
    /// The one with the higher number.
    pub other: u32,
    /// How thick it is.
    pub thickness: Thickness,
}

/// Who builds with whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weave {
    people: u32,
    /// By the two numbers, each pair once.
    ties: Vec<Tie>,
}

impl Weave {
    /// The weave of so many people, from who built on whom, in whatever order. Pairs of equal or unknown numbers are
    /// ignored.
    ///
    /// Building on each other counts more than one building on the other: a tie is as strong as both directions together and the
    /// weaker of the two once more. Ties of equal strength are equally thick, the thinner of what they could be.
    #[must_use]
    pub fn of(people: u32, built_on: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut ordered: Vec<(u32, u32, bool)> = built_on
            .into_iter()
            .filter(|(by, on)| by != on && *by < people && *on < people)
            .map(|(by, on)| (by.min(on), by.max(on), by < on))
            .collect();
        ordered.sort_unstable();
        let strong: Vec<(u32, u32, u32)> = ordered
            .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
            .filter_map(|built| {
                let (one, other, _) = *built.first()?;
                let up = built.iter().filter(|(.., up)| *up).count();
                let weaker = up.min(built.len() - up);
                Some((one, other, u32::try_from(built.len() + weaker).unwrap_or(u32::MAX)))
            })
            .collect();
        let mut ranks: Vec<u32> = strong.iter().map(|(.., strength)| *strength).collect();
        ranks.sort_unstable();
        // Ties as strong as the last one below a threshold are below it too.
        let below = |share: usize| ranks.get(share.saturating_sub(1)).copied().unwrap_or(0);
        let (thin, middle) = (below(ranks.len().div_ceil(2)).max(1), below(ranks.len() * 5 / 6).max(1));
        let class = |strength: u32| match strength {
            _ if strength <= thin => Thickness::Thin,
            _ if strength <= middle => Thickness::Middle,
            _ => Thickness::Thick,
        };
        let tie = |(one, other, strength)| Tie { one, other, thickness: class(strength) };
        Self { people, ties: strong.into_iter().map(tie).collect() }
    }

    /// How many people it is made of; their numbers are below.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.people
    }

    /// All ties, by their numbers.
    #[must_use]
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// The ties by their numbers, at most so many: where there are more, the thinnest are left out, of equally thick ones the last.
    #[must_use]
    pub fn thickest(&self, most: usize) -> Vec<Tie> {
        if self.ties.len() <= most {
            return self.ties.clone();
        }
        let mut ties = self.ties.clone();
        ties.sort_by_key(|tie| std::cmp::Reverse(tie.thickness));
        ties.truncate(most);
        ties.sort_unstable();
        ties
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(weave: &Weave) -> Vec<(u32, u32, Thickness)> {
        weave.ties().iter().map(|tie| (tie.one, tie.other, tie.thickness)).collect()
    }

    #[test]
    fn a_tie_has_no_direction_and_is_there_once() {
        let weave = Weave::of(3, [(2, 1), (1, 2), (0, 1), (1, 1), (0, 7), (7, 0)]);
        assert_eq!(weave.ties().iter().map(|tie| (tie.one, tie.other)).collect::<Vec<_>>(), [(0, 1), (1, 2)]);
        assert_eq!(weave, Weave::of(3, [(1, 0), (2, 1), (1, 2)]));
    }

    #[test]
    fn building_on_each_other_is_thicker_than_building_on_one() {
        // Four times one way; twice each way; and four thin ones.
        let one_way = [(0, 1); 4];
        let mutual = [(2, 3), (3, 2), (2, 3), (3, 2)];
        let thin = [(0, 2), (0, 3), (1, 2), (1, 3)];
        let weave = Weave::of(4, one_way.into_iter().chain(mutual).chain(thin));
        let of = |one, other| classes(&weave).into_iter().find(|tie| (tie.0, tie.1) == (one, other)).unwrap().2;
        assert_eq!((of(2, 3), of(0, 1), of(0, 2)), (Thickness::Thick, Thickness::Middle, Thickness::Thin));
    }

    #[test]
    fn equally_strong_ties_are_equally_thick_and_one_building_is_always_thin() {
        let once = Weave::of(4, [(0, 1), (1, 2), (2, 3)]);
        assert!(once.ties().iter().all(|tie| tie.thickness == Thickness::Thin));
        assert_eq!(classes(&Weave::of(2, [(0, 1)])), [(0, 1, Thickness::Thin)]);
        let twice = Weave::of(9, (0..8).flat_map(|n| [(n, n + 1), (n + 1, n)]));
        assert!(twice.ties().windows(2).all(|ties| ties[0].thickness == ties[1].thickness));
        assert_eq!(Weave::of(0, []).ties(), []);
    }

    #[test]
    fn the_thinnest_are_left_out_first() {
        let thick = [(0, 1), (1, 0), (0, 1), (1, 0)];
        let weave = Weave::of(6, thick.into_iter().chain([(2, 3), (2, 4), (2, 5), (3, 4), (3, 5), (4, 5)]));
        let kept = weave.thickest(2);
        assert_eq!(kept.iter().map(|tie| (tie.one, tie.other)).collect::<Vec<_>>(), [(0, 1), (2, 3)]);
        assert_eq!(weave.thickest(99), weave.ties());
    }
}
