//! Sorts the lines of a file so that each comes after those that it refers to.

use std::collections::HashMap;

use super::{
    lines::{Line, Numbered, Unsendable},
    names::Names,
};

/// Sorts lines. Lines that are in order already keep it; in a cycle of references the first line comes first.
pub(super) fn sort(lines: Vec<Numbered>) -> Vec<Numbered> {
    let named: Vec<Names> = lines.iter().map(|(_, line)| names(line)).collect();
    let mut at = HashMap::new();
    for (index, names) in named.iter().enumerate() {
        // Of two lines with one id, the first is imported.
        names.key().map(|key| at.entry(key).or_insert(index));
    }
    // Reversed, because they are popped from the end.
    let needs =
        |index: usize| named[index].needs().iter().rev().filter_map(|key| at.get(key).copied()).collect::<Vec<_>>();
    let mut order = Vec::with_capacity(lines.len());
    let mut begun = vec![false; lines.len()];
    // Depth first, with a stack on the heap: a trail may be as long as the file.
    for index in 0..lines.len() {
        let mut stack = vec![(index, None::<Vec<usize>>)];
        while let Some((index, waits_for)) = stack.pop() {
            let mut waits_for = match waits_for {
                Some(waits_for) => waits_for,
                None if std::mem::replace(&mut begun[index], true) => continue,
                None => needs(index),
            };
            match waits_for.pop() {
                Some(next) => {
                    stack.push((index, Some(waits_for)));
                    stack.push((next, None));
                }
                None => order.push(index),
            }
        }
    }
    let mut lines: Vec<_> = lines.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| lines[index].take()).collect()
}

fn names(line: &Result<Line, Unsendable>) -> Names {
    match line {
        Ok(line) => Names::of(&line.text),
        Err(unsendable) => (*unsendable.names).clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: String) -> Result<Line, Unsendable> {
        Ok(Line { text, guess: None })
    }

    /// The sorted line numbers of traces, given by their ids and parents.
    fn order(of: &[(&str, &[&str])]) -> Vec<u64> {
        let line =
            |(id, builds_on): &(&str, &[&str])| sent(serde_json::json!({"id": id, "builds_on": builds_on}).to_string());
        sort((1..).zip(of.iter().map(line)).collect()).into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn sorted_lines_stay_and_children_come_after_their_parents() {
        assert_eq!(order(&[("b", &[]), ("a", &["b"]), ("c", &["a", "x"])]), [1, 2, 3]);
        assert_eq!(order(&[("c", &["b"]), ("d", &[]), ("b", &["a"]), ("a", &[])]), [4, 3, 1, 2]);
        assert_eq!(order(&[("a", &["b"]), ("b", &["a"]), ("c", &["c"])]), [2, 1, 3], "a cycle");
    }

    #[test]
    fn a_trail_as_long_as_a_file_is_sorted() {
        let ids: Vec<String> = (0..50_000).map(|n| format!("t{n}")).collect();
        let parents: Vec<&str> = ids.iter().skip(1).map(String::as_str).collect();
        let of: Vec<(&str, &[&str])> =
            ids.iter().enumerate().map(|(n, id)| (id.as_str(), parents.get(n..=n).unwrap_or_default())).collect();
        let expected: Vec<u64> = (1..=50_000).rev().collect();
        assert_eq!(order(&of), expected);
    }

    #[test]
    fn members_and_rounds_come_before_lines_that_refer_to_them_and_unreadable_lines_stay() {
        let lines = [
            r#"{"id":"t","member_id":"m","round":"r","builds_on":[]}"#,
            r#"{"type":"round","id":"r","by":"m","gathering":"g"}"#,
            "not json",
            r#"{"type":"gathering","id":"g","by":"m"}"#,
            r#"{"type":"member","id":"m"}"#,
        ];
        let sorted = sort((1..).zip(lines.map(|line| sent(line.to_owned()))).collect());
        assert_eq!(sorted.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [5, 4, 2, 1, 3]);
    }
}
