//! The people of the demo: each is a member with a session, an API client, and a socket that shows them as present.

use std::collections::{HashMap, HashSet};

use anyhow::Context;
use tokio::{sync::watch, task::JoinSet};
use traceboard_board::{EntryId, MemberId, Role};
use traceboard_client::{Api, Event, Link, Mirror, Session, Settings};
use traceboard_protocol::{Deed, ServerFrame};
use uuid::Uuid;

use crate::{leave::draft, post, retry};

/// All members who play. Dropping it closes their sockets.
pub(super) struct Cast {
    invite: Link,
    people: HashMap<String, Person>,
    here: watch::Sender<Here>,
    sockets: JoinSet<()>,
}

/// A member who plays.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) id: MemberId,
    pub(super) api: Api,
}

/// Who is on the board, by the server's presence frames.
#[derive(Default)]
struct Here {
    count: usize,
    faces: HashSet<MemberId>,
}

impl Cast {
    /// A cast without members.
    pub(super) fn new(invite: Link) -> Self {
        let (here, _) = watch::channel(Here::default());
        Self { invite, people: HashMap::new(), here, sockets: JoinSet::new() }
    }

    /// The member of this name, who joins at the first call.
    pub(super) async fn person(&mut self, name: &str) -> anyhow::Result<Person> {
        if let Some(person) = self.people.get(name) {
            return Ok(person.clone());
        }
        let request = EntryId(Uuid::now_v7());
        let invite = &self.invite;
        let session = retry::call(|| Api::redeem(invite, request, Some(name.to_owned()), None)).await?;
        let person = Person { id: session.member, api: Api::new(&session)? };
        self.sockets.spawn(follow(session, self.here.clone()));
        self.people.insert(name.to_owned(), person.clone());
        Ok(person)
    }

    /// Makes a member a host, by a deed of the founder. The founder doesn't play, because whoever opens the host link is the founder.
    pub(super) async fn host(&mut self, name: &str, founder: &Api) -> anyhow::Result<()> {
        let member = self.person(name).await?.id;
        post::draft(founder, &draft(Deed::GiveRole { member, role: Role::Host }), "give the role").await?;
        Ok(())
    }

    /// The name of a member who plays; none for people who only watch.
    pub(super) fn name(&self, id: MemberId) -> Option<String> {
        self.people.iter().find(|(_, person)| person.id == id).map(|(name, _)| name.clone())
    }

    /// Waits until somebody who doesn't play is on the board.
    pub(super) async fn watched(&self) -> anyhow::Result<()> {
        let ids: HashSet<_> = self.people.values().map(|person| person.id).collect();
        let watched = |here: &Here| here.count > ids.len() || here.faces.iter().any(|face| !ids.contains(face));
        self.here.subscribe().wait_for(watched).await.context("no presence frame can come any more")?;
        Ok(())
    }
}

/// Follows the board as a page does, so that this member is shown as present. Only presence frames are used.
async fn follow(session: Session, here: watch::Sender<Here>) {
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
