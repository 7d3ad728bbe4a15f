//! Validation: here untrusted JSON becomes a valid entry, which is not checked again later.

use std::ops::RangeInclusive;

use traceboard_board::{
    Body, EntryId, Facet, Head, MemberId, POD_PLACES_MAX, POD_PLACES_MIN, Role, StoryPart, TraceId, What, warmth,
};
use traceboard_rhythm::Rhythm;

use crate::{
    Code, Deed, Draft, JoinRequest, Limits, NewCalendar, NewInvite, SeedRequest,
    text::{self, clean},
};

pub use photos::{check_photo, check_photo_id};
pub use rounds::round_prompts;

/// Why input is invalid: operation and input, in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fault(pub String);

type Checked<T> = Result<T, (Code, Fault)>;

impl Draft {
    /// The entry that the draft asks for, in the name of `by`. Whether the board accepts it is decided when it is
    /// folded.
    ///
    /// # Errors
    /// [`Code::BadText`] for words that are empty, too long or can't be shown, [`Code::BadRequest`] for everything else that is
    /// out of its bounds; the fault says which.
    pub fn check(self, by: MemberId) -> Checked<(Head, Option<Body>)> {
        check_own_id("draft", self.id)?;
        if !(warmth::TIME_MS_MIN..=warmth::TIME_MS_MAX).contains(&self.written_at_ms) {
            return refuse(format!("cannot take written_at_ms {}: outside the years 1 to 9999", self.written_at_ms));
        }
        let (what, body) = self.deed.check(self.id, by)?;
        Ok((Head::new(self.id, by, self.written_at_ms, what), body))
    }
}

