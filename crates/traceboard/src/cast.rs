//! The people of the demo: each a member with a session and a socket of their own.

use std::{collections::HashMap, time::Duration};

use anyhow::Context;
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
    time::{Instant, sleep_until, timeout},
};
use traceboard_board::{EntryId, TraceId};
use traceboard_client::{Api, Event, Link, Mirror, Session, Settings};
use traceboard_protocol::{Deed, Draft, ServerFrame, TraceLine};
use uuid::Uuid;

use crate::{leave::draft, retry};

/// The sample retreat, in the form that `import` takes.
const RETREAT: &str = include_str!("../demo/retreat.jsonl");
/// Between two traces: slow enough to read, quick enough that two arrive within ten seconds.
const BEAT: Duration = Duration::from_millis(4000);
/// How many traces stand before anybody looks on. From then on the retreat waits while nobody does: whoever comes, and whenever,
/// sees it go on within ten seconds.
const OPENING: usize = 6;
/// How long a deed may take to be answered.
const ANSWER_PATIENCE: Duration = Duration::from_secs(20);
/// How many deeds may wait for one member; they come one at a time.
const WAITING_MAX: usize = 8;

/// Everyone at the retreat. Dropping it ends their sockets.
pub(crate) struct Cast {
    invite: Link,
    deeds: HashMap<String, mpsc::Sender<Draft>>,
    answer: mpsc::Sender<Answer>,
    answered: mpsc::Receiver<Answer>,
    /// How many members are on the board, the cast among them.
    here: watch::Sender<usize>,
    people: JoinSet<()>,
}

/// What became of a deed: a reason, where it was refused.
type Answer = (EntryId, Result<(), String>);

impl Cast {
    /// Nobody yet: each joins with their first deed.
    pub(crate) fn new(invite: Link) -> Self {
        let (answer, answered) = mpsc::channel(WAITING_MAX);
        let (here, _) = watch::channel(0);
        Self { invite, deeds: HashMap::new(), answer, answered, here, people: JoinSet::new() }
    }

    /// Plays the retreat to its end. Everyone stays on the board afterwards.
    pub(crate) async fn play(&mut self, speed: f64) -> anyhow::Result<()> {
        let beat = BEAT.div_f64(speed);
        let traces = RETREAT.lines().map(serde_json::from_str::<TraceLine>).collect::<Result<Vec<_>, _>>()?;
        let mut left: HashMap<String, (TraceId, String)> = HashMap::new();
        let mut next = Instant::now();
        for (number, trace) in traces.into_iter().enumerate() {
            sleep_until(next).await;
            if number >= OPENING {
                let cast = self.deeds.len();
                // The sender is this cast's own.
                let _ = self.here.subscribe().wait_for(|here| *here > cast).await;
            }
            next = Instant::now() + beat;
            let parents: Vec<_> = trace.builds_on.iter().filter_map(|id| left.get(id)).cloned().collect();
            let builds_on = parents.iter().map(|(id, _)| *id).collect();
            let deed = draft(Deed::leave(trace.text, trace.open_end, builds_on));
            let id = TraceId(deed.id.0);
            self.act(&trace.member, deed).await?;
            // Whoever's trace is built on is glad of it, and warms what grew.
            if let Some((_, author)) = parents.iter().find(|(_, author)| *author != trace.member) {
                sleep_until(next - beat / 2).await;
                self.act(author, draft(Deed::Warm { trace: id })).await?;
            }
            left.insert(trace.id, (id, trace.member));
        }
        Ok(())
    }

    /// Has a member do something, and waits until it is on the board.
    async fn act(&mut self, name: &str, deed: Draft) -> anyhow::Result<()> {
        let id = deed.id;
        self.deeds_of(name).await?.send(deed).await.with_context(|| format!("{name} is gone"))?;
        let answered = async {
            while let Some((answered, outcome)) = self.answered.recv().await {
                if answered == id {
                    return outcome.map_err(anyhow::Error::msg);
                }
            }
            anyhow::bail!("{name} is gone")
        };
        timeout(ANSWER_PATIENCE, answered).await.with_context(|| format!("{name} got no answer in time"))?
    }

    /// A member's way to the board; they join where they haven't yet.
    async fn deeds_of(&mut self, name: &str) -> anyhow::Result<mpsc::Sender<Draft>> {
        if let Some(deeds) = self.deeds.get(name) {
            return Ok(deeds.clone());
        }
        let request = EntryId(Uuid::now_v7());
        let invite = &self.invite;
        let session = retry::patiently(|| Api::redeem(invite, request, Some(name.to_owned()), None)).await?;
        let (deeds, to_do) = mpsc::channel(WAITING_MAX);
        self.people.spawn(live(session, to_do, self.answer.clone(), self.here.clone()));
        self.deeds.insert(name.to_owned(), deeds.clone());
        Ok(deeds)
    }
}

/// One member: posts what there is to do, and tells what became of it.
async fn live(
    session: Session,
    mut to_do: mpsc::Receiver<Draft>,
    answer: mpsc::Sender<Answer>,
    here: watch::Sender<usize>,
) {
    // Whoever follows the board is seen by the others, and told who else is here.
    let Ok(mut board) = Mirror::follow(&session, Settings::default()) else { return };
    loop {
        let told = tokio::select! {
            deed = to_do.recv() => match deed {
                Some(deed) => match board.post(deed.clone()) {
                    Ok(()) => None,
                    Err(error) => Some((deed.id, Err(error.to_string()))),
                },
                None => return,
            },
            event = board.next() => match event {
                Ok(Event::Frame(frame)) => match *frame {
                    ServerFrame::Ack { id, .. } => Some((id, Ok(()))),
                    ServerFrame::Refused { id, message, retry: false, .. } => Some((id, Err(message))),
                    ServerFrame::Presence { count, .. } => {
                        here.send_replace(usize::try_from(count).unwrap_or(usize::MAX));
                        None
                    }
                    _ => None,
                },
                Ok(Event::Lost { .. }) => None,
                Err(_) => return,
            },
        };
        if let Some(told) = told
            && answer.send(told).await.is_err()
        {
            return;
        }
    }
}
