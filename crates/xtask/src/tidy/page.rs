//! The page: no wire type by hand, no text as HTML, no request to anyone else.

use super::Faults;
use crate::checkout::Checkout;

const WIRE: &str = "web/src/protocol.ts";
/// What would turn text into HTML.
const HTML: &[&str] = &["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "srcdoc"];

pub(super) fn faults(checkout: &Checkout, files: &[String]) -> anyhow::Result<Faults> {
    let wire = checkout.read(WIRE)?;
    let wire: Vec<&str> = wire.lines().filter_map(declared).collect();
    let mut faults = Faults::new();
    for file in files.iter().filter(|file| file.starts_with("web/src/") && *file != WIRE && !file.contains(".test.")) {
        let text = checkout.read(file)?;
        for (at, line) in text.lines().enumerate() {
            if let Some(name) = declared(line).filter(|name| wire.contains(name)) {
                faults.push(format!("{file}:{}: {name} is a wire type: import it from protocol", at + 1));
            }
            for word in HTML.iter().filter(|word| line.contains(**word)) {
                faults.push(format!("{file}:{}: {word}: text goes into the page as text", at + 1));
            }
            if line.contains("http://") && !line.contains("http://www.w3.org/") || line.contains("https://") {
                faults.push(format!("{file}:{}: the page asks nobody but its own server", at + 1));
            }
        }
    }
    Ok(faults)
}

/// The name of the type that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line.strip_prefix("export ").unwrap_or(line);
    let rest = line.strip_prefix("type ").or_else(|| line.strip_prefix("interface "))?;
    let name = rest.split(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    // `type` is also a field's name, and a word in prose.
    let (_, after) = rest.split_at(name.len());
    let opens = [" =", " {", "<", " extends"].iter().any(|opening| after.starts_with(opening));
    (!name.is_empty() && opens).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_distinguished_from_uses() {
        assert_eq!(declared("export type Card = { id: string };"), Some("Card"));
        assert_eq!(declared("interface Card extends Base {"), Some("Card"));
        assert_eq!(declared("import type { Card } from '../protocol';"), None);
        assert_eq!(declared("  type: 'leave',"), None);
    }
}