impl Deed {
    fn check(self, id: EntryId, by: MemberId) -> Checked<(What, Option<Body>)> {
        Ok(match self {
            Self::Leave {
                text,
                open_end,
                builds_on,
                takes_up,
                facet,
                why,
                round,
                tries,
                learned,
                joint,
                cites,
                told,
                crossed,
                photo,
                off_wall,
            } => {
                check_parents(&builds_on, id)?;
                check_taken(takes_up.as_deref(), &builds_on, id)?;
                retros::check_marks(facet, tries, learned, id)?;
                facets::leave(id, facet, open_end.is_some(), why.is_some())?;
                stories::leave(id, facet, &cites, &told)?;
                let mut body = words(&text, open_end.as_deref())?;
                body.crossed = crossed.map(|it| crate::crossed(&it).map(Box::new)).transpose()?;
                body.photo = photo.map(|photo| photos::named(&photo)).transpose()?;
                body.why = why.map(|why| clean(&why, text::WHY)).transpose()?;
                if facet == Some(Facet::Story) {
                    body.told = stories::told(id, &cites, told)?;
                }
                let open = body.open_end.is_some();
                let what =
                    What::TraceLeft { builds_on, open, takes_up, facet, round, tries, learned, joint, cites, off_wall };
                (what, Some(body))
            }
            Self::Retell { trace, text, cites, told } => {
                let told = stories::told(EntryId(trace.0), &cites, told)?;
                (What::StoryRetold { trace, cites }, Some(Body { told, ..words(&text, None)? }))
            }
            Self::AskToTell { trace } => (What::TellingAsked { trace }, None),
            Self::MoveFacet { trace, to, review } => {
                facets::may_move(trace, to, review)?;
                (What::FacetMoved { trace, to, review }, None)
            }
            Self::CallPod { intention, places, ends_on, rhythm, offer_to } => {
                check_places(places)?;
                check_offer(&offer_to, places)?;
                rhythm.as_ref().map_or(Ok(()), check_rhythm)?;
                let name = Some(clean(&intention, text::INTENTION)?);
                let offered = !offer_to.is_empty();
                (What::PodCalled { places, ends_on, rhythm, offered }, Some(Body { name, ..Body::default() }))
            }
            // The server adds the circle's colour when it appends the entry.
            Self::StepIn { .. } => (What::MemberJoined { member: by, colour: 0, role: Role::Member }, None),
            Self::DeclinePod { .. } => (What::PodDeclined, None),
            Self::InviteToPod { member } => (What::PodInvited { member }, None),
            Self::ExtendPod { ends_on } => (What::PodExtended { ends_on }, None),
            Self::RestPod { resting } => (What::PodRested { resting }, None),
            Self::ClosePod => (What::PodClosed, None),
            Self::Reword { trace, text, open_end, photo } => {
                let mut body = words(&text, open_end.as_deref())?;
                body.photo = photo.map(|photo| photos::named(&photo)).transpose()?;
                (What::TraceReworded { trace, open: body.open_end.is_some() }, Some(body))
            }
            Self::Withdraw { trace } => (What::TraceWithdrawn { trace }, None),
            Self::Warm { trace } => (What::TraceWarmed { trace }, None),
            Self::Hide { trace, why } => {
                let why = why.map(|why| clean(&why, text::WHY)).transpose()?;
                let body = why.map(|why| Body { why: Some(why), ..Body::default() });
                (What::TraceHidden { trace, why: body.is_some() }, body)
            }
            Self::Restore { trace } => (What::TraceRestored { trace }, None),
            Self::Rename { name, colour } => {
                check_colour(colour)?;
                let name = Some(clean(&name, text::NAME)?);
                (What::MemberRenamed { colour }, Some(Body { name, ..Body::default() }))
            }
            Self::LeaveCircle | Self::LeavePod => (What::MemberLeft, None),
            Self::Rest => (What::MemberRests, None),
            Self::Remove { member } => (What::MemberRemoved { member }, None),
            Self::LetBack { member } => (What::MemberLetBack { member }, None),
            Self::GiveRole { member, role } => (What::RoleGiven { member, role }, None),
            Self::SetRhythm { rhythm } => {
                rhythm.as_ref().map_or(Ok(()), check_rhythm)?;
                (What::RhythmSet { rhythm }, None)
            }
            Self::MoveMeeting { moved } => {
                moved.to_ms.map_or(Ok(()), |to_ms| check_time("move the meeting", to_ms))?;
                (What::MeetingMoved { moved }, None)
            }
            Self::ChangeCircle { name: None, half_life_ms: None, off: None, time_zone: None } => {
                return refuse("cannot change the circle: nothing to change is given".to_owned());
            }
            Self::ChangeCircle { name, half_life_ms, off, time_zone } => {
                let name = name.map(|name| clean(&name, text::CIRCLE_NAME)).transpose()?;
                half_life_ms.map_or(Ok(()), check_half_life)?;
                let time_zone = time_zone.map(|name| time_zone_name(&name)).transpose()?;
                let body = name.map(|name| Body { name: Some(name), ..Body::default() });
                (What::CircleChanged { name: None, named: body.is_some(), half_life_ms, off, time_zone }, body)
            }
            Self::OpenRound { kind, prompts, ends_at_ms, about, gathering } => {
                let (prompts, body) = round_prompts(kind, &prompts, about.is_some())?;
                (What::RoundOpened { kind, prompts, ends_at_ms, about, gathering }, body)
            }
            Self::Answer { round, answers } => {
                (What::RoundAnswered { round, passed: false }, Some(rounds::answers(&answers)?))
            }
            Self::Pass { round } => (What::RoundAnswered { round, passed: true }, None),
            Self::TakeAnswerBack { round } => (What::AnswerWithdrawn { round }, None),
            Self::EndRound { round } => (What::RoundEnded { round }, None),
            Self::PutCard { round, card, onto } => {
                retros::check_cards(card, onto)?;
                (What::CardPut { round, card, onto }, None)
            }
            Self::OpenGathering { name, from_ms, to_ms } => {
                rounds::span(from_ms, to_ms)?;
                let name = Some(clean(&name, text::GATHERING_NAME)?);
                (What::GatheringOpened { from_ms, to_ms }, Some(Body { name, ..Body::default() }))
            }
            Self::ChangeGathering { name: None, from_ms: None, to_ms: None, .. } => {
                return refuse("cannot change the gathering: neither a name nor a time is given".to_owned());
            }
            Self::ChangeGathering { gathering, name, from_ms, to_ms } => {
                if let (Some(from_ms), Some(to_ms)) = (from_ms, to_ms) {
                    rounds::span(from_ms, to_ms)?;
                }
                let name = name.map(|name| clean(&name, text::GATHERING_NAME)).transpose()?;
                let body = name.map(|name| Body { name: Some(name), ..Body::default() });
                (What::GatheringChanged { gathering, from_ms, to_ms, named: body.is_some() }, body)
            }
            Self::PutOffBudding => (What::BuddingPutOff, None),
            Self::EndGathering { gathering } => (What::GatheringEnded { gathering }, None),
        })
    }
}

