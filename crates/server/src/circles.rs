//! The circles of a store: opening those that are asked for, and closing those that nobody asks for any more.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::sync::OnceCell;
use traceboard_board::{CircleId, EntryId};
use traceboard_log::{Clock, Log, LogError, LogName};
use traceboard_protocol::Code;
use uuid::Uuid;

use crate::{
    circle::{Circle, MadeInvite},
    fold::Fold,
    founding::{NewCircle, finish_founding},
    indexes::Indexes,
    names,
    refusal::Refused,
    seeding::{Seed, SeedWords},
    settling::Settling,
    space::{Space, Store},
    state::{Registered, Registry},
};

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

/// The number of references to an unused circle while it is being closed: in the map, and by the closing task.
const HELD_HERE: usize = 2;

/// How many circles are tried in the place of a first one that can't be opened.
const FIRST_TRIED_MAX: usize = 3;

/// A circle that is open, or that someone is opening: after a restart all phones ask for it at once, and one fold serves all.
type Opening = Arc<OnceCell<Arc<Circle>>>;

/// All circles of a store. Each is folded from the first time that it is asked for until nobody has asked for a while.
pub struct Circles {
    pub(crate) log: Arc<dyn Log>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) registry: Fold<Registry>,
    open: Mutex<HashMap<CircleId, Opening>>,
    /// Set where a later version has written to a log.
    outdated: Arc<AtomicBool>,
    /// Whether the clock can be believed where sessions would end by their age.
    pub(crate) settling: Arc<Settling>,
    /// What searches look into.
    pub(crate) indexes: Arc<Indexes>,
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
            registry: Fold::begin(Arc::clone(log), name, Arc::new(())),
            open: Mutex::default(),
            outdated: Arc::default(),
            settling: Arc::default(),
            indexes: Arc::default(),
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
        let Some(first) = first else {
            let id = self.register(names::first_circle(), CircleId(Uuid::now_v7()), new, None, None).await?;
            return self.get(id).await;
        };
        let refused = match self.get(first).await {
            Ok(circle) => return Ok(circle),
            Err(refused) => refused,
        };
        // Where its log is damaged, another circle's links let its operator in as well.
        let others: Vec<CircleId> =
            self.registry.read().state.circles.keys().copied().filter(|id| *id != first).collect();
        for other in others.into_iter().take(FIRST_TRIED_MAX) {
            if let Ok(circle) = self.get(other).await {
                tracing::error!(circle.id = %first, error = %refused, "cannot open the first circle: run `traceboard check`");
                return Ok(circle);
            }
        }
        Err(refused)
    }

    /// The first ancestor of a circle, following foundings, as far as is folded.
    pub(crate) fn ancestor(&self, circle: CircleId) -> CircleId {
        self.registry.read().state.ancestor(circle)
    }

    /// Whether the store holds any circle. One whose list of circles has lost entries counts as if it did.
    ///
    /// # Errors
    /// Where the log is unavailable.
    pub async fn hold_any(&self) -> Result<bool, Refused> {
        self.registry.reach_head().await?;
        let registry = self.registry.read();
        Ok(registry.state.first.is_some() || registry.state.has_lost)
    }

    /// Whether no circle is named because the list of circles has lost entries. They are served by their addresses.
    #[must_use]
    pub fn are_nameless(&self) -> bool {
        let registry = self.registry.read();
        registry.state.first.is_none() && registry.state.has_lost
    }

    /// Founds another circle, which a host of `from` asked for.
    pub(crate) async fn found(&self, new: NewCircle, from: CircleId) -> Result<Arc<Circle>, Refused> {
        let id = self.register(EntryId(Uuid::now_v7()), CircleId(Uuid::now_v7()), new, Some(from), None).await?;
        self.get(id).await
    }

    /// Founds a circle with what another one gives it along. The same again gives the same circle.
    pub(crate) async fn found_seeded(
        &self,
        id: CircleId,
        new: NewCircle,
        from: CircleId,
        seed: (Seed, SeedWords),
    ) -> Result<Arc<Circle>, Refused> {
        let id = self.register(names::seeding(id), id, new, Some(from), Some(seed)).await?;
        self.get(id).await
    }

    /// A circle by its id.
    pub(crate) async fn get(&self, id: CircleId) -> Result<Arc<Circle>, Refused> {
        let open = self.opened().get(&id).and_then(|opening| opening.get().cloned());
        let circle = match open {
            Some(circle) => circle,
            None => self.open(id).await?,
        };
        circle.touch();
        // Tries again if its history was replaced meanwhile.
        circle.board.settle().await?;
        circle.door.settle().await?;
        Ok(circle)
    }

    async fn open(&self, id: CircleId) -> Result<Arc<Circle>, Refused> {
        let Some(registered) = self.find(id).await? else {
            return Err(Refused::new(Code::UnknownCircle, format!("cannot enter circle {id}: no such circle here")));
        };
        let opening = Arc::clone(self.opened().entry(id).or_default());
        let circle = opening.get_or_try_init(async || {
            let circle = Circle::begin(id, &self.store())?;
            circle.look_at_formats().await?;
            circle.board.settle().await?;
            circle.door.settle().await?;
            circle.settle_words().await?;
            circle.end_rounds().await;
            if !registered.is_lost() {
                finish_founding(&self.log, &circle, &registered).await?;
            }
            Ok::<_, Refused>(Arc::new(circle))
        });
        circle.await.cloned()
    }

    /// Whether the store holds a circle, as far as is folded.
    pub(crate) fn knows(&self, id: CircleId) -> bool {
        self.registry.read().state.circles.contains_key(&id) || self.opened().contains_key(&id)
    }

    /// Whether the store holds a circle.
    pub(crate) async fn is_here(&self, id: CircleId) -> Result<bool, Refused> {
        Ok(self.find(id).await?.is_some())
    }

    async fn find(&self, id: CircleId) -> Result<Option<Registered>, Refused> {
        let find = || self.registry.read().state.circles.get(&id).cloned();
        let found = find();
        if found.is_some() {
            return Ok(found);
        }
        self.registry.reach_head().await?;
        let found = find();
        if found.is_none() && self.registry.read().state.has_lost {
            return self.find_unnamed(id).await;
        }
        Ok(found)
    }

    /// A circle whose entry in the list of circles is lost: its own log says that it is there.
    async fn find_unnamed(&self, id: CircleId) -> Result<Option<Registered>, Refused> {
        let name = names::board(id).map_err(|error| Refused::internal("name a board", &error))?;
        Ok(self.log.head(&name).await?.map(|_| Registered::lost(id)))
    }

    /// The circles that are open.
    pub(crate) fn all_open(&self) -> Vec<Arc<Circle>> {
        self.opened().values().filter_map(|opening| opening.get().cloned()).collect()
    }

    /// Closes the circles that nobody has followed or asked for so long. Whoever asks for one again opens it again.
    pub(crate) async fn close_idle(&self, idle: Duration) {
        let idle_ms = i64::try_from(idle.as_millis()).unwrap_or(i64::MAX);
        for circle in self.all_open() {
            circle.close_idle_pods(idle_ms).await;
            if circle.idle_ms() < idle_ms {
                continue;
            }
            // Checked again under the lock that is needed to get a reference: any holder, also a socket that follows
            // nothing yet, keeps it open.
            let closed = {
                let mut open = self.opened();
                let unheld = Arc::strong_count(&circle) <= HELD_HERE;
                let still = unheld && circle.idle_ms() >= idle_ms;
                still.then(|| open.remove(&circle.id)).flatten()
            };
            if closed.is_some() {
                tracing::debug!(circle.id = %circle.id, "closing a circle that nobody looks at");
                circle.close().await;
            }
        }
    }

    /// Ends the rounds whose time has come, in the circles that are open.
    pub(crate) async fn end_rounds(&self) {
        for circle in self.all_open() {
            circle.end_rounds().await;
            for (_, pod) in circle.open_pods() {
                pod.end_rounds().await;
            }
        }
    }

    /// Drops pushes that nobody may be sent any more, in the circles that are open.
    pub(crate) async fn sweep_pushes(&self) {
        for circle in self.all_open() {
            if let Err(error) = circle.sweep_pushes().await {
                tracing::warn!(circle.id = %circle.id, %error, "cannot drop the pushes of who left");
            }
        }
    }

    /// Keeps checkpoints of the circles that took in much since their last one.
    pub(crate) async fn keep_checkpoints(&self) {
        for circle in self.all_open() {
            circle.keep_checkpoint(false).await;
            for (_, pod) in circle.open_pods() {
                pod.keep_checkpoint(false).await;
            }
        }
    }

    /// Closes all circles: a circle and its followers hold each other.
    pub(crate) async fn close(&self) {
        let open = std::mem::take(&mut *self.opened());
        for circle in open.values().filter_map(|opening| opening.get()) {
            circle.close_pods().await;
            circle.close().await;
        }
    }

    /// The space whose board a log holds; none for other logs.
    async fn space_of(&self, log: &LogName) -> Result<Option<Arc<Space>>, Refused> {
        if let Some(id) = names::circle_of_board(log) {
            return Ok(Some(Arc::clone(&self.get(id).await?.space)));
        }
        match names::pod_of_log(log) {
            Some((circle, pod)) => self.get(circle).await?.pod(pod).await.map(Some),
            None => Ok(None),
        }
    }

    /// Brings about what time brings about in the pods of the circles that are open.
    pub(crate) async fn run_due(&self) {
        for circle in self.all_open() {
            circle.run_due_in_pods().await;
        }
    }

    /// Erases or reveals words that appends left over, also those of other servers and in circles that are not open.
    /// Their authors' servers get `patience` to do it first.
    pub(crate) async fn clean_up(&self, patience: Duration) -> Result<(), Refused> {
        let mut found = HashMap::new();
        for unsettled in self.log.unsettled().await? {
            match self.space_of(&unsettled.log).await {
                Ok(Some(space)) => drop(found.insert(space.space, (space.left_over(), space, true))),
                Ok(None) => {}
                // A circle that can't be opened does not block the others.
                Err(error) => {
                    tracing::warn!(log.name = %unsettled.log, error = %error, "cannot look for what deeds left over");
                }
            }
        }
        for circle in self.all_open() {
            let pods = circle.open_pods().into_iter().map(|(_, pod)| pod);
            for space in pods.chain([Arc::clone(&circle.space)]) {
                let left = space.left_over();
                if !left.touches.is_empty() {
                    found.entry(space.space).or_insert((left, space, false));
                }
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(patience).await;
        for (left, space, unsettled) in found.into_values() {
            if let Err(error) = space.clean_up(left, unsettled).await {
                tracing::warn!(log.name = %space.board_log, error = %error, "cannot touch what deeds left over");
            }
        }
        Ok(())
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
        Ok(FreshLinks { circle: circle.id, name: circle.name().await?, host, invite })
    }

    /// Whether a later version has written to a log that was opened here.
    pub(crate) fn are_outdated(&self) -> bool {
        self.outdated.load(Ordering::Relaxed)
    }

    /// Whether the store held what is folded here, and holds it no more.
    pub(crate) async fn are_gone(&self) -> bool {
        let gone = || self.registry.is_gone() || self.all_open().iter().any(|circle| circle.is_gone());
        if gone() {
            return true;
        }
        // The fold notices it by its next look at the log, which may be seconds away.
        let name = names::registry().ok();
        let head = async { Some(self.log.head(&name?).await) };
        matches!(head.await, Some(Err(LogError::Gone { .. })))
    }

    /// Whether every log that is folded can be read, and is folded.
    pub(crate) fn are_well(&self) -> bool {
        self.registry.is_well() && self.all_open().iter().all(|circle| circle.is_well())
    }

    /// The shared parts with which each space is opened.
    fn store(&self) -> Store {
        let (log, clock, outdated) = (Arc::clone(&self.log), Arc::clone(&self.clock), Arc::clone(&self.outdated));
        Store { log, clock, outdated, settling: Arc::clone(&self.settling), indexes: Arc::clone(&self.indexes) }
    }

    fn opened(&self) -> MutexGuard<'_, HashMap<CircleId, Opening>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Circles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Circles").finish_non_exhaustive()
    }
}
