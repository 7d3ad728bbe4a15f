//! The rules of a board. [`judge`] decides for `check` and for `apply`, so that they can't differ.

use crate::{
    Board, CardState, Event, Facet, MemberId, MemberState, Pattern, PodId, Refusal, Role, TraceId, Verdict, What,
    event::FORMATS_READ,
    gatherings, meets,
    members::Member,
    patterns::{agreement, budding, promise, retro::CardPlace, story},
    pods, programs, rounds,
    traces::Trace,
};

/// How long an author can reword a trace, from its acceptance to that of the rewording.
pub const REWORDING_MS_MAX: i64 = 10 * 60_000;
/// How often a trace can be reworded, so that withdrawing it touches a bounded number of bodies.
pub const REWORDINGS_MAX: usize = 16;
/// How many traces one trace builds on.
pub const PARENTS_MAX: usize = 3;

/// A valid change of a board.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    Found,
    Settings,
    Rhythm,
    Meeting,
    Join,
    AddProgram,
    Claim(MemberId),
    Rename,
    State(MemberId, MemberState),
    Rest,
    Role(MemberId, Role),
    Leave { parents: Vec<u32> },
    Reword(u32),
    Move(u32, Facet),
    Retell(u32),
    AskToTell(u32),
    Withdraw(u32),
    Hide(u32),
    Restore(u32),
    Warm(u32),
    OpenRound,
    Give { round: u32, passed: bool },
    TakeBack(u32),
    EndRound(u32),
    PutCard { round: u32, card: CardPlace, onto: Option<CardPlace> },
    OpenGathering,
    Gathering { n: u32, from_ms: i64, to_ms: i64, named: bool },
    EndGathering(u32),
    CallPod,
    UpdatePod(u32),
    FoundPod,
    InviteToPod(MemberId),
    DeclinePod,
    ExtendPod,
    RestPod(bool),
    Bud,
    ClosePod,
}

pub(crate) type Judgement = Result<Change, Verdict>;

