//! Sister circles: other circles, here or on another server, whose chosen stories are read here. What crosses is asked for when somebody
//! looks, and stays at home: what its author takes back there is gone here.

mod ask;
mod crossing;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use rustls::ClientConfig;
use traceboard_board::{CircleId, EntryId, Pattern, door::Shows};
use traceboard_protocol::{Code, Crossing, Kinship, Sister, SisterStory};

use crate::{app::App, circle::Circle, refusal::Refused};

pub(crate) use ask::{Address, Fetched, PATH, SisterClient};

/// For how long what a circle told is still shown where it doesn't answer any more.
const KEPT_FOR: Duration = Duration::from_secs(24 * 3_600);
/// Of how many sisters an answer is kept: half a megabyte at the most each, and some kilobytes as a rule.
const KEPT_MAX: usize = 256;

/// What connections to an address are encrypted with.
pub(crate) type Trusts = fn(&str) -> Arc<ClientConfig>;
/// One sister of a circle, by the entry that holds its link.
type Key = (CircleId, EntryId);

/// Answers of sister circles on other servers, kept for a moment.
#[derive(Default)]
pub(crate) struct Sisters {
    asking: Option<SisterClient>,
    /// One request at a time for each.
    kept: Mutex<HashMap<Key, Arc<tokio::sync::Mutex<Kept>>>>,
}

#[derive(Default)]
struct Kept {
    asked: Option<Instant>,
    told: Option<(Instant, Arc<Crossing>)>,
    reached: bool,
}

/// The present or last answer of a sister circle.
#[derive(Clone, Default)]
pub(crate) struct SisterAnswer {
    pub(crate) told: Option<Arc<Crossing>>,
    pub(crate) reached: bool,
}

impl Sisters {
    /// `trusts`: what connections to other servers are encrypted with; none, circles elsewhere are never asked.
    pub(crate) fn new(trusts: Option<Trusts>) -> Result<Self, Refused> {
        Ok(Self { asking: trusts.map(SisterClient::new).transpose()?, kept: Mutex::default() })
    }

    fn kept(&self, key: Key) -> Arc<tokio::sync::Mutex<Kept>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX && !kept.contains_key(&key) {
            // Those that are asked just now stay.
            kept.retain(|_, one| Arc::strong_count(one) > 1);
        }
        Arc::clone(kept.entry(key).or_default())
    }
}

impl App {
    /// The sister circles of a circle, the mother first, and what each tells.
    pub(crate) async fn sisters_of(&self, circle: &Arc<Circle>) -> Vec<Sister> {
        join_all(related(circle).into_iter().map(async |(id, kin, entry)| {
            let heard = self.fetch(circle, id, entry).await;
            let stories = heard.told.iter().flat_map(|told| &told.stories).map(SisterStory::from).collect();
            Sister { circle: id, name: heard.told.map(|told| told.name.clone()), kin, reached: heard.reached, stories }
        }))
        .await
    }

    /// What one sister tells. `entry` holds its link; none: it is kin.
    pub(crate) async fn fetch(&self, circle: &Arc<Circle>, sister: CircleId, entry: Option<EntryId>) -> SisterAnswer {
        let heard = match entry {
            None => self.fetch_kin(circle, sister).await,
            Some(entry) => self.fetch_linked(circle, entry).await,
        };
        heard.unwrap_or_else(|error| {
            tracing::warn!(%error, circle.id = %circle.id, sister.id = %sister, "cannot ask a sister circle");
            SisterAnswer::default()
        })
    }

    /// Kin is of this store, and says itself that it is kin.
    async fn fetch_kin(&self, circle: &Circle, sister: CircleId) -> Result<SisterAnswer, Refused> {
        let other = self.circles.get(sister).await?;
        let (mother, buds) = other.kin();
        if mother != Some(circle.id) && !buds.contains(&circle.id) {
            return Ok(SisterAnswer::default());
        }
        Ok(SisterAnswer { told: Some(Arc::new(other.crossing().await?)), reached: true })
    }

    async fn fetch_linked(&self, circle: &Circle, entry: EntryId) -> Result<SisterAnswer, Refused> {
        let Some(address) = circle.sister_address(entry).await? else { return Ok(SisterAnswer::default()) };
        let address = Address::read(&address)?;
        let kept = self.sisters.kept((circle.id, entry));
        let mut kept = kept.lock().await;
        if kept.asked.is_none_or(|asked| asked.elapsed() >= self.config.sisters_kept) {
            let asked = self.ask(&address).await?;
            kept.asked = Some(Instant::now());
            kept.reached = !matches!(asked, Fetched::Silent);
            match asked {
                Fetched::Stories(told) => kept.told = Some((Instant::now(), Arc::from(told))),
                Fetched::Gone => kept.told = None,
                Fetched::Silent => {}
            }
        }
        let fresh = kept.told.as_ref().filter(|(at, _)| at.elapsed() < KEPT_FOR);
        Ok(SisterAnswer { told: fresh.map(|(_, told)| Arc::clone(told)), reached: kept.reached })
    }

    /// Asks the circle of an address what crosses: one of this store in place, any other by the network.
    pub(crate) async fn ask(&self, address: &Address) -> Result<Fetched, Refused> {
        if self.circles.is_here(address.circle).await? {
            let told = self.follow_sister_link(address.circle, &address.secret).await;
            return match told {
                Ok(told) => Ok(Fetched::Stories(Box::new(told))),
                Err(Refused { code: Code::UnknownLink, .. }) => Ok(Fetched::Gone),
                Err(refused) => Err(refused),
            };
        }
        Ok(match &self.sisters.asking {
            Some(asking) => asking.ask(address).await,
            None => Fetched::Silent,
        })
    }

    /// What crosses from a circle of this store to whoever has a link of it.
    pub(crate) async fn follow_sister_link(&self, circle: CircleId, secret: &str) -> Result<Crossing, Refused> {
        let circle = self.circle_of_link(circle).await?;
        let link = self.link_of(&circle, secret).await?;
        self.limits.follow(link.id)?;
        if link.shows != Shows::Crossing || circle.is_off(Pattern::Sisters) {
            return Err(crate::circle::unknown_link("read what crosses"));
        }
        circle.crossing().await
    }
}

/// The sisters of a circle: the mother, the buds in their order, and those by links with the entry that holds each link.
fn related(circle: &Circle) -> Vec<(CircleId, Kinship, Option<EntryId>)> {
    let (mother, buds) = circle.kin();
    let mother = mother.into_iter().map(|id| (id, Kinship::Mother, None));
    let buds = buds.into_iter().map(|id| (id, Kinship::Bud, None));
    let linked = circle.linked_sisters().into_iter().map(|(id, entry)| (id, Kinship::Linked, Some(entry)));
    mother.chain(buds).chain(linked).collect()
}

/// How a circle is a sister, and the entry that holds its link where it is one by a link. The first way counts.
pub(crate) fn sister(circle: &Circle, sister: CircleId) -> Option<(Kinship, Option<EntryId>)> {
    related(circle).into_iter().find(|(id, ..)| *id == sister).map(|(_, kin, entry)| (kin, entry))
}
