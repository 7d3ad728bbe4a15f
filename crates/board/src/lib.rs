//! Events, and the fold that makes a board of them.
//!
//! Owns the stored format (`event`, `what`, `door`), the fold ([`Board`]), warmth, trails, what an audience may see and what changed
//! after a position. Never touches I/O, async or a clock, nor words: time and ids arrive inside the event, so the same log gives
//! the same board on every machine, and rows say which entries hold the words.
#![warn(missing_docs)]

mod board;
mod body;
mod changes;
mod checkpoint;
mod damage;
mod deeds;
pub mod door;
mod event;
mod facet;
mod feed;
mod gatherings;
mod glow;
mod history;
mod id;
mod imported;
mod joint;
mod marked;
mod meets;
mod members;
mod mine;
mod order;
mod origins;
mod pages;
mod patterns;
mod personal;
mod photo;
mod pods;
mod programs;
mod reaches;
mod resting;
mod role;
mod rounds;
mod row_collector;
mod rows;
mod rules;
mod search;
mod sorted;
mod steps;
mod takers;
mod taking_up;
mod traces;
mod trails;
mod verdict;
mod views;
mod wall;
pub mod warmth;
mod weave;
mod what;

pub use board::Board;
pub use body::{Body, Crossed};
pub use changes::{Anew, Changes};
pub use checkpoint::{CHECKPOINT_VERSION, CheckpointError};
pub use event::{Event, FORMAT_VERSION, Head};
pub use facet::Facet;
pub use feed::{FEED_MAX, FeedPicture, FeedTrace};
pub use gatherings::{
    GATHERING_AHEAD_MS_MAX, GATHERING_MS_MAX, GATHERINGS_PLANNED_MAX, GatheringEdge, GatheringPage, GatheringsPage,
    is_span,
};
pub use glow::{GLOW_CARDS_MAX, GLOW_STEPS_MAX};
pub use history::{Deed, MemberHistory, TraceHistory};
pub use id::{CircleId, EntryId, MemberId, PhotoId, PodId, TraceId};
pub use imported::Imported;
pub use joint::Joint;
pub use meets::{MOVED_MAX, Meets};
pub use members::{COLOURS, colour_of};
pub use mine::{MINE_MAX, Mark, Mine};
pub use order::CHANGES_ROWS_MAX;
pub use pages::{CardsPage, Edge, SnapshotPage, SnapshotSizes, TrailPage, WarmEdge, WarmPage};
pub use patterns::{
    PATTERNS, Part, Pattern,
    agreement::{AgreementsPage, REVIEW_DAYS_MAX, Stage, WORDINGS_MAX},
    budding::{BUD_AT, BUDS_MAX, Budding, Kin},
    promise::{DueEdge, PROMISE_DAYS_MAX},
    retro::{CARD_LINES_MAX, GROUP_CARDS_MAX, RoundCard, TRY_PROMPT, TriedCard, card_lines},
    story::{CITES_MAX, RETELLINGS_MAX, StoryPage, StoryPart},
};
pub use photo::Photo;
pub use pods::{
    OFFER_WAITS_MS, POD_DAYS_MAX, POD_GRACE_DAYS, POD_INVITED_MAX, POD_PLACES_MAX, POD_PLACES_MIN, POD_SILENT_MS,
    PODS_CALLED_MAX, PODS_OFFERED_MAX, PodRow, PodSays, PodsPage, Terms,
};
pub use reaches::TRAILS_MAX;
pub use role::Role;
pub use rounds::{
    ANSWERED_MAX, Answer, NoAnswers, OWN_ROUNDS_MAX, OwnRound, PROMPTS_MAX, ROUND_MS_MAX, ROUNDS_BY_ONE_MAX,
    ROUNDS_OPEN_MAX, RoundKind, RoundsPage,
};
pub use rows::{
    Audience, CardRow, CardState, CircleRow, GatheringRow, Light, MemberRow, MemberState, NameOf, RoundRow, Rows,
    TrailRow,
};
pub use rules::{PARENTS_MAX, REWORDING_MS_MAX, REWORDINGS_MAX};
pub use search::TraceFilter;
pub use steps::{Standing, Step};
pub use traceboard_rhythm::Rhythm;
pub use trails::PEOPLE_MAX;
pub use verdict::{Refusal, Verdict};
pub use wall::{WALL_NEWEST, WALL_OPEN_ENDS, WALL_TRAILS, WallCard, WallPicture};
pub use weave::{BuiltOn, WOVEN_TRACES_MAX};
pub use what::What;
