//! Addresses as people paste them: what messengers and mail programs do to them is undone. The page does the same (`address.ts`).

/// How many times over an address may be percent-encoded.
const CODED_MAX: usize = 4;

/// The printable ASCII of an address: percent-encoding is undone, and gone is what breaks lines (with the marks of a quoted reply behind it, and the
/// `=` by which mail breaks them) and what nobody sees. Our addresses contain none of these; what stands around one stays.
#[must_use]
pub fn bare_address(text: &str) -> String {
    let mut coded = text.to_owned();
    for _ in 0..CODED_MAX {
        let decoded = decoded(&coded);
        if decoded == coded {
            break;
        }
        coded = decoded;
    }
    let mut bare = String::new();
    let mut at_a_break = false;
    for char in coded.chars() {
        match char {
            '\r' | '\n' => {
                at_a_break = true;
                // That of `invite=` is the link's own.
                if bare.ends_with('=') && !bare.ends_with("invite=") {
                    bare.pop();
                }
            }
            '>' | '|' if at_a_break => {}
            '!'..='~' => {
                at_a_break = false;
                bare.push(char);
            }
            _ => {}
        }
    }
    bare
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
        ] {
            assert_eq!(bare_address(&mangled), address, "{mangled:?}");
        }
        assert_eq!(bare_address("100% <a>"), "100%<a>");
        assert_eq!(bare_address("%zz%4"), "%zz%4");
    }
}
