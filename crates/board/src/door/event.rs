//! The stored format of a door.

use serde::{Deserialize, Serialize};

use traceboard_position::Position;

use super::Wall;
use crate::{CircleId, EntryId, MemberId, PodId, Role, TraceId};

/// The SHA-256 of a secret, as 64 hexadecimal digits.
pub type SecretHash = String;

/// The version that [`DoorHead::v`] carries today.
pub const DOOR_FORMAT_VERSION: u8 = 3;

/// The words of a door's entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorBody {
    /// The host's label for an invite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The link by which a sister circle's stories are read. It works like a password, so it is erased once the sister
    /// is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Where a push goes. Whoever has it can send to this browser what nobody else can read, so it is erased once it is dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push: Option<PushAddress>,
    /// Where a webhook goes, and what it is signed with; erased once it is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hook: Option<HookAddress>,
}

/// Where a webhook goes. It prints without its secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookAddress {
    /// The address.
    pub address: String,
    /// What its messages are signed with.
    pub secret: String,
}

impl std::fmt::Debug for HookAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// The address at which a push service takes what is for one browser, and what only that browser can read it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushAddress {
    /// The address.
    pub endpoint: String,
    /// The browser's public key, in base64url.
    pub p256dh: String,
    /// The browser's secret for this subscription, in base64url.
    pub auth: String,
}

impl DoorBody {
    /// Parses a stored body. `None` if it is unreadable, so that one bad body affects no other.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }
}

/// One entry of a door's log. An invite's label is in its body, a [`DoorBody`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorHead {
    /// The version of this format.
    pub v: u8,
    /// The id of this entry.
    pub id: EntryId,
    /// Who acts; absent where the server itself does (links printed at start).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<MemberId>,
    /// What was done.
    #[serde(flatten)]
    pub what: DoorWhat,
}

