//! A copy of a circle's board, kept up to date.

use tokio::time::{Instant, sleep_until};
use traceboard_position::Position;
use traceboard_protocol::{Draft, Face, Following, ServerFrame, Snapshot, SpaceId};

use crate::{
    Api, Backoff, Board, ClientError, End, Event, Live, OutboxError, Session, Settings,
    live::{WAIT_FIRST, WAIT_LONGEST},
    rows::OwnPods,
    system_chance,
};

/// Follows a circle's board and merges its frames: first a snapshot, and again after each `anew`, then states.
#[derive(Debug)]
pub struct Mirror {
    api: Api,
    space: SpaceId,
    live: Live,
    board: Option<Board>,
    own_pods: OwnPods,
    here: Vec<Face>,
    here_count: u32,
    backoff: Backoff,
    not_before: Option<Instant>,
}

impl Mirror {
    /// Follows from a snapshot, which the first call of [`Mirror::next`] fetches. Needs a Tokio runtime.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] where this machine can open no connections at all.
    pub fn follow(session: &Session, settings: Settings) -> Result<Self, ClientError> {
        let api = Api::new(session)?;
        Ok(Self {
            space: api.space(),
            api,
            live: Live::connect(session, settings),
            board: None,
            own_pods: OwnPods::default(),
            here: Vec::new(),
            here_count: 0,
            backoff: Backoff::new(WAIT_FIRST, WAIT_LONGEST, system_chance()),
            not_before: None,
        })
    }

    /// Waits for the next event, which is already merged into the board. Cancel safe.
    ///
    /// # Errors
    /// [`End`].
    pub async fn next(&mut self) -> Result<Event, End> {
        let must_begin = self.board.as_ref().is_none_or(Board::is_full);
        if must_begin && let Err(lost) = self.begin().await? {
            return Ok(lost);
        }
        let event = self.live.next().await?;
        if let Event::Frame(frame) = &event {
            self.merge(frame);
        }
        Ok(event)
    }

    /// Waits until there is a board, fetching the first snapshot if needed.
    ///
    /// # Errors
    /// [`End`].
    pub async fn ready(&mut self) -> Result<&Board, End> {
        while self.board.is_none() {
            // A temporary failure: the next try waits.
            let _ = self.begin().await?;
        }
        // The loop ends only where there is one.
        self.board.as_ref().ok_or(End::ResumeImpossible)
    }

    /// Reads on until the board reaches a position. The position of an entry that changed no row may never be reached.
    ///
    /// # Errors
    /// [`End`].
    pub async fn reach(&mut self, position: Position) -> Result<&Board, End> {
        while self.ready().await?.position() < position {
            self.next().await?;
        }
        self.ready().await
    }

    /// The board; `None` before its first snapshot, and after `anew` until the next one.
    #[must_use]
    pub fn board(&self) -> Option<&Board> {
        self.board.as_ref()
    }

    /// How many members are present, and who, at most [`HERE_MAX`](traceboard_protocol::Limits::HERE_MAX).
    #[must_use]
    pub fn here(&self) -> (u32, &[Face]) {
        (self.here_count, &self.here)
    }

    /// The calls of the API, over connections of their own.
    #[must_use]
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// The client's connection, for its outbox and further spaces.
    #[must_use]
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// As [`Live::post`].
    ///
    /// # Errors
    /// [`OutboxError`].
    pub fn post(&self, draft: Draft) -> Result<(), OutboxError> {
        self.live.post(draft)
    }

    /// Fetches a snapshot and follows from there. The inner error is an event about a temporary failure, for the
    /// caller.
    async fn begin(&mut self) -> Result<Result<(), Event>, End> {
        if let Some(at) = self.not_before {
            sleep_until(at).await;
            self.not_before = None;
        }
        match self.api.snapshot().await {
            Ok(snapshot) => {
                self.backoff.reset();
                self.put(snapshot);
                Ok(Ok(()))
            }
            Err(error) => {
                if let Some(end) = End::of(&error) {
                    return Err(end);
                }
                let back_in = error.retry_after().unwrap_or_else(|| self.backoff.wait());
                self.not_before = Some(Instant::now() + back_in);
                Ok(Err(Event::Lost { why: error.to_string(), back_in }))
            }
        }
    }

    fn put(&mut self, snapshot: Snapshot) {
        // A full board is still followed: the snapshot may come from a server that is behind, and lack rows that were
        // merged since.
        if self.board.as_ref().is_some_and(|full| snapshot.position < full.position()) {
            return;
        }
        let following = Following { space: self.space, after: Some(snapshot.position) };
        let mut board = Board::new(snapshot);
        board.merge_own_pods(self.own_pods.clone());
        self.board = Some(board);
        // Refused only if the caller has filled all spaces meanwhile; then the space stays as it is.
        if let Err(error) = self.live.follow_space(following) {
            tracing::warn!(%error, "the board is not followed");
        }
    }

    fn merge(&mut self, frame: &ServerFrame) {
        match frame {
            ServerFrame::States { space, states } if *space == self.space => {
                if let Some(board) = &mut self.board {
                    board.merge(states.clone());
                }
            }
            ServerFrame::Mine { space, to, marks, own_rounds } if *space == self.space => {
                if let Some(board) = &mut self.board {
                    board.merge_marks(*to, marks);
                    board.merge_own_rounds(*to, own_rounds);
                }
            }
            ServerFrame::OwnPods { space, pods, invitations, .. } if *space == self.space => {
                self.own_pods = OwnPods { pods: pods.clone(), invitations: invitations.clone() };
                if let Some(board) = &mut self.board {
                    board.merge_own_pods(self.own_pods.clone());
                }
            }
            ServerFrame::Anew { space, .. } if *space == self.space => self.board = None,
            ServerFrame::Presence { space, count, here } if *space == self.space => {
                (self.here_count, self.here) = (*count, here.clone());
            }
            _ => {}
        }
    }
}
