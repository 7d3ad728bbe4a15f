//! One subscriber: a cursor.

use traceboard_position::Position;

use crate::{Batch, Closed};

/// A subscriber's place in a log. It holds no queue: what it hasn't taken stays in the ring, or in the log. Dropping it
/// ends the subscription.
#[derive(Debug)]
pub struct Subscription {
    head: Option<Position>,
}

impl Subscription {
    /// The head of the log when the subscription began: what `caught_up` is measured against.
    #[must_use]
    pub fn head(&self) -> Option<Position> {
        self.head
    }

    /// Waits for what comes next. Cancel safe: nothing is taken unless it is returned. The first batch also holds who
    /// is here, where that is known.
    ///
    /// # Errors
    /// [`Closed`]; every later call gives the same.
    pub async fn next(&mut self) -> Result<Batch, Closed> {
        std::future::pending().await
    }
}
