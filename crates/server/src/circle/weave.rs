//! The weave of a circle, made of its board's traces, and groups in which new ties arise.
//!
//! Computing it for each request would be expensive. So the result is cached: while the board does not change, and for
//! a short time in any case.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::Mutex;
use traceboard_board::{BuiltOn, MemberRow};
use traceboard_position::Position;
use traceboard_protocol::{Code, Limits, Thickness, Tie};
use traceboard_weave::Weave;

use super::Circle;
use crate::refusal::Refused;

/// For how long what was made is answered again, also where the board went on: nobody sees a tie come within that.
const KEPT_FOR: Duration = Duration::from_secs(2);

/// The cached results. Computing holds the lock, so that concurrent requests wait for the same result.
#[derive(Default)]
pub(super) struct Woven {
    weave: Mutex<Option<Kept<Picture>>>,
    groups: Mutex<Option<Kept<Groups>>>,
}

struct Kept<T> {
    at: Instant,
    made: Arc<T>,
}

/// Who is with a circle, and who builds with whom, by the numbers of members.
pub(crate) struct Picture {
    pub(crate) position: Position,
    pub(crate) people: Vec<u32>,
    pub(crate) ties: Vec<Tie>,
}

/// Groups of a size, by the numbers of members.
pub(crate) struct Groups {
    pub(crate) position: Position,
    pub(crate) groups: Vec<Vec<u32>>,
    size: usize,
}

impl Circle {
    /// The weave, as of a position or later.
    pub(crate) async fn weave(&self, at_least: Option<Position>) -> Result<Arc<Picture>, Refused> {
        let mut kept = self.woven.weave.lock().await;
        if let Some(made) = self.still(kept.as_ref(), at_least, |made| made.position) {
            return Ok(made);
        }
        let (position, built) = self.built(|_| true)?;
        let made = apart(move || picture(position, built)).await?;
        Ok(keep(&mut kept, made))
    }

    /// Groups of a size in which the most new ties arise, of those who can act, as of a position or later.
    pub(crate) async fn groups(&self, size: usize, at_least: Option<Position>) -> Result<Arc<Groups>, Refused> {
        let mut kept = self.woven.groups.lock().await;
        let same = kept.as_ref().filter(|kept| kept.made.size == size);
        if let Some(made) = self.still(same, at_least, |made| made.position) {
            return Ok(made);
        }
        let (position, built) = self.built(|row| !row.imported)?;
        let made = apart(move || {
            let groups = traceboard_weave::reconnect(&woven(&built), size);
            let numbers = |group: Vec<u32>| group.into_iter().filter_map(|at| person(&built, at)).collect();
            Groups { position, groups: groups.into_iter().map(numbers).collect(), size }
        });
        Ok(keep(&mut kept, made.await?))
    }

    fn still<T>(
        &self,
        kept: Option<&Kept<T>>,
        at_least: Option<Position>,
        position: impl Fn(&T) -> Position,
    ) -> Option<Arc<T>> {
        let kept = kept?;
        let of = position(&kept.made);
        let is_newest = self.board.read().position == Some(of);
        let will_do = kept.at.elapsed() < KEPT_FOR && at_least.is_none_or(|at_least| of >= at_least);
        (is_newest || will_do).then(|| Arc::clone(&kept.made))
    }

    /// Who built on whom by what is folded now, and the first of those people who are asked for.
    fn built(&self, of: impl Fn(&MemberRow) -> bool) -> Result<(Position, BuiltOn), Refused> {
        let board = self.board.read();
        let founding = || Refused::new(Code::LogUnavailable, "cannot read the weave: the circle is being founded");
        let position = board.position.ok_or_else(founding)?;
        let mut built = board.state.built_on();
        let rows = board.state.members_by_numbers(&built.people).into_iter().filter(of);
        built.people = rows.map(|row| row.n).take(Limits::WOVEN_MAX).collect();
        Ok((position, built))
    }
}

/// Runs blocking work on its own thread.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Refused::internal("make the weave", &error))
}

fn keep<T>(kept: &mut Option<Kept<T>>, made: T) -> Arc<T> {
    let made = Arc::new(made);
    *kept = Some(Kept { at: Instant::now(), made: Arc::clone(&made) });
    made
}

fn picture(position: Position, built: BuiltOn) -> Picture {
    let ties = woven(&built).thickest(Limits::TIES_MAX).into_iter().filter_map(|tie| {
        let thickness = match tie.thickness {
            traceboard_weave::Thickness::Thin => Thickness::Thin,
            traceboard_weave::Thickness::Middle => Thickness::Middle,
            traceboard_weave::Thickness::Thick => Thickness::Thick,
        };
        Some(Tie(person(&built, tie.one)?, person(&built, tie.other)?, thickness))
    });
    Picture { position, ties: ties.collect(), people: built.people }
}

/// The weave of the people who are named, each by their place among them.
fn woven(built: &BuiltOn) -> Weave {
    let places: HashMap<u32, u32> = built.people.iter().copied().zip(0..).collect();
    let pairs = built.pairs.iter().filter_map(|(by, on)| Some((*places.get(by)?, *places.get(on)?)));
    Weave::of(u32::try_from(built.people.len()).unwrap_or(u32::MAX), pairs)
}

fn person(built: &BuiltOn, place: u32) -> Option<u32> {
    built.people.get(place as usize).copied()
}
