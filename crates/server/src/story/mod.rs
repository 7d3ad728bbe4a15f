//! A story as a text of its own: for whoever has a link to it, and as a file to take along.

mod html;
mod markdown;

use std::collections::HashMap;

use jiff::{Timestamp, tz::TimeZone};
use traceboard_board::{Audience, Board, CardState, MemberState, TraceId};
use traceboard_protocol::{Card, Code, CrossedPiece, CrossedStory, Member, StoryPiece, StoryView};

use crate::{byline::byline, refusal::Refused, space::Space};

pub(crate) use html::{for_hosts, gone, nothing_here, page, policy};
pub(crate) use markdown::markdown;

/// A story in words, for somebody who has no board before them.
#[derive(Debug)]
pub(crate) struct StoryText {
    title: String,
    by: String,
    /// The name of the circle, or of the pod.
    of: String,
    on: String,
    pieces: Vec<Piece>,
}

/// A piece of a story.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// Its author's words.
    Words(String),
    /// Another's words as they stand now.
    Cited { text: String, by: String, colour: u8, on: String },
    /// What it cited isn't there any more, and why, in a word.
    Gap(&'static str),
}

impl Space {
    /// A story as everyone in the space may read it now.
    ///
    /// # Errors
    /// [`Code::UnknownStory`] where there is none, or it is hidden or taken back; and where the log can't be read.
    pub(crate) async fn told(&self, story: TraceId) -> Result<StoryText, Refused> {
        let ask = |board: &Board| board.story(Audience::Member, None, story).ok_or_else(|| unknown(story));
        let (position, page, bodies) = self.ask(ask, |page| &page.rows).await?;
        let zone = match self.pod_of() {
            Some(circle) => zone(&circle.board.read().state),
            None => zone(&self.board.read().state),
        };
        let view = StoryView::of(position, page, false, &bodies);
        Ok(StoryText::of(&view, self.name().await?, &zone))
    }
}

/// There is no such story for the one who asks.
pub(crate) fn unknown(story: TraceId) -> Refused {
    let meaning = Code::UnknownStory.row().meaning;
    Refused::new(Code::UnknownStory, format!("cannot read story {story}: {meaning}"))
}

impl StoryText {
    fn of(view: &StoryView, of: String, zone: &TimeZone) -> Self {
        let members: HashMap<_, _> = view.rows.members.iter().map(|member| (member.id, member)).collect();
        let cards: HashMap<_, _> = view.rows.cards.iter().map(|card| (card.n, card)).collect();
        let author = |card: &Card| members.get(&card.by).copied();
        let named = |member: Option<&Member>| {
            let program = member.is_some_and(|member| member.state == MemberState::Program);
            byline(member.and_then(|member| member.name.as_deref()), program)
        };
        let piece = |piece: &StoryPiece| match piece {
            StoryPiece::Words(words) => Piece::Words(words.clone()),
            StoryPiece::Gone => Piece::Gap("not on this board"),
            StoryPiece::Card(n) => match cards.get(n) {
                Some(Card { state: CardState::Withdrawn, .. }) => Piece::Gap("taken back"),
                Some(Card { state: CardState::Hidden, .. }) => Piece::Gap("hidden"),
                Some(card) => Piece::Cited {
                    text: card.text.clone().unwrap_or_default(),
                    by: named(author(card)),
                    colour: author(card).map_or(0, |member| member.colour),
                    on: date(card.at_ms, zone),
                },
                None => Piece::Gap("not on this board"),
            },
        };
        let card = cards.get(&view.card).copied();
        Self {
            title: card.and_then(|card| card.text.clone()).unwrap_or_default(),
            by: named(card.and_then(author)),
            of,
            on: card.map(|card| date(card.at_ms, zone)).unwrap_or_default(),
            pieces: view.parts.iter().map(piece).collect(),
        }
    }

    /// As it is told in a sister circle. None where its title isn't there.
    pub(crate) fn crossed(self, id: TraceId) -> Option<CrossedStory> {
        let Self { title, by, on, pieces, .. } = self;
        let piece = |piece| match piece {
            Piece::Words(words) => CrossedPiece::Words(words),
            Piece::Cited { text, by, on, .. } if !text.is_empty() => CrossedPiece::Cited { text, by, on },
            Piece::Cited { .. } | Piece::Gap(_) => CrossedPiece::Gone,
        };
        let pieces = pieces.into_iter().map(piece).collect();
        (!title.is_empty()).then_some(CrossedStory { id, title, by, on, pieces })
    }

    /// The title, cut to what a file can be called: letters and digits, with hyphens between.
    pub(crate) fn file_name(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
        let title: String = self.title.chars().map(plain).collect();
        let name = title.split_whitespace().take(8).collect::<Vec<_>>().join("-");
        let name: String = name.chars().take(60).collect();
        if name.is_empty() { "story".to_owned() } else { name }
    }
}

/// The time zone in which a circle's days are days.
fn zone(board: &Board) -> TimeZone {
    let name = board.circle().and_then(|circle| circle.time_zone.as_deref());
    name.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC)
}

/// A day as it is written out.
fn date(at_ms: i64, zone: &TimeZone) -> String {
    let time = Timestamp::from_millisecond(at_ms).unwrap_or_default().to_zoned(zone.clone());
    time.strftime("%-d %B %Y").to_string()
}
