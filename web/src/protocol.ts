// Generated from the Rust types by `cargo xtask generate`. Changes made here are lost.

/** Where an entry stands in a log: a string to compare and send back, `term-seq-nonce`. */
export type Position = string;

/** A circle: one community and its board. */
export type CircleId = string;

/** A member of one circle. */
export type MemberId = string;

/** An entry of a log, chosen by its author before the first attempt (UUIDv7), or derived from an import (UUIDv5). */
export type EntryId = string;

/** A trace: the id of the entry that left it. */
export type TraceId = string;

/** What a member may do. */
export type Role = "member" | "host";

/** Where an imported entry comes from. */
export type Imported = {
/** The host who imported it. */
host: MemberId,
/** When it happened where it comes from, in Unix milliseconds. */
at_ms: number,
/** The id that it bore in its file, where that is no UUID. */
origin?: string, };

/**
 * What was done. A tag that this version doesn't know becomes [`What::Unknown`]: kept in the log, passed over by the
 * fold, and shown by the page as something it can't read yet.
 */
export type What = { "type": "circle_founded",
/** The circle's name. */
name: string,
/** The half-life of warmth, in milliseconds. */
half_life_ms: number, } | { "type": "circle_changed",
/** The new name. */
name?: string,
/** The new half-life, in milliseconds. */
half_life_ms?: number, } | { "type": "member_joined",
/** Who joins. Equals `by` unless a host imports them. */
member: MemberId,
/** The colour, an index into the palette of twelve. */
colour: number,
/** What they may do. */
role: Role, } | { "type": "member_renamed",
/** The new colour. */
colour: number, } | { "type": "member_left" } | { "type": "member_removed",
/** Who is removed. */
member: MemberId, } | { "type": "member_let_back",
/** Who may enter again. */
member: MemberId, } | { "type": "role_given",
/** Who gets it. */
member: MemberId,
/** The role. */
role: Role, } | { "type": "trace_left",
/** Up to three earlier traces of this board. None: the trace is a seed. */
builds_on: Array<TraceId>,
/** Whether it holds out an open end ("someone could…"). */
open: boolean, } | { "type": "trace_reworded",
/** Which trace. */
trace: TraceId,
/** Whether it now holds out an open end. */
open: boolean, } | { "type": "trace_withdrawn",
/** Which trace. */
trace: TraceId, } | { "type": "trace_hidden",
/** Which trace. */
trace: TraceId, } | { "type": "trace_restored",
/** Which trace. */
trace: TraceId, } | { "type": "trace_warmed",
/** Which trace. */
trace: TraceId, } | { "type": "unknown" };

/** What happened, to what and by whom. The fold reads nothing else. */
export type Head = {
/** The version of this format, [`FORMAT_VERSION`]. */
v: number,
/** The author's own id of this entry. A trace goes by the id of the entry that left it. */
id: EntryId,
/** The member who acts. */
by: MemberId,
/** The author's clock at the time of writing, in Unix milliseconds. */
written_at_ms: number,
/** Set where a host brought the entry in from a file. */
imported?: Imported, } & ({ "type": "circle_founded",
/** The circle's name. */
name: string,
/** The half-life of warmth, in milliseconds. */
half_life_ms: number, } | { "type": "circle_changed",
/** The new name. */
name?: string,
/** The new half-life, in milliseconds. */
half_life_ms?: number, } | { "type": "member_joined",
/** Who joins. Equals `by` unless a host imports them. */
member: MemberId,
/** The colour, an index into the palette of twelve. */
colour: number,
/** What they may do. */
role: Role, } | { "type": "member_renamed",
/** The new colour. */
colour: number, } | { "type": "member_left" } | { "type": "member_removed",
/** Who is removed. */
member: MemberId, } | { "type": "member_let_back",
/** Who may enter again. */
member: MemberId, } | { "type": "role_given",
/** Who gets it. */
member: MemberId,
/** The role. */
role: Role, } | { "type": "trace_left",
/** Up to three earlier traces of this board. None: the trace is a seed. */
builds_on: Array<TraceId>,
/** Whether it holds out an open end ("someone could…"). */
open: boolean, } | { "type": "trace_reworded",
/** Which trace. */
trace: TraceId,
/** Whether it now holds out an open end. */
open: boolean, } | { "type": "trace_withdrawn",
/** Which trace. */
trace: TraceId, } | { "type": "trace_hidden",
/** Which trace. */
trace: TraceId, } | { "type": "trace_restored",
/** Which trace. */
trace: TraceId, } | { "type": "trace_warmed",
/** Which trace. */
trace: TraceId, } | { "type": "unknown" });

