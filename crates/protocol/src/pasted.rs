//! Addresses as people paste them: what messengers and mail programs do to them is undone. The page does the same (`mend.ts`).

/// How many times over an address may be percent-encoded.
const CODED_MAX: usize = 4;

/// The longest name of a sign in HTML that is looked for, and the most digits of its number.
const NAME_CHARS_MAX: usize = 7;

/// The printable ASCII of an address: its codings are undone, and gone is what breaks lines (with the marks of a quoted reply behind it, and the
/// `=` by which mail breaks them), what nobody sees, and the backslashes of Markdown and JSON. Hyphens of print and wide signs are plain ones again.
/// Our addresses contain none of these; what stands around one stays.
#[must_use]
pub fn bare_address(text: &str) -> String {
    let mut coded = text.to_owned();
    for _ in 0..CODED_MAX {
        let decoded = without_signs(&decoded(&coded));
        if decoded == coded {
            break;
        }
        coded = decoded;
    }
    let coded = ["<wbr>", "<br>", "<br/>", "<br />"].iter().fold(coded, |text, tag| text.replace(tag, ""));
    let mut bare = String::new();
    let mut at_a_break = false;
    for char in coded.chars().map(plain) {
        match char {
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                at_a_break = true;
                // That of `invite=` is the link's own.
                if bare.ends_with('=') && !bare.ends_with("invite=") {
                    bare.pop();
                }
            }
            '>' | '|' if at_a_break => {}
            '\\' => {}
            '!'..='~' => {
                at_a_break = false;
                bare.push(char);
            }
            _ => {}
        }
    }
    bare
}

/// The sign of ASCII that another one was set for: a hyphen of print, or East Asia's wide form.
fn plain(char: char) -> char {
    /// How far the wide forms are from the plain ones.
    const WIDER_BY: u32 = 0xfee0;
    match char {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - WIDER_BY).unwrap_or(char),
        _ => char,
    }
}

/// A text without the signs that HTML names or numbers (`&#61;`) and those that JSON numbers (`\u003d`), once.
fn without_signs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\']) {
        plain.push_str(&rest[..at]);
        let coded = &rest[at..];
        let (sign, len) = sign_of_html(coded).or_else(|| sign_of_json(coded)).unwrap_or_else(|| {
            // Both are of one byte.
            (if coded.starts_with('&') { '&' } else { '\\' }, 1)
        });
        plain.push(sign);
        rest = &coded[len..];
    }
    plain + rest
}

/// The sign of HTML at the beginning of a text, and how many bytes code it.
fn sign_of_html(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(NAME_CHARS_MAX + "&#;".len()).position(|byte| byte == b';')?;
    let name = text.strip_prefix('&')?.get(..end - 1)?;
    if name.contains(['+', '-']) {
        return None;
    }
    let sign = match name.strip_prefix('#').map(|number| (number, number.strip_prefix(['x', 'X']))) {
        Some((_, Some(hex))) => char::from_u32(u32::from_str_radix(hex, 16).ok()?)?,
        Some((number, None)) => char::from_u32(number.parse().ok()?)?,
        None => match name {
            "amp" => '&',
            "num" => '#',
            "equals" => '=',
            "sol" => '/',
            "colon" => ':',
            "quest" => '?',
            "lowbar" => '_',
            "hyphen" | "dash" | "ndash" | "mdash" | "minus" => '-',
            "lt" => '<',
            "gt" => '>',
            _ => return None,
        },
    };
    Some((sign, end + 1))
}

/// The sign of JSON at the beginning of a text, and how many bytes code it.
fn sign_of_json(text: &str) -> Option<(char, usize)> {
    const LEN: usize = "\\u0000".len();
    let digits = text.strip_prefix("\\u")?.get(..4).filter(|digits| !digits.contains('+'))?;
    Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, LEN))
}

/// A text without its percent-encoding, once. A per cent sign that encodes nothing stays.
fn decoded(text: &str) -> String {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let byte = match more {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &more[2..] } else { more };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_to_an_address_on_its_way_is_undone() {
        let address = "http://host/c/1/#invite=ab-cd_ef";
        for mangled in [
            address.replace('#', "%23"),
            address.replace('#', "%2523").replace('=', "%3D"),
            format!("\u{feff} {address}\u{2060}"),
            address.replace("cd", "c\u{200b}\u{ad}d"),
            address.replace("cd", "c\r\n   d"),
            address.replace("cd", "c\n> > d"),
            address.replace("cd", "c=\nd"),
            address.replace("invite=", "invite=\n"),
            address.replace("cd", "c%0Ad"),
            address.replace("cd", "c\u{2028}d"),
            address.replace("cd", "c<wbr>d"),
            address.replace('_', "\\_").replace('#', "\\#"),
            address.replace('_', "%5C_"),
            address.replace('/', "\\/").replace('#', "\\u0023").replace('=', "\\u003D"),
            address.replace('#', "&#35;").replace('=', "&#x3d;"),
            address.replace('#', "&amp;num;").replace('=', "&equals;"),
            address.replace('#', "\u{ff03}").replace('=', "\u{ff1d}"),
            address.replace('-', "\u{2010}"),
            address.replace('-', "\u{2013}"),
            address.replace('-', "\u{2212}"),
        ] {
            assert_eq!(bare_address(&mangled), address, "{mangled:?}");
        }
        assert_eq!(bare_address("100% <a>"), "100%<a>");
        assert_eq!(bare_address("%zz%4"), "%zz%4");
        for other in ["&", "a&b=c;d", "&#;", "&#x110000;", "&nothing;", "?a&utm_source=mail;", "&#+1;"] {
            assert_eq!(bare_address(other), other);
        }
        assert_eq!(bare_address("\\u12 \\ \u{e9}\\u\u{e9}"), "u12u");
    }
}
