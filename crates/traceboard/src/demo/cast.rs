//! The people of the demo: each a member with a session, a way to the API, and a socket by which the others see them here.

use std::collections::{HashMap, HashSet};

use anyhow::Context;
use tokio::{sync::watch, task::JoinSet};
use traceboard_board::{EntryId, MemberId, Role};
use traceboard_client::{Api, Event, Link, Mirror, Session, Settings};
use traceboard_protocol::{Deed, ServerFrame};
use uuid::Uuid;

use crate::{leave::draft, post, retry};

/// Everyone who plays. Dropping it ends their sockets.
pub(super) struct Cast {
    invite: Link,
    people: HashMap<String, Person>,
    here: watch::Sender<Here>,
    sockets: JoinSet<()>,
}

/// One of them.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) id: MemberId,
    pub(super) api: Api,
}

/// Who is on the board, as the server tells it.
#[derive(Default)]
struct Here {
    count: usize,
    faces: HashSet<MemberId>,
}

impl Cast {
    /// Nobody yet.
    pub(super) fn new(invite: Link) -> Self {
        let (here, _) = watch::channel(Here::default());
        Self { invite, people: HashMap::new(), here, sockets: JoinSet::new() }
    }

    /// A member by name, who joins where they haven't yet.
    pub(super) async fn person(&mut self, name: &str) -> anyhow::Result<Person> {
        if let Some(person) = self.people.get(name) {
            return Ok(person.clone());
        }
        let request = EntryId(Uuid::now_v7());
        let invite = &self.invite;
        let session = retry::call(|| Api::redeem(invite, request, Some(name.to_owned()), None)).await?;
        let person = Person { id: session.member, api: Api::new(&session)? };
        self.sockets.spawn(look_on(session, self.here.clone()));
        self.people.insert(name.to_owned(), person.clone());
        Ok(person)
    }

    /// Makes a member a host, which the founder does. The founder plays no part: whoever watches by the host link is them.
    pub(super) async fn host(&mut self, name: &str, founder: &Api) -> anyhow::Result<()> {
        let member = self.person(name).await?.id;
        post::draft(founder, &draft(Deed::GiveRole { member, role: Role::Host }), "give the role").await?;
        Ok(())
    }

    /// The name of one of them; none for who came to watch.
    pub(super) fn name(&self, id: MemberId) -> Option<String> {
        self.people.iter().find(|(_, person)| person.id == id).map(|(name, _)| name.clone())
    }

    /// Waits until somebody is on the board who doesn't play.
    pub(super) async fn watched(&self) -> anyhow::Result<()> {
        let ids: HashSet<_> = self.people.values().map(|person| person.id).collect();
        let watched = |here: &Here| here.count > ids.len() || here.faces.iter().any(|face| !ids.contains(face));
        self.here.subscribe().wait_for(watched).await.context("nobody tells who is here")?;
        Ok(())
    }
}

/// Follows the board as a page does, so that the others see who is here. What comes is kept nowhere else.
async fn look_on(session: Session, here: watch::Sender<Here>) {
    let Ok(mut board) = Mirror::follow(&session, Settings::default()) else { return };
    while let Ok(event) = board.next().await {
        if let Event::Frame(frame) = event
            && let ServerFrame::Presence { count, here: faces, .. } = *frame
        {
            let faces = faces.iter().map(|face| face.id).collect();
            here.send_replace(Here { count: usize::try_from(count).unwrap_or(usize::MAX), faces });
        }
    }
}