/** The words of an entry. Whatever can name or quote a person stands here, where it can be erased. */
export type Body = {
/** What was done, in the author's words. Line breaks are kept. */
text?: string,
/** The open end: what someone could do next. */
open_end?: string,
/** Where it happened, as an import names it. */
places?: Array<string>,
/** A member's name. */
name?: string, };

/** The circle's settings. */
export type Circle = {
/** Its name. */
name: string,
/** The half-life of warmth, in milliseconds. */
half_life_ms: number, };

/** Whether a member is with the circle. */
export type MemberState = "present" | "left" | "removed";

/** A member as others see them. */
export type Member = {
/** Who. */
id: MemberId,
/** The name, unless its words were erased. */
name: string | null,
/** An index into the palette of twelve. */
colour: number,
/** What they may do. */
role: Role,
/** Whether they are with the circle. */
state: MemberState,
/** Brought in from a file, and nobody has claimed them: this member has no session. */
imported: boolean, };

/** Whether a trace stands. */
export type CardState = "shown" | "withdrawn" | "hidden";

/** A seed that a trace grew from, and how far away it is. */
export type Reach = {
/** The seed. */
seed: TraceId,
/** The shortest way to it, in steps. */
steps: number, };

/** A trace as a card shows it. */
export type Card = {
/** Which trace. */
id: TraceId,
/** Who left it. */
by: MemberId,
/** Where its entry stands in the log. The feed is ordered by `at_ms`, then by this. */
position: string,
/** When it was accepted, or happened where it was imported from; Unix milliseconds. */
at_ms: number,
/** When its author wrote it, by their clock; Unix milliseconds. */
written_at_ms: number,
/** The words; absent where erased, or hidden from the one who asks. */
text: string | null,
/** What someone could do next, where it holds out an open end and its words are here. */
open_end: string | null,
/** Where it happened. */
places: Array<string>,
/** Whether it holds out an open end, also where its words are gone. */
open: boolean,
/** Up to three earlier traces. */
builds_on: Array<TraceId>,
/** How many traces that stand (not withdrawn) build on it directly. Above 0 an open end counts as taken up. */
grew: number,
/** The Unix millisecond at which its glow equals 1. */
glow_ms: number,
/** The seeds that it reaches, nearest first (then by id), at most 16. A seed reaches itself in 0 steps. */
trails: Array<Reach>,
/** Whether it stands. */
state: CardState,
/** Whether its author has reworded it. */
reworded: boolean,
/** Whether the one who asks has warmed it. */
warmed: boolean,
/**
 * Whether a host brought it in from a file, so that its words are the file's. They may stand in the name of someone
 * who is here and never wrote them; a page then says so.
 */
imported: boolean,
/** The id that it bore in the file it was imported from, where that is no UUID. */
origin?: string, };

/** What a member has deposited in a trail on one day. */
export type Counted = {
/** Who. */
member: MemberId,
/** How much, in quarters: 1 for a tap on warm, 4 for a trace. */
quarters: number, };

/** A trail: a seed and the traces that reach it. */
export type Trail = {
/** The trace that it grew from. */
seed: TraceId,
/** The Unix millisecond at which its warmth equals 1. Warm trails are ordered by this, highest first, then by seed. */
warmth_ms: number,
/** How many traces reach it, the seed included. */
size: number,
/** The trace that reached it last. */
newest: TraceId,
/** Who left traces in it, latest first, at most six. */
people: Array<MemberId>,
/** The day (days since 1970-01-01 UTC) that `counted` is about: the latest on which something was deposited. */
day: number,
/**
 * Who has deposited on that day, and how much, by member id: a person counts once per trail per day, at the
 * largest thing they did.
 */
counted: Array<Counted>, };

