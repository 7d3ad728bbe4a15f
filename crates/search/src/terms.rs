//! What is looked for, and where a text has it.

use crate::folded::{Word, push, words};

/// How many words are looked for at a time; those behind them are passed over.
pub const TERMS_MAX: usize = 8;
/// How many characters of a word are looked for.
pub const TERM_CHARS_MAX: usize = 64;
/// How many places of a text are marked.
pub const MARKS_MAX: usize = 32;
/// From how many letters on a word is looked for inside of others too: fewer are in half of all texts.
const INSIDE_FROM: usize = 3;

/// Where a text has what was looked for: from and to, in UTF-16 units, in order, and none reaches into the next.
pub type Marks = Vec<(u32, u32)>;

/// The words that are looked for. A text is found that has all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    dense: bool,
    chars: Vec<char>,
}

impl Terms {
    /// Reads what somebody typed. None where there is no word in it.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let mut terms: Vec<Term> = Vec::new();
        for word in words(typed) {
            let term = Term { dense: word.dense, chars: word.chars().take(TERM_CHARS_MAX).collect() };
            if terms.len() < TERMS_MAX && !terms.contains(&term) {
                terms.push(term);
            }
        }
        (!terms.is_empty()).then_some(Self(terms))
    }

    /// As FTS5 reads it, for a trigram index of texts in [`indexed_form`](crate::indexed_form).
    pub(crate) fn query(&self) -> String {
        let phrases: Vec<String> = self.0.iter().map(Term::phrase).collect();
        phrases.join(" AND ")
    }

    /// Where texts of one author's hand have these words: a list for each text. None unless each word is in one of them.
    #[must_use]
    pub fn find_in(&self, texts: &[&str]) -> Option<Vec<Marks>> {
        let texts: Vec<Vec<Word>> = texts.iter().map(|text| words(text)).collect();
        let mut marks = vec![Marks::new(); texts.len()];
        for term in &self.0 {
            let mut found = false;
            for (words, marks) in texts.iter().zip(&mut marks) {
                let before = marks.len();
                words.iter().for_each(|word| term.find_in(word, marks));
                found |= marks.len() > before;
            }
            if !found {
                return None;
            }
        }
        Some(marks.into_iter().map(merged).collect())
    }
}

impl Term {
    /// Two letters begin a word; one letter is a word of its own.
    fn phrase(&self) -> String {
        let mut phrase = String::from('"');
        if !self.dense && self.chars.len() < INSIDE_FROM {
            phrase.push(' ');
        }
        push(&mut phrase, self.dense, self.chars.iter().copied());
        if !self.dense && self.chars.len() == 1 {
            phrase.push(' ');
        }
        phrase.push('"');
        phrase
    }

    fn find_in(&self, word: &Word, marks: &mut Marks) {
        let (len, within) = (self.chars.len(), word.pieces.len());
        if word.dense != self.dense || len > within {
            return;
        }
        let last = match (self.dense, len) {
            (false, 1) if within > 1 => return,
            (false, 1 | 2) => 0,
            _ => within - len,
        };
        for at in 0..=last {
            let pieces = &word.pieces[at..at + len];
            if pieces.iter().zip(&self.chars).all(|(piece, c)| piece.c == *c) {
                marks.push((pieces[0].from, pieces[len - 1].to));
            }
        }
    }
}

fn merged(mut marks: Marks) -> Marks {
    marks.sort_unstable();
    let mut merged = Marks::new();
    for (from, to) in marks {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged.truncate(MARKS_MAX);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(typed: &str, text: &str) -> Option<String> {
        let marks = Terms::read(typed)?.find_in(&[text])?.remove(0);
        let units: Vec<u16> = text.encode_utf16().collect();
        let parts = marks.iter().map(|(from, to)| String::from_utf16_lossy(&units[*from as usize..*to as usize]));
        Some(parts.collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn what_was_typed_is_marked_as_it_was_written() {
        for (typed, text, marks) in [
            ("whanau", "Te Whānau o Kea", "Whānau"),
            ("ανοιξη", "🌱 Η ΆΝΟΙΞΗ ήρθε", "ΆΝΟΙΞΗ"),
            ("كتاب", "قرأتُ الكِتَاب", "كِتَاب"),
            ("पानी", "ठंडा पानी।", "पानी"),
            ("京", "東京タワー", "京"),
            ("たわ", "東京タワー", "タワ"),
            ("garten", "im Schulgarten gegraben", "garten"),
            ("strasse", "die Straße", "Straße"),
            ("ga", "Gärten, sagte er", "Gä"),
            ("c", "Plan C, clear", "C"),
            ("bb", "bbbb", "bb"),
            ("dug garden", "Dug the garden: dug deep", "Dug|garden|dug"),
            ("🌱", "seeds 🌱", "🌱"),
        ] {
            assert_eq!(marked(typed, text).as_deref(), Some(marks), "{typed} in {text}");
        }
        for (typed, text) in [("gate", "garden"), ("か", "が"), ("ar", "garden"), ("a", "an"), ("dug sun", "dug")] {
            assert_eq!(marked(typed, text), None, "{typed} in {text}");
        }
    }

    #[test]
    fn words_may_stand_in_several_texts() {
        let found = Terms::read("soup onions").unwrap().find_in(&["made soup", "bring onions"]);
        assert_eq!(found, Some(vec![vec![(5, 9)], vec![(6, 12)]]));
    }

    #[test]
    fn what_has_no_word_asks_for_nothing_and_too_much_is_cut() {
        assert_eq!(Terms::read(" …!\" "), None);
        let many: Vec<String> = (0..20).map(|n| format!("word{n}")).collect();
        assert_eq!(Terms::read(&many.join(" ")).unwrap().0.len(), TERMS_MAX);
        assert_eq!(Terms::read(&"a".repeat(500)).unwrap().0[0].chars.len(), TERM_CHARS_MAX);
        assert_eq!(Terms::read("Kea kea KEA").unwrap().0.len(), 1);
    }
}
