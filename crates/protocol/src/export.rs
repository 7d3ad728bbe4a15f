//! The wire in TypeScript, as one file: types, limits, close codes and errors.

use std::fmt::Write as _;

use traceboard_board::{self as board, REWORDING_MS_MAX};
use ts_rs::{Config, TS};

use crate::{self as protocol, CloseCode, ComeBack, ERRORS, Limits, SUBPROTOCOL, VERSION};

/// The whole file. The same sources give the same file, so that a stale copy can be detected.
#[must_use]
pub fn typescript() -> String {
    let mut out =
        "// Generated from the Rust types by `cargo xtask generate`. Changes made here are lost.\n\n".to_owned();
    types(&mut out);
    constants(&mut out);
    tables(&mut out);
    tidy(&out)
}

/// Comments of one sentence on one line, and no white space at a line's end.
fn tidy(file: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in file.lines().map(str::trim_end) {
        if line == " */" && lines.len() >= 2 && lines[lines.len() - 2] == "/**" {
            let sentence = lines.pop().unwrap_or_default();
            lines.pop();
            lines.push(format!("/** {} */", sentence.trim_start_matches(" * ")));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n") + "\n"
}

macro_rules! declare {
    ($out:ident, $($type:ty),* $(,)?) => {{
        let config = Config::new();
        $(
            let docs = <$type as TS>::docs().unwrap_or_default();
            let _ = writeln!($out, "{docs}export {}\n", <$type as TS>::decl(&config));
        )*
    }};
}

fn types(out: &mut String) {
    out.push_str("/** Where an entry stands in a log: a string to compare and send back, `term-seq-nonce`. */\n");
    out.push_str("export type Position = string;\n\n");
    declare!(
        out,
        board::CircleId,
        board::MemberId,
        board::EntryId,
        board::TraceId,
        board::PodId,
        board::Role,
        board::MemberState,
        board::CardState,
        board::Stage,
        board::Facet,
        board::StoryPart,
        board::Pattern,
        board::RoundCard,
        board::TriedCard,
        board::Crossed,
        board::Joint,
        board::PhotoId,
        board::Photo,
        protocol::PhotoDraft,
        protocol::PhotoSent,
        protocol::PhotoSize,
        protocol::PhotoQuery,
        traceboard_rhythm::Which,
        traceboard_rhythm::Every,
        traceboard_rhythm::Rhythm,
        traceboard_rhythm::Moved,
        protocol::SpaceId,
        protocol::Circle,
        protocol::Kin,
        protocol::Member,
        protocol::Card,
        protocol::Light,
        protocol::Trail,
        board::RoundKind,
        protocol::Round,
        protocol::OwnRound,
        protocol::Gathering,
        protocol::GatheringEdge,
        protocol::Mark,
        protocol::PodState,
        protocol::PodTerms,
        protocol::Pod,
        protocol::Rows,
        protocol::States,
        protocol::Code,
        protocol::Deed,
        protocol::Draft,
        protocol::Following,
        protocol::ClientFrame,
        protocol::Face,
        protocol::Why,
        protocol::ServerFrame,
        protocol::Problem,
        protocol::LookRequest,
        protocol::InviteKind,
        protocol::InviteInfo,
        protocol::JoinRequest,
        protocol::Joined,
        protocol::Meeting,
        protocol::SeedRequest,
        protocol::MeetingPage,
        protocol::NewCalendar,
        protocol::CalendarLink,
        protocol::StandingCalendar,
        protocol::Edge,
        protocol::WarmEdge,
        protocol::DueEdge,
        protocol::Snapshot,
        protocol::StatesQuery,
        protocol::MineQuery,
        protocol::MinePage,
        protocol::CardQuery,
        protocol::CardPage,
        protocol::SearchRequest,
        protocol::Stretch,
        protocol::Found,
        protocol::SearchPage,
        protocol::OpenEndQuery,
        protocol::DueQuery,
        protocol::PromisePage,
        protocol::AgreementsPage,
        protocol::StoryQuery,
        protocol::StoryPiece,
        protocol::StoryView,
        protocol::CrossedPiece,
        protocol::CrossedStory,
        protocol::Kinship,
        protocol::Sister,
        protocol::SisterLink,
        protocol::SisterStory,
        protocol::SisterStoryView,
        protocol::SistersPage,
        protocol::StandingSisterLink,
        protocol::NewStoryLink,
        protocol::StoryLink,
        protocol::StoryForm,
        protocol::TrailQuery,
        protocol::TrailView,
        protocol::TrailOrder,
        protocol::TrailsQuery,
        protocol::TrailsPage,
        protocol::PodQuery,
        protocol::PodPage,
        protocol::Waiting,
        protocol::LetIn,
        protocol::Thickness,
        protocol::Tie,
        protocol::RingOf,
        protocol::Ring,
        protocol::WeaveQuery,
        protocol::WeavePage,
        protocol::GroupsQuery,
        protocol::GroupsPage,
        protocol::MemberQuery,
        protocol::MemberPage,
        protocol::RoundsQuery,
        protocol::RoundsPage,
        protocol::AnswersQuery,
        protocol::AnswersPage,
        protocol::Answer,
        protocol::PutCard,
        protocol::TakenCard,
        protocol::GatheringsQuery,
        protocol::GatheringsPage,
        protocol::GatheringQuery,
        protocol::GatheringView,
        protocol::WordsQuery,
        protocol::Words,
        protocol::WordsPage,
        protocol::NewHook,
        protocol::HookAdded,
        protocol::StandingHook,
        protocol::HookOn,
        protocol::NewFeed,
        protocol::FeedLink,
        protocol::StandingFeed,
        protocol::NewProgram,
        protocol::ProgramToken,
        protocol::StandingProgram,
        protocol::ProgramTrace,
        protocol::ProgramLeft,
        protocol::NewWall,
        protocol::WallLink,
        protocol::StandingWall,
        protocol::WallChange,
        protocol::WallPhotoRequest,
        protocol::WallRequest,
        protocol::WallTrace,
        protocol::WallJoin,
        protocol::WallShows,
        protocol::WallAnswer,
        protocol::Commands,
        protocol::NewInvite,
        protocol::Invite,
        protocol::OpenSession,
        protocol::PushState,
        protocol::PushSubscribed,
        protocol::PushMessage,
        protocol::InviteLink,
        protocol::ImportOutcome,
        protocol::ImportResult,
        protocol::Export,
    );
}

fn constants(out: &mut String) {
    let _ = writeln!(out, "/** The websocket subprotocol. */\nexport const SUBPROTOCOL = '{SUBPROTOCOL}';");
    let _ = writeln!(out, "/** The version that `hello` and polls carry. */\nexport const VERSION = {VERSION};\n");
    out.push_str("// Bounds. Each is a constant of its own, so that a page holds only those that it reads.\n");
    let rows: [(&str, i64); _] = [
        ("TEXT_GRAPHEMES_MAX", Limits::TEXT_GRAPHEMES_MAX as i64),
        ("TEXT_BYTES_MAX", Limits::TEXT_BYTES_MAX as i64),
        ("NAME_GRAPHEMES_MAX", Limits::NAME_GRAPHEMES_MAX as i64),
        ("CIRCLE_NAME_GRAPHEMES_MAX", Limits::CIRCLE_NAME_GRAPHEMES_MAX as i64),
        ("LABEL_GRAPHEMES_MAX", Limits::LABEL_GRAPHEMES_MAX as i64),
        ("NAME_BYTES_MAX", Limits::NAME_BYTES_MAX as i64),
        ("PARENTS_MAX", Limits::PARENTS_MAX as i64),
        ("COLOURS", i64::from(Limits::COLOURS)),
        ("HALF_LIFE_MS_MIN", Limits::HALF_LIFE_MS_MIN),
        ("HALF_LIFE_MS_MAX", Limits::HALF_LIFE_MS_MAX),
        ("INTENTION_GRAPHEMES_MAX", Limits::INTENTION_GRAPHEMES_MAX as i64),
        ("POD_PLACES_MIN", i64::from(Limits::POD_PLACES_MIN)),
        ("GROUP", i64::from(Limits::GROUP)),
        ("GROUP_MIN", i64::from(Limits::GROUP_MIN)),
        ("GROUP_MAX", i64::from(Limits::GROUP_MAX)),
        ("POD_PLACES_MAX", i64::from(Limits::POD_PLACES_MAX)),
        ("POD_DAYS_MAX", Limits::POD_DAYS_MAX),
        ("BUDS_MAX", Limits::BUDS_MAX as i64),
        ("PODS_CALLED_MAX", Limits::PODS_CALLED_MAX as i64),
        ("FRAME_BYTES_MAX", Limits::FRAME_BYTES_MAX as i64),
        ("DRAFTS_MAX", Limits::DRAFTS_MAX as i64),
        ("MARKS_MAX", Limits::MARKS_MAX as i64),
        ("CARDS_MAX", Limits::CARDS_MAX as i64),
        ("PAGE_CARDS", Limits::PAGE_CARDS as i64),
        ("SEARCH_BYTES_MAX", Limits::SEARCH_BYTES_MAX as i64),
        ("SEARCH_CARDS", Limits::SEARCH_CARDS as i64),
        ("IDS_MAX", Limits::IDS_MAX as i64),
        ("WALL_DELAY_MS_MAX", Limits::WALL_DELAY_MS_MAX),
        ("PROMISE_DAYS_MAX", Limits::PROMISE_DAYS_MAX),
        ("REVIEW_DAYS_MAX", Limits::REVIEW_DAYS_MAX),
        ("TRAILS", Limits::TRAILS as i64),
        ("WAIT_MS_MAX", Limits::WAIT_MS_MAX as i64),
        ("INVITE_USES_MAX", i64::from(Limits::INVITE_USES_MAX)),
        ("INVITE_HOLDS_MS_MAX", Limits::INVITE_HOLDS_MS_MAX),
        ("REWORDING_MS_MAX", REWORDING_MS_MAX),
        ("PROMPTS_MAX", Limits::PROMPTS_MAX as i64),
        ("CARD_LINES_MAX", Limits::CARD_LINES_MAX as i64),
        ("TRY_PROMPT", i64::from(Limits::TRY_PROMPT)),
        ("ROUND_MS_MAX", Limits::ROUND_MS_MAX),
        ("GATHERING_MS_MAX", Limits::GATHERING_MS_MAX),
        ("GATHERING_AHEAD_MS_MAX", Limits::GATHERING_AHEAD_MS_MAX),
        ("PHOTO_SIDE_MAX", i64::from(Limits::PHOTO_SIDE_MAX)),
        ("CITES_MAX", Limits::CITES_MAX as i64),
        ("STORY_PART_BYTES_MAX", Limits::STORY_PART_BYTES_MAX as i64),
        ("STORY_BYTES_MAX", Limits::STORY_BYTES_MAX as i64),
    ];
    for (name, value) in rows {
        let _ = writeln!(out, "export const {name} = {value};");
    }
}

fn tables(out: &mut String) {
    out.push_str("\n/** What a closed socket means and whether to come back: `resume` or `stay`. */\n");
    out.push_str("export const CLOSE_CODES = {\n");
    for code in CloseCode::ALL {
        let row = code.row();
        let back = match row.come_back {
            ComeBack::Resume => "resume",
            ComeBack::Stay => "stay",
        };
        let _ = writeln!(out, "  {}: {{ name: '{}', comeBack: '{back}' }},", *code as u16, row.name);
    }
    out.push_str("} as const;\n\n/** Every error: what it means, and whether the same may succeed later. */\n");
    out.push_str("export const ERRORS: Record<Code, { meaning: string; retry: boolean }> = {\n");
    for row in ERRORS {
        let meaning = row.meaning.replace('\\', "\\\\").replace('"', "\\\"");
        let _ = writeln!(out, "  {}: {{ meaning: \"{meaning}\", retry: {} }},", row.name, row.retry);
    }
    out.push_str("};\n");
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_same_sources_give_the_same_file() {
        let file = super::typescript();
        assert_eq!(file, super::typescript());
        assert!(!file.contains("bigint"), "JSON has no bigint");
    }

    #[test]
    fn the_pages_types_are_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/src/protocol.ts");
        let held = std::fs::read_to_string(path).unwrap_or_default();
        assert!(held == super::typescript(), "web/src/protocol.ts is stale: run cargo xtask generate");
    }
}
