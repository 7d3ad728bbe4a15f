//! A feed as Atom (RFC 4287).

use std::io;

use jiff::Timestamp;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use traceboard_board::CircleId;
use traceboard_protocol::{FeedEntry, FeedText};

use crate::byline::byline;

/// The media type.
pub(crate) const ATOM: &str = "application/atom+xml; charset=utf-8";
/// The longest title, in characters: readers list titles, and show the words when one is opened.
const TITLE_CHARS_MAX: usize = 100;

type Xml = Writer<Vec<u8>>;

/// The document. The same traces give the same bytes.
///
/// # Errors
/// Where the XML can't be written.
pub(crate) fn document(feed: &FeedText, circle: CircleId, origin: &str, own: &str) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let board = format!("{origin}/c/{circle}/");
    xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).write_inner_content(|xml| {
        text(xml, "title", feed.circle.as_deref().unwrap_or("Traceboard"))?;
        text(xml, "id", &format!("urn:uuid:{circle}"))?;
        text(xml, "updated", &time(feed.updated_at_ms()))?;
        link(xml, "self", "application/atom+xml", own)?;
        link(xml, "alternate", "text/html", &board)?;
        feed.traces.iter().try_for_each(|it| entry(xml, it, &board))
    })?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Xml, it: &FeedEntry, board: &str) -> io::Result<()> {
    let at = if it.seed == it.id { String::new() } else { format!("?at={}", it.id) };
    let name = byline(it.by.as_deref(), it.program);
    let words = match &it.open_end {
        Some(end) => format!("{}\n\nSomeone could… {end}", it.text),
        None => it.text.clone(),
    };
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", title(&it.text))?;
        text(xml, "id", &format!("urn:uuid:{}", it.id))?;
        text(xml, "published", &time(it.at_ms))?;
        text(xml, "updated", &time(it.worded_at_ms))?;
        xml.create_element("author").write_inner_content(|xml| text(xml, "name", &name))?;
        link(xml, "alternate", "text/html", &format!("{board}trail/{}{at}", it.seed))?;
        text(xml, "content", &words)
    })?;
    Ok(())
}

/// An element with a text, which is of the type `text` wherever Atom asks for one.
fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    // XML can't hold these, not even escaped.
    let kept: String = text.chars().filter(|char| is_char(*char)).collect();
    xml.create_element(name).write_text_content(BytesText::new(&kept)).map(drop)
}

fn link(xml: &mut Xml, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    xml.create_element("link").with_attributes([("rel", rel), ("type", kind), ("href", href)]).write_empty().map(drop)
}

/// The first words of a trace: whole ones, where they are parted by white space.
fn title(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(TITLE_CHARS_MAX) else { return text };
    text[..end].rfind(char::is_whitespace).map_or(text, |cut| text[..cut].trim_end())
}

/// A time as RFC 3339 has it, in UTC.
fn time(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or_default().to_string()
}

/// Whether XML 1.0 can hold a character.
fn is_char(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use roxmltree::{Document, Node};
    use traceboard_board::TraceId;
    use uuid::Uuid;

    use super::*;

    const CIRCLE: CircleId = CircleId(Uuid::from_u128(1));

    fn entry(n: u128, text: &str) -> FeedEntry {
        FeedEntry {
            id: TraceId(Uuid::from_u128(n)),
            seed: TraceId(Uuid::from_u128(7)),
            by: Some("Kea & <Tui>".to_owned()),
            program: false,
            at_ms: 1_790_000_000_123,
            worded_at_ms: 1_790_000_060_000,
            text: text.to_owned(),
            open_end: None,
        }
    }

    fn read(feed: &FeedText) -> String {
        String::from_utf8(document(feed, CIRCLE, "https://board.example", "https://board.example/feed/x").unwrap())
            .unwrap()
    }

    fn feed(traces: Vec<FeedEntry>) -> FeedText {
        FeedText { circle: Some("Year \"three\"".to_owned()), began_at_ms: 1_780_000_000_000, traces }
    }

    fn child<'a>(node: Node<'a, 'a>, name: &str) -> Node<'a, 'a> {
        let all: Vec<_> =
            node.children().filter(|child| child.has_tag_name(("http://www.w3.org/2005/Atom", name))).collect();
        assert_eq!(all.len(), 1, "{name}");
        all[0]
    }

    #[test]
    fn any_words_are_read_back_by_another_parser() {
        let words = "<b>&amp; ]]> \"it's\" \u{1f33f} \u{5d0}\u{5d1} a\u{301}";
        let seed = FeedEntry { program: true, open_end: Some("<br>".to_owned()), ..entry(7, "A\u{b}\u{ffff}B") };
        let text = read(&feed(vec![entry(9, words), seed]));
        let parsed = Document::parse(&text).unwrap();
        let root = parsed.root_element();
        assert_eq!(child(root, "title").text(), Some("Year \"three\""));
        assert_eq!(child(root, "updated").text(), Some("2026-09-21T14:14:20Z"));
        let entries: Vec<_> = root.children().filter(|child| child.tag_name().name() == "entry").collect();
        assert_eq!(child(entries[0], "content").text(), Some(words));
        assert_eq!(child(entries[0], "id").text(), Some("urn:uuid:00000000-0000-0000-0000-000000000009"));
        assert_eq!(child(child(entries[0], "author"), "name").text(), Some("Kea & <Tui>"));
        let place =
            "https://board.example/c/00000000-0000-0000-0000-000000000001/trail/00000000-0000-0000-0000-000000000007";
        assert_eq!(
            child(entries[0], "link").attribute("href"),
            Some(&*format!("{place}?at=00000000-0000-0000-0000-000000000009"))
        );
        assert_eq!(child(entries[1], "link").attribute("href"), Some(place));
        assert_eq!(child(entries[1], "content").text(), Some("AB\n\nSomeone could… <br>"));
        assert_eq!(child(child(entries[1], "author"), "name").text(), Some("Kea & <Tui> (program)"));
        assert_eq!(child(entries[1], "published").text(), Some("2026-09-21T14:13:20.123Z"));
    }

    #[test]
    fn a_feed_without_traces_is_whole() {
        let text = read(&FeedText { circle: None, ..feed(Vec::new()) });
        let parsed = Document::parse(&text).unwrap();
        let root = parsed.root_element();
        assert_eq!(
            (child(root, "title").text(), child(root, "updated").text()),
            (Some("Traceboard"), Some("2026-05-28T20:26:40Z"))
        );
        let rels: Vec<_> = root.children().filter_map(|child| child.attribute("rel")).collect();
        assert_eq!(rels, ["self", "alternate"]);
    }

    #[test]
    fn a_long_text_has_its_first_whole_words_as_title() {
        let long = "word ".repeat(40);
        assert_eq!(title(&long), "word ".repeat(20).trim_end());
        assert_eq!(title(&"\u{5b57}".repeat(140)), "\u{5b57}".repeat(140));
        assert_eq!(title("short"), "short");
    }
}
