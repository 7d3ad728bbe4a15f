//! The posts of a connection: handled in order, as many at a time as fit into one append.

use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use tokio_util::task::TaskTracker;
use traceboard_protocol::{Draft, ServerFrame, SpaceId};

use crate::{app::App, circle::Circle, routes::Order, session::Caller};

/// How many posts of one connection wait; further ones are not read from the socket.
const WAITING_MAX: usize = 32;

type UnderWay = Pin<Box<dyn Future<Output = (Order, VecDeque<Waiting>, Answers)> + Send>>;

/// A draft, and the space that it is posted in.
type Waiting = (SpaceId, Draft);

/// Answers to posts, and the space of those posts.
pub(super) type Answers = (SpaceId, Vec<ServerFrame>);

/// Posts that wait, and those that are under way.
pub(super) struct Posting {
    waiting: VecDeque<Waiting>,
    under_way: Option<UnderWay>,
    /// None while posts are under way: they have it.
    order: Option<Order>,
    work: TaskTracker,
}

impl Posting {
    /// `work` finishes the posts that are under way when the connection ends.
    pub(super) fn new(work: TaskTracker) -> Self {
        Self { waiting: VecDeque::new(), under_way: None, order: None, work }
    }

    pub(super) fn add(&mut self, space: SpaceId, draft: Draft) {
        self.waiting.push_back((space, draft));
    }

    /// Whether all are answered.
    pub(super) fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.under_way.is_none()
    }

    pub(super) fn has_room(&self) -> bool {
        self.waiting.len() < WAITING_MAX
    }

    /// The next answers; `Ready(None)` where nothing is under way. The connection polls it itself: with a task for
    /// each post, every post would wake two tasks.
    pub(super) fn poll(&mut self, app: &App, caller: &Caller, cx: &mut Context<'_>) -> Poll<Option<Answers>> {
        if self.under_way.is_none() {
            // An idle connection keeps no queue.
            let waiting = std::mem::take(&mut self.waiting);
            let Some(space) = waiting.front().map(|(space, _)| *space) else {
                return Poll::Ready(None);
            };
            let order = self.order.take().unwrap_or_default();
            let (app, circle, token_hash) = (app.clone(), Arc::clone(&caller.circle), caller.token_hash.clone());
            self.under_way = Some(Box::pin(post(app, circle, token_hash, space, order, waiting)));
        }
        let Some(under_way) = &mut self.under_way else { return Poll::Ready(None) };
        let Poll::Ready((order, mut left, answers)) = under_way.as_mut().poll(cx) else { return Poll::Pending };
        self.under_way = None;
        self.order = Some(order);
        left.append(&mut self.waiting);
        self.waiting = left;
        Poll::Ready(Some(answers))
    }
}

/// Posts the first drafts, as many as belong to one space.
async fn post(
    app: App,
    circle: Arc<Circle>,
    token_hash: String,
    space: SpaceId,
    mut order: Order,
    mut waiting: VecDeque<Waiting>,
) -> (Order, VecDeque<Waiting>, Answers) {
    let together = waiting.iter().take_while(|(of, _)| *of == space).count();
    let mut drafts: VecDeque<Draft> = waiting.drain(..together).map(|(_, draft)| draft).collect();
    let answers = match circle.enter_space(space, &token_hash).await {
        Ok(entered) => order.post(&app, &circle, &entered, &token_hash, &mut drafts).await,
        Err(refused) => order.refuse(&app, &refused, &mut drafts),
    };
    while let Some(left) = drafts.pop_back() {
        waiting.push_front((space, left));
    }
    (order, waiting, (space, answers))
}

impl Drop for Posting {
    /// Posts under way are finished also if the sender disconnects.
    fn drop(&mut self) {
        if let Some(under_way) = self.under_way.take() {
            self.work.spawn(under_way);
        }
    }
}
