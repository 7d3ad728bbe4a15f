//! Finds the fields of a line, also of one that is cut off or that JSON doesn't allow somewhere in it.

use serde_json::Value;

/// The fields of a line's object in their order, each with its name and value. What can't be read is passed over: a text with a
/// bad escape in it mustn't cost the line its parents.
pub(super) fn readable(line: &str) -> impl Iterator<Item = (String, Value)> {
    let mut rest = line.trim_start().strip_prefix('{').unwrap_or_default();
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = end_of_field(rest);
            let field = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            if let Some(found) = read(field) {
                return Some(found);
            }
        }
        None
    })
}

fn read(field: &str) -> Option<(String, Value)> {
    let mut names = serde_json::Deserializer::from_str(field).into_iter::<String>();
    let name = names.next()?.ok()?;
    let value = field[names.byte_offset()..].trim_start().strip_prefix(':')?;
    Some((name, serde_json::from_str(value).ok()?))
}

/// Where a field ends: at the comma or the brace that no quotation marks and no brackets of its own enclose.
fn end_of_field(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b',' | b'}' if depth == 0 => return at,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_read_beside_one_that_can_not_be() {
        let whole = [("id".to_owned(), json!("a")), ("builds_on".to_owned(), json!(["g, {"]))];
        for text in [
            r#""text":"a bad \x escape, {","#,
            "\"text\":\"a tab\tin it\",",
            r#""text":"he said "dig, dig" twice","#,
            r#""at":NaN,"#,
            r#""at":1e999,"#,
            "",
        ] {
            let line = format!(r#" {{"id" : "a",{text} "builds_on":["g, {{"]}}"#);
            assert_eq!(readable(&line).collect::<Vec<_>>(), whole, "{line}");
        }
        let cut = r#"{"id":"a","builds_on":["g, {"],"text":"dug and so"#;
        assert_eq!(readable(cut).collect::<Vec<_>>(), whole);
        for other in ["", "no json", "[1]", "{", "{\"id", "{\"id\":"] {
            assert_eq!(readable(other).count(), 0, "{other}");
        }
    }
}
