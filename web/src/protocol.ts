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

/** A pod: the id of the entry that called it. Its space has the same id. */
export type PodId = string;

/** What a member may do. */
export type Role = "member" | "host";

/** Whether a member is with the circle, or is none. */
export type MemberState = "present" | "left" | "removed" | "program";

/** Whether a trace stands. */
export type CardState = "shown" | "withdrawn" | "hidden";

/** How far an agreement is. */
export type Stage = "awareness" | "test" | "mastery" | "let_go";

/** The facet of a trace. */
export type Facet = { "is": "promise",
/** The day on which its author is asked, in the time zone of the circle. */
due: string, } | { "is": "agreement",
/** How far it is. */
stage: Stage,
/**
 * The day on which it is looked at again, in the time zone of the circle. Only one that is tried or lived has one, and one
 * that is tried always.
 */
review_on?: string, } | { "is": "wording",
/** Whether they share it. One who doesn't belongs all the same. */
shares: boolean, } | { "is": "story" };

/** One part of a story. */
export type StoryPart = { "words": string } | { "cite": number };

/** A pattern by its name. */
export type Pattern = "open_ends" | "promises" | "rounds" | "gatherings" | "rhythm" | "pods" | "agreements" | "budding" | "weave" | "retros" | "resting" | "stories" | "sisters";

/** A card of a retro: one line of what somebody answered to one of its prompts. */
export type RoundCard = {
/** The entry of the answer. */
answer: EntryId,
/** Which prompt, from 0. */
prompt: number,
/** Which of its lines that aren't blank, from 0. */
line: number, };

/** A *try* that somebody takes on by a promise. */
export type TriedCard = {
/** The retro. */
round: EntryId,
/** A card of its third prompt. */
card: RoundCard, };

/** A story of a sister circle, as the author of the trace saw it. The fold ignores it: it is a trace of another board. */
export type Crossed = {
/** Which circle. */
sister: CircleId,
/** Which story of it. */
story: TraceId,
/** The circle's name; bounded as a circle's name is. */
circle: string,
/** The story's title; bounded as a trace's text is. */
title: string, };

/** Between whom it happens what a trace is about. */
export type Joint = "me" | "pod" | "circle" | "network";

/** A photo, chosen by whoever sends it (UUIDv7). No head names one: it goes with the words. */
export type PhotoId = string;

/** A photo: all that a page needs to keep its place before it has come. */
export type Photo = {
/** Under which it is asked for, together with its trace. */
id: PhotoId,
/** How wide it is, in pixels. */
width: number,
/** How high it is, in pixels. */
height: number,
/** What it looks like from far away: sixteen colours, four in a row from the top left, each three hexadecimal digits. */
preview: string,
/** What is to be seen on it, in its author's words, for who doesn't see it. */
alt?: string, };

/** The photo of a draft, which its author has sent before. */
export type PhotoDraft = {
/** Under which it was sent. */
id: PhotoId,
/** What is to be seen on it, for who doesn't see it; bounded as a text is. */
alt?: string, };

/** The answer to a photo that was sent: what is there now under its id. */
export type PhotoSent = {
/** Its id. */
id: PhotoId,
/** How wide it is, in pixels. */
width: number,
/** How high it is, in pixels. */
height: number,
/** What it looks like from far away; see a card's photo. */
preview: string, };

/** How large a photo is asked for. */
export type PhotoSize = "small" | "full";

/** Which photo of which trace. */
export type PhotoQuery = {
/** The trace whose words name the photo: who may read those may see it. */
trace: TraceId,
/** How large. */
size?: PhotoSize, };

/** Which of a month's days of one name. */
export type Which = "first" | "second" | "third" | "fourth" | "last";

/** How often. */
export type Every = "week" | "fortnight" | { "month": Which };

/** A day and time that come again, in a time zone. */
export type Rhythm = {
/** How often. */
every: Every,
/** On which day of the week. */
on: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun",
/** When clocks show this, to the minute: "19:30". */
at: string,
/** The IANA name of the time zone. */
time_zone: string,
/** The first possible day. A fortnightly rhythm counts from the first fitting day on or after it. */
from: string, };

/** *Not this time*: one meeting is held at another time, or not at all. */
export type Moved = {
/** The day that the rhythm gives it. */
day: string,
/** When it is held instead, in Unix milliseconds; absent, it isn't. */
to_ms?: number, };

/** A board that a client follows, by the id of its circle or pod. */
export type SpaceId = string;

/** The circle's settings. One row a space. */
export type Circle = {
/** Its name, unless its words were erased. */
name?: string,
/** The half-life of warmth, in milliseconds. */
half_life_ms: number,
/** The patterns that are switched off: a page shows nothing of them. */
off?: Array<Pattern>,
/** The time zone by its IANA name; absent: UTC. Days are days there. */
time_zone?: string,
/** When it meets, if it has a rhythm. The next meetings are at `…/meetings`, because they depend on the clock. */
rhythm?: Rhythm,
/** The meetings that were moved last, at most eight. */
moved?: Array<Moved>,
/** What makes this space a pod; absent in a circle. A pod's name is its intention. */
pod?: PodTerms,
/** The circles that it seeded, at most three. */
buds?: Array<Kin>,
/** The circle that seeded it. */
grown_from?: Kin,
/** The prompts that it got from that circle, at most six, for later rounds. */
prompts?: Array<string>,
/** Whether it is time to seed a circle. Only in hosts' rows, until one of them does it or puts it off. */
time_to_bud?: boolean, };

/** Another circle, as this one knows it. */
export type Kin = {
/** Which. */
circle: CircleId,
/** The name that it had when it began, or when it seeded this one. */
name?: string, };

/** A member as others see them. Its key is `id`. */
export type Member = {
/** Who. */
id: MemberId,
/** Their number on this board, by which trails name them. */
n: number,
/** The name, unless its words were erased. */
name?: string,
/** The number that is shown behind the name, `Kea (2)`: it looks like another member's. */
twin?: number,
/** An index into the palette of twelve. */
colour: number,
/** What they may do. */
role: Role,
/** Whether they are with the circle. */
state: MemberState,
/** Brought in from a file, and nobody has claimed them: this member has no session. */
imported?: boolean,
/** They rest, until they do something. Why and since when is nowhere. */
resting?: boolean, };

/** A trace as a card shows it, without its light. Its key is `n`. */
export type Card = {
/** Which trace. */
id: TraceId,
/** Its number on this board, in the order of the log: its short name. */
n: number,
/** Who left it. */
by: MemberId,
/** When it was accepted, or happened where it was imported from; Unix milliseconds. The feed is ordered by this, then by `n`. */
at_ms: number,
/** The words; absent where erased, or hidden from this audience. */
text?: string,
/** What someone could do next, where it holds out an open end and its words are here. */
open_end?: string,
/** Why an agreement is proposed. */
why?: string,
/** The story of a sister circle that it grew from, as its author read it. */
crossed?: Crossed,
/** Its photo. */
photo?: Photo,
/** Where it happened. */
places?: Array<string>,
/** Whether it holds out an open end, also where its words are gone. */
open?: boolean,
/** Its facet; absent also where its words are. */
facet?: Facet,
/** Of a story, the entry with its present parts: it changes when the story is retold. */
told?: EntryId,
/**
 * The number of the trace that took its open end up, by which its author kept the promise, or as which the agreement would go on
 * (does so, once it was let go). Its card came with this one, or is asked for.
 */
taken?: number,
/** The review round of this agreement that was opened last since it last moved: open, or to be concluded. */
review?: EntryId,
/** Up to three earlier traces. */
builds_on: Array<TraceId>,
/** The numbers of the seeds that it grew from, nearest first, at most 16. A seed names itself. */
trails: Array<number>,
/** Whether it is shown, hidden or withdrawn. */
state: CardState,
/** Whether its author has reworded it. */
reworded?: boolean,
/** The round whose answer its author let out with it. */
round?: EntryId,
/** Whether it says what was learned; absent also where its words are. */
learned?: boolean,
/** The joint that it is at; absent also where its words are. */
joint?: Joint,
/** Whether a host brought it in from a file, so that its words are the file's. */
imported?: boolean, };

