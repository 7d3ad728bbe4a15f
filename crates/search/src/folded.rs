//! Words in the form in which they are compared.
//!
//! Case, accents and width don't count (`Ōtepoti` is `otepoti`, `ΆΝΟΙΞΗ` is `ανοιξη`, `ﾄﾏﾄ` is `トマト` is `とまと`): compatibility
//! decomposition, lower case, without the marks that people leave out, then composed again.

use unicode_normalization::UnicodeNormalization;

use crate::scripts::{Class, class, goes_on, is_left_out, is_silent, simple};

/// How far katakana stand behind the hiragana of the same sound.
const KATAKANA_BEHIND: u32 = 0x60;
/// Stands before, between and behind the characters of a dense word, so that each of them is three characters long to the index.
const DENSE: char = '\u{1}';

/// One character of a word as it is compared, and where it stands in the text: from and to, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) c: char,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// A run of characters of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) dense: bool,
    pub(crate) pieces: Vec<Piece>,
}

impl Word {
    pub(crate) fn chars(&self) -> impl Iterator<Item = char> + '_ {
        self.pieces.iter().map(|piece| piece.c)
    }
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    each_piece(text, |piece| {
        let dense = match class(piece.c) {
            Class::Between => {
                open = false;
                return;
            }
            class => class == Class::Dense,
        };
        match words.last_mut().filter(|word| open && word.dense == dense) {
            Some(word) => word.pieces.push(piece),
            None => words.push(Word { dense, pieces: vec![piece] }),
        }
        open = true;
    });
    words
}

/// Calls with each character as it is compared. A character and its marks are looked at together, since one may be composed of them.
fn each_piece(text: &str, mut each: impl FnMut(Piece)) {
    let mut at = 0_u32;
    let mut chars = text.chars().peekable();
    let mut cluster = String::new();
    while let Some(first) = chars.next() {
        let from = at;
        at += width(first);
        if first.is_ascii() && chars.peek().is_none_or(char::is_ascii) {
            each(Piece { c: first.to_ascii_lowercase(), from, to: at });
            continue;
        }
        cluster.clear();
        cluster.push(first);
        while let Some(next) = chars.next_if(|next| goes_on(*next)) {
            at += width(next);
            cluster.push(next);
        }
        fold(&cluster, |c| each(Piece { c, from, to: at }));
    }
}

fn width(c: char) -> u32 {
    if c > '\u{FFFF}' { 2 } else { 1 }
}

fn fold(cluster: &str, mut each: impl FnMut(char)) {
    let kept = cluster.nfkd().filter(|c| !is_silent(*c)).flat_map(char::to_lowercase).filter(|c| !is_left_out(*c));
    for c in kept.nfc() {
        match (simple(c), c) {
            (Some(letters), _) => letters.chars().for_each(&mut each),
            (None, '\u{30A1}'..='\u{30F6}') => each(char::from_u32(u32::from(c) - KATAKANA_BEHIND).unwrap_or(c)),
            (None, c) => each(c),
        }
    }
}

/// A text as it is put into an index. Each word begins behind a space, so that a search can ask for the beginning of one.
#[must_use]
pub fn indexed_form(text: &str) -> String {
    let mut form = String::with_capacity(text.len() + 16);
    for word in words(text) {
        form.push(' ');
        push(&mut form, word.dense, word.chars());
    }
    form.push(' ');
    form
}

/// One word as it stands in an index.
pub(crate) fn push(form: &mut String, dense: bool, chars: impl Iterator<Item = char>) {
    if !dense {
        return form.extend(chars);
    }
    form.push(DENSE);
    for c in chars {
        form.push(c);
        form.push(DENSE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        words(text).iter().map(|word| word.chars().collect()).collect()
    }

    #[test]
    fn case_accents_and_width_do_not_count() {
        for (text, folded) in [
            ("Ōtepoti WHĀNAU", "otepoti|whanau"),
            ("Cafe\u{301}, don't", "cafe|don|t"),
            ("Straße Ærø Łódź", "strasse|aero|lodz"),
            ("Άνοιξη ΆΝΟΙΞΗΣ", "ανοιξη|ανοιξησ"),
            ("الكِتَاب أحمد", "الكتاب|احمد"),
            ("ﾄﾏﾄ トマト とまと", "とまと|とまと|とまと"),
            ("ガ が ｶﾞ カ", "が|が|が|か"),
            ("पानी दो।", "पानी|दो"),
            ("ＡＢＣ １２", "abc|12"),
            ("iPhoneを買う", "iphone|を買う"),
            ("모임\u{3000}한", "모임|한"),
            ("🌱 grew👍🏽!", "🌱|grew|👍"),
            ("İstanbul ılık", "istanbul|ilik"),
            ("... — !", ""),
        ] {
            assert_eq!(told(text).join("|"), folded, "{text}");
        }
    }

    #[test]
    fn korean_in_parts_is_the_same_as_in_syllables() {
        let parts: String = "모임".nfd().collect();
        assert_ne!(parts, "모임");
        assert_eq!(told(&parts), told("모임"));
    }

    #[test]
    fn a_character_knows_where_it_stood() {
        let found = words("🌱 Whā\u{300}nau");
        let places: Vec<_> = found[1].pieces.iter().map(|piece| (piece.c, piece.from, piece.to)).collect();
        assert_eq!(places, [('w', 3, 4), ('h', 4, 5), ('a', 5, 7), ('n', 7, 8), ('a', 8, 9), ('u', 9, 10)]);
    }

    #[test]
    fn the_characters_of_a_dense_word_stand_apart() {
        assert_eq!(indexed_form("go 東京"), " go \u{1}東\u{1}京\u{1} ");
        assert_eq!(indexed_form(""), " ");
    }
}