/** Why something was refused. */
export type Code = "bad_request" | "bad_text" | "not_signed_in" | "not_a_member" | "not_a_host" | "not_the_author" | "wrong_origin" | "unknown_circle" | "unknown_trace" | "unknown_member" | "unknown_invite" | "invite_expired" | "invite_used_up" | "invite_revoked" | "id_taken" | "too_late" | "reworded_too_often" | "withdrawn" | "hidden" | "own_trace" | "last_host" | "resume_impossible" | "too_large" | "not_found" | "method_not_allowed" | "too_many_requests" | "internal" | "draining" | "log_unavailable";

/** What a member can do to a board. */
export type Deed = { "type": "leave",
/** 1 to 280 grapheme clusters and at most 4 KiB. */
text: string,
/** What someone could do next; bounded as the text is. */
open_end?: string,
/** 0 to 3 earlier traces of this board. */
builds_on?: Array<TraceId>, } | { "type": "reword",
/** Which trace. */
trace: TraceId,
/** The new words. */
text: string,
/** The new open end; absent, it has none any more. */
open_end?: string, } | { "type": "withdraw",
/** Which trace. */
trace: TraceId, } | { "type": "warm",
/** Which trace. */
trace: TraceId, } | { "type": "hide",
/** Which trace. */
trace: TraceId, } | { "type": "restore",
/** Which trace. */
trace: TraceId, } | { "type": "rename",
/** 1 to 40 grapheme clusters on one line. */
name: string,
/** An index into the palette of twelve. */
colour: number, } | { "type": "leave_circle" } | { "type": "remove",
/** Whom. */
member: MemberId, } | { "type": "let_back",
/** Whom. */
member: MemberId, } | { "type": "give_role",
/** To whom. */
member: MemberId,
/** Which. */
role: Role, } | { "type": "change_circle",
/** 1 to 60 grapheme clusters on one line. */
name?: string,
/** The half-life of warmth, from one minute to a year, in milliseconds. */
half_life_ms?: number, };

/** Something that a member wants appended to the board's log. */
export type Draft = {
/** The author's own id (UUIDv7), made before the first attempt. */
id: EntryId,
/** The author's clock at the time of writing, in Unix milliseconds. */
written_at_ms: number,
/** What to do. */
deed: Deed, };

/** What a client says. */
export type ClientFrame = { "type": "hello",
/** The last position that the client has applied; absent, it wants the log from its first entry. */
after?: string, } | { "type": "post",
/** What to append, under the author's own id: sending it again is safe. */
draft: Draft, };

/** What a server says. */
export type ServerFrame = { "type": "welcome",
/** The server's name for itself, new at each start. */
server: string,
/** Who the session belongs to. */
member: MemberId,
/** The head of the log when the answer was made; absent, the log is empty. */
head: string | null,
/** The server's clock, in Unix milliseconds. */
now_ms: number, } | { "type": "entry",
/** Where it stands. */
position: string,
/** When the log accepted it, in Unix milliseconds. */
at_ms: number,
/** What happened. */
head: Head,
/** The words; null where there are none, they were erased, or a host hid them. */
body: Body | null, } | { "type": "caught_up",
/** The last position sent, or the one that the client came with. */
position: string | null, } | { "type": "ack",
/** The draft's id. */
id: EntryId,
/** Where it stands. A repeat gets the first answer. */
position: string,
/** When it was accepted, in Unix milliseconds. */
at_ms: number, } | { "type": "refused",
/** The draft's id. */
id: EntryId,
/** Why, by the error table. */
code: Code,
/** Why, in words, naming operation and input. */
message: string,
/** Whether the same draft may succeed later. */
retry: boolean,
/** After how many milliseconds, where the server knows. */
retry_after_ms?: number, } | { "type": "presence",
/** How many members are here. */
count: number,
/** Who, by id, at most 100. */
here: Array<MemberId>, } | { "type": "touched",
/** Which entries: ask for the cards again. */
ids: Array<EntryId>, } | { "type": "beat" } | { "type": "error",
/** Why, by the error table. */
code: Code,
/** Why, in words. */
message: string, };

/** Every refusal of the API. */
export type Problem = {
/** Why, by the error table. */
code: Code,
/** Why, in words, naming operation and input. */
message: string,
/** Whether the same request may succeed later. */
retry: boolean,
/** After how many milliseconds, where the server knows. */
retry_after_ms?: number, };

