//! Rows of a space's board with their words, for answers of all kinds.

use traceboard_board::{self as board, Audience, Board, EntryId, MemberId};
use traceboard_position::Position;
use traceboard_protocol::{Bodies, Code, Member};

use super::Space;
use crate::refusal::Refused;

impl Space {
    /// What a member may see, by what is folded now.
    pub(crate) fn audience(&self, member: MemberId) -> Audience {
        if self.board.read().state.is_host(member) { Audience::Host } else { Audience::Member }
    }

    /// Asks the board as it is now, and gives the words that the answer names.
    ///
    /// # Errors
    /// Where the log can't be read, or the circle is not founded yet.
    pub(crate) async fn ask<T>(
        &self,
        ask: impl FnOnce(&Board) -> Result<T, Refused>,
        rows: impl FnOnce(&T) -> &board::Rows,
    ) -> Result<(Position, T, Bodies), Refused> {
        self.require_trusted()?;
        let (position, answer) = {
            let at = self.board.read();
            (at.position, ask(&at.state)?)
        };
        let founding = || Refused::new(Code::LogUnavailable, "cannot read the board: the circle is being founded");
        let bodies = self.words_of(rows(&answer)).await?;
        Ok((position.ok_or_else(founding)?, answer, bodies))
    }

    /// The bodies of entries of the board's log, as far as there are any.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(crate) async fn bodies(&self, entries: &[EntryId]) -> Result<Bodies, Refused> {
        self.beside.words.of(entries).await
    }

    /// A member, also one who left or was removed.
    pub(crate) async fn member(&self, id: MemberId) -> Result<Option<Member>, Refused> {
        let row = self.board.read().state.member_row(id);
        let Some(row) = row else { return Ok(None) };
        let rows = board::Rows { members: vec![row], ..board::Rows::default() };
        let bodies = self.words_of(&rows).await?;
        Ok(rows.members.first().map(|row| Member::of(row, &bodies)))
    }

    /// The circle's name; empty before it is founded, or where it was erased.
    pub(crate) async fn name(&self) -> Result<String, Refused> {
        let row = self.board.read().state.circle().cloned();
        let Some(row) = row else { return Ok(String::new()) };
        let rows = board::Rows { circle: Some(row.clone()), ..board::Rows::default() };
        let bodies = self.words_of(&rows).await?;
        Ok(traceboard_protocol::Circle::of(row, &bodies).name.unwrap_or_default())
    }
}
