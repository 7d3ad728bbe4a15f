//! The founding of a pod's log, from the entry in its circle's log, so that any server can finish a founding that
//! another began.

use traceboard_board::{Head, MemberId, OFFER_WAITS_MS, PodId, Role, What};

use crate::{circle::Circle, founding::begin, names, refusal::Refused, space::Space};

impl Circle {
    /// Appends what a pod begins with, where it isn't there. `offered_to`: who it is offered to, where its caller says so just now. Without
    /// that one that is offered waits for them, and is to nobody after a while.
    pub(super) async fn finish_founding(
        &self,
        pod: PodId,
        space: &Space,
        offered_to: Option<&[MemberId]>,
    ) -> Result<(), Refused> {
        let none = || Refused::internal("found a pod", &"its circle doesn't know it");
        let (called, half_life_ms, colour) = {
            let board = self.board.read();
            let called = board.state.pod_row(pod).ok_or_else(none)?;
            let colour = board.state.member_row(called.by).map_or(0, |row| row.colour);
            (called, board.state.circle().ok_or_else(none)?.half_life_ms, colour)
        };
        // One whose founding the store has lost waits for nobody: they are in it.
        let waits = called.offered && called.at_ms.saturating_add(OFFER_WAITS_MS) > self.now_ms();
        if waits && offered_to.is_none() && space.board.read().state.circle().is_none() {
            return Ok(());
        }
        let offered_to = called.offered.then(|| offered_to.unwrap_or_default().to_vec());
        let head = |id, what| Head::new(id, called.by, called.at_ms, what);
        let what = What::PodFounded {
            places: called.places,
            ends_on: called.says.ends_on,
            half_life_ms,
            rhythm: called.rhythm.clone(),
            offered_to,
        };
        let founding = head(names::derived("pod founding", pod.0.as_bytes()), what);
        begin(space, founding, None, |board| board.founder().is_some()).await?;
        if called.offered {
            return Ok(());
        }
        let what = What::MemberJoined { member: called.by, colour, role: Role::Host };
        let joining = head(names::derived("pod caller", pod.0.as_bytes()), what);
        begin(space, joining, None, |board| board.member_row(called.by).is_some()).await
    }
}
