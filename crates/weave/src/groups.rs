//! Groups of a size, in which the most new ties arise.

use crate::{
    Weave,
    costs::Costs,
    exact::{self, EXACT_PEOPLE_MAX},
    exchange,
};

/// The smallest group: less is no company.
pub const GROUP_MIN: usize = 2;
/// The largest group: what still goes round a table, and what a pod holds.
pub const GROUP_MAX: usize = 8;

/// Divides all people of a weave into groups of a size, so that as many pairs as can be in one group have no tie yet;
/// among equals, those with the thinnest ties. Sizes differ by one at the most. None is larger than `size`, unless one
/// person would be alone then. Groups are sorted, and ordered by their first number.
///
/// Exact for up to [`EXACT_PEOPLE_MAX`] people, above that by exchange of pairs. The same weave has the same answer each time. Fewer
/// than two people make no group; a size out of [`GROUP_MIN`] to [`GROUP_MAX`] counts as the nearest.
#[must_use]
pub fn reconnect(weave: &Weave, size: usize) -> Vec<Vec<u32>> {
    let people = weave.people() as usize;
    if people < GROUP_MIN {
        return Vec::new();
    }
    let sizes = sizes(people, size.clamp(GROUP_MIN, GROUP_MAX));
    let costs = Costs::of(weave, sizes.iter().map(|size| size * (size - 1) / 2).sum());
    let groups = if people <= EXACT_PEOPLE_MAX { exact::best(&costs, &sizes) } else { exchange::best(&costs, &sizes) };
    let number = |person: usize| u32::try_from(person).unwrap_or(u32::MAX);
    let mut groups: Vec<Vec<u32>> =
        groups.into_iter().map(|group| group.into_iter().map(number).collect::<Vec<_>>()).collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

/// The sizes of the groups, the larger ones first.
fn sizes(people: usize, size: usize) -> Vec<usize> {
    let enough = people.div_ceil(size);
    // No one is left alone: one group has one place more instead.
    let count = if people / enough < GROUP_MIN { people / size } else { enough }.max(1);
    (0..count).map(|group| people / count + usize::from(group < people % count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_alone_and_sizes_differ_by_one() {
        assert_eq!(sizes(11, 5), [4, 4, 3]);
        assert_eq!(sizes(6, 5), [3, 3]);
        assert_eq!(sizes(3, 2), [3]);
        assert_eq!(sizes(5, 2), [3, 2]);
        assert_eq!(sizes(4, 8), [4]);
        for (people, size) in (2..70).flat_map(|people| (GROUP_MIN..=GROUP_MAX).map(move |size| (people, size))) {
            let sizes = sizes(people, size);
            assert_eq!(sizes.iter().sum::<usize>(), people);
            let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
            assert!(*least >= GROUP_MIN && most - least <= 1, "{people} by {size}: {sizes:?}");
            assert!(*most <= size || (size == 2 && *most == 3), "{people} by {size}: {sizes:?}");
        }
    }

    #[test]
    fn those_who_have_no_tie_meet() {
        // Two pairs of old friends.
        let weave = Weave::of(4, [(0, 1), (2, 3)]);
        let groups = reconnect(&weave, 2);
        assert!(groups == [[0, 2], [1, 3]] || groups == [[0, 3], [1, 2]], "{groups:?}");
        assert_eq!(reconnect(&Weave::of(1, []), 5), Vec::<Vec<u32>>::new());
        assert_eq!(reconnect(&Weave::of(3, []), 99), [[0, 1, 2]]);
    }

    #[test]
    fn the_thinnest_ties_are_used_if_ties_cannot_be_avoided() {
        // All have built with all, 0 with 1 and 2 with 3 again and again.
        let all = (0..4).flat_map(|one| (0..one).map(move |other| (one, other)));
        let again = [(0, 1), (1, 0), (0, 1), (2, 3), (3, 2), (2, 3)];
        let groups = reconnect(&Weave::of(4, all.chain(again)), 2);
        assert!(!groups.contains(&vec![0, 1]), "{groups:?}");
    }
}
