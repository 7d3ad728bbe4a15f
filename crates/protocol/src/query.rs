//! Queries of the API, parsed and bounded.

use std::str::FromStr;

use traceboard_board::{self as board, PodId, TraceId};
use traceboard_position::Position;

use crate::{
    AnswersQuery, CardQuery, Code, DueQuery, Fault, GatheringQuery, GatheringsQuery, GroupsQuery, Limits, MemberQuery,
    MineQuery, OpenEndQuery, PodQuery, RoundsQuery, SpaceId, StatesQuery, TrailsQuery, WordsQuery,
};

type Read<T> = Result<T, (Code, Fault)>;
/// The requested spaces, each with the position after which its states are wanted.
type RequestedSpaces = Vec<(SpaceId, Option<Position>)>;

/// The cards that a query selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cards {
    /// The newest before one, or of all.
    Before(Option<TraceId>, usize),
    /// Just these.
    Ids(Vec<TraceId>),
    /// Just these, by number.
    Numbers(Vec<u32>),
}

impl CardQuery {
    /// What it asks for.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for what can't be read or is out of its bounds.
    pub fn check(&self) -> Read<Cards> {
        match (&self.ids, &self.ns, self.before) {
            (Some(ids), None, None) => list("ids", ids, Limits::IDS_MAX).map(Cards::Ids),
            (None, Some(ns), None) => list("ns", ns, Limits::IDS_MAX).map(Cards::Numbers),
            (None, None, before) => {
                Ok(Cards::Before(before, count("limit", self.limit, Limits::PAGE_CARDS, Limits::CARDS_MAX)?))
            }
            _ => bad("cannot read cards: give one of before, ids and ns".to_owned()),
        }
    }
}

impl TrailsQuery {
    /// After which trail, as its warmth and number, and how many.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn check(&self) -> Read<(Option<(i64, u32)>, usize)> {
        let after = place("after", self.after.as_deref(), "warmth_ms,n")?;
        Ok((after, count("limit", self.limit, Limits::TRAILS, Limits::TRAILS_MAX)?))
    }
}

impl OpenEndQuery {
    /// Before which open end, and how many.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn check(&self) -> Read<(Option<board::Edge>, usize)> {
        let before = place("before", self.before.as_deref(), "at_ms,n")?.map(|(at_ms, n)| board::Edge { at_ms, n });
        Ok((before, count("limit", self.limit, Limits::PAGE_CARDS, Limits::CARDS_MAX)?))
    }
}

impl DueQuery {
    /// After which, and how many.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn check(&self) -> Read<(Option<board::DueEdge>, usize)> {
        let after = place("after", self.after.as_deref(), "due,n")?.map(|(due, n)| board::DueEdge { due, n });
        Ok((after, count("limit", self.limit, Limits::PROMISES, Limits::PROMISES_MAX)?))
    }
}

impl GroupsQuery {
    /// How large a group is.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn size(&self) -> Read<usize> {
        match self.size.unwrap_or(Limits::GROUP) {
            size @ Limits::GROUP_MIN..=Limits::GROUP_MAX => usize::try_from(size).map_err(|_| fault(String::new())),
            size => bad(format!("cannot take size={size}: {} to {} are taken", Limits::GROUP_MIN, Limits::GROUP_MAX)),
        }
    }
}

impl RoundsQuery {
    /// How many.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn limit(&self) -> Read<usize> {
        count("limit", self.limit, Limits::ROUNDS, Limits::ROUNDS_MAX)
    }
}

impl AnswersQuery {
    /// How many.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn limit(&self) -> Read<usize> {
        count("limit", self.limit, Limits::ANSWERS, Limits::ANSWERS_MAX)
    }
}

impl GatheringsQuery {
    /// Before which gathering, and how many.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn check(&self) -> Read<(Option<board::GatheringEdge>, usize)> {
        let before = place("before", self.before.as_deref(), "to_ms,n")?;
        let before = before.map(|(to_ms, n)| board::GatheringEdge { to_ms, n });
        Ok((before, count("limit", self.limit, Limits::ROUNDS, Limits::ROUNDS_MAX)?))
    }
}

impl GatheringQuery {
    /// Before which place in the feed, and how many cards.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn check(&self) -> Read<(Option<board::Edge>, usize)> {
        let before = place("before", self.before.as_deref(), "at_ms,n")?.map(|(at_ms, n)| board::Edge { at_ms, n });
        Ok((before, count("limit", self.limit, Limits::PAGE_CARDS, Limits::CARDS_MAX)?))
    }
}

/// The pods that a query selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PodSelection {
    /// The newest before the one of a number, or of all; whether to include closed ones; how many.
    Before(Option<u32>, bool, usize),
    /// Just these.
    Ids(Vec<PodId>),
}

impl PodQuery {
    /// What it asks for.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn check(&self) -> Read<PodSelection> {
        match (&self.ids, self.before, self.all) {
            (Some(ids), None, None) => list("ids", ids, Limits::IDS_MAX).map(PodSelection::Ids),
            (None, before, all) => {
                let limit = count("limit", self.limit, Limits::PODS, Limits::PODS_MAX)?;
                Ok(PodSelection::Before(before, all.unwrap_or(false), limit))
            }
            _ => bad("cannot read pods: give ids, or before and all".to_owned()),
        }
    }
}

impl MemberQuery {
    /// How many.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn limit(&self) -> Read<usize> {
        count("limit", self.limit, Limits::MEMBERS, Limits::MEMBERS_MAX)
    }
}

impl crate::EntryQuery {
    /// How many, and for how long to wait.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn check(&self) -> Read<(usize, u64)> {
        Ok((count("limit", self.limit, Limits::ENTRIES, Limits::ENTRIES_MAX)?, wait(self.wait_ms)?))
    }
}

