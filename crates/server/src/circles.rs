//! The circles of a store: founding them, and opening those that are asked for.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OnceCell, watch};
use traceboard_board::{Body, CircleId, EntryId, FORMAT_VERSION, Head, MemberId, Role, What};
use traceboard_log::{Clock, Log, NewEntry, Outcome};
use traceboard_protocol::{Code, circle_name, member_name};
use uuid::Uuid;

use crate::{
    circle::{Circle, MadeInvite, json},
    fold::Fold,
    names,
    refusal::Refused,
    state::{Opened, Registry},
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
        Self { name: "Our circle".to_owned(), founder_name: "Host".to_owned(), half_life_ms: 12 * 3_600_000 }
    }
}

/// The links of a circle, made now.
#[derive(Clone, Debug)]
pub struct FreshLinks {
    /// Which circle.
    pub circle: CircleId,
    /// Its name.
    pub name: String,
    /// Signs in the founder.
    pub host: MadeInvite,
    /// Brings in members.
    pub invite: MadeInvite,
}

/// A circle that is open, or that someone is opening: after a restart all phones ask for it at once, and one fold serves all.
type Opening = Arc<OnceCell<Arc<Circle>>>;

/// All circles of a store. Each is folded from the first time that it is asked for.
pub struct Circles {
    log: Arc<dyn Log>,
    clock: Arc<dyn Clock>,
    registry: Fold<Registry>,
    open: Mutex<HashMap<CircleId, Opening>>,
}

impl Circles {
    /// Begins to follow the store's registry.
    ///
    /// # Errors
    /// Where the registry can't be named, which no store should give cause to.
    pub fn begin(log: &Arc<dyn Log>, clock: &Arc<dyn Clock>) -> Result<Self, Refused> {
        let name = names::registry().map_err(|error| Refused::internal("name the registry", &error))?;
        Ok(Self {
            log: Arc::clone(log),
            clock: Arc::clone(clock),
            registry: Fold::begin(Arc::clone(log), name, watch::Sender::default()),
            open: Mutex::default(),
        })
    }

    /// The first circle of the store; it is founded where there is none. Of two servers that found at once, one wins, and
    /// both get its circle.
    ///
    /// # Errors
    /// [`Refused`] for names that can't be shown, or where the log is unavailable.
    pub async fn first(&self, new: NewCircle) -> Result<Arc<Circle>, Refused> {
        self.registry.reach_head().await?;
        let first = self.registry.read().state.first;
        let id = match first {
            Some(id) => id,
            None => self.open_circle(names::first_circle(), new).await?,
        };
        self.get(id).await
    }

    /// Founds another circle.
    ///
    /// # Errors
    /// As [`Circles::first`].
    pub async fn found(&self, new: NewCircle) -> Result<Arc<Circle>, Refused> {
        let id = self.open_circle(EntryId(Uuid::now_v7()), new).await?;
        self.get(id).await
    }

    /// A circle by its id.
    pub(crate) async fn get(&self, id: CircleId) -> Result<Arc<Circle>, Refused> {
        let Some(opened) = self.find(id).await? else {
            return Err(Refused::new(Code::UnknownCircle, format!("cannot enter circle {id}: no such circle here")));
        };
        let opening = Arc::clone(self.opened().entry(id).or_default());
        let circle = opening.get_or_try_init(async || {
            let circle = Circle::begin(id, &self.log, &self.clock)?;
            circle.board.settle().await?;
            circle.door.settle().await?;
            finish_founding(&circle, &opened).await?;
            Ok::<_, Refused>(Arc::new(circle))
        });
        let circle = circle.await?;
        // Once more, where its history was replaced meanwhile.
        circle.board.settle().await?;
        circle.door.settle().await?;
        Ok(Arc::clone(circle))
    }

    /// Whether the store holds a circle, as far as is folded.
    pub(crate) fn knows(&self, id: CircleId) -> bool {
        self.registry.read().state.circles.contains_key(&id)
    }

