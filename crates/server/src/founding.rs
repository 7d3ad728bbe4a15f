//! Founding a circle: first in the registry, then on its own board, so that any server can finish a founding that
//! another began.

use std::sync::Arc;

use traceboard_board::{Board, Body, CircleId, EntryId, Head, MemberId, Role, What, warmth};
use traceboard_log::{Log, Outcome, Touch};
use traceboard_protocol::{circle_name, member_name};
use uuid::Uuid;

use crate::{
    circle::Circle,
    circles::Circles,
    names,
    refusal::Refused,
    seeding::{Seed, SeedWords, plant},
    space::{Space, json, new_entry},
    state::{Opened, OpenedNames, Registered},
};

/// What a new circle begins with.
#[derive(Clone, Debug)]
pub struct NewCircle {
    /// Its name; 1 to 60 grapheme clusters on one line.
    pub name: String,
    /// The founder's name; 1 to 40 grapheme clusters on one line.
    pub founder_name: String,
    /// The half-life of warmth, in milliseconds: hours at a retreat, weeks between.
    pub half_life_ms: i64,
}

impl Default for NewCircle {
    fn default() -> Self {
        Self {
            name: "Our circle".to_owned(),
            founder_name: "Host".to_owned(),
            half_life_ms: warmth::HALF_LIFE_MS_DEFAULT,
        }
    }
}

impl Circles {
    /// Writes a circle into the registry, maybe with what another one gives it along. Where the entry is taken, its circle is the one.
    pub(crate) async fn register(
        &self,
        entry: EntryId,
        circle: CircleId,
        new: NewCircle,
        from: Option<CircleId>,
        seed: Option<(Seed, SeedWords)>,
    ) -> Result<CircleId, Refused> {
        let (seed, seed_words) = seed.unzip();
        let opened = Opened {
            circle,
            founder: MemberId(Uuid::now_v7()),
            half_life_ms: warmth::half_life(new.half_life_ms),
            written_at_ms: self.clock.now_ms(),
            from,
            seed,
            names: None,
        };
        let (name, founder_name) = (circle_name(&new.name)?, member_name(&new.founder_name)?);
        let names = OpenedNames { name, founder_name, seed_words };
        let name = names::registry().map_err(|error| Refused::internal("name the registry", &error))?;
        let draft = new_entry(entry, json(&opened)?, Some(&names))?;
        let outcomes = self.log.append(&name, vec![draft]).await?;
        self.registry.reach_head().await?;
        match outcomes.first() {
            Some(Outcome::Appended { .. } | Outcome::Repeated { .. }) => Ok(opened.circle),
            _ => {
                let registry = self.registry.read();
                let taken = registry.state.circles.iter().find(|(_, registered)| registered.entry == entry.0);
                taken
                    .map(|(circle, _)| *circle)
                    .ok_or_else(|| Refused::internal("found a circle", &"its entry is taken, and no circle is there"))
            }
        }
    }
}

/// Appends what the registry says that a circle begins with. All of it is derived from the registry's entry. The names are then on
/// the board, where they can be changed and erased, and go from the registry.
pub(crate) async fn finish_founding(
    log: &Arc<dyn Log>,
    circle: &Circle,
    registered: &Registered,
) -> Result<(), Refused> {
    let opened = &registered.opened;
    let registry = names::registry().map_err(|error| Refused::internal("name the registry", &error))?;
    let (founded, joined) = {
        let board = circle.board.read();
        (board.state.founder().is_some(), board.state.member_row(opened.founder).is_some())
    };
    // The seed's words stay until they were copied.
    let unplanted = opened.seed.as_ref().filter(|_| registered.holds_names);
    if !founded || !joined || unplanted.is_some() {
        let names = match &opened.names {
            Some(names) => Some(names.clone()),
            None => {
                let bodies = log.bodies(&registry, &[registered.entry]).await?;
                bodies.first().and_then(|body| serde_json::from_slice(body.any()?).ok())
            }
        };
        let named = |name: Option<String>| Some(Body { name, ..Body::default() });
        let time_zone = opened.seed.as_ref().and_then(|seed| seed.time_zone.clone());
        let what = What::CircleFounded { name: None, half_life_ms: opened.half_life_ms, time_zone };
        let head = opened.head(names::founding(opened.circle), what);
        begin(circle, head, named(names.as_ref().map(|names| names.name.clone())), |board| board.founder().is_some())
            .await?;
        let what = What::MemberJoined { member: opened.founder, colour: FOUNDER_COLOUR, role: Role::Host };
        let head = opened.head(names::founder_joining(opened.circle), what);
        let is_in = |board: &Board| board.member_row(opened.founder).is_some();
        begin(circle, head, named(names.as_ref().map(|names| names.founder_name.clone())), is_in).await?;
        if let (Some(seed), Some(words)) = (unplanted, names.and_then(|names| names.seed_words)) {
            plant(circle, opened, seed, words).await?;
        }
    }
    if registered.holds_names {
        log.touch(&registry, &[Touch::Erase(registered.entry)]).await?;
    }
    Ok(())
}

/// Appends an entry with which a space begins, where what it does isn't done. Once more under another id where the store has lost
/// it: its own is taken, so that appending it again does nothing.
pub(crate) async fn begin(
    space: &Space,
    head: Head,
    body: Option<Body>,
    is_done: impl Fn(&Board) -> bool,
) -> Result<(), Refused> {
    let is_done = || is_done(&space.board.read().state);
    if is_done() {
        return Ok(());
    }
    let mut posted = space.post_entry(head.clone(), body.clone()).await;
    if !is_done() && space.board.read().state.has_lost_entries() {
        let again = Head { id: names::derived("again", head.id.0.as_bytes()), ..head };
        posted = space.post_entry(again, body).await;
    }
    // Where another server was first, it is done as requested.
    if is_done() { Ok(()) } else { posted.map(drop) }
}

/// The founder's colour until they choose another.
const FOUNDER_COLOUR: u8 = 0;
