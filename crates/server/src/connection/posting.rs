//! The posts of a connection: taken beside its feed, in order, as many at a time as go into one append.

use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use tokio_util::task::TaskTracker;
use traceboard_protocol::{Draft, ServerFrame};

use crate::{app::App, routes::Order, session::Caller};

/// How many posts of one connection wait; more are left in the network.
const WAITING_MAX: usize = 32;

type UnderWay = Pin<Box<dyn Future<Output = (Order, VecDeque<Draft>, Vec<ServerFrame>)> + Send>>;

/// Posts that wait, and those that are under way.
pub(super) struct Posting {
    waiting: VecDeque<Draft>,
    under_way: Option<UnderWay>,
    /// None while posts are under way.
    order: Option<Order>,
    work: TaskTracker,
}

impl Posting {
    /// `work` carries through what is under way when the connection ends.
    pub(super) fn new(work: TaskTracker) -> Self {
        Self { waiting: VecDeque::new(), under_way: None, order: None, work }
    }

    pub(super) fn add(&mut self, draft: Draft) {
        self.waiting.push_back(draft);
    }

    pub(super) fn has_room(&self) -> bool {
        self.waiting.len() < WAITING_MAX
    }

    /// The next answers; `Ready(None)` where nothing is under way. It is polled by the connection itself: a task of its own for each
    /// post would wake twice for it.
    pub(super) fn poll(&mut self, app: &App, caller: &Caller, cx: &mut Context<'_>) -> Poll<Option<Vec<ServerFrame>>> {
        if self.under_way.is_none() {
            // An idle connection keeps no queue.
            let mut drafts = std::mem::take(&mut self.waiting);
            if drafts.is_empty() {
                return Poll::Ready(None);
            }
            let mut order = self.order.take().unwrap_or_default();
            let (app, space, token_hash) = (app.clone(), Arc::clone(&caller.space), caller.token_hash.clone());
            self.under_way = Some(Box::pin(async move {
                let answers = order.post(&app, &space, &token_hash, &mut drafts).await;
                (order, drafts, answers)
            }));
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

impl Drop for Posting {
    /// What was begun is carried through also where its sender is gone.
    fn drop(&mut self) {
        if let Some(under_way) = self.under_way.take() {
            self.work.spawn(under_way);
        }
    }
}