/**
 * The part of a card that changes often: `[n, glow_ms, grew]`. Its key is `n`. Later versions may append elements.
 *
 * `glow_ms` is the Unix millisecond at which the card's glow equals (or equalled) 1; `grew` is how many traces that stand
 * build on it directly.
 */
export type Light = [number, number, number];

/** A trail: a seed and the traces that grew from it. Its key is `n`. */
export type Trail = {
/** The number of its seed. */
n: number,
/** The Unix millisecond at which its warmth equals 1. Warm trails are ordered by this, highest first, then by `n`. */
warmth_ms: number,
/** How many traces that stand (not withdrawn) reach it, the seed included. */
size: number,
/** The number of the trace that reached it last; once one was withdrawn, of the newest that stands, or of the seed if none does. */
newest: number,
/** Who left traces in it that stand, latest first, at most six, by their numbers. */
people: Array<number>,
/** None of its traces stands: it is in no list, until somebody builds on one of them. */
gone?: boolean, };

/** What a round asks for. */
export type RoundKind = "opening" | "closing" | "check_in" | "retro" | "review" | "perspectives" | "own";

/**
 * A round: a prompt, or up to three, that each answers once or passes. Its key is `n`.
 *
 * It is open while it has no `ended_at_ms`. The answers are in no row: whoever answered or passed asks for them.
 */
export type Round = {
/** Which round. */
id: EntryId,
/** Its number, in the order in which they were opened. */
n: number,
/** Who opened it. */
by: MemberId,
/** What it asks for. */
kind: RoundKind,
/** How many prompts it has, 1 to 3. */
asks: number,
/** The prompts, where its opener wrote them. Those of a ready kind are words of whoever shows them. */
prompts?: Array<string>,
/** When it was opened, in Unix milliseconds. */
at_ms: number,
/** When it ends at the latest. */
ends_at_ms?: number,
/** When it ended. */
ended_at_ms?: number,
/** The trace that it is about. */
about?: TraceId,
/** The gathering that it belongs to. */
gathering?: EntryId,
/** The numbers of those who answered, latest first, at most 12. Nobody is told who passed. */
answered?: Array<number>,
/**
 * Of a retro: another number means that its cards were put together otherwise, or tries taken on: whoever shows them asks
 * for the answers again. Absent: nothing was yet.
 */
stirred?: number, };

/** The reader's own mark for a round. Its key is `id`. If neither is set, they may not read answers yet. */
export type OwnRound = {
/** Which round. */
id: EntryId,
/** They answered, in words that they haven't taken back. */
answered?: boolean,
/** They passed, or took their answer back. */
passed?: boolean, };

/** A gathering: a span of time with a name. Its key is `n`. Its traces are the cards with `from_ms <= at_ms < to_ms`. */
export type Gathering = {
/** Which gathering. */
id: EntryId,
/** Its number, in the order in which they were opened. */
n: number,
/** Who opened it. */
by: MemberId,
/** Its name, unless its words were erased. */
name?: string,
/** When it begins, in Unix milliseconds. */
from_ms: number,
/** When it ends: the first millisecond that isn't part of it. Equal to `from_ms` where it was called off. */
to_ms: number,
/** Whether it was ended before its time. */
ended?: boolean, };

/** The place of a gathering in their list: by its end, latest first, then by number. */
export type GatheringEdge = {
/** The end of the last one that is listed, in Unix milliseconds. */
to_ms: number,
/** Its number. */
n: number, };

/** The reader's own mark for a trace. Its key is `n`. */
export type Mark = {
/** The trace's number. */
n: number,
/** They warmed it. */
warmed?: boolean,
/** It builds on a trace of theirs. */
grew?: boolean,
/** It is an open promise of theirs. */
promised?: boolean,
/** It is a trace of theirs that somebody asks to tell in the circle (in a pod). */
asked?: boolean, };

/** The state of a pod. */
export type PodState = "open" | "resting" | "closed";

/** A pod's terms, as its members see them. */
export type PodTerms = {
/** How many can be in it. */
places: number,
/** Its last day. */
ends_on: string,
/** Its state. */
state: PodState,
/** Who was invited and neither stepped in nor declined. */
invited?: Array<MemberId>, };

/** A pod, as everyone in its circle sees it. Its key is `id`. Nobody else is told who is in it. */
export type Pod = {
/** Which pod, and which space. */
id: PodId,
/** Its number, in the order in which they were called. */
n: number,
/** Who called it. */
by: MemberId,
/** When it was called, in Unix milliseconds. */
at_ms: number,
/** What it is for. */
intention?: string,
/** How many can be in it. */
places: number,
/** How many places are taken. */
taken: number,
/** Its last day. */
ends_on: string,
/** When it was to meet as it was called. */
rhythm?: Rhythm,
/** A host offers it to some, who are told of it; it stands in no list of others. */
offered?: boolean,
/** Its state. */
state: PodState, };

