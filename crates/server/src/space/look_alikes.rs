//! Names that look alike are told apart when they are chosen: the later one has a number, `Kea (2)`, which is stored beside the name.
//!
//! Two names look alike where people can't tell one from the other: in another case, in letters of another script that are drawn
//! the same (UTS 39), or with characters that no page shows. So does a name that reads like a word by which the page
//! calls its reader or a host.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    time::Duration,
};

use tokio::{sync::Mutex, time::Instant};
use traceboard_board::{Body, EntryId, MemberId};
use traceboard_protocol::{called, first_named};
use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use super::Space;
use crate::refusal::Refused;

/// What the page calls its reader, a host, and whoever has no name, in each of its languages.
const OF_THE_PAGE: [&str; 18] = [
    // English; German says Host too.
    "You",
    "Yourself",
    "Host",
    "A host",
    "The host",
    "Someone",
    // German.
    "Du",
    "Jemand",
    // Spanish.
    "Tú",
    "Anfitrión",
    "Anfitriona",
    "Alguien",
    // French.
    "Toi",
    "Hôte",
    "Quelqu’un",
    // Te reo Māori.
    "Koe",
    "Kaimanaaki",
    "Tētahi",
];

/// How many names may be on their way onto a board at once; of more, the oldest are no longer compared.
const CHOSEN_MAX: usize = 1_024;

/// For how long a name counts whose entry was not folded: its append has failed by then.
const CHOSEN_FOR: Duration = Duration::from_secs(30);

/// Names that were chosen and are not folded yet. The lock makes those who come at once take turns.
#[derive(Default)]
pub(crate) struct Chosen(Mutex<VecDeque<Choice>>);

struct Choice {
    entry: EntryId,
    member: MemberId,
    twin: Option<u32>,
    look: Look,
    at: Instant,
}

impl Choice {
    fn is(&self, entry: EntryId, name: &str) -> bool {
        self.entry == entry && self.look == looks(&called(name, self.twin))
    }
}

/// A name that a member chooses, or that a file says of one, and the entry that will hold it.
pub(crate) struct Naming {
    pub(crate) entry: EntryId,
    pub(crate) member: MemberId,
    pub(crate) name: String,
}

impl Space {
    /// A name as an entry holds it: with a number where it looks like another member's. The same entry again has the same number.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(crate) async fn named(&self, entry: EntryId, member: MemberId, name: String) -> Result<Body, Refused> {
        let mut bodies = self.all_named(vec![Naming { entry, member, name }]).await?;
        Ok(bodies.pop().unwrap_or_default())
    }

    /// As [`Space::named`], of many who come at once and in their order: each is compared with those before it, too.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(crate) async fn all_named(&self, namings: Vec<Naming>) -> Result<Vec<Body>, Refused> {
        if namings.is_empty() {
            return Ok(Vec::new());
        }
        let mut chosen = self.beside.chosen.0.lock().await;
        let mut members = self.board.read().state.members_after(None, usize::MAX);
        members.sort_unstable_by_key(|row| row.n);
        let entries: Vec<_> = members.iter().flat_map(|row| row.names.iter().copied()).collect();
        let folded: HashSet<_> = entries.iter().copied().collect();
        chosen.retain(|choice| choice.at.elapsed() < CHOSEN_FOR && !folded.contains(&choice.entry));
        let bodies = self.beside.words.of(&entries).await?;
        let mut shown = Shown::default();
        let mut looks_of = HashMap::new();
        for row in &members {
            let theirs = first_named(&row.names, &bodies);
            let Some((name, twin)) = theirs.and_then(|body| Some((body.name.as_ref()?, body.twin))) else { continue };
            let look = match twin {
                Some(twin) => looks(&called(name, Some(twin))),
                // Chosen before names were told apart here: the page gives it a number by the same rule.
                None => shown.free(name).1,
            };
            looks_of.insert(row.id, look.clone());
            shown.add(look);
        }
        OF_THE_PAGE.iter().for_each(|word| shown.add(looks(word)));
        // Whoever chooses another name lets go of the one before.
        let let_go = namings.iter().filter_map(|naming| looks_of.get(&naming.member)).flatten();
        shown.remove(let_go);
        let choosing: HashSet<_> = namings.iter().map(|naming| naming.member).collect();
        for choice in chosen.iter().filter(|choice| !choosing.contains(&choice.member)) {
            shown.add(choice.look.clone());
        }
        let mut named = Vec::with_capacity(namings.len());
        for Naming { entry, member, name } in namings {
            let twin = if folded.contains(&entry) {
                bodies.get(&entry).and_then(|body| body.twin)
            } else if let Some(choice) = chosen.iter().find(|choice| choice.is(entry, &name)) {
                // It comes twice at this moment, as a file that is imported from two windows.
                shown.add(choice.look.clone());
                choice.twin
            } else {
                let (twin, look) = shown.free(&name);
                shown.add(look.clone());
                chosen.truncate(CHOSEN_MAX - 1);
                chosen.push_front(Choice { entry, member, twin, look, at: Instant::now() });
                twin
            };
            named.push(Body { name: Some(name), twin, ..Body::default() });
        }
        Ok(named)
    }
}

