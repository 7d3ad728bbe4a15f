//! The bodies of the HTTP API under `/api` but for the board's own answers, which are in `pages`.

use serde::{Deserialize, Serialize};
use traceboard_board::{EntryId, MemberId, Role};

use crate::{Code, Draft, Member};

/// The body of every error answer of the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Problem {
    /// Why, by the error table.
    pub code: Code,
    /// Why, in words, naming operation and input.
    pub message: String,
    /// Whether the same request may succeed later.
    pub retry: bool,
    /// After how many milliseconds, where the server knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub retry_after_ms: Option<u64>,
}

/// Asks what an invite does, before using it. The secret is sent in the body, never in the URL.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LookRequest {
    /// The secret of the link.
    pub secret: String,
}

/// What an invite is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct InviteInfo {
    /// The circle's name.
    pub circle: String,
    /// What using it does.
    pub kind: InviteKind,
    /// The member that it signs in, where it names one.
    pub member: Option<Member>,
    /// For a new member: a colour that the fewest people here have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<u8>,
}

/// What using an invite does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InviteKind {
    /// Adds a new member, who chooses a name.
    Join,
    /// Signs in the member that it names: re-entry, another device, or claiming an imported member.
    SignIn,
}

/// Uses an invite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct JoinRequest {
    /// The request's own id (UUIDv7): sending it again completes it, and uses the invite once.
    pub request: EntryId,
    /// The secret of the link.
    pub secret: String,
    /// The new member's name; 1 to 40 grapheme clusters on one line. Not needed where the invite names a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
    /// The new member's colour, an index into the palette of twelve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub colour: Option<u8>,
}

/// The session that an invite opened. Browsers keep it in a cookie that this answer sets and no script can read;
/// programs send `token` as `authorization: Bearer …`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Joined {
    /// Who is signed in.
    pub member: MemberId,
    /// The session's token, only where the request asked for it by `accept: application/vnd.traceboard.token+json`,
    /// as no page does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub token: Option<String>,
}

/// Drafts sent over HTTP, by clients without a socket; appended in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Commands {
    /// The drafts; 1 to 50. Answered one by one with `ack` or `refused` frames, in the same order.
    pub drafts: Vec<Draft>,
}

/// Makes an invite (hosts; a member may make one that names themself, for another device).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct NewInvite {
    /// The id of the invite (UUIDv7).
    pub id: EntryId,
    /// The member whom it signs in; absent, it brings in new members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub member: Option<MemberId>,
    /// The role of new members; default member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub role: Option<Role>,
    /// For how long it holds, in milliseconds; up to 90 days, default a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub holds_ms: Option<i64>,
    /// How often it can be used; 1 to 2,000. Default 200, or once if it names a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub uses_max: Option<u32>,
    /// The host's label for it; up to 60 grapheme clusters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub label: Option<String>,
}

/// A new invite's link. This is the only answer that has it: only the hash of its secret is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct InviteLink {
    /// The invite.
    pub invite: Invite,
    /// The link, with the secret in its fragment.
    pub link: String,
    /// The link as a QR code, an SVG image.
    pub qr_svg: String,
}

/// An invite as hosts see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Invite {
    /// Which.
    pub id: EntryId,
    /// The member whom it signs in.
    pub member: Option<MemberId>,
    /// The role of new members.
    pub role: Role,
    /// When it ends, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub expires_at_ms: i64,
    /// How often it can be used.
    pub uses_max: u32,
    /// How often it was used.
    pub uses: u32,
    /// Whether a host revoked it.
    pub revoked: bool,
    /// The host's label for it.
    pub label: Option<String>,
}

/// One of a member's own sessions: a browser, or a program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct OpenSession {
    /// Which.
    pub id: EntryId,
    /// Whether it is the session of this request.
    pub here: bool,
    /// When it was opened, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub opened_at_ms: i64,
    /// When it was last used, to within a month.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub used_at_ms: i64,
}

/// The result of each imported line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ImportResult {
    /// One per line of the request, in order.
    pub lines: Vec<ImportOutcome>,
    /// Fields of lines that this version does not know and ignored: each once, at most
    /// [`PASSED_OVER_MAX`](Limits::PASSED_OVER_MAX).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
    pub passed_over: Vec<String>,
}

/// The result of one imported line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ImportOutcome {
    /// It was added to the board.
    Imported,
    /// It was on the board already.
    Already,
    /// It was refused.
    Refused {
        /// Why, by the error table.
        code: Code,
        /// Why, in words.
        message: String,
        /// Which of the traces that it builds on are neither on the board nor among the lines before it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
        missing: Vec<String>,
    },
}

/// In what form to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Export {
    /// One JSON object a line, for `import`.
    #[default]
    Jsonl,
    /// Markdown, to read.
    Md,
    /// Both in one file, with all photos.
    Zip,
}