    async fn find(&self, id: CircleId) -> Result<Option<Opened>, Refused> {
        let find = || self.registry.read().state.circles.get(&id).cloned();
        let found = find();
        if found.is_some() {
            return Ok(found);
        }
        self.registry.reach_head().await?;
        Ok(find())
    }

    /// The circles that are open.
    pub(crate) fn all_open(&self) -> Vec<Arc<Circle>> {
        self.opened().values().filter_map(|opening| opening.get().cloned()).collect()
    }

    /// Makes fresh links for a circle.
    ///
    /// # Errors
    /// Where the log is unavailable.
    pub async fn fresh_links(&self, circle: &Circle) -> Result<FreshLinks, Refused> {
        let founder = circle.board.read().state.founder();
        let founder = founder.ok_or_else(|| Refused::internal("make links", &"the circle has no founder"))?;
        let [host, invite] = circle.start_invites(founder);
        let host = circle.make_own_invite(host).await?;
        let invite = circle.make_own_invite(invite).await?;
        let name = circle.board.read().state.circle().map(|circle| circle.name.clone()).unwrap_or_default();
        Ok(FreshLinks { circle: circle.id, name, host, invite })
    }

    /// Whether every log that is folded can be read, and is folded.
    pub(crate) fn are_well(&self) -> bool {
        self.registry.is_well() && self.all_open().iter().all(|circle| circle.is_well())
    }

    fn opened(&self) -> std::sync::MutexGuard<'_, HashMap<CircleId, Opening>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a circle into the registry. Where the entry is taken, its circle is the one.
    async fn open_circle(&self, entry: EntryId, new: NewCircle) -> Result<CircleId, Refused> {
        let opened = Opened {
            circle: CircleId(Uuid::now_v7()),
            founder: MemberId(Uuid::now_v7()),
            founder_name: member_name(&new.founder_name)?,
            name: circle_name(&new.name)?,
            half_life_ms: traceboard_board::warmth::half_life(new.half_life_ms),
            written_at_ms: self.clock.now_ms(),
        };
        let name = names::registry().map_err(|error| Refused::internal("name the registry", &error))?;
        let draft = NewEntry { id: entry.0, head: json(&opened)?, body: None, touches: Vec::new() };
        let outcomes = self.log.append(&name, vec![draft]).await?;
        self.registry.reach_head().await?;
        match outcomes.first() {
            Some(Outcome::Appended { .. } | Outcome::Repeated { .. }) => Ok(opened.circle),
            _ => self
                .registry
                .read()
                .state
                .first
                .ok_or_else(|| Refused::internal("found a circle", &"its entry is taken, and no circle is there")),
        }
    }
}

impl std::fmt::Debug for Circles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Circles").finish_non_exhaustive()
    }
}

/// Appends what the registry says that a circle begins with. All of it is derived from the registry's entry, so that any
/// server can finish what another began.
async fn finish_founding(circle: &Circle, opened: &Opened) -> Result<(), Refused> {
    let head = |id, what| Head {
        v: FORMAT_VERSION,
        id,
        by: opened.founder,
        written_at_ms: opened.written_at_ms,
        imported: None,
        what,
    };
    let founded = What::CircleFounded { name: opened.name.clone(), half_life_ms: opened.half_life_ms };
    let joined = What::MemberJoined { member: opened.founder, colour: FOUNDER_COLOUR, role: Role::Host };
    let body = Body { name: Some(opened.founder_name.clone()), ..Body::default() };
    if circle.board.read().state.founder().is_none() {
        circle.post_entry(head(names::founding(opened.circle), founded), None).await?;
    }
    if circle.board.read().state.member(opened.founder).is_none() {
        circle.post_entry(head(names::founder_joining(opened.circle), joined), Some(body)).await?;
    }
    Ok(())
}

/// The founder's colour until they choose another.
const FOUNDER_COLOUR: u8 = 0;
