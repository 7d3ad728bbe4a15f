//! A board with many traces, written to its log at once: words as often as a language has them, in three scripts, by many people.

use traceboard_board::{Body, MemberId, Role, What};
use traceboard_log::{APPEND_ENTRIES_MAX, Log, LogName};
use uuid::Uuid;

use crate::serving::entries::{entry, named};

/// How many people left them.
pub(crate) const PEOPLE: usize = 150;
/// How many different words there are.
const WORDS: usize = 20_000;
/// How many words a trace has.
const LONG: usize = 14;
/// Of how many traces one is in kana, one in Cyrillic letters, and one has an open end.
const KANA: usize = 10;
const CYRILLIC: usize = 11;
const OPEN: usize = 50;

/// Appends traces to a circle's board, each by one of its people in turn; who they are.
///
/// # Errors
/// Where the log fails.
pub(crate) async fn traces(log: &dyn Log, circle: &str, count: usize) -> anyhow::Result<Vec<MemberId>> {
    let people: Vec<_> = (0..PEOPLE).map(|_| MemberId(Uuid::now_v7())).collect();
    let name = LogName::new(circle, "board")?;
    let mut entries = Vec::new();
    for member in &people {
        let what = What::MemberJoined { member: *member, colour: 1, role: Role::Member };
        entries.push(entry(*member, what, Some(&named("Somebody")))?);
    }
    let mut dice = Dice(7);
    for at in 0..count {
        let open = at % OPEN == 0;
        let text = text(&mut dice, at);
        let open_end = open.then(|| "Who knows how to go on?".to_owned());
        let body = Body { text: Some(text), open_end, ..Body::default() };
        entries.push(entry(people[at % PEOPLE], What::left(Vec::new(), open), Some(&body))?);
        if entries.len() >= APPEND_ENTRIES_MAX {
            log.append(&name, entries.split_off(0)).await?;
        }
    }
    log.append(&name, entries).await?;
    Ok(people)
}

/// The words of a trace: the first of all words is in most, the last in few, as Zipf has it.
fn text(dice: &mut Dice, at: usize) -> String {
    let (syllables, joint): (&[&str], _) = match at {
        _ if at % KANA == 1 => (&["か", "き", "く", "さ", "し", "た", "な", "の", "も", "り"], ""),
        _ if at % CYRILLIC == 2 => (&["ба", "ве", "го", "да", "жи", "ко", "ле", "мо", "ну", "ря"], " "),
        _ => (&["ka", "ro", "mi", "te", "sa", "lu", "ne", "vo", "pi", "hu"], " "),
    };
    let words: Vec<String> = (0..LONG).map(|_| word(syllables, dice.rank())).collect();
    words.join(joint)
}

/// A word by its rank: the more frequent, the shorter.
pub(crate) fn word(syllables: &[&str], rank: usize) -> String {
    let mut rest = rank + syllables.len();
    let mut word = String::new();
    while rest > 0 {
        word.push_str(syllables[rest % syllables.len()]);
        rest /= syllables.len();
    }
    word
}

/// Pseudorandom numbers that are the same in each run: a linear congruential generator with Knuth's factors for MMIX.
struct Dice(u64);

impl Dice {
    /// The rank of a word; one of rank r comes about as often as 1 ÷ (r + 1).
    fn rank(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = (self.0 >> 40) as f64 / f64::from(1 << 24);
        ((WORDS as f64).powf(share) - 1.0) as usize
    }
}
