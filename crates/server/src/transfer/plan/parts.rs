//! What is planned for the lines of one request, until it is written.

use traceboard_board::MemberId;
use traceboard_log::NewEntry;

use crate::{circle::Circle, refusal::Refused, transfer::entries::Part};

/// The entries of all lines, before they are written.
pub(in crate::transfer) struct Parts {
    parts: Vec<Part>,
    /// Where the parts of each line end.
    ends: Vec<usize>,
}

impl Parts {
    pub(super) fn new(parts: Vec<Part>, ends: Vec<usize>) -> Self {
        Self { parts, ends }
    }

    /// Gives each name of a newcomer the number by which it differs from names on the board and in earlier lines, as at the door.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(in crate::transfer) async fn tell_names_apart(&mut self, circle: &Circle) -> Result<(), Refused> {
        let newcomers = self.parts.iter_mut().filter_map(|part| Some((part.naming()?, part)));
        let (namings, parts): (Vec<_>, Vec<_>) = newcomers.unzip();
        let bodies = circle.all_named(namings).await?;
        parts.into_iter().zip(bodies).for_each(|(part, body)| part.name(body));
        Ok(())
    }

    /// The entries in batches of at most so many. A line's entries go into one batch, which a store takes
    /// as a whole or not at all, so that an import that was cut off leaves no trace without its marks; only those
    /// of a line that has more than a batch's worth are parted.
    ///
    /// # Errors
    /// Where an entry can't be written as JSON.
    pub(in crate::transfer) fn batches(self, host: MemberId, max: usize) -> Result<Vec<Vec<NewEntry>>, Refused> {
        let mut batches: Vec<Vec<NewEntry>> = Vec::new();
        let mut parts = self.parts.into_iter();
        let mut begin = 0;
        for end in self.ends {
            let line = parts.by_ref().take(end - begin).map(|part| part.entry(host)).collect::<Result<Vec<_>, _>>()?;
            begin = end;
            match batches.last_mut() {
                Some(batch) if batch.len() + line.len() <= max => batch.extend(line),
                _ => batches.extend(line.chunks(max).map(<[NewEntry]>::to_vec)),
            }
        }
        Ok(batches)
    }
}