pub(crate) fn judge(board: &Board, event: &Event) -> Judgement {
    let head = &event.head;
    // The log holds each id once. Should one come twice nevertheless, it counts once.
    let known = board.traces.number(head.id.into()).is_some()
        || board.rounds.number(head.id).is_some()
        || board.gatherings.number(head.id).is_some()
        || board.pods.number(PodId(head.id.0)).is_some();
    if known {
        return Err(Verdict::Repeated);
    }
    if let Some(refusal) = board.refused.get(&head.id) {
        return refuse(*refusal);
    }
    if !FORMATS_READ.contains(&head.v) || head.what == What::Unknown {
        return Err(Verdict::Unknown);
    }
    match &head.what {
        What::CircleFounded { .. } if board.circle.is_none() && head.imported.is_none() => return Ok(Change::Found),
        What::PodFounded { .. } if (board.circle.is_none() || board.is_stand_in()) && head.imported.is_none() => {
            return Ok(Change::FoundPod);
        }
        What::CircleFounded { .. } | What::PodFounded { .. } => return refuse(Refusal::Founding),
        _ if board.circle.is_none() => return refuse(Refusal::Founding),
        _ => {}
    }
    if let Some(judged) = pods::rules::before_members(board, event) {
        return judged;
    }
    if let Some(judged) = rounds::rules::due(board, event) {
        return judged;
    }
    match &head.what {
        What::MemberJoined { member, .. } => return joining(board, event, *member),
        What::ProgramAdded { program, .. } => return programs::adding(board, event, *program),
        _ => {}
    }
    may_act(board, event)?;
    switched_on(board, event)?;
    match &head.what {
        What::MemberRenamed { .. } => Ok(Change::Rename),
        What::MemberLeft => departure(board, head.by, MemberState::Left),
        What::MemberRests => resting(board, event),
        What::TraceLeft { builds_on, facet, .. } => {
            facet.map_or(Ok(()), |facet| may_begin(board, event, facet, builds_on))?;
            Ok(Change::Leave { parents: known_parents(board, builds_on) })
        }
        What::FacetMoved { trace, to, .. } => moving(board, event, *trace, *to),
        What::StoryRetold { trace, .. } => {
            let (n, row) = authored(board, event, *trace)?;
            story::may_be_retold(board, event, (n, row)).map(|()| Change::Retell(n))
        }
        What::TellingAsked { trace } => {
            let (n, row) = known_trace(board, *trace)?;
            story::may_be_asked_for(board, event, (n, row)).map(|()| Change::AskToTell(n))
        }
        What::TraceReworded { trace, .. } => rewording(board, event, *trace),
        What::TraceWithdrawn { trace } => withdrawal(board, event, *trace),
        What::TraceWarmed { trace } => warming(board, event, *trace),
        What::GrewFrom { .. } => budding::growing(board, event),
        What::RoundOpened { .. }
        | What::RoundAnswered { .. }
        | What::AnswerWithdrawn { .. }
        | What::RoundEnded { .. }
        | What::CardPut { .. } => rounds::rules::judge(board, event),
        What::GatheringOpened { .. } | What::GatheringChanged { .. } | What::GatheringEnded { .. } => {
            gatherings::rules::judge(board, event)
        }
        What::PodCalled { .. }
        | What::PodInvited { .. }
        | What::PodExtended { .. }
        | What::PodRested { .. }
        | What::PodClosed => pods::rules::by_a_member(board, event),
        // In a pod any member may set the rhythm.
        What::RhythmSet { rhythm } if board.is_pod() => meets::setting(board, rhythm.as_ref()),
        What::MeetingMoved { moved } if board.is_pod() => meets::moving(board, *moved),
        what => {
            may_host(board, event)?;
            match what {
                What::CircleChanged { .. } => Ok(Change::Settings),
                What::CircleSeeded { bud } => budding::seeding(board, *bud),
                What::BuddingPutOff => budding::putting_off(board),
                What::RhythmSet { rhythm } => meets::setting(board, rhythm.as_ref()),
                What::MeetingMoved { moved } => meets::moving(board, *moved),
                What::MemberRemoved { member } => departure(board, *member, MemberState::Removed),
                What::MemberLetBack { member } => letting_back(board, *member),
                What::RoleGiven { member, role } => giving_role(board, *member, *role),
                What::TraceHidden { trace, .. } => hiding(board, event, *trace, true),
                What::TraceRestored { trace } => hiding(board, event, *trace, false),
                _ => Err(Verdict::Unknown),
            }
        }
    }
}

/// The first three distinct parents that the board knows. A trace with an unknown parent is kept.
fn known_parents(board: &Board, builds_on: &[TraceId]) -> Vec<u32> {
    let mut parents = Vec::new();
    // Bounds the work for a malicious log with many parents.
    for id in builds_on.iter().take(64) {
        if parents.len() == PARENTS_MAX {
            break;
        }
        if let Some(n) = board.traces.number(*id).filter(|n| !parents.contains(n)) {
            parents.push(n);
        }
    }
    parents
}

fn may_act(board: &Board, event: &Event) -> Result<(), Verdict> {
    let known = board.members.get(event.head.by);
    match &event.head.imported {
        Some(imported) if !board.members.is_host(imported.host) => refuse(Refusal::NotAHost),
        Some(_) if known.is_none() => refuse(Refusal::UnknownMember),
        _ if known.is_some_and(Member::is_program) && programs::may(&event.head.what) => Ok(()),
        _ if known.is_some_and(Member::is_program) => refuse(Refusal::NotAMember),
        Some(_) => Ok(()),
        None if known.is_some_and(|row| row.acts()) => Ok(()),
        None => refuse(Refusal::NotAMember),
    }
}

/// Deeds of a switched-off pattern are refused. Imported ones are kept, but not shown.
fn switched_on(board: &Board, event: &Event) -> Result<(), Verdict> {
    let what = &event.head.what;
    let adds_end = matches!(what, What::TraceReworded { trace, open: true } if !holds_out_an_end(board, *trace));
    let adds_end = adds_end.then_some(Pattern::OpenEnds);
    if event.head.imported.is_none() && Pattern::all_of(what).chain(adds_end).any(|pattern| board.is_off(pattern)) {
        return refuse(Refusal::PatternOff);
    }
    Ok(())
}