/** Asks what an invite is for, before using it. The secret comes in a body, never in an address. */
export type LookRequest = {
/** The secret of the link. */
secret: string, };

/** What using an invite does. */
export type InviteKind = "join" | "sign_in";

/** What an invite is for. */
export type InviteInfo = {
/** The circle's name. */
circle: string,
/** What using it does. */
kind: InviteKind,
/** The member that it signs in, where it names one. */
member: Member | null, };

/** Uses an invite. */
export type JoinRequest = {
/** The request's own id (UUIDv7): sending it again completes it, and uses the invite once. */
request: EntryId,
/** The secret of the link. */
secret: string,
/** The new member's name; 1 to 40 grapheme clusters on one line. Not needed where the invite names a member. */
name?: string,
/** The new member's colour, an index into the palette of twelve. */
colour?: number, };

/**
 * The session that an invite opened. Browsers keep it in a cookie that this answer sets and no script can read;
 * programs send `token` as `authorization: Bearer …`.
 */
export type Joined = {
/** Who is signed in. */
member: MemberId,
/**
 * The session's token, only where the request asked for it by `accept: application/vnd.traceboard.token+json`,
 * as no page does.
 */
token?: string, };

/** What to put into a snapshot. */
export type SnapshotQuery = {
/** How many of the newest cards; 1 to 200, 100 unless told. */
cards?: number,
/** The Unix millisecond after which to tell what grew from the member's own traces. */
grown_since_ms?: number, };

/** A page's beginning: the board's answers for a window, at a position. Later entries are applied to it. */
export type Snapshot = {
/** The last entry that these answers contain. */
position: string | null,
/** The server's clock, in Unix milliseconds. */
now_ms: number,
/** Which circle. */
id: CircleId,
/** Its settings. */
circle: Circle,
/** Who asks. */
me: MemberId,
/** All members, those who left or were removed too. */
members: Array<Member>,
/** The newest traces, newest first. */
cards: Array<Card>,
/** Whether older ones exist. */
more: boolean,
/** Cards outside that window that the rest of the answers names: parents, seeds, newest traces, open ends, grown. */
context: Array<Card>,
/** The warmest trails, at most 50, warmest first. */
trails: Array<Trail>,
/** The traces whose open end nobody has taken up, newest first, at most 20. */
open_ends: Array<TraceId>,
/** What others built on the member's own traces since `grown_since_ms`, newest first, at most 50. */
grown: Array<TraceId>, };