impl MineQuery {
    /// The numbers of the cards.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn numbers(&self) -> Read<Vec<u32>> {
        self.cards.as_ref().map_or(Ok(Vec::new()), |cards| list("cards", cards, Limits::MARKS_MAX))
    }
}

impl WordsQuery {
    /// The traces.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn traces(&self) -> Read<Vec<TraceId>> {
        list("ids", &self.ids, Limits::IDS_MAX)
    }
}

impl StatesQuery {
    /// The spaces with the client's positions, the circle's own first, and how long to wait.
    ///
    /// # Errors
    /// As [`CardQuery::check`].
    pub fn check(&self, circle: SpaceId) -> Read<(RequestedSpaces, u64)> {
        let mut spaces = Vec::new();
        if self.after.is_some() || self.spaces.is_none() {
            spaces.push((circle, self.after));
        }
        for named in self.spaces.iter().flat_map(|spaces| spaces.split(',')) {
            let bad = || fault(format!("cannot read spaces: {:?} is not of the form id@position", short(named)));
            // A space without a position is answered with `anew`, as on a socket.
            let (id, after) = named.split_once('@').map_or((named, None), |(id, after)| (id, Some(after)));
            let id = id.parse().map(SpaceId).map_err(|_| bad())?;
            spaces.push((id, after.map(str::parse).transpose().map_err(|_| bad())?));
        }
        if spaces.len() > Limits::SPACES_MAX {
            return bad(format!("cannot look at {} spaces: at most {}", spaces.len(), Limits::SPACES_MAX));
        }
        Ok((spaces, wait(self.wait_ms)?))
    }
}

pub(crate) fn wait(asked: Option<u64>) -> Read<u64> {
    match asked.unwrap_or(0) {
        ms if ms <= Limits::WAIT_MS_MAX => Ok(ms),
        ms => bad(format!("cannot wait wait_ms={ms}: at most {}", Limits::WAIT_MS_MAX)),
    }
}

fn count(what: &str, asked: Option<u32>, default: usize, max: usize) -> Read<usize> {
    let Some(asked) = asked else { return Ok(default) };
    match usize::try_from(asked) {
        Ok(count) if (1..=max).contains(&count) => Ok(count),
        _ => bad(format!("cannot take {what}={asked}: 1 to {max} are taken")),
    }
}

/// The place in a list where a page ends, as its key and number.
fn place<T: FromStr>(what: &str, text: Option<&str>, form: &str) -> Read<Option<(T, u32)>> {
    let Some(text) = text else { return Ok(None) };
    let read = text.split_once(',').and_then(|(key, n)| Some((key.parse().ok()?, n.parse().ok()?)));
    read.map(Some).ok_or_else(|| fault(format!("cannot read {what}={:?}: expected {form}", short(text))))
}

fn list<T: FromStr>(what: &str, text: &str, max: usize) -> Read<Vec<T>> {
    let mut ids = Vec::new();
    for id in text.split(',') {
        if ids.len() == max {
            return bad(format!("cannot take {what}: over {max} of them"));
        }
        let Ok(id) = id.parse() else {
            return bad(format!("cannot read {what}: {:?} can't be one", short(id)));
        };
        ids.push(id);
    }
    Ok(ids)
}

fn short(text: &str) -> String {
    text.chars().take(64).collect()
}

fn fault(why: String) -> (Code, Fault) {
    (Code::BadRequest, Fault(why))
}

fn bad<T>(why: String) -> Read<T> {
    Err(fault(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_query_is_refused_with_the_reason() {
        let told = |read: Read<Cards>| read.unwrap_err().1.0;
        let ask = |ids: &str| CardQuery { ids: Some(ids.to_owned()), ..CardQuery::default() }.check();
        assert!(told(ask("nobody")).starts_with("cannot read ids: \"nobody\""));
        let many = vec![uuid::Uuid::nil().to_string(); Limits::IDS_MAX + 1].join(",");
        assert!(told(ask(&many)).starts_with("cannot take ids: over 100"));
        let none = CardQuery { limit: Some(0), ..CardQuery::default() };
        assert!(told(none.check()).starts_with("cannot take limit=0: 1 to 200"));
    }

    #[test]
    fn a_place_in_a_list_is_a_key_and_a_number() {
        let open = |before: &str| OpenEndQuery { before: Some(before.to_owned()), ..OpenEndQuery::default() }.check();
        assert_eq!(open("-5,7").unwrap().0, Some(board::Edge { at_ms: -5, n: 7 }));
        assert_eq!(open("7").unwrap_err().1.0, "cannot read before=\"7\": expected at_ms,n");
        let after = |after: &str| DueQuery { after: Some(after.to_owned()), ..DueQuery::default() }.check();
        assert_eq!(after("2026-12-04,7").unwrap().0.map(|edge| edge.n), Some(7));
        assert_eq!(after("2026-13-04,7").unwrap_err().1.0, "cannot read after=\"2026-13-04,7\": expected due,n");
    }

    #[test]
    fn a_poll_names_each_space_with_its_position() {
        let circle = SpaceId(uuid::Uuid::nil());
        let position = "1-4-00000000000000aa";
        let pod = uuid::Uuid::from_u128(7);
        let query = StatesQuery { spaces: Some(format!("{pod}@{position}")), ..StatesQuery::default() };
        assert_eq!(query.check(circle).unwrap().0, [(SpaceId(pod), position.parse().ok())]);
        let query = StatesQuery { after: position.parse().ok(), ..StatesQuery::default() };
        assert_eq!(query.check(circle).unwrap().0, [(circle, position.parse().ok())]);
        let query = StatesQuery { wait_ms: Some(Limits::WAIT_MS_MAX + 1), ..StatesQuery::default() };
        assert!(query.check(circle).is_err());
    }
}
