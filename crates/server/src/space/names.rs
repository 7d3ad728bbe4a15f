//! The words that rows name. A pod holds no names: its members go by those that they have in its circle, its intention stands in the
//! circle's log.

use std::sync::Arc;

use traceboard_board::{self as board, Board, EntryId, MemberId};
use traceboard_protocol::Bodies;

use super::Space;
use crate::refusal::Refused;

/// An entry of a pod's log that stands for a name, and the entries of its circle's log that may hold it.
type Lent = (EntryId, Vec<EntryId>);

impl Space {
    /// The bodies that rows name, as far as there are any. What a pod's rows name of its circle stands under the pod's own entries.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(crate) async fn words_of(&self, rows: &board::Rows) -> Result<Bodies, Refused> {
        let Some(circle) = self.pod_of() else { return self.beside.words.of(&rows.words()).await };
        // A pod goes by the id of the entry that holds its intention.
        let called = EntryId(self.space.0);
        let lent: Vec<Lent> = {
            let at = circle.board.read();
            let members = rows.members.iter().filter_map(|row| lent_name(&at.state, &row.names, row.id));
            let intention = rows.circle.iter().flat_map(|row| &row.name.entries).map(|entry| (*entry, vec![called]));
            members.chain(intention).collect()
        };
        let own: Vec<_> =
            rows.words().into_iter().filter(|entry| lent.iter().all(|(stands, _)| stands != entry)).collect();
        let mut bodies = self.beside.words.of(&own).await?;
        self.lend(lent, &mut bodies).await?;
        Ok(bodies)
    }

    /// Adds the names that members have in the circle of a pod; in a circle nothing.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(crate) async fn add_names<'a>(
        &self,
        named: impl Iterator<Item = (MemberId, &'a [EntryId])>,
        bodies: &mut Bodies,
    ) -> Result<(), Refused> {
        let Some(circle) = self.pod_of() else { return Ok(()) };
        let lent: Vec<Lent> = {
            let at = circle.board.read();
            named.filter_map(|(member, entries)| lent_name(&at.state, entries, member)).collect()
        };
        self.lend(lent, bodies).await
    }

    async fn lend(&self, lent: Vec<Lent>, bodies: &mut Bodies) -> Result<(), Refused> {
        let Some(circle) = self.pod_of() else { return Ok(()) };
        let mut wanted: Vec<_> = lent.iter().flat_map(|(_, entries)| entries).copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let theirs = circle.beside.words.of(&wanted).await?;
        for (stands, entries) in lent {
            let named = entries.iter().filter_map(|entry| theirs.get(entry)).find(|body| body.name.is_some());
            bodies.extend(named.map(|body| (stands, Arc::clone(body))));
        }
        Ok(())
    }
}

fn lent_name(circle: &Board, entries: &[EntryId], member: MemberId) -> Option<Lent> {
    Some((*entries.first()?, circle.names_of(member)))
}
