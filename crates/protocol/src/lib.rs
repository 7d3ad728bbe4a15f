//! The frames on the socket, the bodies of the API, and the one table of errors that both use.
//!
//! Owns the validation that turns untrusted JSON into `board` types ([`Draft::check`]), and the export to TypeScript.
//! Never knows a socket or a store.

#![warn(missing_docs)]

mod api;
mod budding;
mod check;
mod close;
pub mod docs;
mod draft;
mod entries;
mod error;
#[cfg(feature = "export")]
pub mod export;
mod facets;
mod feeds;
mod frame;
mod gatherings;
mod hooks;
mod limits;
mod meetings;
mod pages;
mod pasted;
mod photos;
mod place;
mod pods;
mod programs;
mod push;
mod query;
mod read;
mod rounds;
mod rows;
mod search;
mod sisters;
mod stories;
mod text;
mod transfer;
mod wall;
mod weave;
mod wire;

pub use api::{
    Commands, Export, ImportOutcome, ImportResult, Invite, InviteInfo, InviteKind, InviteLink, JoinRequest, Joined,
    LookRequest, NewInvite, OpenSession, Problem,
};
pub use budding::SeedRequest;
pub use check::{
    CheckedInvite, Fault, check_half_life, check_photo, check_photo_id, check_rhythm, check_secret, check_told,
    round_prompts, time_zone_name,
};
pub use close::{CloseCode, CloseRow, ComeBack};
pub use draft::{Deed, Draft};
pub use entries::{EntryLine, EntryPage, EntryQuery};
pub use error::{Code, ERRORS, ErrorRow};
pub use facets::{AgreementsPage, DueEdge, DueQuery, OpenEndQuery, PromisePage};
pub use feeds::{FeedEntry, FeedLink, FeedText, NewFeed, StandingFeed};
pub use frame::{ClientFrame, FORMER_SUBPROTOCOL, Face, Following, SUBPROTOCOL, ServerFrame, SpaceId, VERSION, Why};
pub use gatherings::{Gathering, GatheringEdge, GatheringQuery, GatheringView, GatheringsPage, GatheringsQuery};
pub use hooks::{HookAdded, HookOn, NewHook, StandingHook};
pub use limits::Limits;
pub use meetings::{CalendarLink, Meeting, MeetingPage, NewCalendar, StandingCalendar};
pub use pages::{
    CardPage, CardQuery, Edge, MemberPage, MemberQuery, MinePage, MineQuery, Snapshot, StatesQuery, TrailOrder,
    TrailQuery, TrailView, TrailsPage, TrailsQuery, WarmEdge, Words, WordsPage, WordsQuery,
};
pub use pasted::bare_address;
pub use photos::{PhotoDraft, PhotoQuery, PhotoSent, PhotoSize};
pub use place::Where;
pub use pods::{LetIn, PodPage, PodQuery, Waiting};
pub use programs::{NewProgram, ProgramLeft, ProgramToken, ProgramTrace, StandingProgram};
pub use push::{PushMessage, PushState, PushSubscribed};
pub use query::{Cards, PodSelection};
pub use read::{UnreadableFrame, read_json};
pub use rounds::{Answer, AnswersPage, AnswersQuery, OwnRound, PutCard, Round, RoundsPage, RoundsQuery, TakenCard};
pub use rows::{Card, Circle, Kin, Light, Mark, Member, Pod, PodState, PodTerms, Rows, States, Trail, called};
pub use search::{Found, SearchPage, SearchRequest, Stretch};
pub use sisters::{
    CROSSING_FORMAT, CrossedPiece, CrossedStory, Crossing, Kinship, NewCrossing, NewSister, Sister, SisterLink,
    SisterStory, SisterStoryView, SistersPage, StandingSisterLink, crossed,
};
pub use stories::{NewStoryLink, StoryForm, StoryLink, StoryPiece, StoryQuery, StoryView};
pub use text::{agreement_reason, circle_name, gathering_name, member_name, trace_text};
pub use transfer::{ExportLine, GatheringLine, HiddenMark, MemberLine, RoundLine, TraceLine, WarmMark};
pub use wall::{
    NewWall, StandingWall, WallAnswer, WallChange, WallJoin, WallLink, WallPhotoRequest, WallRequest, WallShows,
    WallTrace,
};
pub use weave::{GroupsPage, GroupsQuery, Ring, RingOf, Thickness, Tie, WeavePage, WeaveQuery};
pub use wire::{Bodies, first_named};

/// A 0 is left out of a row.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

/// A false is left out of a row.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}
