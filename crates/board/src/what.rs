//! The kinds of entries in a board's log.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use traceboard_position::Position;
use traceboard_rhythm::{Moved, Rhythm};

use crate::{
    CircleId, EntryId, Facet, Joint, MemberId, Pattern, PodId, PodSays, Role, RoundCard, RoundKind, TraceId, TriedCard,
    pods,
};

/// What was done. An unknown tag becomes [`What::Unknown`]: kept in the log, ignored by the fold, and shown by the page
/// as something it can't read yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum What {
    /// The circle begins; its name is in the body. Its founder is `by`, and joins with the next entry.
    CircleFounded {
        /// The circle's name in version 1, where nothing can erase it. Absent, and not read, from version 2 on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        name: Option<String>,
        /// The half-life of warmth, in milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        half_life_ms: i64,
        /// The circle's time zone, by its IANA name (from version 3 on). Absent: UTC.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        time_zone: Option<String>,
    },
    /// A host changes settings; what is absent stays.
    CircleChanged {
        /// The new name in version 1. Absent, and not read, from version 2 on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        name: Option<String>,
        /// Whether the body holds a new name (from version 2 on).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        named: bool,
        /// The new half-life, in milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        half_life_ms: Option<i64>,
        /// All patterns that are off from now on (from version 3 on). Unknown names are ignored.
        #[serde(default, deserialize_with = "Pattern::read", skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        off: Option<Vec<Pattern>>,
        /// The new time zone, by its IANA name (from version 3 on).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        time_zone: Option<String>,
    },
    /// A member joins; the name is in the body.
    MemberJoined {
        /// Who joins. Equals `by` unless a host imports them.
        member: MemberId,
        /// The colour, an index into the palette of twelve.
        colour: u8,
        /// What they may do.
        role: Role,
    },
    /// `by` changes their name (in the body) and colour.
    MemberRenamed {
        /// The new colour.
        colour: u8,
    },
    /// `by` leaves of their own accord.
    MemberLeft,
    /// `by` rests, without a reason given, until they do something.
    MemberRests,
    /// A host removes a member. Their traces stay.
    MemberRemoved {
        /// Who is removed.
        member: MemberId,
    },
    /// A host lets back a member who left or was removed.
    MemberLetBack {
        /// Who may enter again.
        member: MemberId,
    },
    /// A host gives a role.
    RoleGiven {
        /// Who gets it.
        member: MemberId,
        /// The role.
        role: Role,
    },
    /// A host adds a program, which may leave plain traces and nothing else; its name is in the body.
    ProgramAdded {
        /// The program. It has the id of a member, and is none.
        program: MemberId,
        /// The colour, an index into the palette of twelve.
        colour: u8,
    },
    /// A trace is left; its words are in the body.
    TraceLeft {
        /// Up to three earlier traces of this board. None: the trace is a seed.
        builds_on: Vec<TraceId>,
        /// Whether it holds out an open end ("someone could…"). Not read where it has a facet.
        #[serde(default)]
        open: bool,
        /// Which of those it builds on it takes up (from version 3 on): their open ends, or promises of its author's own. Absent: the
        /// open end of each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        takes_up: Option<Vec<TraceId>>,
        /// Its facet (from version 3 on). An unknown one is read as `None`.
        #[serde(default, deserialize_with = "Facet::read", skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        facet: Option<Facet>,
        /// The round whose answer its author publishes. Ignored if they did not answer it; from a file, if the round is
        /// unknown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        round: Option<EntryId>,
        /// The *try* of a retro that its author takes on with this promise. Ignored if they may not read it, or it is
        /// no promise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        tries: Option<TriedCard>,
        /// Whether it says what was learned. Not read where it has a facet.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        learned: bool,
        /// The joint that it is at. An unknown one is read as `None`.
        #[serde(default, deserialize_with = "Joint::read", skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        joint: Option<Joint>,
        /// The traces that a story cites, at most a hundred; its body says in which order and between which words. Not what it builds
        /// on: citing warms nothing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<TraceId>>"))]
        cites: Vec<TraceId>,
        /// Whether its author keeps it off the wall.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        off_wall: bool,
    },
    /// The author retells a story: with other words, and citing other traces.
    StoryRetold {
        /// Which story.
        trace: TraceId,
        /// All traces that it cites from now on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<TraceId>>"))]
        cites: Vec<TraceId>,
    },
    /// A member asks a pod's trace's author to let it be told in the circle. Only the author sees that.
    TellingAsked {
        /// Which trace.
        trace: TraceId,
    },
    /// A facet moves on: a promise gets another day from its author, an agreement another stage.
    FacetMoved {
        /// Which trace.
        trace: TraceId,
        /// The new facet; of the same kind as before.
        to: Facet,
        /// The review round whose conclusion this is. An agreement that is tried or lived moves by no other way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        review: Option<EntryId>,
    },
    /// The author rewords a trace within ten minutes.
    TraceReworded {
        /// Which trace.
        trace: TraceId,
        /// Whether it now holds out an open end.
        #[serde(default)]
        open: bool,
    },
    /// The author takes a trace back: its words and those of its rewordings are erased.
    TraceWithdrawn {
        /// Which trace.
        trace: TraceId,
    },
    /// A host hides a trace: only its author and hosts see its words, until it is restored.
    TraceHidden {
        /// Which trace.
        trace: TraceId,
        /// Whether its body says why.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        why: bool,
    },
    /// A host restores a hidden trace.
    TraceRestored {
        /// Which trace.
        trace: TraceId,
    },
    /// A member warms a trace with a tap.
    TraceWarmed {
        /// Which trace.
        trace: TraceId,
    },
    /// A host says when the space meets (from version 3 on). Former moves no longer count.
    RhythmSet {
        /// The rhythm; absent, it has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        rhythm: Option<Rhythm>,
    },
    /// *Not this time*: a host moves one meeting, or lets it fall (from version 3 on).
    MeetingMoved {
        /// Which, and to when.
        #[serde(flatten)]
        moved: Moved,
    },
    /// A round begins: a prompt, or up to three, that each answers once or passes. Its id is the id of this entry. The
    /// opener's own prompts are in the body; those of a ready kind are in the page's dictionary.
    RoundOpened {
        /// What it asks for.
        kind: RoundKind,
        /// How many prompts it has, 1 to 3.
        prompts: u8,
        /// When it ends at the latest, in Unix milliseconds. Absent: when all have answered, or its opener ends it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        ends_at_ms: Option<i64>,
        /// The trace that it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        about: Option<TraceId>,
        /// The gathering that it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        gathering: Option<EntryId>,
    },
    /// A member answers a round or passes. The answers are in the body, which is concealed from its first moment.
    RoundAnswered {
        /// Which round.
        round: EntryId,
        /// Whether they pass: then there is no body.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        passed: bool,
    },
    /// A member takes their answer back: its words are erased, and they count as one who passed.
    AnswerWithdrawn {
        /// Of which round.
        round: EntryId,
    },
    /// A round ends: by its opener or a host, or at its time by any server.
    RoundEnded {
        /// Which round.
        round: EntryId,
    },
    /// Somebody who may read a retro's answers puts a card with others that say the same, or takes it out again.
    CardPut {
        /// Which retro.
        round: EntryId,
        /// Which card. The head of a group takes its cards along.
        card: RoundCard,
        /// A card of the same prompt; absent, it stands alone from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        onto: Option<RoundCard>,
    },
    /// A gathering: a span of time with a name, which is in the body. Its id is the id of this entry.
    GatheringOpened {
        /// When it begins, in Unix milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        from_ms: i64,
        /// When it ends: the first millisecond that isn't part of it.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        to_ms: i64,
    },
    /// Its opener or a host changes a gathering; what is absent stays.
    GatheringChanged {
        /// Which gathering.
        gathering: EntryId,
        /// The new beginning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        from_ms: Option<i64>,
        /// The new end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        to_ms: Option<i64>,
        /// Whether the body holds a new name.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        named: bool,
    },
    /// Its opener or a host ends a gathering now, or calls off one that has not begun.
    GatheringEnded {
        /// Which gathering.
        gathering: EntryId,
    },
    /// A host seeds a new circle, whose name is in the body (from version 3 on).
    CircleSeeded {
        /// The new circle.
        bud: CircleId,
    },
    /// A host puts it off to seed a circle: no host is told any more that it is time.
    BuddingPutOff,
    /// This circle was seeded by another one. That circle's name, and prompts from it, are in the body.
    GrewFrom {
        /// By which circle.
        circle: CircleId,
    },
    /// A pod is called; its intention is in the body. Its id is the id of this entry, and it has its own log.
    PodCalled {
        /// How many can be in it, 2 to 8.
        places: u8,
        /// Its last day.
        #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
        ends_on: Date,
        /// When it meets. An unknown one is read as `None`.
        #[serde(default, deserialize_with = "pods::read_rhythm", skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        rhythm: Option<Rhythm>,
        /// A host offers it to others, and isn't in it. Only its own log says to whom.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        offered: bool,
    },
    /// A server notes a summary of a pod's log in the circle's log, without an author.
    PodTold {
        /// Which pod.
        pod: PodId,
        /// The position of the pod's log that this is from: an older one than the last is ignored.
        as_of: Position,
        /// What it says.
        #[serde(flatten)]
        says: PodSays,
    },
    /// A pod's log begins, with the terms that it was called with. `by` called it, and joins with the next entry, unless it is offered
    /// to others.
    PodFounded {
        /// How many can be in it.
        places: u8,
        /// Its last day.
        #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
        ends_on: Date,
        /// The half-life of warmth: the circle's at that time, in milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        half_life_ms: i64,
        /// When it meets. An unknown one is read as `None`.
        #[serde(default, deserialize_with = "pods::read_rhythm", skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        rhythm: Option<Rhythm>,
        /// To whom it is offered; absent, where its caller is in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        offered_to: Option<Vec<MemberId>>,
    },
    /// A pod's host invites a member of the circle by name.
    PodInvited {
        /// Whom.
        member: MemberId,
    },
    /// `by` was invited to the pod, and declines.
    PodDeclined,
    /// A pod gets another last day: it goes on.
    PodExtended {
        /// The new last day.
        #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
        ends_on: Date,
    },
    /// A pod rests, or is awake again: as one of its members says, or by any server after a long silence.
    PodRested {
        /// Whether it rests from now on.
        resting: bool,
    },
    /// A pod is closed for ever: by its host, by any of its members from its last day on, or by any server some time after it.
    PodClosed,
    /// A server removes a member from a pod who is no longer with its circle.
    PodMemberGone {
        /// Whom.
        member: MemberId,
    },
    /// A tag of a later version.
    #[serde(other)]
    Unknown,
}

impl What {
    /// A trace that is nothing else, and takes up the open end of each that it builds on.
    #[must_use]
    pub fn left(builds_on: Vec<TraceId>, open: bool) -> Self {
        Self::TraceLeft {
            builds_on,
            open,
            takes_up: None,
            facet: None,
            round: None,
            tries: None,
            learned: false,
            joint: None,
            cites: Vec::new(),
            off_wall: false,
        }
    }
}
