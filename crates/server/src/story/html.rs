//! A story as a page without a script, that opens without a network and prints well.

use std::{fmt::Write, sync::LazyLock};

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{Piece, StoryText, markdown::byline};

/// The whole look: a page of it stands alone.
const STYLE: &str = include_str!("story.css");

/// What the page's sheet of style is allowed by: nothing else is, and nothing runs.
static ALLOWED: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
});

/// The policy that goes with the page in a header, which also says that no other page frames it.
pub(crate) fn policy() -> String {
    format!("{}; frame-ancestors 'none'", *ALLOWED)
}

/// The whole story as a document. Nothing in its words is HTML.
pub(crate) fn page(told: &StoryText) -> String {
    let StoryText { title, by, of, on, pieces } = told;
    let (title, byline) = (escaped(title), escaped(&byline(by, of, on)));
    let mut text = String::new();
    for piece in pieces {
        // Writing to a string can't fail.
        let _ = match piece {
            Piece::Words(words) => writeln!(text, "<div dir=\"auto\">{}</div>", paragraphs(words)),
            Piece::Cited { text: words, by, colour, on } => writeln!(
                text,
                "<figure class=\"c{colour}\">\n<blockquote dir=\"auto\">{}</blockquote>\n\
                 <figcaption><b dir=\"auto\">{}</b> · {on}</figcaption>\n</figure>",
                paragraphs(words),
                escaped(by)
            ),
            Piece::Gap(why) => writeln!(text, "<p class=\"gap\">{why}</p>"),
        };
    }
    let credits = credits(pieces);
    document(
        &title,
        &format!("<h1 dir=\"auto\">{title}</h1>\n<p class=\"by\" dir=\"auto\">{byline}</p>\n{text}{credits}"),
    )
}

/// What whoever follows a link that leads nowhere any more reads.
pub(crate) fn gone() -> String {
    let text = "<h1>This story isn’t shown here</h1>\n<p class=\"by\">Its link was taken back, or the story was. \
                Whoever sent you here may know more.</p>\n";
    document("No story here", text)
}

/// What whoever opens a link for a sister circle in a browser reads.
pub(crate) fn for_hosts() -> String {
    let text = "<h1>A link for a host of another circle</h1>\n<p class=\"by\">By it another circle reads the stories that this one \
                lets cross. Give it to a host there: on their host’s page they paste it under <i>Sister circles</i>.</p>\n";
    document("A link for a sister circle", text)
}

/// What whoever opens an address that names nothing reads.
pub(crate) fn nothing_here() -> String {
    let text = "<h1>Nothing is here</h1>\n<p class=\"by\">This address leads nowhere: it may have been cut off, or be of another \
                server.</p>\n<p><a href=\"/\">Go to the boards of this server</a></p>\n";
    document("Nothing is here", text)
}

/// Whose words it holds, each once, in the order of the story.
fn credits(pieces: &[Piece]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for piece in pieces {
        if let Piece::Cited { by, .. } = piece
            && !names.contains(&by.as_str())
        {
            names.push(by);
        }
    }
    let named: Vec<_> = names.iter().map(|name| format!("<bdi>{}</bdi>", escaped(name))).collect();
    match named.as_slice() {
        [] => String::new(),
        [one] => format!("<footer>With the words of {one}.</footer>\n"),
        [most @ .., last] => format!("<footer>With the words of {} and {last}.</footer>\n", most.join(", ")),
    }
}

fn document(title: &str, main: &str) -> String {
    let policy = &*ALLOWED;
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"content-security-policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex, nofollow\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{main}</main>\n</body>\n</html>\n"
    )
}

/// Words as paragraphs; a line break within one stays.
fn paragraphs(words: &str) -> String {
    let paragraphs = words.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>", escaped(paragraph).replace('\n', "<br>"))).collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pieces: Vec<Piece>) -> StoryText {
        let (by, of, on) = ("Ana".to_owned(), "House".to_owned(), "9 June 2026".to_owned());
        StoryText { title: "The <pond>".to_owned(), by, of, on, pieces }
    }

    fn cited(by: &str) -> Piece {
        let (text, on) = ("</style><script>alert(1)</script>".to_owned(), "2 June 2026".to_owned());
        Piece::Cited { text, by: by.to_owned(), colour: 3, on }
    }

    #[test]
    fn words_are_no_markup_and_each_author_is_credited_once() {
        let pieces = vec![cited("Bo & Cy"), Piece::Gap("taken back"), cited("Di"), cited("Bo & Cy")];
        let page = page(&told(pieces));
        assert!(page.contains("<h1 dir=\"auto\">The &lt;pond&gt;</h1>") && !page.contains("<script"), "{page}");
        assert!(page.contains("<p class=\"gap\">taken back</p>"));
        assert!(page.contains("With the words of <bdi>Bo &amp; Cy</bdi> and <bdi>Di</bdi>."));
        assert!(credits(&[]).is_empty() && credits(&[cited("Di")]).contains("of <bdi>Di</bdi>."));
    }

    #[test]
    fn its_own_style_alone_is_allowed_and_stands_in_it_as_it_was_hashed() {
        let page = page(&told(vec![Piece::Words("one\ntwo\n\nthree".to_owned())]));
        assert!(page.contains("<div dir=\"auto\"><p>one<br>two</p><p>three</p></div>"), "{page}");
        let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
        let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
        assert!(
            policy().contains(&format!("style-src 'sha256-{hash}'")) && policy().contains("frame-ancestors 'none'")
        );
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains("</"));
    }
}
