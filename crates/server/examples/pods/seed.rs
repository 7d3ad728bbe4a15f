//! A circle with many pods, as its logs stand once all were called and stepped into: written at once, without their members' posts.

use jiff::{Span, civil::Date};
use traceboard_board::{
    Body, EntryId, MemberId, PodId, PodSays, Role, What,
    door::{DOOR_FORMAT_VERSION, DoorHead, DoorWhat},
};
use traceboard_log::{APPEND_ENTRIES_MAX, Log, LogName, NewEntry, Outcome};
use traceboard_position::Position;
use uuid::Uuid;

use crate::serving::entries::{entry, entry_of, named, new};

/// How many are in each pod.
pub(crate) const PEOPLE: usize = 5;
/// How many traces are in each: some weeks of five people.
const TRACES: usize = 20;
/// One member calls three pods at most.
const CALLED: usize = 3;

/// Appends pods to a circle. In each is one of `visitors`, who take their turns, and four more members.
///
/// # Errors
/// Where the log fails.
pub(crate) async fn pods(
    log: &dyn Log,
    circle: &str,
    visitors: &[MemberId],
    count: usize,
) -> anyhow::Result<Vec<PodId>> {
    let everybody: Vec<_> = (0..count.div_ceil(CALLED).max(PEOPLE)).map(|_| MemberId(Uuid::now_v7())).collect();
    let (mut board, mut door, mut pods) = (Vec::new(), Vec::new(), Vec::new());
    for member in &everybody {
        let what = What::MemberJoined { member: *member, colour: 1, role: Role::Member };
        board.push(entry(*member, what, Some(&named("Somebody")))?);
    }
    let ends_on = today().checked_add(Span::new().days(42))?;
    for at in 0..count {
        let pod = PodId(Uuid::now_v7());
        let caller = everybody[at / CALLED];
        let others = (1..PEOPLE - 1).map(|other| everybody[(at / CALLED + other * 7) % everybody.len()]);
        let members: Vec<_> = [caller].into_iter().chain(others).chain([visitors[at % visitors.len()]]).collect();
        let called = What::PodCalled { places: 5, ends_on, rhythm: None, offered: false };
        board.push(entry_of(
            pod.0,
            caller,
            called,
            Some(&named("Learn to dry fruit, and to keep it over the winter")),
        )?);
        let joined = of_a_pod(log, &LogName::new(circle, &format!("pod-{pod}"))?, &members, ends_on).await?;
        for (taken, as_of) in (1..).zip(joined) {
            let members = members[..usize::from(taken)].to_vec();
            door.push(held(DoorWhat::PodHeld { pod, as_of, members, invited: Vec::new() })?);
            if taken > 1 {
                let says = PodSays { taken, ends_on, resting: false, closed: false };
                board.push(entry(MemberId(Uuid::nil()), What::PodTold { pod, as_of, says }, None)?);
            }
        }
        pods.push(pod);
    }
    for (name, entries) in [("board", board), ("door", door)] {
        let name = LogName::new(circle, name)?;
        for some in entries.chunks(APPEND_ENTRIES_MAX) {
            log.append(&name, some.to_vec()).await?;
        }
    }
    Ok(pods)
}

/// A pod's own log; where in it each joined.
async fn of_a_pod(log: &dyn Log, name: &LogName, members: &[MemberId], ends_on: Date) -> anyhow::Result<Vec<Position>> {
    let half_life_ms = 12 * 3_600_000;
    let founded = What::PodFounded { places: 5, ends_on, half_life_ms, rhythm: None, offered_to: None };
    let mut entries = vec![entry(members[0], founded, None)?];
    for (member, first) in members.iter().zip([true].into_iter().chain(std::iter::repeat(false))) {
        let role = if first { Role::Host } else { Role::Member };
        entries.push(entry(*member, What::MemberJoined { member: *member, colour: 1, role }, None)?);
    }
    for at in 0..TRACES {
        let text = "Cut the apples into rings, a finger thick, and hung them over the stove on a string.";
        let body = Body { text: Some(text.to_owned()), ..Body::default() };
        entries.push(entry(members[at % members.len()], What::left(Vec::new(), false), Some(&body))?);
    }
    let outcomes = log.append(name, entries).await?;
    let joined = outcomes.into_iter().skip(1).take(members.len());
    joined
        .map(|outcome| match outcome {
            Outcome::Appended { position, .. } => Ok(position),
            other => anyhow::bail!("cannot append to {name}: {other:?}"),
        })
        .collect()
}

fn held(what: DoorWhat) -> anyhow::Result<NewEntry> {
    let id = Uuid::now_v7();
    new(id, &DoorHead { v: DOOR_FORMAT_VERSION, id: EntryId(id), by: None, what }, None, DOOR_FORMAT_VERSION)
}

fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