impl JoinRequest {
    /// The request with its name as a page can show it.
    ///
    /// # Errors
    /// As [`Draft::check`]. Whether a name is needed depends on the invite.
    pub fn check(mut self) -> Checked<Self> {
        check_own_id("join request", self.request)?;
        check_secret(&self.secret)?;
        self.name = self.name.map(|name| clean(&name, text::NAME)).transpose()?;
        self.colour.map_or(Ok(()), check_colour)?;
        Ok(self)
    }
}

impl SeedRequest {
    /// The request with its name as a page can show it.
    ///
    /// # Errors
    /// As [`Draft::check`].
    pub fn check(mut self) -> Checked<Self> {
        check_own_id("request", self.id)?;
        self.name = clean(&self.name, text::CIRCLE_NAME)?;
        Ok(self)
    }
}

impl NewCalendar {
    /// Checks that its id was made by its author.
    ///
    /// # Errors
    /// As [`Draft::check`].
    pub fn check(&self) -> Checked<()> {
        check_own_id("link", self.id)
    }
}

/// A new invite with all defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedInvite {
    /// Its id.
    pub id: EntryId,
    /// The member whom it signs in.
    pub member: Option<MemberId>,
    /// The role of new members.
    pub role: Role,
    /// For how long it holds, in milliseconds.
    pub holds_ms: i64,
    /// How often it can be used.
    pub uses_max: u32,
    /// The host's label for it.
    pub label: Option<String>,
}

impl NewInvite {
    /// The invite with defaults filled in.
    ///
    /// # Errors
    /// As [`Draft::check`].
    pub fn check(self) -> Checked<CheckedInvite> {
        check_own_id("invite", self.id)?;
        let holds_ms = self.holds_ms.unwrap_or(Limits::INVITE_HOLDS_MS);
        if !(Limits::INVITE_HOLDS_MS_MIN..=Limits::INVITE_HOLDS_MS_MAX).contains(&holds_ms) {
            return refuse(format!("cannot make an invite that holds {holds_ms} ms: one minute to 90 days are taken"));
        }
        let uses_max = self.uses_max.unwrap_or(if self.member.is_some() { 1 } else { Limits::INVITE_USES });
        if !(1..=Limits::INVITE_USES_MAX).contains(&uses_max) {
            return refuse(format!("cannot make an invite for {uses_max} uses: 1 to 2,000 are taken"));
        }
        let label = self.label.map(|label| clean(&label, text::LABEL)).transpose()?;
        let role = self.role.unwrap_or(Role::Member);
        Ok(CheckedInvite { id: self.id, member: self.member, role, holds_ms, uses_max, label })
    }
}

fn words(text: &str, open_end: Option<&str>) -> Checked<Body> {
    let text = Some(clean(text, text::TEXT)?);
    let open_end = open_end.map(|open_end| clean(open_end, text::OPEN_END)).transpose()?;
    Ok(Body { text, open_end, ..Body::default() })
}

/// Requires an id made by its author. Derived ids (UUIDv5) can be predicted, so that somebody else could use them
/// first.
pub(crate) fn check_own_id(what: &str, id: EntryId) -> Checked<()> {
    if id.0.get_version_num() == 7 && id.0.get_variant() == uuid::Variant::RFC4122 {
        return Ok(());
    }
    refuse(format!("cannot take {what} {id}: its id is not a UUID of version 7"))
}

fn check_parents(builds_on: &[TraceId], id: EntryId) -> Checked<()> {
    if builds_on.len() > Limits::PARENTS_MAX {
        let (count, max) = (builds_on.len(), Limits::PARENTS_MAX);
        return refuse(format!("cannot leave trace {id}: it builds on {count} traces, over {max}"));
    }
    for (index, parent) in builds_on.iter().enumerate() {
        if parent.0 == id.0 {
            return refuse(format!("cannot leave trace {id}: it builds on itself"));
        }
        if builds_on[..index].contains(parent) {
            return refuse(format!("cannot leave trace {id}: it builds on {parent} twice"));
        }
    }
    Ok(())
}

fn check_taken(takes_up: Option<&[TraceId]>, builds_on: &[TraceId], id: EntryId) -> Checked<()> {
    match takes_up.unwrap_or_default().iter().find(|taken| !builds_on.contains(taken)) {
        Some(taken) => refuse(format!("cannot leave trace {id}: it takes up {taken}, and doesn't build on it")),
        None => Ok(()),
    }
}

