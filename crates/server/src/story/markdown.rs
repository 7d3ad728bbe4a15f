//! A story as Markdown.

use std::fmt::Write;

use super::{Piece, StoryText};
use crate::transfer::markdown::escaped;

/// The whole story. Nothing in its words is Markdown.
pub(crate) fn markdown(told: &StoryText) -> String {
    let StoryText { title, by, of, on, pieces } = told;
    let mut text = format!("# {}\n\n*{}*\n", heading(title), escaped(&byline(by, of, on)));
    for piece in pieces {
        // Writing to a string can't fail.
        let _ = match piece {
            Piece::Words(words) => write!(text, "\n{}\n", lines(words, "")),
            Piece::Cited { text: words, by, on, .. } => {
                write!(text, "\n> {}\n>\n> — **{}**, {on}\n", lines(words, "> "), escaped(by))
            }
            Piece::Gap(why) => write!(text, "\n> *({why})*\n"),
        };
    }
    text
}

/// Who told it, where and when.
pub(super) fn byline(by: &str, of: &str, on: &str) -> String {
    if of.is_empty() { format!("Told by {by}, {on}") } else { format!("Told by {by} in {of}, {on}") }
}

fn heading(title: &str) -> String {
    escaped(&title.replace('\n', " "))
}

/// Words whose line breaks stay.
fn lines(words: &str, before: &str) -> String {
    let line = |line: &str| if line.trim().is_empty() { String::new() } else { format!("{}  ", escaped(line)) };
    let lines: Vec<_> = words.lines().map(line).collect();
    lines.join(&format!("\n{before}")).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_told_with_the_words_of_all_and_its_gaps() {
        let cited = |text: &str| Piece::Cited {
            text: text.to_owned(),
            by: "Bo *".to_owned(),
            colour: 3,
            on: "2 June 2026".to_owned(),
        };
        let told = StoryText {
            title: "The pond\n# of us".to_owned(),
            by: "Ana".to_owned(),
            of: "House".to_owned(),
            on: "9 June 2026".to_owned(),
            pieces: vec![
                Piece::Words("It began\nwith *mud*.\n\nThen:".to_owned()),
                cited("dug\nit"),
                Piece::Gap("taken back"),
            ],
        };
        let text = "# The pond # of us\n\n*Told by Ana in House, 9 June 2026*\n\n\
            It began  \nwith \\*mud\\*.  \n\nThen:\n\n> dug  \n> it\n>\n> — **Bo \\***, 2 June 2026\n\n> *(taken back)*\n";
        assert_eq!(markdown(&told), text);
    }
}