/** Which cards. */
export type CardQuery = {
/** Older than this trace, newest first. */
before?: TraceId,
/** Just these, at most 100, separated by commas. Unknown ones are left out of the answer. */
ids?: string,
/** How many; 1 to 200, 50 unless told. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Card states, as of a position. */
export type CardPage = {
/** The last entry that these states contain. */
position: string | null,
/** The cards, newest first, or in the order of `ids`. */
cards: Array<Card>,
/** Cards outside the page that its cards build on. */
context: Array<Card>,
/** Whether older ones exist. */
more: boolean, };

/** Which trail. */
export type TrailQuery = {
/** Answer only once this position is folded. */
at_least?: string, };

/** One trail, whole (at most 1,000 traces, the newest). */
export type TrailView = {
/** The last entry that this contains. */
position: string | null,
/** The trail. */
trail: Trail,
/** Its traces, oldest first in the order of the feed. */
cards: Array<Card>,
/** Traces of other trails that its woven traces also build on. */
context: Array<Card>,
/** Whether older traces were left out. */
more: boolean, };

/** Which trails. */
export type WarmQuery = {
/** Just the trails of these seeds, at most 100, separated by commas; unless told, the warmest. */
seeds?: string,
/** How many; 1 to 100, 50 unless told. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Trails, warmest first. */
export type TrailPage = {
/** The last entry that this contains. */
position: string | null,
/** The trails. */
trails: Array<Trail>,
/** Their seeds and newest traces. */
context: Array<Card>, };

/** Drafts sent over HTTP, by those who hold no socket; appended in order. */
export type Commands = {
/** The drafts; 1 to 50. Answered one by one with `ack` or `refused` frames, in the same order. */
drafts: Array<Draft>, };

/** Makes an invite (hosts; a member may make one that names themself, for another device). */
export type NewInvite = {
/** The id of the invite (UUIDv7). */
id: EntryId,
/** The member whom it signs in; absent, it brings in new members. */
member?: MemberId,
/** The role of new members; member unless told. */
role?: Role,
/** For how long it holds, in milliseconds; up to 90 days, a week unless told. */
holds_ms?: number,
/** How often it can be used; 1 to 2,000. Unless told 200, or once where it names a member. */
uses_max?: number,
/** What the host calls it; up to 60 grapheme clusters. */
label?: string, };

/** An invite as hosts see it. */
export type Invite = {
/** Which. */
id: EntryId,
/** The member whom it signs in. */
member: MemberId | null,
/** The role of new members. */
role: Role,
/** When it ends, in Unix milliseconds. */
expires_at_ms: number,
/** How often it can be used. */
uses_max: number,
/** How often it was used. */
uses: number,
/** Whether a host revoked it. */
revoked: boolean,
/** What the host calls it. */
label: string | null, };

/** A new invite's link. It is told once: only the hash of its secret is kept. */
export type InviteLink = {
/** The invite. */
invite: Invite,
/** The link, with the secret in its fragment. */
link: string,
/** The link as a QR code, an SVG image. */
qr_svg: string, };

/** What became of one imported line. */
export type ImportOutcome = { "outcome": "imported" } | { "outcome": "already" } | { "outcome": "refused",
/** Why, by the error table. */
code: Code,
/** Why, in words. */
message: string, };

/** What became of an imported file's lines. */
export type ImportResult = {
/** One per line of the request, in order. */
lines: Array<ImportOutcome>, };

/** In what form to export. */
export type Export = "jsonl" | "md";

/** The websocket subprotocol. */
export const SUBPROTOCOL = 'traceboard.v1';

// Bounds. Each is a constant of its own, so that a page holds only those that it reads.
export const TEXT_GRAPHEMES_MAX = 280;
export const TEXT_BYTES_MAX = 4096;
export const NAME_GRAPHEMES_MAX = 40;
export const CIRCLE_NAME_GRAPHEMES_MAX = 60;
export const LABEL_GRAPHEMES_MAX = 60;
export const NAME_BYTES_MAX = 256;
export const PARENTS_MAX = 3;
export const COLOURS = 12;
export const HALF_LIFE_MS_MIN = 60000;
export const HALF_LIFE_MS_MAX = 31536000000;
export const FRAME_BYTES_MAX = 16384;
export const DRAFTS_MAX = 50;
export const SNAPSHOT_CARDS = 100;
export const CARDS_MAX = 200;
export const PAGE_CARDS = 50;
export const IDS_MAX = 100;
export const TRAILS = 50;
export const TRAILS_MAX = 100;
export const OPEN_ENDS = 20;
export const GROWN = 50;
export const HERE_MAX = 100;
export const INVITE_USES_MAX = 2000;
export const INVITE_HOLDS_MS_MAX = 7776000000;
export const REWORDING_MS_MAX = 600000;
export const PEOPLE_MAX = 6;
export const REACHES_MAX = 16;
export const GLOW_STEPS_MAX = 8;
export const GLOW_CARDS_MAX = 64;
export const WARMTH_MS_BOUND = 4503599627370496;
export const TIME_MS_MIN = -62135596800000;
export const TIME_MS_MAX = 253402300799999;
export const FORMAT_VERSION = 1;

/** What a closed socket means and whether to come back: `resume`, `snapshot` or `stay`. */
export const CLOSE_CODES = {
  4001: { name: 'draining', comeBack: 'resume' },
  4002: { name: 'log_unavailable', comeBack: 'resume' },
  4008: { name: 'slow_reader', comeBack: 'resume' },
  4009: { name: 'silent', comeBack: 'resume' },
  4010: { name: 'resume_impossible', comeBack: 'snapshot' },
  4020: { name: 'session_closed', comeBack: 'stay' },
  4021: { name: 'not_a_member', comeBack: 'stay' },
  4022: { name: 'bad_frame', comeBack: 'stay' },
  4023: { name: 'too_many_sockets', comeBack: 'stay' },
} as const;

/** Every error: what it means, and whether the same may succeed later. */
export const ERRORS: Record<Code, { meaning: string; retry: boolean }> = {
  bad_request: { meaning: "the request or frame is not of the documented form", retry: false },
  bad_text: { meaning: "the words are empty, too long, or of characters that no page can show", retry: false },
  not_signed_in: { meaning: "no session of this circle came with the request, or it was closed", retry: false },
  not_a_member: { meaning: "the session's member left the circle or was removed", retry: false },
  not_a_host: { meaning: "only a host may do this", retry: false },
  not_the_author: { meaning: "only the author may do this", retry: false },
  wrong_origin: { meaning: "the request comes from a page of another origin", retry: false },
  unknown_circle: { meaning: "this server holds no such circle", retry: false },
  unknown_trace: { meaning: "no such trace on this board", retry: false },
  unknown_member: { meaning: "no such member in this circle", retry: false },
  unknown_invite: { meaning: "no such invite", retry: false },
  invite_expired: { meaning: "the invite's time is over", retry: false },
  invite_used_up: { meaning: "the invite was used as often as it can be", retry: false },
  invite_revoked: { meaning: "a host revoked the invite", retry: false },
  id_taken: { meaning: "the same id was sent before with other content", retry: false },
  too_late: { meaning: "the ten minutes for rewording are over", retry: false },
  reworded_too_often: { meaning: "the trace was reworded as often as it can be", retry: false },
  withdrawn: { meaning: "the trace was withdrawn", retry: false },
  hidden: { meaning: "the trace is hidden", retry: false },
  own_trace: { meaning: "nobody warms a trace of their own", retry: false },
  last_host: { meaning: "a circle keeps at least one host", retry: false },
  resume_impossible: { meaning: "the log can't be resumed from this position: take a snapshot", retry: false },
  too_large: { meaning: "the body or frame is over its bound", retry: false },
  not_found: { meaning: "no such address", retry: false },
  method_not_allowed: { meaning: "this address does not take this method", retry: false },
  too_many_requests: { meaning: "too much at once from this member or invite", retry: true },
  internal: { meaning: "the server failed; its log says why", retry: true },
  draining: { meaning: "the server is going down: come back in a moment", retry: true },
  log_unavailable: { meaning: "the log can't be reached", retry: true },
};

/** log2(1 + 2^-(i / 16)), scaled by 65536. */
export const WARMTH_TABLE = [
  65536, 63510, 61529, 59591, 57698, 55849, 54044, 52283, 50565, 48889, 47257, 45667, 44119, 42612, 41146, 39721,
  38336, 36990, 35684, 34415, 33184, 31990, 30832, 29710, 28623, 27570, 26551, 25564, 24610, 23687, 22794, 21931,
  21098, 20293, 19515, 18765, 18040, 17341, 16667, 16017, 15391, 14786, 14204, 13643, 13103, 12583, 12082, 11600,
  11136, 10690, 10260, 9847, 9450, 9068, 8700, 8347, 8008, 7682, 7369, 7068, 6778, 6501, 6234, 5978,
  5732, 5496, 5269, 5052, 4843, 4643, 4450, 4266, 4089, 3919, 3756, 3600, 3450, 3306, 3168, 3036,
  2909, 2788, 2671, 2560, 2452, 2350, 2251, 2157, 2066, 1980, 1897, 1817, 1741, 1668, 1597, 1530,
  1466, 1404, 1345, 1288, 1234, 1182, 1132, 1085, 1039, 995, 953, 913, 874, 837, 802, 768,
  736, 705, 675, 646, 619, 593, 568, 544, 521, 499, 478, 458, 438, 420, 402, 385,
  369, 353, 338, 324, 310, 297, 284, 272, 261, 250, 239, 229, 219, 210, 201, 193,
  184, 177, 169, 162, 155, 149, 142, 136, 130, 125, 120, 115, 110, 105, 101, 96,
  92, 88, 85, 81, 78, 74, 71, 68, 65, 63, 60, 57, 55, 53, 50, 48,
  46, 44, 42, 41, 39, 37, 36, 34, 33, 31, 30, 29, 27, 26, 25, 24,
  23, 22, 21, 20, 19, 19, 18, 17, 16, 16, 15, 14, 14, 13, 13, 12,
  12, 11, 11, 10, 10, 9, 9, 9, 8, 8, 7, 7, 7, 7, 6, 6,
  6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3,
  3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
  1,
] as const;