fn holds_out_an_end(board: &Board, trace: TraceId) -> bool {
    known_trace(board, trace).is_ok_and(|(_, row)| row.open)
}

fn may_host(board: &Board, event: &Event) -> Result<(), Verdict> {
    if event.head.imported.is_some() || board.members.is_host(event.head.by) {
        Ok(())
    } else {
        refuse(Refusal::NotAHost)
    }
}

fn joining(board: &Board, event: &Event, member: MemberId) -> Judgement {
    let known = board.members.get(member);
    if let Some(imported) = &event.head.imported {
        return match known {
            _ if !board.members.is_host(imported.host) => refuse(Refusal::NotAHost),
            Some(_) => Err(Verdict::Repeated),
            None => Ok(Change::Join),
        };
    }
    match known {
        _ if event.head.by != member => refuse(Refusal::NotAMember),
        None => Ok(Change::Join),
        Some(row) if row.state != MemberState::Present => refuse(Refusal::NotAMember),
        Some(row) if row.imported => Ok(Change::Claim(member)),
        Some(_) => Err(Verdict::Repeated),
    }
}

fn departure(board: &Board, member: MemberId, state: MemberState) -> Judgement {
    match board.members.person(member) {
        None => refuse(Refusal::UnknownMember),
        Some(row) if row.state == state => Err(Verdict::Repeated),
        // A removed member stays removed: leaving must not change that.
        Some(row) if row.state == MemberState::Removed => Err(Verdict::Repeated),
        // In a pod another member then becomes host.
        Some(_) if board.members.is_last_host(member) && !board.is_pod() => refuse(Refusal::LastHost),
        Some(_) => Ok(Change::State(member, state)),
    }
}

/// Only the member themself can rest, so not by an import.
fn resting(board: &Board, event: &Event) -> Judgement {
    match board.members.get(event.head.by) {
        Some(row) if row.resting => Err(Verdict::Repeated),
        Some(_) if event.head.imported.is_none() => Ok(Change::Rest),
        _ => refuse(Refusal::NotAMember),
    }
}

fn letting_back(board: &Board, member: MemberId) -> Judgement {
    match board.members.person(member) {
        None => refuse(Refusal::UnknownMember),
        Some(row) if row.state == MemberState::Present => Err(Verdict::Repeated),
        Some(_) => Ok(Change::State(member, MemberState::Present)),
    }
}

fn giving_role(board: &Board, member: MemberId, role: Role) -> Judgement {
    match board.members.person(member) {
        None => refuse(Refusal::UnknownMember),
        Some(row) if row.role == role => Err(Verdict::Repeated),
        Some(_) if board.members.is_last_host(member) => refuse(Refusal::LastHost),
        Some(_) => Ok(Change::Role(member, role)),
    }
}

fn rewording(board: &Board, event: &Event, trace: TraceId) -> Judgement {
    let (n, row) = authored(board, event, trace)?;
    let late = event.accepted_at_ms.saturating_sub(row.accepted_at_ms) > REWORDING_MS_MAX;
    let rewordings = board.traces.rare(n).map_or(0, |rare| rare.rewordings.len());
    match row.state {
        CardState::Withdrawn => refuse(Refusal::Withdrawn),
        // An imported hidden trace is hidden from the start, and its rewordings come later.
        CardState::Hidden if !from_a_file(event) => refuse(Refusal::Hidden),
        // A rewording has no parts, so the story would be lost.
        _ if board.facets.get(n) == Some(Facet::Story) => refuse(Refusal::IsAStory),
        CardState::Shown if late && event.head.imported.is_none() => refuse(Refusal::TooLate),
        _ if rewordings >= REWORDINGS_MAX => refuse(Refusal::RewordedTooOften),
        _ => Ok(Change::Reword(n)),
    }
}

