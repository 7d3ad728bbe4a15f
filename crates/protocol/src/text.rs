//! Words that a page can show.
//!
//! Right-to-left text, emoji, joiners and marks stay as they were written. Three things don't:
//!
//! - Control characters are refused (a tab becomes a space, every kind of line break becomes LF): no page shows them, and a
//!   terminal that does obeys them.
//! - Bidirectional embeddings and overrides (U+202A to U+202E) are left out. They can make a sentence read as another one and
//!   reach past its end, and come unseen with text pasted from elsewhere, so that a refusal would puzzle its author. Right-to-left text
//!   needs none of them: the page gives every text its own direction. Isolates, which close with their paragraph, stay in
//!   a text, and are left out of names, which stand inside sentences of the page.
//! - White space around the words is left out, and in a name every run of it is one space.
//!
//! A name is written in one way (Unicode's normalization form C), so that what reads as one name is one: a phone writes an é as one
//! character, a file from elsewhere as two.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::{Code, Fault, Limits};

/// The bounds of a kind of text, and its name in messages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    what: &'static str,
    graphemes_max: usize,
    bytes_max: usize,
    one_line: bool,
}

pub(crate) const TEXT: Kind = text("the text");
pub(crate) const OPEN_END: Kind = text("the open end");
pub(crate) const WHY: Kind = text("the reason");
pub(crate) const ALT: Kind = text("the photo's description");
pub(crate) const NAME: Kind = name("the name", Limits::NAME_GRAPHEMES_MAX);
pub(crate) const CIRCLE_NAME: Kind = name("the circle's name", Limits::CIRCLE_NAME_GRAPHEMES_MAX);
pub(crate) const PROMPT: Kind = text("the prompt");
pub(crate) const ANSWER: Kind = text("the answer");
pub(crate) const GATHERING_NAME: Kind = name("the gathering's name", Limits::CIRCLE_NAME_GRAPHEMES_MAX);
pub(crate) const INTENTION: Kind = intention();
pub(crate) const STORY: Kind = story();
pub(crate) const LABEL: Kind = name("the label", Limits::LABEL_GRAPHEMES_MAX);

/// A member's name as a page can show it: one line of 1 to 40 grapheme clusters, at most 256 bytes.
pub fn member_name(name: &str) -> Result<String, (Code, Fault)> {
    clean(name, NAME)
}

/// A circle's name as a page can show it: one line of 1 to 60 grapheme clusters, at most 256 bytes.
pub fn circle_name(name: &str) -> Result<String, (Code, Fault)> {
    clean(name, CIRCLE_NAME)
}

/// A gathering's name as a page can show it: one line of 1 to 60 grapheme clusters, at most 256 bytes.
pub fn gathering_name(name: &str) -> Result<String, (Code, Fault)> {
    clean(name, GATHERING_NAME)
}

/// A trace's text as a page can show it: 1 to 280 grapheme clusters, at most 4 KiB; line breaks kept.
pub fn trace_text(text: &str) -> Result<String, (Code, Fault)> {
    clean(text, TEXT)
}

/// Why an agreement is proposed; bounded as a trace's text is.
pub fn agreement_reason(why: &str) -> Result<String, (Code, Fault)> {
    clean(why, WHY)
}

const fn text(what: &'static str) -> Kind {
    let (graphemes_max, bytes_max) = (Limits::TEXT_GRAPHEMES_MAX, Limits::TEXT_BYTES_MAX);
    Kind { what, graphemes_max, bytes_max, one_line: false }
}

/// A story is long: only its bytes are bounded.
const fn story() -> Kind {
    let bytes_max = Limits::STORY_PART_BYTES_MAX;
    Kind { what: "the story's words", graphemes_max: bytes_max, bytes_max, one_line: false }
}

const fn intention() -> Kind {
    let (graphemes_max, bytes_max) = (Limits::INTENTION_GRAPHEMES_MAX, Limits::INTENTION_BYTES_MAX);
    Kind { what: "the intention", graphemes_max, bytes_max, one_line: true }
}

const fn name(what: &'static str, graphemes_max: usize) -> Kind {
    Kind { what, graphemes_max, bytes_max: Limits::NAME_BYTES_MAX, one_line: true }
}

pub(crate) fn clean(words: &str, kind: Kind) -> Result<String, (Code, Fault)> {
    let what = kind.what;
    let bad = |why: String| (Code::BadText, Fault(format!("cannot take {what}: {why}")));
    // Counting clusters is slow, so a text that is far too long is refused first.
    if words.len() > 4 * kind.bytes_max {
        return Err(bad(format!("it has {} bytes, over {}", words.len(), kind.bytes_max)));
    }
    let shown =
        shown(words, kind.one_line).map_err(|control| bad(format!("no page can show U+{:04X}", control as u32)))?;
    if !shown.chars().any(is_visible) {
        return Err(bad("it is empty".to_owned()));
    }
    if shown.len() > kind.bytes_max {
        return Err(bad(format!("it has {} bytes, over {}", shown.len(), kind.bytes_max)));
    }
    // Of plain ASCII each character is a cluster (a CR before its LF would be none): most texts are, and need no tables.
    let graphemes = if shown.is_ascii() { shown.len() } else { shown.graphemes(true).count() };
    if graphemes > kind.graphemes_max {
        return Err(bad(format!("it has {graphemes} characters, over {}", kind.graphemes_max)));
    }
    Ok(shown)
}

/// The words without characters that no page shows, or the first control character that has to be refused.
fn shown(words: &str, one_line: bool) -> Result<String, char> {
    if !one_line && words.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Ok(words.trim().to_owned());
    }
    let mut shown = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' => {
                chars.next_if_eq(&'\n');
                shown.push('\n');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\n' => shown.push('\n'),
            '\t' => shown.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
            '\u{2066}'..='\u{2069}' if one_line => {}
            char if char.is_control() || is_noncharacter(char) => return Err(char),
            char => shown.push(char),
        }
    }
    if one_line {
        let one_line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        return Ok(if one_line.is_ascii() { one_line } else { one_line.nfc().collect() });
    }
    Ok(shown.trim().to_owned())
}

fn is_noncharacter(char: char) -> bool {
    matches!(char as u32 & 0xffff, 0xfffe | 0xffff) || ('\u{fdd0}'..='\u{fdef}').contains(&char)
}

/// Whether a character shows, or could: joiners, marks of direction, variation selectors, and accents without a letter make an empty
/// card.
fn is_visible(char: char) -> bool {
    !char.is_whitespace()
        && !is_combining_mark(char)
        && !matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
