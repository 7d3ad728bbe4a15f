//! What a character is to a search.

/// What a character is to a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// It stands between words.
    Between,
    /// Of a script that puts spaces between words.
    Spaced,
    /// Of a script that doesn't, or a sign of its own as an emoji is: each character can be looked for by itself.
    Dense,
}

/// Signs below this are punctuation of some script; from the arrows on they mean something.
const SIGNS_FROM: char = '\u{2190}';

pub(crate) fn class(c: char) -> Class {
    if is_dense(c) {
        return Class::Dense;
    }
    if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
        return Class::Spaced;
    }
    let punctuation =
        matches!(c, '\u{2E00}'..='\u{2E7F}' | '\u{3000}'..='\u{303F}' | '\u{30FB}' | '\u{FE10}'..='\u{FE6F}');
    if c >= SIGNS_FROM && !punctuation && !c.is_whitespace() { Class::Dense } else { Class::Between }
}

/// Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese, Yi; and Korean, whose particles and compounds stand without a space.
fn is_dense(c: char) -> bool {
    let script = matches!(c,
        '\u{0E00}'..='\u{0FFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FA}'
        | '\u{30FC}'..='\u{318F}'
        | '\u{31A0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}');
    script && (c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c))
}

/// What goes on from the character before it: marks, half-width voicing marks, and the vowels and ends of Korean syllables in parts.
pub(crate) fn goes_on(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{1160}'..='\u{11FF}')
        || is_silent(c)
}

/// What is never compared: it shows nothing, or only how something is shown.
pub(crate) fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{0640}' | '\u{FEFF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Marks that people leave out when they look for a word: accents, macrons, breathings, vowel points of Hebrew and Arabic. Not the voicing
/// of kana, nor the vowel signs of India and of south-east Asia, which make other words.
pub(crate) fn is_left_out(c: char) -> bool {
    let among = matches!(c,
        '\u{0300}'..='\u{036F}'
        | '\u{0483}'..='\u{0487}'
        | '\u{0591}'..='\u{05C7}'
        | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06ED}'
        | '\u{0711}'
        | '\u{0730}'..='\u{074A}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE20}'..='\u{FE2F}');
    among && unicode_normalization::char::is_combining_mark(c)
}

/// Letters that Unicode does not take apart, and that people write the simple way when they look for a word.
pub(crate) fn simple(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'þ' => "th",
        'ς' => "σ",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        _ => return None,
    })
}
