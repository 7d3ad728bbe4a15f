//! The fold's verdict on an entry.

use serde::{Deserialize, Serialize};

/// The fold's verdict on an event. The same board and event always give the same verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The board changed.
    Applied,
    /// The board had this already; nothing changed.
    Repeated,
    /// The event is invalid on this board; nothing changed.
    Refused(Refusal),
    /// The event has a tag of a later version; nothing changed.
    Unknown,
}

/// Why the fold refuses an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The actor isn't a present member of the circle.
    NotAMember,
    /// The actor isn't a host.
    NotAHost,
    /// Only the author may do this.
    NotTheAuthor,
    /// No such trace on this board.
    UnknownTrace,
    /// No such member in this circle.
    UnknownMember,
    /// The ten minutes for rewording are over.
    TooLate,
    /// A trace is reworded at most sixteen times.
    RewordedTooOften,
    /// The trace was withdrawn.
    Withdrawn,
    /// The trace is hidden.
    Hidden,
    /// Nobody warms a trace of their own, or asks for it.
    OwnTrace,
    /// A circle keeps at least one host.
    LastHost,
    /// The circle is founded already, or not yet.
    Founding,
    /// The circle has switched this pattern off.
    PatternOff,
    /// A day or time is out of bounds, or an end is not after its beginning.
    BadTime,
    /// A circle seeds up to three.
    TooManyBuds,
    /// The trace is no promise.
    NotAPromise,
    /// The promise was kept already.
    Kept,
    /// The trace is no agreement.
    NotAnAgreement,
    /// An agreement is tried before it is lived, and moves on only as a review of it concludes.
    NotReviewed,
    /// A review of the agreement is open already.
    ReviewOpen,
    /// The agreement was let go.
    LetGo,
    /// The trace is no story.
    NotAStory,
    /// The trace is a story: it is told anew, not reworded.
    IsAStory,
    /// No meeting falls on that day.
    UnknownMeeting,
    /// No such round on this board.
    UnknownRound,
    /// The round is over: nobody answers it any more.
    RoundEnded,
    /// They answered the round or passed already, maybe on another device.
    AnsweredAlready,
    /// There is no answer of theirs to take back.
    UnknownAnswer,
    /// As many rounds are open as can be at once.
    TooManyRounds,
    /// No such gathering on this board.
    UnknownGathering,
    /// As many gatherings are planned as can be at once.
    TooManyGatherings,
    /// This isn't done in this kind of space: in a pod, or outside one.
    NotHere,
    /// No such pod in this circle.
    UnknownPod,
    /// The member called as many pods as one can call, and none of them is closed.
    TooManyPods,
    /// A pod has two to eight places.
    BadPlaces,
    /// All places of the pod are taken.
    PodFull,
    /// The pod is closed.
    PodClosed,
    /// As many invitations of the pod wait as can wait at once.
    TooManyInvited,
    /// The pod was offered to others.
    NotInvited,
    /// They neither answered the round nor passed, so they may not read its answers.
    AnswerFirst,
    /// No such card in this retro, or not of the same prompt.
    UnknownCard,
    /// As many cards were put together as can be.
    GroupFull,
}
