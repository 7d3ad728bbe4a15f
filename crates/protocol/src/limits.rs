//! All bounds of requests and answers.

use traceboard_board::{
    BUDS_MAX, CARD_LINES_MAX, CITES_MAX, COLOURS, GATHERING_AHEAD_MS_MAX, GATHERING_MS_MAX, GATHERINGS_PLANNED_MAX,
    PARENTS_MAX, POD_DAYS_MAX, POD_PLACES_MAX, POD_PLACES_MIN, PODS_CALLED_MAX, PROMISE_DAYS_MAX, PROMPTS_MAX,
    REVIEW_DAYS_MAX, ROUND_MS_MAX, TRY_PROMPT, warmth,
};

/// The bounds of requests and answers.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// The longest text, in grapheme clusters: what a person reads at a glance on a phone.
    pub const TEXT_GRAPHEMES_MAX: usize = 280;
    /// The longest text, in bytes: 280 clusters of four-part emoji would be more than a sentence needs.
    pub const TEXT_BYTES_MAX: usize = 4096;
    /// The longest name of a member, in grapheme clusters.
    pub const NAME_GRAPHEMES_MAX: usize = 40;
    /// The longest name of a circle, in grapheme clusters.
    pub const CIRCLE_NAME_GRAPHEMES_MAX: usize = 60;
    /// The longest intention of a pod, in grapheme clusters: one sentence.
    pub const INTENTION_GRAPHEMES_MAX: usize = 140;
    /// The longest intention of a pod, in bytes.
    pub const INTENTION_BYTES_MAX: usize = 1024;
    /// The fewest places of a pod.
    pub const POD_PLACES_MIN: u8 = POD_PLACES_MIN;
    /// The most places of a pod.
    pub const POD_PLACES_MAX: u8 = POD_PLACES_MAX;
    /// How many days ahead a pod's last day can be.
    pub const POD_DAYS_MAX: i64 = POD_DAYS_MAX;
    /// How many pods that aren't closed one member can have called.
    pub const PODS_CALLED_MAX: usize = PODS_CALLED_MAX;
    /// How many circles one circle seeds.
    pub const BUDS_MAX: usize = BUDS_MAX;
    /// The fewest people of a group that is looked for.
    pub const GROUP_MIN: u32 = 2;
    /// The most people of a group that is looked for: as many as a pod has places.
    pub const GROUP_MAX: u32 = POD_PLACES_MAX as u32;
    /// How many people a group has, by default.
    pub const GROUP: u32 = 5;
    /// How many ties a weave shows, the thickest: more lines can't be told apart on any screen.
    pub const TIES_MAX: usize = 2_000;
    /// How many people a weave shows, and how many are put into groups: as many as a circle is made for.
    pub const WOVEN_MAX: usize = 2_000;
    /// How many traces of a gathering are looked at for who left some in it.
    pub const GATHERED_TRACES_MAX: usize = 4_000;
    /// The longest label of an invite, in grapheme clusters.
    pub const LABEL_GRAPHEMES_MAX: usize = 60;
    /// The longest name or label, in bytes.
    pub const NAME_BYTES_MAX: usize = 256;
    /// How many traces one trace may build on.
    pub const PARENTS_MAX: usize = PARENTS_MAX;
    /// How many colours the palette has.
    pub const COLOURS: u8 = COLOURS;
    /// The shortest half-life of warmth: one minute, in milliseconds.
    pub const HALF_LIFE_MS_MIN: i64 = warmth::HALF_LIFE_MS_MIN;
    /// The longest half-life of warmth: 365 days, in milliseconds.
    pub const HALF_LIFE_MS_MAX: i64 = warmth::HALF_LIFE_MS_MAX;

    /// The longest name of a time zone, in bytes: those that there are have 32.
    pub const TIME_ZONE_BYTES_MAX: usize = 64;
    /// How many days ahead a promise can be: six weeks.
    pub const PROMISE_DAYS_MAX: i64 = PROMISE_DAYS_MAX;
    /// How many days ahead an agreement's review can be: half a year.
    pub const REVIEW_DAYS_MAX: i64 = REVIEW_DAYS_MAX;

    /// How many traces a story cites.
    pub const CITES_MAX: usize = CITES_MAX;
    /// How many parts a story has: what it cites, and words before, between and after.
    pub const STORY_PARTS_MAX: usize = 2 * CITES_MAX + 1;
    /// The most words at one place of a story, in bytes.
    pub const STORY_PART_BYTES_MAX: usize = 4096;
    /// All words of a story but its title, in bytes: some three thousand words. With what it cites it goes into one entry and one frame,
    /// also where each byte takes two in JSON.
    pub const STORY_BYTES_MAX: usize = 20 * 1024;

    /// How many stories cross at a time, the newest.
    pub const CROSSING_MAX: usize = 20;
    /// What crosses at a time, in bytes of JSON: a sister's server holds it in memory.
    pub const CROSSING_BYTES_MAX: usize = 512 * 1024;
    /// The longest link of a sister circle, in bytes.
    pub const SISTER_LINK_BYTES_MAX: usize = 512;
    /// How many sisters a circle has by links.
    pub const SISTERS_MAX: usize = traceboard_board::door::SISTERS_MAX;

    /// The longest address of a webhook, in bytes.
    pub const HOOK_ADDRESS_BYTES_MAX: usize = 1_024;
    /// The longest address of a push service, in bytes: those of today's have up to 600.
    pub const PUSH_ENDPOINT_BYTES_MAX: usize = 1_024;
    /// How many browsers of one member are told by Web Push.
    pub const PUSHES_MAX: usize = traceboard_board::door::PUSHES_MAX;

    /// The longer side of a photo at most, in pixels: what a phone's screen shows of one that is looked at.
    pub const PHOTO_SIDE_MAX: u32 = 1_600;
    /// The same of one in a list.
    pub const PHOTO_SMALL_SIDE_MAX: u32 = 720;
    /// How many hexadecimal digits a photo's preview has: three for each of its four times four colours.
    pub const PHOTO_PREVIEW_DIGITS: usize = 48;

    /// The largest frame of a client, in bytes: the longest story.
    pub const FRAME_BYTES_MAX: usize = 64 * 1024;
    /// The largest body of a request, in bytes: a full batch of drafts, or a full batch of an import.
    pub const BODY_BYTES_MAX: usize = 1024 * 1024;
    /// How many drafts one request may hold.
    pub const DRAFTS_MAX: usize = 50;
    /// How many lines one request of an import may hold.
    pub const IMPORT_LINES_MAX: usize = 500;
    /// How many unknown fields the answer to an import names.
    pub const PASSED_OVER_MAX: usize = 32;
    /// The longest secret of a link, in bytes; they are 43 long.
    pub const SECRET_BYTES_MAX: usize = 128;

    /// How many prompts a round has at the most.
    pub const PROMPTS_MAX: usize = PROMPTS_MAX;
    /// How many lines of an answer to one prompt of a retro are cards.
    pub const CARD_LINES_MAX: usize = CARD_LINES_MAX;
    /// Which prompt of a retro asks what to try, from 0.
    pub const TRY_PROMPT: u8 = TRY_PROMPT;
    /// How long a round lasts at the most: half a year, in milliseconds.
    pub const ROUND_MS_MAX: i64 = ROUND_MS_MAX;
    /// How long a gathering lasts at the most: 31 days, in milliseconds.
    pub const GATHERING_MS_MAX: i64 = GATHERING_MS_MAX;
    /// How far ahead a gathering begins at the most: a year, in milliseconds.
    pub const GATHERING_AHEAD_MS_MAX: i64 = GATHERING_AHEAD_MS_MAX;
    /// How many of the newest rounds a snapshot holds; all that are open come besides.
    pub const SNAPSHOT_ROUNDS: usize = 8;
    /// How many gatherings a snapshot holds: all that can be planned, and some that are over.
    pub const SNAPSHOT_GATHERINGS: usize = GATHERINGS_PLANNED_MAX + 8;
    /// How many rounds, or gatherings, a page of them holds, by default.
    pub const ROUNDS: usize = 50;
    /// How many rounds, or gatherings, a page of them holds, at most.
    pub const ROUNDS_MAX: usize = 100;
    /// How many answers a page of them holds, by default.
    pub const ANSWERS: usize = 100;
    /// How many answers a page of them holds, at most: each has up to 12 KiB of words.
    pub const ANSWERS_MAX: usize = 200;

    /// How many of the newest cards a snapshot holds: a first screen and the next two of a phone.
    pub const SNAPSHOT_CARDS: usize = 30;
    /// How many of the warmest trails a snapshot holds.
    pub const SNAPSHOT_TRAILS: usize = 10;
    /// How many open ends a snapshot holds.
    pub const SNAPSHOT_OPEN_ENDS: usize = 10;
    /// How many of the newest pods that aren't closed a snapshot holds.
    pub const SNAPSHOT_PODS: usize = 10;
    /// How many pods a page of pods holds, by default.
    pub const PODS: usize = 50;
    /// How many pods a page of pods holds, at most.
    pub const PODS_MAX: usize = 100;
    /// How many cards a page of cards holds, at most.
    pub const CARDS_MAX: usize = 200;
    /// How many cards a page of cards holds, by default.
    pub const PAGE_CARDS: usize = 50;
    /// What is looked for, in bytes: longer than a trace's text is nobody's search.
    pub const SEARCH_BYTES_MAX: usize = 512;
    /// How many traces a page of a search holds, by default.
    pub const SEARCH_CARDS: usize = 20;
    /// How many traces a page of a search holds, at most.
    pub const SEARCH_CARDS_MAX: usize = 50;
    /// How many cards, traces or members one request may name.
    pub const IDS_MAX: usize = 100;
    /// Of how many cards one request asks for marks.
    pub const MARKS_MAX: usize = 200;
    /// How many trails a page of trails holds, by default.
    pub const TRAILS: usize = 50;
    /// How many trails a page of trails holds, at most.
    pub const TRAILS_MAX: usize = 100;
    /// How many traces one trail's view holds, at most: the newest.
    pub const TRAIL_CARDS_MAX: usize = 1_000;
    /// How many traces "grown since" names.
    pub const GROWN: usize = 50;
    /// How many of one's own open promises are named at once, and how many a page of promises or agreements holds, by default.
    pub const PROMISES: usize = 50;
    /// How many promises or agreements a page of them holds, at most.
    pub const PROMISES_MAX: usize = 100;
    /// How many members "joined since" names: more faces fit on no screen.
    pub const JOINED: usize = 24;
    /// How many members a page of members holds, by default.
    pub const MEMBERS: usize = 200;
    /// How many members a page of members holds, at most.
    pub const MEMBERS_MAX: usize = 500;
    /// How many entries a page of entries holds, by default.
    pub const ENTRIES: usize = 200;
    /// How many entries a page of entries holds, at most.
    pub const ENTRIES_MAX: usize = 500;
    /// How many faces presence shows: more fit on no screen.
    pub const HERE_MAX: usize = 24;
    /// How many spaces one connection or poll looks at.
    pub const SPACES_MAX: usize = 16;
    /// How long a request waits for changes at most, in milliseconds: below the 30 seconds after which proxies time
    /// out.
    pub const WAIT_MS_MAX: u64 = 25_000;
    /// How long a trace can wait at the most before a wall shows it, in milliseconds.
    pub const WALL_DELAY_MS_MAX: i64 = traceboard_board::door::WALL_DELAY_MS_MAX;
    /// About how many rows one frame holds, so that a phone draws between two of them.
    pub const FRAME_ROWS: usize = 400;
    /// Invites in a list: every start of a server makes two, and all are kept.
    pub const INVITES_MAX: usize = 500;

    /// How long an invite holds by default: a week, in milliseconds.
    pub const INVITE_HOLDS_MS: i64 = 7 * 86_400_000;
    /// How long an invite holds at most: 90 days, in milliseconds.
    pub const INVITE_HOLDS_MS_MAX: i64 = 90 * 86_400_000;
    /// How long an invite holds at least: one minute, in milliseconds.
    pub const INVITE_HOLDS_MS_MIN: i64 = 60_000;
    /// How often an invite for new members can be used, by default.
    pub const INVITE_USES: u32 = 200;
    /// How often an invite can be used, at most.
    pub const INVITE_USES_MAX: u32 = 2_000;
}
