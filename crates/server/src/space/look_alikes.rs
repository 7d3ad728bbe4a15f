//! Names that look alike are told apart when they are chosen: the later one has a number, `Kea (2)`, which is stored beside the name.
//!
//! Two names look alike where people can't tell one from the other: in another case, in letters of another script that are drawn
//! the same (UTS 39), or with characters that no page shows. So does a name that reads like a word by which the page
//! calls its reader or a host.

use std::{
    collections::{HashSet, VecDeque},
    time::Duration,
};

use tokio::{sync::Mutex, time::Instant};
use traceboard_board::{Body, EntryId, MemberId};
use traceboard_protocol::called;
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
    look: Look,
    at: Instant,
}

impl Space {
    /// A name as an entry holds it: with a number where it looks like another member's. The same entry again has the same number.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(crate) async fn named(&self, entry: EntryId, member: MemberId, name: String) -> Result<Body, Refused> {
        if self.board.read().state.names_of(member).contains(&entry) {
            let twin = self.beside.words.of(&[entry]).await?.get(&entry).and_then(|body| body.twin);
            return Ok(Body { name: Some(name), twin, ..Body::default() });
        }
        let mut chosen = self.beside.chosen.0.lock().await;
        let mut members = self.board.read().state.members_after(None, usize::MAX);
        members.sort_unstable_by_key(|row| row.n);
        let entries: Vec<_> = members.iter().flat_map(|row| row.names.iter().copied()).collect();
        let folded: HashSet<_> = entries.iter().copied().collect();
        chosen.retain(|choice| choice.at.elapsed() < CHOSEN_FOR && !folded.contains(&choice.entry));
        let bodies = self.beside.words.of(&entries).await?;
        let mut shown = Shown::default();
        let mut own = None;
        for row in &members {
            let mut theirs = row.names.iter().filter_map(|entry| bodies.get(entry));
            let Some((name, twin)) = theirs.find_map(|body| Some((body.name.as_ref()?, body.twin))) else { continue };
            let look = match twin {
                Some(twin) => looks(&called(name, Some(twin))),
                // Chosen before names were told apart here: the page gives it a number by the same rule.
                None => shown.free(name).1,
            };
            if row.id == member {
                own = Some(look.clone());
            }
            shown.add(look);
        }
        OF_THE_PAGE.iter().for_each(|word| shown.add(looks(word)));
        // Whoever chooses another name lets go of the one before.
        shown.0.retain(|look| !own.iter().flatten().any(|theirs| theirs == look));
        for choice in chosen.iter().filter(|choice| choice.member != member) {
            shown.add(choice.look.clone());
        }
        let (twin, look) = shown.free(&name);
        chosen.truncate(CHOSEN_MAX - 1);
        chosen.push_front(Choice { entry, member, look, at: Instant::now() });
        Ok(Body { name: Some(name), twin, ..Body::default() })
    }
}

/// What names look like, with their numbers.
#[derive(Default)]
struct Shown(HashSet<String>);

/// What a name looks like, by two keys: names that share one look alike.
type Look = [String; 2];

impl Shown {
    fn add(&mut self, look: Look) {
        self.0.extend(look);
    }

    /// The first number that tells a name apart, none for one that looks like no other; and what it looks like then.
    fn free(&self, name: &str) -> (Option<u32>, Look) {
        let is_free = |look: &Look| !look.iter().any(|key| self.0.contains(key));
        let plain = looks(name);
        if is_free(&plain) {
            return (None, plain);
        }
        let mut twins = (2..).map(|twin| (Some(twin), looks(&called(name, Some(twin)))));
        twins.find(|(_, look)| is_free(look)).unwrap_or((None, plain))
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