/** Rows of one space, in no order of their own. */
export type Rows = {
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** Rows that changed, complete up to a position. */
export type States = {
/** After merging these rows a reader has all changes up to here. */
to: string,
/** Whether more follows at once: the rows that changed after `to`. */
more?: boolean,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** Why something was refused. */
export type Code = "bad_request" | "bad_text" | "not_signed_in" | "not_a_member" | "not_a_host" | "not_the_author" | "wrong_origin" | "unknown_circle" | "unknown_space" | "unknown_trace" | "unknown_member" | "unknown_meeting" | "unknown_invite" | "unknown_link" | "invite_expired" | "invite_used_up" | "invite_revoked" | "id_taken" | "too_late" | "reworded_too_often" | "withdrawn" | "hidden" | "own_trace" | "too_many_links" | "last_host" | "not_in_pod" | "not_here" | "too_many_pods" | "pod_full" | "pod_closed" | "not_invited" | "too_many_invited" | "pattern_off" | "too_many_buds" | "too_many_sisters" | "unknown_sister" | "sister_unreachable" | "not_a_promise" | "unknown_story" | "is_a_story" | "kept" | "not_an_agreement" | "not_reviewed" | "review_open" | "let_go" | "unknown_round" | "round_ended" | "answered_already" | "answer_first" | "unknown_answer" | "too_many_rounds" | "unknown_card" | "group_full" | "unknown_gathering" | "too_many_gatherings" | "unknown_photo" | "not_a_photo" | "too_many_photos" | "resume_impossible" | "reload" | "too_large" | "body_broken_off" | "not_found" | "method_not_allowed" | "too_many_requests" | "internal" | "draining" | "log_unavailable";

/** What a member can do to a board. */
export type Deed = { "type": "leave",
/** 1 to 280 grapheme clusters and at most 4 KiB. */
text: string,
/** What someone could do next; bounded as the text is. */
open_end?: string,
/** 0 to 3 earlier traces of this board. */
builds_on?: Array<TraceId>,
/**
 * Which of those it takes up: their open ends, or promises of its author's own, which are kept by it. Absent: the open
 * end of each.
 */
takes_up?: Array<TraceId>,
/** Its facet; not together with an open end. An agreement begins at the stage of awareness. */
facet?: Facet,
/** Why an agreement is proposed; bounded as the text is. */
why?: string,
/** The round whose answer its author lets out with it. */
round?: EntryId,
/** The *try* of a retro that its author takes on with this promise. */
tries?: TriedCard,
/** Whether it says what was learned; not beside a facet. */
learned?: boolean,
/** The joint that it is at. */
joint?: Joint,
/** The traces that a story cites, at most 100, each once. */
cites?: Array<TraceId>,
/**
 * A story in its order, at most 201 parts: each of those it cites once, and words between them, at most 4 KiB each and
 * 20 KiB in all.
 */
told?: Array<StoryPart>,
/** The story of a sister circle that it grew from, as it was read. */
crossed?: Crossed,
/** Its photo. */
photo?: PhotoDraft,
/** Whether it stays off the wall. */
off_wall?: boolean, } | { "type": "retell",
/** Which story. */
trace: TraceId,
/** Its title; bounded as a text is. */
text: string,
/** All that it cites from now on. */
cites?: Array<TraceId>,
/** The whole story from now on. */
told: Array<StoryPart>, } | { "type": "ask_to_tell",
/** Which trace. */
trace: TraceId, } | { "type": "move_facet",
/** Which trace. */
trace: TraceId,
/** What it is from now on. */
to: Facet,
/** The review round whose conclusion this is. Only a trial begins without one. */
review?: EntryId, } | { "type": "call_pod",
/** What it is for; 1 to 140 grapheme clusters on one line. Everyone in the circle reads it. */
intention: string,
/** How many can be in it, 2 to 8. */
places: number,
/** Its last day, from today to 182 days ahead. */
ends_on: string,
/** When it meets. */
rhythm?: Rhythm,
/** To whom it is offered (hosts), as many as it has places at the most: its caller isn't in it, and whoever steps in first hosts it. */
offer_to?: Array<MemberId>, } | { "type": "step_in",
/** Which pod. */
pod: PodId, } | { "type": "decline_pod",
/** Which pod. */
pod: PodId, } | { "type": "leave_pod" } | { "type": "invite_to_pod",
/** Whom. */
member: MemberId, } | { "type": "extend_pod",
/** The new last day, from today to 182 days ahead. */
ends_on: string, } | { "type": "rest_pod",
/** Whether it rests from now on. Any trace left in it wakes it too. */
resting: boolean, } | { "type": "close_pod" } | { "type": "reword",
/** Which trace. */
trace: TraceId,
/** The new words. */
text: string,
/** The new open end; absent, it has none any more. */
open_end?: string,
/** Its photo from now on, the same or another; absent, it has none any more. */
photo?: PhotoDraft, } | { "type": "withdraw",
/** Which trace. */
trace: TraceId, } | { "type": "warm",
/** Which trace. */
trace: TraceId, } | { "type": "hide",
/** Which trace. */
trace: TraceId,
/** Why, for its author and hosts alone; bounded as a text is. */
why?: string, } | { "type": "restore",
/** Which trace. */
trace: TraceId, } | { "type": "rename",
/** 1 to 40 grapheme clusters on one line. */
name: string,
/** An index into the palette of twelve. */
colour: number, } | { "type": "leave_circle" } | { "type": "rest" } | { "type": "remove",
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
half_life_ms?: number,
/** All patterns that are switched off from now on. */
off?: Array<Pattern>,
/** The time zone by its IANA name, as `Europe/Vienna`. */
time_zone?: string, } | { "type": "set_rhythm",
/** The rhythm; absent, it has none any more. */
rhythm?: Rhythm, } | { "type": "move_meeting",
/** Which, by the day that the rhythm gives it, and to when. */
moved: Moved, } | { "type": "open_round",
/** What it asks for. */
kind: RoundKind,
/** One's own prompts, 1 to 3, each bounded as a text is; none for a ready kind. */
prompts?: Array<string>,
/** When it ends at the latest, within half a year; absent, when all have answered or its opener ends it. */
ends_at_ms?: number,
/** The trace that it is about. Perspectives are always about one; of an agreement one review is open at a time. */
about?: TraceId,
/** The gathering that it belongs to. */
gathering?: EntryId, } | { "type": "answer",
/** Which round. */
round: EntryId,
/** The words, at most one text a prompt, each bounded as a text is; one may be empty, not all. */
answers: Array<string>, } | { "type": "pass",
/** Which round. */
round: EntryId, } | { "type": "take_answer_back",
/** Of which round. */
round: EntryId, } | { "type": "end_round",
/** Which round. */
round: EntryId, } | { "type": "put_card",
/** Which retro. */
round: EntryId,
/** Which card. One that others were put with takes them along. */
card: RoundCard,
/** A card of the same prompt; absent, it stands alone from now on. */
onto?: RoundCard, } | { "type": "open_gathering",
/** 1 to 60 grapheme clusters on one line. */
name: string,
/** When it begins, at most a year ahead, in Unix milliseconds. */
from_ms: number,
/** When it ends, at most 31 days later. */
to_ms: number, } | { "type": "change_gathering",
/** Which gathering. */
gathering: EntryId,
/** Its new name. */
name?: string,
/** Its new beginning. */
from_ms?: number,
/** Its new end. */
to_ms?: number, } | { "type": "put_off_budding" } | { "type": "end_gathering",
/** Which gathering. */
gathering: EntryId, };

/** An entry that a member asks the server to append to the board's log. */
export type Draft = {
/** The author's own id (UUIDv7), made before the first attempt. */
id: EntryId,
/** The author's clock at the time of writing, in Unix milliseconds. */
written_at_ms: number,
/** What to do. */
deed: Deed, };

/** A space and how far its reader is. */
export type Following = {
/** Which space. */
space: SpaceId,
/** The position up to which the reader has everything; absent, it is told to take a snapshot. */
after?: string, };

/** A frame from a client. */
export type ClientFrame = { "type": "hello",
/** [`VERSION`] as this client knows it. */
version: number,
/** The spaces that it follows; at most 16. */
spaces: Array<Following>, } | { "type": "follow",
/** Which space. */
space: SpaceId,
/** The position up to which the reader has everything; absent, it is told to take a snapshot. */
after?: string, } | { "type": "unfollow",
/** Which space. */
space: SpaceId, } | { "type": "post",
/** The space; default the circle's own. */
space?: SpaceId,
/** What to append, under the author's own id: sending it again is safe. Boxed, since no other frame is nearly as large. */
draft: Draft, } | { "type": "beat" };

/** A member who is present. */
export type Face = {
/** Who. */
id: MemberId,
/** Their name. */
name?: string,
/** The number that is shown behind their name. */
twin?: number,
/** Their colour. */
colour: number, };

/** Why a reader has to take a new snapshot. */
export type Why = "unknown_history" | "too_far_back" | "half_life" | "role";

/** A frame from a server. */
export type ServerFrame = { "type": "welcome",
/** The server's id, new at each start. */
server: string,
/** The member to whom the session belongs. */
member: MemberId,
/** The server's clock, in Unix milliseconds. */
now_ms: number, } | { "type": "states",
/** Which space. */
space: SpaceId,
/** After merging these rows a reader has all changes up to here. */
to: string,
/** Whether more follows at once: the rows that changed after `to`. */
more?: boolean,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, } | { "type": "mine",
/** Which space. */
space: SpaceId,
/** Complete up to here. */
to: string,
/** The marks. */
marks: Array<Mark>,
/** The reader's own marks for rounds that changed. */
own_rounds?: Array<OwnRound>, } | { "type": "own_pods",
/** Which circle. */
space: SpaceId,
/** Those that they are in, by id. */
pods?: Array<PodId>,
/** Those that they are invited to by name, and neither stepped into nor declined. */
invitations?: Array<PodId>,
/**
 * Whether they are in a pod that this session may not open: the session began by a host's link, and nobody in
 * the pod has let it in yet.
 */
held?: boolean,
/** Members of one of `pods` who wait to be let in: they signed in by a host's link. */
waiting?: Array<Waiting>,
/** The tag of this answer: a poll sends it back as `own`, and gets an answer only if it changed. */
known: string, } | { "type": "anew",
/** Which space. */
space: SpaceId,
/** Why. */
why: Why, } | { "type": "closed",
/** Which space. */
space: SpaceId,
/** Why, by the error table. */
code: Code,
/** Why, in words. */
message: string, } | { "type": "ack",
/** The draft's id. */
id: EntryId,
/** Its position. A repeat gets the same answer. */
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
/** Which space. */
space: SpaceId,
/** How many members are present. */
count: number,
/** Who, at most 24. */
here: Array<Face>, } | { "type": "beat",
/** The server's clock, in Unix milliseconds. */
now_ms: number, } | { "type": "reload" } | { "type": "error",
/** Why, by the error table. */
code: Code,
/** Why, in words. */
message: string, };

/** The body of every error answer of the API. */
export type Problem = {
/** Why, by the error table. */
code: Code,
/** Why, in words, naming operation and input. */
message: string,
/** Whether the same request may succeed later. */
retry: boolean,
/** After how many milliseconds, where the server knows. */
retry_after_ms?: number, };

/** Asks what an invite does, before using it. The secret is sent in the body, never in the URL. */
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
member: Member | null,
/** For a new member: a colour that the fewest people here have. */
colour?: number | null, };

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

/** One meeting. */
export type Meeting = {
/** The day that the rhythm gives it, in the rhythm's time zone. It goes by this, also where it was moved. */
day: string,
/** When it begins, in Unix milliseconds. */
at_ms: number,
/** Whether it was moved there. */
moved?: boolean, };

/** What a host asks for who seeds a circle. */
export type SeedRequest = {
/** The request's own id, a UUID of version 7: the same again founds no second circle. */
id: EntryId,
/** The new circle's name; 1 to 60 grapheme clusters on one line. */
name: string, };

/** The next meetings of a space, soonest first, at most 26. */
export type MeetingPage = {
/** As of this position. */
position: string,
/** The meetings that begin from now on. None where the space has no rhythm. */
meetings: Array<Meeting>, };

/** Makes a link by which a calendar subscribes to a space's meetings. It shows them as long as its member may see the space. */
export type NewCalendar = {
/** The id of the link (UUIDv7). */
id: EntryId, };

/** A calendar's link, told once: only the hash of its secret is kept. */
export type CalendarLink = {
/** The id of the link, by which it is revoked. */
id: EntryId,
/** The address. Programs that subscribe can't send a fragment, so the secret stands in its path. */
link: string, };

/** A calendar's link that stands. */
export type StandingCalendar = {
/** The id of the link. */
id: EntryId, };

/** The place of a card in lists of cards, newest first: by time, then by number. */
export type Edge = {
/** The time of the last card that is listed, in Unix milliseconds. */
at_ms: number,
/** Its number. */
n: number, };

/** The place of a trail in the list of warm trails: by warmth, highest first, then by number. */
export type WarmEdge = {
/** The warmth of the last trail that is listed. */
warmth_ms: number,
/** Its number. */
n: number, };

/** The place of a promise or an agreement in lists by day. */
export type DueEdge = {
/** The day of the last one that is listed; 9999-12-31 where it has none. */
due: string,
/** Its number. */
n: number, };

/**
 * A page's beginning: what a first screen shows, at a position. It is the same for everyone of an audience, and holds nothing of
 * the clock or of the one who asks.
 */
export type Snapshot = {
/** Which space. */
space: SpaceId,
/** The last entry that these rows contain. */
position: string,
/** The circle's settings. */
circle: Circle,
/** The members whom the other rows name. */
members: Array<Member>,
/** The cards of the lists below, those of `feed` first and in its order, and those that they build on or were taken up by. */
cards: Array<Card>,
/** The lights of those cards. */
lights: Array<Light>,
/** The warmest trails. */
trails: Array<Trail>,
/** The newest traces, newest first. */
feed: Array<number>,
/** Where that list ends; absent, nothing older exists. */
edge?: Edge,
/** The warmest trails by the numbers of their seeds, warmest first. */
warm: Array<number>,
/** Where that list ends; absent, there are no others. */
warm_edge?: WarmEdge,
/** The traces whose open end nobody has taken up, newest first. */
open_ends: Array<number>,
/** Where that list ends; absent, there are no others. */
open_edge?: Edge,
/** The newest 8 rounds, and all that are open; newest first. */
rounds?: Array<Round>,
/** The number of the last of the newest ones; absent, there are no others. */
rounds_edge?: number,
/** The 24 gatherings that end last, latest first: all that run or are to come among them. */
gatherings?: Array<Gathering>,
/** Where that list ends; absent, there are no others. */
gatherings_edge?: GatheringEdge,
/** The newest pods that aren't closed. */
pods?: Array<Pod>,
/** Their numbers, newest first. */
called?: Array<number>,
/** The number of the last pod listed; absent, there are no others that aren't closed. */
called_edge?: number, };

/** Asks what changed after a position. */
export type StatesQuery = {
/** The version of the protocol that the asker speaks; default 2. */
version?: number,
/** The position up to which the asker has everything of the circle's board. */
after?: string,
/** More spaces, as `<id>@<position>`, separated by commas; at most 16. */
spaces?: string,
/**
 * The `known` of the last `own_pods`, or `none`: then the answer holds `own_pods` where it is another now. Absent: only where it
 * changes meanwhile.
 */
own?: string,
/** For how long to wait where nothing changed, in milliseconds; 0 to 25,000, default 0. */
wait_ms?: number, };

/** Asks what traces are to the one who asks. */
export type MineQuery = {
/** The numbers of the cards that are held, at most 200, separated by commas. */
cards?: string,
/** The Unix millisecond after which to tell what others built on the asker's own traces. */
grown_since_ms?: number,
/** The Unix millisecond after which to tell who came into the circle. */
joined_since_ms?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** What the board is to the one who asks. */
export type MinePage = {
/** As of this position. */
position: string,
/** Who asks. */
me: MemberId,
/** What they may do. */
role: Role,
/** The marks of the cards that were named, and of `promises` and `asked`. */
marks: Array<Mark>,
/** What others built on the asker's own traces since `grown_since_ms`, newest first, at most 50. */
grown: Array<number>,
/** The asker's own open promises, soonest first, at most 50. */
promises?: Array<number>,
/** The asker's own traces that somebody asks to tell in the circle, newest first, at most 50 (in a pod). */
asked?: Array<number>,
/** Who came into the circle since `joined_since_ms` and is there, latest first, at most 24, by their numbers. */
joined?: Array<number>,
/** What the newest 200 rounds are to the asker; one that they gave nothing to is left out. */
own_rounds: Array<OwnRound>,
/** The pods that the asker is in (in a circle). */
own_pods?: Array<PodId>,
/** The pods that they are invited to by name, and neither stepped into nor declined (in a circle). */
pod_invitations?: Array<PodId>,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** Which cards. */
export type CardQuery = {
/** Older than this trace, newest first. */
before?: TraceId,
/** Just these, at most 100, separated by commas. Unknown ones are left out of the answer. */
ids?: string,
/** Just these, by their numbers; as `ids`. */
ns?: string,
/** How many; 1 to 200, default 50. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Cards as of a position. */
export type CardPage = {
/** The last entry that these rows contain. */
position: string,
/** The cards that were asked for, newest first, or in the order of `ids` or `ns`. */
feed: Array<number>,
/** Where that list ends; absent, nothing older exists (or single cards were asked for). */
edge?: Edge,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** What traces are looked for. It is a body, since an address is kept in histories and logs. */
export type SearchRequest = {
/** The words that a trace or its open end has, all of them, in any order; at most 512 bytes. Absent or empty: any words. */
words?: string,
/** Who left it. */
by?: MemberId,
/** The first day on which it was left, in the circle's time zone. */
from?: string,
/** The last day. */
to?: string,
/** Only those with an open end that nobody has taken up. */
open?: boolean,
/** Behind this place in the list, as an answer's `edge` names it; default from its beginning. */
before?: Edge,
/** How many; 1 to 50, default 20. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** A place in a text: `[from, to]` in UTF-16 units, as JavaScript counts. */
export type Stretch = [number, number];

/** Where a trace has the words that were looked for, in order, at most 32 places of each text. */
export type Found = {
/** The trace's number. */
n: number,
/** In its text. */
text?: Array<Stretch>,
/** In its open end. */
open_end?: Array<Stretch>, };

/** The traces that were found, newest first. */
export type SearchPage = {
/** The last entry that these rows contain. */
position: string,
/** Their numbers. */
listed: Array<number>,
/** Where that list ends; absent, there are no others. It may be there behind an empty list: then others may follow. */
edge?: Edge,
/** Where they have the words; nothing where no words were asked for. */
found?: Array<Found>,
/** Older traces were not looked at yet, since this server has just begun to: ask again soon. */
partial?: boolean,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** Which of a list of cards by time: open ends, what was learned, or those at a joint. */
export type OpenEndQuery = {
/** Older than this place, as `<at_ms>,<n>`; default the newest. */
before?: string,
/** How many; 1 to 200, default 50. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Which of a list by day: promises, or agreements by their reviews. */
export type DueQuery = {
/** Later than this place, as `<due>,<n>`; default the soonest. */
after?: string,
/** How many; 1 to 100, default 50. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Open promises of members who are here, soonest first. */
export type PromisePage = {
/** The last entry that these rows contain. */
position: string,
/** The promises. */
promises: Array<number>,
/** Where that list ends; absent, there are no others. */
due_edge?: DueEdge,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** The agreements of a space that weren't let go, soonest review first; last those without one. */
export type AgreementsPage = {
/** The last entry that these rows contain. */
position: string,
/** The agreements. */
agreements: Array<number>,
/** Where that list ends; absent, there are no others. */
due_edge?: DueEdge,
/**
 * What each member who is here says of them in their own words: their latest wording, at most 500, in the order of the agreements.
 * Each builds on the agreement that it words.
 */
wordings?: Array<number>,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** The position at which a story is wanted. */
export type StoryQuery = {
/** Answer only once this position is folded. */
at_least?: string, };

/** A piece of a story as it stands now. */
export type StoryPiece = { "words": string } | { "card": number } | "gone";

/** One story, whole. */
export type StoryView = {
/** The last entry that these rows contain. */
position: string,
/** The number of its own card, whose text is the title. */
card: number,
/** The story in its order. */
parts: Array<StoryPiece>,
/** Whether a link exists by which anybody can read it. */
shared?: boolean,
/** Whether sister circles can read it. */
crosses?: boolean,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** A piece of a story in a sister circle, as it stands now. */
export type CrossedPiece = { "words": string } | { "cited": {
/** Its words. */
text: string,
/** Whose they are. */
by: string,
/** The day on which it was left. */
on: string, } } | "gone";

/** A story as it is told in a sister circle: whole, since nobody there sees the board that it stands on. */
export type CrossedStory = {
/** Which story. */
id: TraceId,
/** Its title. */
title: string,
/** Who told it. */
by: string,
/** The day on which it was told, in the time zone of its circle: `9 June 2026`. */
on: string,
/** It in its order. */
pieces: Array<CrossedPiece>, };

/** How a sister circle is related. */
export type Kinship = "mother" | "bud" | "linked";

/** A sister circle, and what crosses from it. */
export type Sister = {
/** Which circle. */
circle: CircleId,
/** Its name; absent where it was never reached. */
name?: string,
/** How it is related. */
kin: Kinship,
/** Whether its server answered. If not, the stories are from its last answer, at most a day old. */
reached: boolean,
/** Its stories, newest first, without their pieces. */
stories: Array<SisterStory>, };

/** A link for a sister circle. This is the only answer that has it: only the hash of its secret is stored. */
export type SisterLink = {
/** The id of the link. */
id: EntryId,
/** The address, for a host of the other circle. */
link: string, };

/** A story of a sister circle in a list. */
export type SisterStory = {
/** Which story. */
id: TraceId,
/** Its title. */
title: string,
/** Who told it. */
by: string,
/** The day on which it was told. */
on: string, };

/** One story of a sister circle, whole. */
export type SisterStoryView = {
/** The name of its author's circle. */
circle: string,
/** Whether it was fetched now; if not, it is from an answer at most a day old. */
reached: boolean,
/** The story. */
story: CrossedStory, };

/** The sister circles of a circle. */
export type SistersPage = {
/** The mother, the buds in their order, and those by links. */
sisters: Array<Sister>, };

/** A link for a sister circle that stands. */
export type StandingSisterLink = {
/** The id of the link. */
id: EntryId, };

/** Makes a link by which anybody reads a story, without a session. */
export type NewStoryLink = {
/** The id of the link (UUIDv7). */
id: EntryId, };

/** A story's link. This is the only answer that has it: only the hash of its secret is stored. */
export type StoryLink = {
/** The id of the link. */
id: EntryId,
/** The address. It works without a script, so the secret stands in its path. */
link: string, };

/** In what form to export a story. */
export type StoryForm = "md" | "html";

/** Which trail. */
export type TrailQuery = {
/** Answer only once this position is folded. */
at_least?: string, };

/** One trail, whole (at most 1,000 traces, the newest). */
export type TrailView = {
/** The last entry that these rows contain. */
position: string,
/** The number of its seed. */
seed: number,
/** Its traces, oldest first in the order of the feed. */
listed: Array<number>,
/** Where the list ends towards the past; absent, it is whole. */
edge?: Edge,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** The order of a list of trails. */
export type TrailOrder = "warmest" | "coldest";

/** Which trails. */
export type TrailsQuery = {
/** Behind this one in the order, as `<warmth_ms>,<n>`; default from its beginning. */
after?: string,
/** In which order; default the warmest first. */
order?: TrailOrder,
/** How many; 1 to 100, default 50. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Trails in the order that was asked for. */
export type TrailsPage = {
/** The last entry that these rows contain. */
position: string,
/** The trails by the numbers of their seeds. */
warm: Array<number>,
/** Where that list ends; absent, there are no others. */
warm_edge?: WarmEdge,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** Which pods. */
export type PodQuery = {
/** Called before the pod of this number; default the newest. */
before?: number,
/** Whether to include closed pods, and those that a host offers to some. */
all?: boolean,
/** Just these, at most 100, separated by commas. Unknown ones are left out of the answer. */
ids?: string,
/** How many; 1 to 100, default 50. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Pods of a circle, newest first. */
export type PodPage = {
/** The last entry that these rows contain. */
position: string,
/** The pods by number, newest first, or in the order of `ids`. */
listed: Array<number>,
/** The number of the last one listed; absent, there are no others (or single pods were asked for). */
edge?: number,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** A member of a pod who signed in by a host's link, and whom nobody in the pod has let in yet. */
export type Waiting = {
/** Which pod. */
pod: PodId,
/** Who. */
member: MemberId, };

/** Confirms that a member of this pod who signed in by a host's link is who they say. */
export type LetIn = {
/** Who. */
member: MemberId, };

/** How thick a tie is, by its rank among all ties of its circle. */
export type Thickness = "thin" | "middle" | "thick";

/**
 * A tie between two people, who built on each other or one on the other: `[one, other, thickness]`, by their numbers, the lower one
 * first.
 */
export type Tie = [number, number, Thickness];

/** What people have in common who stand in one ring. */
export type RingOf = { "pod": PodId } | { "gathering": EntryId };

/** People who stand in one ring of the picture. */
export type Ring = {
/** What they have in common. */
of: RingOf,
/** Their numbers. */
people: Array<number>, };

/** Asks who builds with whom. */
export type WeaveQuery = {
/** Answer only once this position is folded. */
at_least?: string, };

/** Who builds with whom, by the circle's own board. How often is nowhere. */
export type WeavePage = {
/** The last entry that it is made of. */
position: string,
/** Those who are with the circle, by their numbers; of more than 2,000 those who came first. */
people: Array<number>,
/** Their ties by number; of more than 2,000 the thickest. */
ties: Array<Tie>,
/** The asker's own pods, and the gathering that began last. */
rings?: Array<Ring>,
/** Those people. */
members: Array<Member>, };

/** Asks for groups in which the most new ties arise. */
export type GroupsQuery = {
/** How many people a group has at the most; 2 to 8, default 5. One more, where somebody would be alone. */
size?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Groups in which the most new ties arise: those who can act, parted so that as few as can be have built with each other. */
export type GroupsPage = {
/** The last entry that they are made of. */
position: string,
/** The groups, by the numbers of who is in each. */
groups: Array<Array<number>>,
/** Those people. */
members: Array<Member>, };

/** Which members. */
export type MemberQuery = {
/** After this member, by id; default from the first. */
after?: MemberId,
/** How many; 1 to 500, default 200. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Members by id, those who left or were removed too. */
export type MemberPage = {
/** The last entry that these rows contain. */
position: string,
/** The members. */
members: Array<Member>,
/** Whether others follow. */
more: boolean, };

/** Which rounds. */
export type RoundsQuery = {
/** Before the round of this number; default the newest. */
before?: number,
/** Those of one kind only; default all. */
kind?: RoundKind,
/** How many; 1 to 100, default 50. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Rounds, newest first. */
export type RoundsPage = {
/** The last entry that these rows contain. */
position: string,
/** Their numbers, newest first. */
listed: Array<number>,
/** The last one listed; absent, there are no older ones. */
rounds_edge?: number,
/** The reader's own marks for them. */
own_rounds: Array<OwnRound>,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** Which answers of a round. */
export type AnswersQuery = {
/** After this answer, in the asker's own order; default from the first. */
after?: EntryId,
/** How many; 1 to 200, default 100. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/**
 * Answers of a round, for one who answered or passed: in a random order that differs for each reader and does not
 * change.
 */
export type AnswersPage = {
/** As of this position. */
position: string,
/** The answers. */
answers: Array<Answer>,
/** Whether others follow. */
more: boolean,
/** Who gave them. */
members: Array<Member>,
/** Of a retro: which cards of these answers were put onto others. */
put?: Array<PutCard>,
/** Of a retro: which tries among them were taken on. */
taken?: Array<TakenCard>, };

/** One answer. */
export type Answer = {
/** Its entry. */
id: EntryId,
/** Who gave it. */
by: MemberId,
/** When, in Unix milliseconds. */
at_ms: number,
/** The words, one text a prompt; an empty one says nothing to it. */
answers: Array<string>,
/** The trace with which its author let it out: it can be built on. */
trace?: TraceId, };

/** A card of a retro that was put with others. */
export type PutCard = {
/** Which card. */
card: RoundCard,
/** The head of its group, which is put onto none. */
onto: RoundCard, };

/** A *try* of a retro that somebody took on. */
export type TakenCard = {
/** Which card. */
card: RoundCard,
/** The number of the first standing promise that takes it on. */
n: number, };

/** Which gatherings. */
export type GatheringsQuery = {
/** That end before this one, as `<to_ms>,<n>`; default those that end last. */
before?: string,
/** How many; 1 to 100, default 50. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** Gatherings by their ends, latest first. */
export type GatheringsPage = {
/** The last entry that these rows contain. */
position: string,
/** Their numbers. */
listed: Array<number>,
/** Where that list ends; absent, there are no others. */
gatherings_edge?: GatheringEdge,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** Which traces of a gathering. */
export type GatheringQuery = {
/** Older than this place in the feed, as `<at_ms>,<n>`; default its newest. */
before?: string,
/** How many; 1 to 200, default 50. */
limit?: number,
/** Answer only once this position is folded. */
at_least?: string, };

/** A gathering, its rounds, and what was left in it. */
export type GatheringView = {
/** The last entry that these rows contain. */
position: string,
/** Its number. */
gathering: number,
/** Its rounds by number, newest first, at most 50. */
its_rounds: Array<number>,
/** Its traces, newest first. */
feed: Array<number>,
/** Where that list ends; absent, nothing older was left in it. */
edge?: Edge,
/** The reader's own marks for its rounds. */
own_rounds: Array<OwnRound>,
/** The circle's settings, where they changed. */
circle?: Circle,
/** Members. */
members?: Array<Member>,
/** Cards. */
cards?: Array<Card>,
/** Lights. */
lights?: Array<Light>,
/** Trails. */
trails?: Array<Trail>,
/** Rounds. */
rounds?: Array<Round>,
/** Gatherings. */
gatherings?: Array<Gathering>,
/** Pods. */
pods?: Array<Pod>, };

/** Whose words. */
export type WordsQuery = {
/** The traces, at most 100, separated by commas. */
ids: string, };

/** The words of one trace. */
export type Words = {
/** Which trace. */
id: TraceId,
/** The words. */
text?: string,
/** The open end. */
open_end?: string,
/** The photo. */
photo?: Photo,
/** Why it is hidden, where a host said so. */
hidden_why?: string, };

/** Words that shared rows leave out: those of hidden traces, for their author or a host. */
export type WordsPage = {
/** As of this position. */
position: string,
/** The words; of traces whose words the asker may not read, or that are gone, nothing. */
words: Array<Words>, };

/** Adds a webhook (hosts). */
export type NewHook = {
/** The id of the webhook (UUIDv7). */
id: EntryId,
/** Where messages go: an `https` address of at most [`HOOK_ADDRESS_BYTES_MAX`](crate::Limits::HOOK_ADDRESS_BYTES_MAX). */
address: string, };

/** What a receiver checks messages with. This is the only answer that has it. */
export type HookAdded = {
/** The id of the webhook. */
id: EntryId,
/** The secret, as Standard Webhooks writes it: `whsec_` and base64. */
secret: string, };

/** A webhook, as hosts see it. */
export type StandingHook = {
/** Which. */
id: EntryId,
/** The host who added it. Once they aren't with the circle, nothing is sent. */
by: MemberId,
/** The server that it goes to. The rest of its address may work like a password. */
to: string,
/** Whether it is switched off, because its receiver failed for three days or wants no more. */
off: boolean,
/** Since when its receiver takes nothing, in Unix milliseconds; absent while all is well. */
failing_since_ms?: number, };

/** Switches a webhook on again (hosts). */
export type HookOn = {
/** The id of the request (UUIDv7). */
id: EntryId, };

/** Makes the address of a feed (hosts). */
export type NewFeed = {
/** The id of the link (UUIDv7). */
id: EntryId, };

/** A feed's new address. This is the only answer that has it: only the hash of its secret is stored. */
export type FeedLink = {
/** The id of the link. */
id: EntryId,
/** The address. */
address: string, };

/** The standing address of a feed, as hosts see it. */
export type StandingFeed = {
/** Which. */
id: EntryId,
/** The host who made it. Once they aren't with the circle, it shows nothing. */
by: MemberId, };

/** Lets a program in (hosts). */
export type NewProgram = {
/** The id of the request (UUIDv7). */
id: EntryId,
/** The name under which it leaves traces; bounded as a member's is. */
name: string, };

/** What a new program is told. This is the only answer that has its token: only a hash is stored. */
export type ProgramToken = {
/** Which program: the author of its traces. */
id: MemberId,
/** The token, for the header `Authorization: Bearer`. */
token: string,
/** Where it leaves traces. */
address: string, };

/** A program that may leave traces, as hosts see it. */
export type StandingProgram = {
/** Which. */
id: MemberId,
/** The host who let it in. Once they aren't with the circle, it leaves nothing more. */
by: MemberId,
/** Its name, unless erased. */
name?: string,
/** The number that tells the name apart from one that looks like it. */
twin?: number,
/** Its colour. */
colour: number, };

/** A trace that a program leaves. */
export type ProgramTrace = {
/**
 * The trace's id (UUIDv7), made before the first attempt: sent again under it, it is left once. Without one each request leaves a
 * trace.
 */
id?: EntryId,
/** 1 to 280 grapheme clusters and at most 4 KiB. */
text: string,
/** What someone could do next; bounded as the text is. */
open_end?: string,
/** Whether it stays off the wall. */
off_wall?: boolean, };

/** A trace that a program left. */
export type ProgramLeft = {
/** Its id. */
id: EntryId,
/** Its entry's position in the log. */
position: string,
/** When it was accepted, in Unix milliseconds. */
at_ms: number, };

/** Makes the link of a wall (hosts). */
export type NewWall = {
/** The id of the link (UUIDv7). */
id: EntryId,
/** How long words wait before the wall shows them, in milliseconds; up to an hour, default 0. */
delay_ms?: number,
/** Whether the wall shows an invite as a QR code. */
join?: boolean, };

/** A wall's new link. This is the only answer that has it: only the hash of its secret is stored. */
export type WallLink = {
/** The id of the link. */
id: EntryId,
/** The link, with circle and secret in its fragment. */
link: string,
/** The link as a QR code, an SVG image. */
qr_svg: string, };

/** The standing link of a wall, as hosts see it. */
export type StandingWall = {
/** Which. */
id: EntryId,
/** The host who made it. */
by: MemberId,
/** How long words wait before the wall shows them, in milliseconds. */
delay_ms: number,
/** Whether it shows nothing for now. */
paused: boolean,
/** Whether it shows an invite as a QR code. */
join: boolean, };

/** Says how a wall shows the board from now on (hosts). */
export type WallChange = {
/** The id of the request (UUIDv7). */
id: EntryId,
/** How long words wait before the wall shows them, in milliseconds; up to an hour. */
delay_ms: number,
/** Whether it shows nothing for now. */
paused: boolean,
/** Whether it shows an invite as a QR code. Ending that revokes the invite. */
join: boolean, };

/** Asks for a photo that a wall shows. */
export type WallPhotoRequest = {
/** The secret of the link. */
secret: string,
/** Which. */
photo: PhotoId, };

/** Asks for what a wall shows. The secret is all that it needs, and all that it can do. */
export type WallRequest = {
/** The secret of the link. */
secret: string,
/** The `tag` of the answer that the wall has: the next one comes as soon as there is another. */
after?: string,
/** For how long to wait where nothing changed, in milliseconds; 0 to 25,000, default 0. */
wait_ms?: number, };

/** A trace on a wall. */
export type WallTrace = {
/** Which. */
id: TraceId,
/** Its author's name. */
by?: string,
/** The number that tells the name apart from one that looks like it. */
twin?: number,
/** Its author's colour. */
colour: number,
/** When it was accepted, or happened where it was imported from; Unix milliseconds. */
at_ms: number,
/** Its words. */
text: string,
/** Its open end, where nobody has taken it up. */
open_end?: string,
/** Its photo. */
photo?: Photo,
/** Those of the traces that it builds on that the wall may show. */
builds_on?: Array<TraceId>,
/** Whether a host brought it in from a file. */
imported?: boolean,
/** Whether a program left it. */
program?: boolean, };

/** The invite on a wall. */
export type WallJoin = {
/** Its link. */
link: string,
/** The link as a QR code, an SVG image. */
qr_svg: string, };

/** The picture of a wall, whole: it replaces the one before. */
export type WallShows = {
/** The circle's name. */
circle?: string,
/** Whether a host paused it: then it holds no traces. */
paused?: boolean,
/** The half-life of warmth, in milliseconds. */
half_life_ms: number,
/** The traces that the lists name, and those that they build on. */
traces: Array<WallTrace>,
/** The newest, newest first. */
newest: Array<TraceId>,
/** The newest of each of the warmest trails, warmest trail first. */
warm: Array<TraceId>,
/** Those with an open end that nobody has taken up, newest first. */
open_ends: Array<TraceId>,
/** The invite that it shows. */
join?: WallJoin, };

/** What a wall shows now. */
export type WallAnswer = {
/** Which picture it is: the same tag, the same picture. */
tag: string,
/** The server's clock, in Unix milliseconds. */
now_ms: number,
/** The script of the wall's page as this server has it. A page with another one loads itself anew. */
page: string,
/** The picture; absent where it is the one that was named by `after`. */
shows?: WallShows, };

/** Drafts sent over HTTP, by clients without a socket; appended in order. */
export type Commands = {
/** The drafts; 1 to 50. Answered one by one with `ack` or `refused` frames, in the same order. */
drafts: Array<Draft>, };

/** Makes an invite (hosts; a member may make one that names themself, for another device). */
export type NewInvite = {
/** The id of the invite (UUIDv7). */
id: EntryId,
/** The member whom it signs in; absent, it brings in new members. */
member?: MemberId,
/** The role of new members; default member. */
role?: Role,
/** For how long it holds, in milliseconds; up to 90 days, default a week. */
holds_ms?: number,
/** How often it can be used; 1 to 2,000. Default 200, or once if it names a member. */
uses_max?: number,
/** The host's label for it; up to 60 grapheme clusters. */
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
/** The host's label for it. */
label: string | null, };

/** One of a member's own sessions: a browser, or a program. */
export type OpenSession = {
/** Which. */
id: EntryId,
/** Whether it is the session of this request. */
here: boolean,
/** When it was opened, in Unix milliseconds. */
opened_at_ms: number,
/** When it was last used, to within a month. */
used_at_ms: number, };

/** Whether this session is told when somebody builds on a trace of its member. */
export type PushState = {
/** What a browser subscribes with: the public key of the server, in base64url. None where whoever runs it has switched pushes off. */
key?: string,
/** Whether it is told. */
on: boolean, };

/** A browser's subscription, as its `PushSubscription` has it. */
export type PushSubscribed = {
/**
 * Where its push service takes messages: an `https` address of at most
 * [`PUSH_ENDPOINT_BYTES_MAX`](crate::Limits::PUSH_ENDPOINT_BYTES_MAX).
 */
endpoint: string,
/** The browser's public key, in base64url. */
p256dh: string,
/** Its secret, in base64url. */
auth: string, };

/** What a service worker gets: that somebody built on a trace of who is signed in. No words of the trace. */
export type PushMessage = {
/** In which circle. */
circle: CircleId,
/** Its name. */
name: string,
/** In which of its pods. */
pod?: PodId,
/** The trace that was left. */
trace: TraceId,
/** Who left it, as the page names them. */
by: string, };

/** A new invite's link. This is the only answer that has it: only the hash of its secret is stored. */
export type InviteLink = {
/** The invite. */
invite: Invite,
/** The link, with the secret in its fragment. */
link: string,
/** The link as a QR code, an SVG image. */
qr_svg: string, };

/** The result of one imported line. */
export type ImportOutcome = { "outcome": "imported" } | { "outcome": "already" } | { "outcome": "refused",
/** Why, by the error table. */
code: Code,
/** Why, in words. */
message: string,
/** Which of the traces that it builds on are neither on the board nor among the lines before it. */
missing?: Array<string>, };

/** The result of each imported line. */
export type ImportResult = {
/** One per line of the request, in order. */
lines: Array<ImportOutcome>,
/**
 * Fields of lines that this version does not know and ignored: each once, at most
 * [`PASSED_OVER_MAX`](Limits::PASSED_OVER_MAX).
 */
passed_over?: Array<string>, };

/** In what form to export. */
export type Export = "jsonl" | "md" | "zip";

/** The websocket subprotocol. */
export const SUBPROTOCOL = 'traceboard.v2';
/** The version that `hello` and polls carry. */
export const VERSION = 2;

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
export const INTENTION_GRAPHEMES_MAX = 140;
export const POD_PLACES_MIN = 2;
export const GROUP = 5;
export const GROUP_MIN = 2;
export const GROUP_MAX = 8;
export const POD_PLACES_MAX = 8;
export const POD_DAYS_MAX = 182;
export const BUDS_MAX = 3;
export const PODS_CALLED_MAX = 3;
export const FRAME_BYTES_MAX = 65536;
export const DRAFTS_MAX = 50;
export const MARKS_MAX = 200;
export const CARDS_MAX = 200;
export const PAGE_CARDS = 50;
export const SEARCH_BYTES_MAX = 512;
export const SEARCH_CARDS = 20;
export const IDS_MAX = 100;
export const WALL_DELAY_MS_MAX = 3600000;
export const PROMISE_DAYS_MAX = 42;
export const REVIEW_DAYS_MAX = 182;
export const TRAILS = 50;
export const WAIT_MS_MAX = 25000;
export const INVITE_USES_MAX = 2000;
export const INVITE_HOLDS_MS_MAX = 7776000000;
export const REWORDING_MS_MAX = 600000;
export const PROMPTS_MAX = 3;
export const CARD_LINES_MAX = 12;
export const TRY_PROMPT = 2;
export const ROUND_MS_MAX = 15724800000;
export const GATHERING_MS_MAX = 2678400000;
export const GATHERING_AHEAD_MS_MAX = 31622400000;
export const PHOTO_SIDE_MAX = 1600;
export const CITES_MAX = 100;
export const STORY_PART_BYTES_MAX = 4096;
export const STORY_BYTES_MAX = 20480;

/** What a closed socket means and whether to come back: `resume` or `stay`. */
export const CLOSE_CODES = {
  4001: { name: 'draining', comeBack: 'resume' },
  4002: { name: 'log_unavailable', comeBack: 'resume' },
  4009: { name: 'silent', comeBack: 'resume' },
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
  unknown_space: { meaning: "no such space in this circle", retry: false },
  unknown_trace: { meaning: "no such trace on this board", retry: false },
  unknown_member: { meaning: "no such member in this circle", retry: false },
  unknown_meeting: { meaning: "by the rhythm no meeting falls on that day", retry: false },
  unknown_invite: { meaning: "no such invite", retry: false },
  unknown_link: { meaning: "no such link, or it was revoked", retry: false },
  invite_expired: { meaning: "the invite's time is over", retry: false },
  invite_used_up: { meaning: "the invite was used as often as it can be", retry: false },
  invite_revoked: { meaning: "a host revoked the invite", retry: false },
  id_taken: { meaning: "the same id was sent before with other content", retry: false },
  too_late: { meaning: "the ten minutes for rewording are over", retry: false },
  reworded_too_often: { meaning: "the trace was reworded as often as it can be", retry: false },
  withdrawn: { meaning: "the trace was withdrawn", retry: false },
  hidden: { meaning: "the trace is hidden", retry: false },
  own_trace: { meaning: "nobody warms a trace of their own, or asks for it", retry: false },
  too_many_links: { meaning: "the member has as many links as a member can have", retry: false },
  last_host: { meaning: "a circle keeps at least one host", retry: false },
  not_in_pod: { meaning: "only the pod's members see what is in it", retry: false },
  not_here: { meaning: "this isn't done in this space: in a pod, or outside of one", retry: false },
  too_many_pods: { meaning: "one member can have called three pods at a time that aren't closed", retry: false },
  pod_full: { meaning: "all places of the pod are taken", retry: false },
  pod_closed: { meaning: "the pod is closed", retry: false },
  not_invited: { meaning: "the pod was offered to others", retry: false },
  too_many_invited: { meaning: "sixteen members are invited to the pod and have not answered", retry: false },
  pattern_off: { meaning: "the circle has switched this pattern off", retry: false },
  too_many_buds: { meaning: "a circle seeds up to three", retry: false },
  too_many_sisters: { meaning: "a circle has as many sisters by links as it can have", retry: false },
  unknown_sister: { meaning: "the circle has no such sister, or none that lets that cross", retry: false },
  sister_unreachable: { meaning: "no circle answered by that link", retry: true },
  not_a_promise: { meaning: "the trace is no promise", retry: false },
  unknown_story: { meaning: "no such story on this board, or it isn't shown any more", retry: false },
  is_a_story: { meaning: "a story is told anew, not reworded", retry: false },
  kept: { meaning: "the promise was kept already", retry: false },
  not_an_agreement: { meaning: "the trace is no agreement", retry: false },
  not_reviewed: { meaning: "an agreement is tried before it is lived, and moves on only as its last review, ended and answered, concludes", retry: false },
  review_open: { meaning: "a review of the agreement is open already", retry: false },
  let_go: { meaning: "the agreement was let go", retry: false },
  unknown_round: { meaning: "no such round on this board", retry: false },
  round_ended: { meaning: "the round is over: nobody answers it any more", retry: false },
  answered_already: { meaning: "they answered the round or passed already, maybe on another device", retry: false },
  answer_first: { meaning: "answers are for those who gave theirs, or passed", retry: false },
  unknown_answer: { meaning: "there is no answer of theirs to take back", retry: false },
  too_many_rounds: { meaning: "as many rounds are open as can be at once: end one first", retry: false },
  unknown_card: { meaning: "no such card in this retro, or the other one is of another prompt", retry: false },
  group_full: { meaning: "as many cards were put together as can be", retry: false },
  unknown_gathering: { meaning: "no such gathering on this board", retry: false },
  too_many_gatherings: { meaning: "as many gatherings are planned as can be at once", retry: false },
  unknown_photo: { meaning: "no such photo with that trace, or nobody sent it here before", retry: false },
  not_a_photo: { meaning: "the file is no picture that can be shown: JPEG, PNG and WebP can", retry: false },
  too_many_photos: { meaning: "as many photos wait for their traces as can: leave those first", retry: true },
  resume_impossible: { meaning: "no history goes on from this position: begin anew", retry: false },
  reload: { meaning: "the server speaks another version: a page loads itself anew, a program is updated", retry: false },
  too_large: { meaning: "the body or frame is over its bound", retry: false },
  body_broken_off: { meaning: "the body ended before it was whole: send it again", retry: true },
  not_found: { meaning: "no such address", retry: false },
  method_not_allowed: { meaning: "this address does not take this method", retry: false },
  too_many_requests: { meaning: "too much at once from this member or invite", retry: true },
  internal: { meaning: "the server failed; its log says why", retry: true },
  draining: { meaning: "the server is going down: come back in a moment", retry: true },
  log_unavailable: { meaning: "the log can't be reached", retry: true },
};
