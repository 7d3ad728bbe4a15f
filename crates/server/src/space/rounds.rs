//! Timed ends of rounds, by an entry of any server that has the space open.

use traceboard_board::{Board, EntryId, Head, MemberId, ROUNDS_OPEN_MAX, Verdict, What};
use traceboard_log::Outcome;

use super::{Space, json, new_entry};
use crate::{names, refusal::Refused};

/// How often an end that came too early by the log's clock is tried again under another id: once a second, so for as many seconds the
/// clocks may differ.
const ATTEMPTS_MAX: u32 = 600;

impl Space {
    /// Ends the rounds whose time has come. Nobody's deed: the entries are by no member.
    ///
    /// # Errors
    /// Where the log can't be written or read.
    pub(crate) async fn end_due_rounds(&self) -> Result<(), Refused> {
        for _ in 0..ROUNDS_OPEN_MAX {
            let Some((round, ends_at_ms, id)) = self.due_round() else { break };
            let nobody = MemberId(uuid::Uuid::nil());
            // The same bytes from whichever server, so that the second finds a repeat.
            let what = What::RoundEnded { round };
            let head = Head::new(id, nobody, ends_at_ms, what);
            let entry = new_entry(id, json(&head)?, None::<&()>)?;
            match self.append_one(&self.board_log, entry).await? {
                Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => {
                    self.board.reach(position).await?;
                }
                Outcome::Conflict => self.board.reach_head().await?,
            }
            if matches!(self.board.read().state.outcome(id), Verdict::Refused(_)) {
                // The log's clock is behind this server's: the next round of looking tries again.
                return Ok(());
            }
        }
        Ok(())
    }

    /// As [`Space::end_due_rounds`], for what is done by the way: a log that can't be written now is asked again soon.
    pub(crate) async fn end_rounds(&self) {
        if let Err(error) = self.end_due_rounds().await {
            tracing::warn!(log.name = %self.board_log, error = %error, "cannot end the rounds whose time has come");
        }
    }

    fn due_round(&self) -> Option<(EntryId, i64, EntryId)> {
        let board = self.board.read();
        let (ends_at_ms, round) =
            board.state.next_round_end().filter(|(ends_at_ms, _)| *ends_at_ms <= self.now_ms())?;
        Some((round, ends_at_ms, unused(&board.state, round)?))
    }
}

/// The id of the next attempt: those that came too early are refused for good.
fn unused(board: &Board, round: EntryId) -> Option<EntryId> {
    let ids = (0..ATTEMPTS_MAX).map(|attempt| names::round_end(round, attempt));
    ids.into_iter().find(|id| !matches!(board.outcome(*id), Verdict::Refused(_)))
}