fn check_places(places: u8) -> Checked<()> {
    if (POD_PLACES_MIN..=POD_PLACES_MAX).contains(&places) {
        return Ok(());
    }
    refuse(format!("cannot call a pod of {places} places: {POD_PLACES_MIN} to {POD_PLACES_MAX} are taken"))
}

fn check_offer(to: &[MemberId], places: u8) -> Checked<()> {
    if to.len() > usize::from(places) {
        return refuse(format!("cannot offer a pod of {places} places to {} members", to.len()));
    }
    match to.iter().enumerate().find(|(at, member)| to[..*at].contains(member)) {
        Some((_, twice)) => refuse(format!("cannot offer the pod to {twice} twice")),
        None => Ok(()),
    }
}

fn check_colour(colour: u8) -> Checked<()> {
    if colour < Limits::COLOURS {
        return Ok(());
    }
    refuse(format!("cannot take colour {colour}: the palette has {}, from 0", Limits::COLOURS))
}

/// The years in which a rhythm can begin: whoever meets today began in one of them, and nobody plans further ahead.
const RHYTHM_YEARS: RangeInclusive<i16> = 1900..=2199;

/// Whether a space may meet by a rhythm.
///
/// # Errors
/// [`Code::BadRequest`] for a time zone that the zone data of this version doesn't have, and a first day in no year that people meet in.
pub fn check_rhythm(rhythm: &Rhythm) -> Checked<()> {
    if !RHYTHM_YEARS.contains(&rhythm.from.year()) {
        let (first, last) = RHYTHM_YEARS.into_inner();
        return refuse(format!("cannot meet from {} on: expected a day of the years {first} to {last}", rhythm.from));
    }
    rhythm.zone().map(|_| ()).map_err(|error| (Code::BadRequest, Fault(error.to_string())))
}

fn check_time(operation: &str, ms: i64) -> Checked<()> {
    if (warmth::TIME_MS_MIN..=warmth::TIME_MS_MAX).contains(&ms) {
        return Ok(());
    }
    refuse(format!("cannot {operation} to {ms}: outside the years 1 to 9999"))
}

/// A story's parts with words as a page can show them; `id` is its own.
///
/// # Errors
/// As [`Draft::check`].
pub fn check_told(id: EntryId, cites: &[TraceId], told: Vec<StoryPart>) -> Checked<Vec<StoryPart>> {
    stories::told(id, cites, told)
}

/// Whether a circle may have this half-life.
///
/// # Errors
/// [`Code::BadRequest`] outside one minute to 365 days.
pub fn check_half_life(ms: i64) -> Checked<()> {
    if (Limits::HALF_LIFE_MS_MIN..=Limits::HALF_LIFE_MS_MAX).contains(&ms) {
        return Ok(());
    }
    refuse(format!("cannot take a half-life of {ms} ms: one minute to 365 days are taken"))
}

/// A time zone's name as the zone data writes it.
///
/// # Errors
/// [`Code::BadRequest`] for one that the zone data of this version doesn't have.
pub fn time_zone_name(name: &str) -> Checked<String> {
    let zone = if name.len() <= Limits::TIME_ZONE_BYTES_MAX { jiff::tz::TimeZone::get(name).ok() } else { None };
    if let Some(name) = zone.as_ref().and_then(jiff::tz::TimeZone::iana_name) {
        return Ok(name.to_owned());
    }
    // The error repeats only the beginning of a long name.
    let name: String = name.chars().take(Limits::TIME_ZONE_BYTES_MAX).collect();
    refuse(format!("cannot take the time zone {name:?}: names as Europe/Vienna are taken"))
}

/// Whether a secret can be one of a link. The error does not repeat it.
///
/// # Errors
/// [`Code::BadRequest`] where it is empty or far too long.
pub fn check_secret(secret: &str) -> Checked<()> {
    if (1..=Limits::SECRET_BYTES_MAX).contains(&secret.len()) {
        return Ok(());
    }
    refuse(format!("cannot use a secret of {} bytes: 1 to {} are taken", secret.len(), Limits::SECRET_BYTES_MAX))
}

fn refuse<T>(why: String) -> Checked<T> {
    Err((Code::BadRequest, Fault(why)))
}

mod facets;
mod photos;
mod retros;
mod rounds;
mod stories;
#[cfg(test)]
mod tests;
