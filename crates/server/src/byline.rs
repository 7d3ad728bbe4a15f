//! Whose words they are, where they stand in a text for itself: in a file, a feed or a page that is no board.

/// A name, or "someone" where it was erased. That it is a program's is said behind it, since nothing else here could.
pub(crate) fn byline(name: Option<&str>, program: bool) -> String {
    let name = name.unwrap_or("someone");
    if program { format!("{name} (program)") } else { name.to_owned() }
}
