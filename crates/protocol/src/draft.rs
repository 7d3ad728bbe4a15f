//! What a member sends to have something appended.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use traceboard_board::{
    Crossed, EntryId, Facet, Joint, MemberId, Pattern, PodId, Role, RoundCard, RoundKind, StoryPart, TraceId, TriedCard,
};
use traceboard_rhythm::{Moved, Rhythm, day};

use crate::{PhotoDraft, is_false};

/// An entry that a member asks the server to append to the board's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The author's own id (UUIDv7), made before the first attempt.
    pub id: EntryId,
    /// The author's clock at the time of writing, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub written_at_ms: i64,
    /// What to do.
    pub deed: Deed,
}

/// What a member can do to a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "snake_case", deny_unknown_fields)]
pub enum Deed {
    /// Leave a trace.
    Leave {
        /// 1 to 280 grapheme clusters and at most 4 KiB.
        text: String,
        /// What someone could do next; bounded as the text is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        open_end: Option<String>,
        /// 0 to 3 earlier traces of this board.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<TraceId>>"))]
        builds_on: Vec<TraceId>,
        /// Which of those it takes up: their open ends, or promises of its author's own, which are kept by it. Absent: the open
        /// end of each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        takes_up: Option<Vec<TraceId>>,
        /// Its facet; not together with an open end. An agreement begins at the stage of awareness.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        facet: Option<Facet>,
        /// Why an agreement is proposed; bounded as the text is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        why: Option<String>,
        /// The round whose answer its author lets out with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        round: Option<EntryId>,
        /// The *try* of a retro that its author takes on with this promise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        tries: Option<TriedCard>,
        /// Whether it says what was learned; not beside a facet.
        #[serde(default, skip_serializing_if = "is_false")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        learned: bool,
        /// The joint that it is at.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        joint: Option<Joint>,
        /// The traces that a story cites, at most 100, each once.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<TraceId>>"))]
        cites: Vec<TraceId>,
        /// A story in its order, at most 201 parts: each of those it cites once, and words between them, at most 4 KiB each and
        /// 20 KiB in all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<StoryPart>>"))]
        told: Vec<StoryPart>,
        /// The story of a sister circle that it grew from, as it was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        crossed: Option<Box<Crossed>>,
        /// Its photo.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        photo: Option<Box<PhotoDraft>>,
        /// Whether it stays off the wall.
        #[serde(default, skip_serializing_if = "is_false")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        off_wall: bool,
    },
    /// Tell an own story anew, at any time.
    Retell {
        /// Which story.
        trace: TraceId,
        /// Its title; bounded as a text is.
        text: String,
        /// All that it cites from now on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<TraceId>>"))]
        cites: Vec<TraceId>,
        /// The whole story from now on.
        told: Vec<StoryPart>,
    },
    /// Ask the author of this pod's trace to let it be told in the circle. Only the author sees the request, and sends
    /// no answer: if they agree, they leave it in the circle themself.
    AskToTell {
        /// Which trace.
        trace: TraceId,
    },
    /// Move a facet on: give an own promise another day, or an agreement another stage (its author, hosts, and whoever opened the review).
    MoveFacet {
        /// Which trace.
        trace: TraceId,
        /// What it is from now on.
        to: Facet,
        /// The review round whose conclusion this is. Only a trial begins without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        review: Option<EntryId>,
    },
    /// Call a pod (in a circle). It goes by this draft's id; its caller is in it at once, unless they offer it to others.
    CallPod {
        /// What it is for; 1 to 140 grapheme clusters on one line. Everyone in the circle reads it.
        intention: String,
        /// How many can be in it, 2 to 8.
        places: u8,
        /// Its last day, from today to 182 days ahead.
        #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
        #[serde(deserialize_with = "day::read")]
        ends_on: Date,
        /// When it meets.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        rhythm: Option<Rhythm>,
        /// To whom it is offered (hosts), as many as it has places at the most: its caller isn't in it, and whoever steps in first hosts it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<MemberId>>"))]
        offer_to: Vec<MemberId>,
    },
    /// Step into a pod of this circle (in the circle, since who isn't in the pod can't post there).
    StepIn {
        /// Which pod.
        pod: PodId,
    },
    /// Decline an invitation to a pod (in the circle). Nobody is told a reason.
    DeclinePod {
        /// Which pod.
        pod: PodId,
    },
    /// Leave this pod.
    LeavePod,
    /// Invite a member of the circle into this pod by name (its host).
    InviteToPod {
        /// Whom.
        member: MemberId,
    },
    /// Give this pod another last day.
    ExtendPod {
        /// The new last day, from today to 182 days ahead.
        #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
        #[serde(deserialize_with = "day::read")]
        ends_on: Date,
    },
    /// Let this pod rest, or wake it.
    RestPod {
        /// Whether it rests from now on. Any trace left in it wakes it too.
        resting: bool,
    },
    /// Close this pod for ever: its host at any time, each member from its last day on. What it holds can be read and exported on.
    ClosePod,
    /// Reword an own trace within ten minutes of its acceptance.
    Reword {
        /// Which trace.
        trace: TraceId,
        /// The new words.
        text: String,
        /// The new open end; absent, it has none any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        open_end: Option<String>,
        /// Its photo from now on, the same or another; absent, it has none any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        photo: Option<Box<PhotoDraft>>,
    },
    /// Take an own trace back.
    Withdraw {
        /// Which trace.
        trace: TraceId,
    },
    /// Warm another's trace.
    Warm {
        /// Which trace.
        trace: TraceId,
    },
    /// Hide a trace (hosts).
    Hide {
        /// Which trace.
        trace: TraceId,
        /// Why, for its author and hosts alone; bounded as a text is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        why: Option<String>,
    },
    /// Restore a hidden trace (hosts).
    Restore {
        /// Which trace.
        trace: TraceId,
    },
    /// Take another name or colour.
    Rename {
        /// 1 to 40 grapheme clusters on one line.
        name: String,
        /// An index into the palette of twelve.
        colour: u8,
    },
    /// Leave the circle.
    LeaveCircle,
    /// Rest, without a reason given, until the next deed.
    Rest,
    /// Remove a member (hosts).
    Remove {
        /// Whom.
        member: MemberId,
    },
    /// Let a member back who left or was removed (hosts).
    LetBack {
        /// Whom.
        member: MemberId,
    },
    /// Give a role (hosts).
    GiveRole {
        /// To whom.
        member: MemberId,
        /// Which.
        role: Role,
    },
    /// Change the circle's settings (hosts); what is absent stays.
    ChangeCircle {
        /// 1 to 60 grapheme clusters on one line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        name: Option<String>,
        /// The half-life of warmth, from one minute to a year, in milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        half_life_ms: Option<i64>,
        /// All patterns that are switched off from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        off: Option<Vec<Pattern>>,
        /// The time zone by its IANA name, as `Europe/Vienna`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        time_zone: Option<String>,
    },
    /// Say when the space meets (hosts; in a pod its members).
    SetRhythm {
        /// The rhythm; absent, it has none any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        rhythm: Option<Rhythm>,
    },
    /// *Not this time*: move one meeting, or let it fall (hosts; in a pod its members). It isn't over for longer than two days, is moved by at
    /// most 92, and not to a time that is over.
    MoveMeeting {
        /// Which, by the day that the rhythm gives it, and to when.
        moved: Moved,
    },
    /// Open a round.
    OpenRound {
        /// What it asks for.
        kind: RoundKind,
        /// One's own prompts, 1 to 3, each bounded as a text is; none for a ready kind.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
        prompts: Vec<String>,
        /// When it ends at the latest, within half a year; absent, when all have answered or its opener ends it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        ends_at_ms: Option<i64>,
        /// The trace that it is about. Perspectives are always about one; of an agreement one review is open at a time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        about: Option<TraceId>,
        /// The gathering that it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        gathering: Option<EntryId>,
    },
    /// Answer a round, once.
    Answer {
        /// Which round.
        round: EntryId,
        /// The words, at most one text a prompt, each bounded as a text is; one may be empty, not all.
        answers: Vec<String>,
    },
    /// Pass in a round: read the answers without giving one.
    Pass {
        /// Which round.
        round: EntryId,
    },
    /// Take one's own answer back.
    TakeAnswerBack {
        /// Of which round.
        round: EntryId,
    },
    /// End a round (its opener, hosts).
    EndRound {
        /// Which round.
        round: EntryId,
    },
    /// Put a card of a retro with others that say the same, or take it out again (whoever may read the answers).
    PutCard {
        /// Which retro.
        round: EntryId,
        /// Which card. One that others were put with takes them along.
        card: RoundCard,
        /// A card of the same prompt; absent, it stands alone from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        onto: Option<RoundCard>,
    },
    /// Open a gathering (hosts).
    OpenGathering {
        /// 1 to 60 grapheme clusters on one line.
        name: String,
        /// When it begins, at most a year ahead, in Unix milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        from_ms: i64,
        /// When it ends, at most 31 days later.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        to_ms: i64,
    },
    /// Change a gathering (its opener, hosts); what is absent stays.
    ChangeGathering {
        /// Which gathering.
        gathering: EntryId,
        /// Its new name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        name: Option<String>,
        /// Its new beginning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        from_ms: Option<i64>,
        /// Its new end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        to_ms: Option<i64>,
    },
    /// Put it off to seed a circle (hosts): hosts are told no more that it is time.
    PutOffBudding,
    /// End a gathering now, or call off one to come (its opener, hosts).
    EndGathering {
        /// Which gathering.
        gathering: EntryId,
    },
}

impl Deed {
    /// Leaves a trace that is nothing else, and takes up the open end of each that it builds on.
    #[must_use]
    pub fn leave(text: impl Into<String>, open_end: Option<String>, builds_on: Vec<TraceId>) -> Self {
        Self::Leave {
            text: text.into(),
            open_end,
            builds_on,
            takes_up: None,
            facet: None,
            why: None,
            round: None,
            tries: None,
            learned: false,
            joint: None,
            cites: Vec::new(),
            told: Vec::new(),
            crossed: None,
            photo: None,
            off_wall: false,
        }
    }
}