/// Whether a trace can be left with a facet.
fn may_begin(board: &Board, event: &Event, facet: Facet, builds_on: &[TraceId]) -> Result<(), Verdict> {
    match facet {
        Facet::Promise { due } if promise::may_be_due(event, due) => Ok(()),
        Facet::Promise { .. } => refuse(Refusal::BadTime),
        Facet::Agreement { stage, review_on } => agreement::may_begin(event, stage, review_on),
        Facet::Wording { .. } => agreement::may_be_worded(board, builds_on),
        Facet::Story => Ok(()),
    }
}

fn moving(board: &Board, event: &Event, trace: TraceId, to: Facet) -> Judgement {
    let (n, row) = known_trace(board, trace)?;
    match to {
        Facet::Promise { due } => {
            authored(board, event, trace)?;
            promise::may_move(board, event, (n, row), due)?;
        }
        Facet::Agreement { stage, review_on } => agreement::may_move(board, event, (n, row), stage, review_on)?,
        // Other facets don't move: new words are a new trace, and a story is retold.
        Facet::Wording { .. } | Facet::Story => return Err(Verdict::Unknown),
    }
    Ok(Change::Move(n, to))
}

fn withdrawal(board: &Board, event: &Event, trace: TraceId) -> Judgement {
    let (n, row) = authored(board, event, trace)?;
    if row.state == CardState::Withdrawn { Err(Verdict::Repeated) } else { Ok(Change::Withdraw(n)) }
}

fn warming(board: &Board, event: &Event, trace: TraceId) -> Judgement {
    let (n, row) = known_trace(board, trace)?;
    // The actor is already known to be a member.
    let by = board.members.number(event.head.by).ok_or(Verdict::Refused(Refusal::NotAMember))?;
    match row.state {
        _ if row.by == by => refuse(Refusal::OwnTrace),
        _ if board.has_warmed(by, n) => Err(Verdict::Repeated),
        CardState::Withdrawn => refuse(Refusal::Withdrawn),
        // A file's hidden trace comes hidden, and who warmed it after it.
        CardState::Hidden if !from_a_file(event) => refuse(Refusal::Hidden),
        _ => Ok(Change::Warm(n)),
    }
}

/// A withdrawn trace is neither hidden nor restored: it has no words.
fn hiding(board: &Board, event: &Event, trace: TraceId, hide: bool) -> Judgement {
    let (n, row) = known_trace(board, trace)?;
    match (row.state, hide) {
        (CardState::Withdrawn, _) => refuse(Refusal::Withdrawn),
        (CardState::Shown, true) => Ok(Change::Hide(n)),
        (CardState::Hidden, false) => Ok(Change::Restore(n)),
        // Who hid it and when comes from the file.
        (CardState::Hidden, true) if from_a_file(event) => Ok(Change::Hide(n)),
        (CardState::Shown, false) | (CardState::Hidden, true) => Err(Verdict::Repeated),
    }
}

/// Whether an entry was imported, in a format in which hidden traces are hidden from the start.
pub(crate) fn from_a_file(event: &Event) -> bool {
    event.head.v >= 2 && event.head.imported.is_some()
}

fn known_trace(board: &Board, trace: TraceId) -> Result<(u32, &Trace), Verdict> {
    let n = board.traces.number(trace);
    n.and_then(|n| Some((n, board.traces.at(n)?))).ok_or(Verdict::Refused(Refusal::UnknownTrace))
}

fn authored<'a>(board: &'a Board, event: &Event, trace: TraceId) -> Result<(u32, &'a Trace), Verdict> {
    let (n, row) = known_trace(board, trace)?;
    if Some(row.by) == board.members.number(event.head.by) || event.head.imported.is_some() {
        Ok((n, row))
    } else {
        refuse(Refusal::NotTheAuthor)
    }
}

pub(crate) fn refuse<T>(refusal: Refusal) -> Result<T, Verdict> {
    Err(Verdict::Refused(refusal))
}
