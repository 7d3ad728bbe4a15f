//! Writes the tables between two marks of `docs/BENCHMARKS.md`; the text around them stays.

use std::{fs, path::Path};

use anyhow::Context;

const BEGIN: &str = "<!-- measured: cargo xtask bench -->";
const END: &str = "<!-- end -->";

/// Replaces what stands between the marks.
///
/// # Errors
/// Where the file has no such marks, or can't be read or written.
pub(crate) fn replace(file: &Path, measured: &str) -> anyhow::Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let text = replaced(&text, measured).with_context(|| format!("cannot find {BEGIN} in {}", file.display()))?;
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

fn replaced(text: &str, measured: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n{END}{after}", measured.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = format!("before\n{BEGIN}\nold\n{END}\nafter\n");
        let expected = format!("before\n{BEGIN}\nnew\n{END}\nafter\n");
        assert_eq!(replaced(&text, "new\n\n"), Some(expected));
        assert_eq!(replaced("no marks", "new"), None);
    }
}