/// What names look like, with their numbers.
#[derive(Default)]
struct Shown {
    looks: HashSet<String>,
    /// Below which number none is free for a name: without it, a thousand people of one name would each be compared with all.
    free_from: HashMap<Look, u32>,
}

/// What a name looks like, by two keys: names that share one look alike.
type Look = [String; 2];

impl Shown {
    fn add(&mut self, look: Look) {
        self.looks.extend(look);
    }

    fn remove<'a>(&mut self, let_go: impl Iterator<Item = &'a String>) {
        for look in let_go {
            self.looks.remove(look);
        }
        self.free_from.clear();
    }

    fn is_free(&self, look: &Look) -> bool {
        !look.iter().any(|key| self.looks.contains(key))
    }

    /// The first number that tells a name apart, none for one that looks like no other; and what it looks like then.
    fn free(&mut self, name: &str) -> (Option<u32>, Look) {
        let plain = looks(name);
        if self.is_free(&plain) {
            return (None, plain);
        }
        let from = self.free_from.get(&plain).copied().unwrap_or(2);
        let mut twins = (from..).map(|twin| (twin, looks(&called(name, Some(twin)))));
        let Some((twin, look)) = twins.find(|(_, look)| self.is_free(look)) else { return (None, plain) };
        self.free_from.insert(plain, twin);
        (Some(twin), look)
    }
}

/// Case is folded before letters are compared, and after: a capital Cyrillic К looks like a Latin K and the small ones differ, a
/// capital I looks like a small l.
fn looks(name: &str) -> Look {
    // The blank of Braille shows nothing, and is no blank to Unicode.
    let plain: String = name.nfkc().filter(|char| *char != '\u{2800}').collect();
    let (lower, drawn): (String, String) = (plain.to_lowercase(), skeleton(&plain).collect());
    [skeleton(&lower).collect(), drawn.to_lowercase()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(names: &[&str]) -> Vec<Option<u32>> {
        let mut shown = Shown::default();
        let choose = |name: &&str| {
            let (twin, look) = shown.free(name);
            shown.add(look);
            twin
        };
        names.iter().map(choose).collect()
    }

    #[test]
    fn names_that_people_read_as_one_look_alike() {
        for other in ["Кеа", "КЕА", "KEA", "kea", "Ｋｅａ", "K\u{200b}ea", "Kea\u{2800}", "Ke\u{430}", "𝐊𝐞𝐚"]
        {
            assert_eq!(numbers(&["Kea", other]), [None, Some(2)], "{other}");
        }
        assert_eq!(numbers(&["Zoé", "Zoe\u{301}", "Zoe\u{341}"]), [None, Some(2), Some(3)]);
        assert_eq!(numbers(&["Paul", "PauI", "Pau1"]), [None, Some(2), Some(3)]);
    }

    #[test]
    fn the_words_of_the_page_for_its_reader_are_known_in_every_language() {
        for language in ["en", "de", "es", "fr", "mi"] {
            for (file, names) in [("card", &["you", "someone"][..]), ("board", &["host"])] {
                let path = format!("{}/../../web/src/words/{language}/{file}.ts", env!("CARGO_MANIFEST_DIR"));
                let words = std::fs::read_to_string(&path).expect("the dictionary");
                for name in names {
                    let begin = format!("export const {name} = '");
                    let (_, rest) = words.split_once(&begin).expect("the word");
                    let (word, _) = rest.split_once('\'').expect("its end");
                    assert!(OF_THE_PAGE.contains(&word), "{word} ({language})");
                }
            }
        }
    }

    #[test]
    fn names_that_differ_to_the_eye_have_no_number() {
        assert_eq!(numbers(&["Zoe", "Zoé", "Ann", "Anna", "田中", "田村", "Ани", "علي"]), [None; 8]);
    }

    #[test]
    fn a_name_that_ends_in_a_number_is_told_apart_too() {
        assert_eq!(numbers(&["Kea", "Kea (2)", "Kea", "Kea (2)"]), [None, None, Some(3), Some(2)]);
    }
}