/// What was done to the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DoorWhat {
    /// An invite was made; its id is the id of this entry.
    InviteMade {
        /// The hash of the secret in its link.
        secret_hash: SecretHash,
        /// Whom it signs in; absent, it brings in a new member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        member: Option<MemberId>,
        /// The role of a new member.
        role: Role,
        /// When it ends, in Unix milliseconds.
        expires_at_ms: i64,
        /// How often it can be used.
        uses_max: u32,
        /// The host's label for it in version 1, where nothing can erase it. Absent, and not read, from version 2 on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
        /// Whether the body holds a label (from version 2 on).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        labelled: bool,
        /// A member made it for another device in a session that began by a host's link; its sessions count as begun by
        /// that link too.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_host: bool,
    },
    /// An invite was used, and that opened a session. The entry's id is derived from the invite and `use_number`, so
    /// that the k-th use can be won only once.
    InviteUsed {
        /// Which invite.
        invite: EntryId,
        /// The k of this use, from 1.
        use_number: u32,
        /// Whom it signed in.
        member: MemberId,
        /// The hash of the session's token.
        session_hash: SecretHash,
        /// The id of the request, under which the same person may repeat it.
        request: EntryId,
    },
    /// The request of a use was repeated, because its answer was lost: one more session for the same member.
    SessionOpened {
        /// Whose session.
        member: MemberId,
        /// The hash of its token.
        session_hash: SecretHash,
        /// The request that was repeated.
        request: EntryId,
    },
    /// A session was closed: signed out, or revoked.
    SessionClosed {
        /// The hash of its token.
        session_hash: SecretHash,
    },
    /// A session was used; noted only now and then, because unused sessions expire.
    SessionUsed {
        /// The hash of its token.
        session_hash: SecretHash,
    },
    /// A host revoked an invite.
    InviteRevoked {
        /// Which invite.
        invite: EntryId,
    },
    /// A member made a link that shows something without a session; its id is the id of this entry.
    LinkMade {
        /// The hash of the secret in it.
        secret_hash: SecretHash,
        /// The link's owner: it shows only what they may see now.
        member: MemberId,
        /// What it shows.
        shows: Shows,
    },
    /// A link that shows something was revoked.
    LinkRevoked {
        /// Which link.
        link: EntryId,
    },
    /// A host says how a wall's link shows the board from now on.
    WallSet {
        /// Which link.
        link: EntryId,
        /// All of its settings.
        #[serde(flatten)]
        to: Wall,
    },
    /// A story may be read in sister circles from now on, or no longer.
    StoryCrosses {
        /// Which story.
        story: TraceId,
        /// Whether it may.
        crosses: bool,
    },
    /// A host adds a sister circle, whose stories are read by the link in the body, a [`DoorBody`]; for a known one
    /// this replaces the link.
    SisterAdded {
        /// Which circle.
        circle: CircleId,
    },
    /// A host lets a sister circle go.
    SisterLetGo {
        /// Which circle.
        circle: CircleId,
    },
    /// A session wants to be told by Web Push when somebody builds on a trace of its member, at the address in the body, a
    /// [`DoorBody`]; this replaces the one before.
    PushSet {
        /// The hash of its token.
        session_hash: SecretHash,
    },
    /// A session is told no more: its member switched it off, or the push service doesn't know the address any more.
    PushDropped {
        /// The hash of its token.
        session_hash: SecretHash,
    },
    /// A host adds a webhook, which is told of what changes on the board after a position; its id is the id of this entry, and where it
    /// goes is in the body, a [`DoorBody`].
    HookAdded {
        /// From where on; none: from the first entry on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Position>,
    },
    /// A server says that it sends what comes next.
    HookTried {
        /// Which webhook.
        hook: EntryId,
        /// The position after which that is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Position>,
        /// The how-manieth attempt this is, from 1.
        number: u32,
        /// Which server, so that of two that say so at once one has other content.
        server: uuid::Uuid,
    },
    /// A server sent all up to a position.
    HookReached {
        /// Which webhook.
        hook: EntryId,
        /// The position after which it began.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Position>,
        /// The position.
        to: Position,
    },
    /// A server switches a webhook off: its receiver failed for long, or wants no more.
    HookOff {
        /// Which webhook.
        hook: EntryId,
    },
    /// A host switches a webhook on again.
    HookOn {
        /// Which webhook.
        hook: EntryId,
        /// From where on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Position>,
    },
    /// A host removes a webhook.
    HookRemoved {
        /// Which webhook.
        hook: EntryId,
    },
    /// A host lets a program leave traces: whoever has its secret leaves them in its name. It was added to the board before.
    ProgramLetIn {
        /// Which program.
        program: MemberId,
        /// The hash of its secret.
        secret_hash: SecretHash,
    },
    /// A host ends a program: it leaves nothing more.
    ProgramEnded {
        /// Which program.
        program: MemberId,
    },
    /// A server notes who is in a pod and who is invited to it, from the pod's log.
    PodHeld {
        /// Which pod.
        pod: PodId,
        /// The position of the pod's log that this is from: an older one than the last is ignored.
        as_of: Position,
        /// Who is in it.
        members: Vec<MemberId>,
        /// Who is invited and isn't in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        invited: Vec<MemberId>,
    },
    /// A session that began by a host's link may open a pod of its member: somebody in the pod confirmed them, or they
    /// stepped in with this session.
    PodLetIn {
        /// Which pod.
        pod: PodId,
        /// The hash of the session's token.
        session_hash: SecretHash,
    },
    /// A tag of a later version.
    #[serde(other)]
    Unknown,
}

/// What a link shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// The meetings of a space, to a calendar that subscribes to them.
    Calendar(uuid::Uuid),
    /// A story of the circle.
    Story(TraceId),
    /// All stories that cross, to a sister circle.
    Crossing,
    /// The wall of a hall: what the circle's board has for that audience.
    Wall,
    /// A feed of the same traces, to whoever reads it elsewhere.
    Feed,
}

impl DoorHead {
    /// Parses an entry of a door's log. An unreadable one becomes [`DoorWhat::Unknown`].
    #[must_use]
    pub fn read(id: EntryId, head: &[u8]) -> Self {
        let unreadable = Self { v: 0, id, by: None, what: DoorWhat::Unknown };
        serde_json::from_slice::<Self>(head).ok().filter(|head| head.id == id).unwrap_or(unreadable)
    }
}
