//! The rules for pods: on a circle's board, and on a pod's own.

use jiff::civil::Date;

use super::{POD_INVITED_MAX, POD_PLACES_MAX, POD_PLACES_MIN, PODS_CALLED_MAX, PODS_OFFERED_MAX, Terms, may_end_on};
use crate::{
    Board, Event, MemberId, MemberState, Refusal, Verdict, What,
    rules::{Change, Judgement, refuse},
};

/// Decides deeds of servers, deeds of members who are not in the pod, and deeds that are not allowed in this kind of
/// space. `None`: the ordinary rules apply.
pub(crate) fn before_members(board: &Board, event: &Event) -> Option<Judgement> {
    match board.terms() {
        Some(terms) => in_a_pod(board, terms, event),
        None => in_a_circle(board, event),
    }
}

fn in_a_circle(board: &Board, event: &Event) -> Option<Judgement> {
    Some(match &event.head.what {
        What::PodTold { pod, as_of, says } => {
            let Some(n) = board.pods.number(*pod) else { return Some(refuse(Refusal::UnknownPod)) };
            let told = board.pods.at(n).map(|row| &row.told)?;
            match told.as_of {
                _ if !is_server(event) => refuse(Refusal::NotAMember),
                // Two servers may write at once: an older summary says nothing new, and closed is final.
                Some(heard) if *as_of <= heard => Err(Verdict::Repeated),
                _ if told.says.closed || told.says == *says => Err(Verdict::Repeated),
                _ => Ok(Change::UpdatePod(n)),
            }
        }
        What::PodFounded { .. }
        | What::PodInvited { .. }
        | What::PodDeclined
        | What::PodExtended { .. }
        | What::PodRested { .. }
        | What::PodClosed
        | What::PodMemberGone { .. } => refuse(Refusal::NotHere),
        _ => return None,
    })
}

fn in_a_pod(board: &Board, terms: &Terms, event: &Event) -> Option<Judgement> {
    let (by, at_ms) = (event.head.by, event.accepted_at_ms);
    Some(match &event.head.what {
        // Names and patterns are the circle's; nothing comes into a pod from a file.
        What::PodCalled { .. }
        | What::PodTold { .. }
        | What::CircleChanged { .. }
        | What::MemberRenamed { .. }
        | What::CircleSeeded { .. }
        | What::BuddingPutOff
        | What::GrewFrom { .. } => refuse(Refusal::NotHere),
        _ if event.head.imported.is_some() => refuse(Refusal::NotHere),
        What::PodMemberGone { member } if is_server(event) => gone(board, *member),
        What::PodMemberGone { .. } => refuse(Refusal::NotAMember),
        What::PodClosed if is_server(event) => match terms.closed {
            true => Err(Verdict::Repeated),
            false if board.pod_closes_at_ms().is_some_and(|due_ms| at_ms >= due_ms) => Ok(Change::ClosePod),
            false => refuse(Refusal::BadTime),
        },
        What::PodRested { resting: true } if is_server(event) => match terms.resting || terms.closed {
            true => Err(Verdict::Repeated),
            false if terms.is_silent(at_ms) => Ok(Change::RestPod(true)),
            false => refuse(Refusal::BadTime),
        },
        What::PodDeclined if terms.invited.contains(&by) => Ok(Change::DeclinePod),
        What::PodDeclined => Err(Verdict::Repeated),
        // Also in a closed pod: members can leave, words can be withdrawn, and rounds come to their end.
        What::MemberLeft
        | What::TraceWithdrawn { .. }
        | What::AnswerWithdrawn { .. }
        | What::RoundAnswered { passed: true, .. }
        | What::RoundEnded { .. } => return None,
        _ if terms.closed => refuse(Refusal::PodClosed),
        What::MemberJoined { member, .. } => stepping_in(board, terms, by, *member),
        What::MemberLetBack { member } if board.members.is_host(by) => letting_back(board, *member),
        _ => return None,
    })
}

/// Decides members' deeds about pods. The actor is already known to be a present member.
pub(crate) fn by_a_member(board: &Board, event: &Event) -> Judgement {
    let head = &event.head;
    let may_end = |ends_on: &Date| may_end_on(event.accepted_at_ms, *ends_on);
    match (&head.what, board.terms()) {
        (What::PodCalled { ends_on, .. }, None) if !may_end(ends_on) => refuse(Refusal::BadTime),
        (What::PodCalled { places, .. }, None) if !(POD_PLACES_MIN..=POD_PLACES_MAX).contains(places) => {
            refuse(Refusal::BadPlaces)
        }
        (What::PodCalled { offered: true, .. }, None) if !board.members.is_host(head.by) => refuse(Refusal::NotAHost),
        (What::PodCalled { offered, .. }, None) => {
            let called = board.members.number(head.by).map_or(0, |by| board.pods.called_by(by, *offered));
            let most = if *offered { PODS_OFFERED_MAX } else { PODS_CALLED_MAX };
            if called >= most { refuse(Refusal::TooManyPods) } else { Ok(Change::CallPod) }
        }
        (What::PodInvited { .. }, Some(_)) if !board.members.is_host(head.by) => refuse(Refusal::NotAHost),
        (What::PodInvited { member }, Some(terms)) => inviting(board, terms, *member),
        (What::PodExtended { ends_on }, Some(_)) if !may_end(ends_on) => refuse(Refusal::BadTime),
        (What::PodExtended { ends_on }, Some(terms)) if terms.ends_on == *ends_on => Err(Verdict::Repeated),
        (What::PodExtended { .. }, Some(_)) => Ok(Change::ExtendPod),
        (What::PodRested { resting }, Some(terms)) if terms.resting == *resting => Err(Verdict::Repeated),
        (What::PodRested { resting }, Some(_)) => Ok(Change::RestPod(*resting)),
        (What::PodClosed, Some(terms)) => {
            // Before its last day a member can only leave, not close it for the others.
            let may = board.members.is_host(head.by) || terms.has_come_to_its_end(event.accepted_at_ms);
            if may { Ok(Change::ClosePod) } else { refuse(Refusal::NotAHost) }
        }
        _ => refuse(Refusal::NotHere),
    }
}

fn stepping_in(board: &Board, terms: &Terms, by: MemberId, member: MemberId) -> Judgement {
    match board.members.get(member) {
        _ if by != member => refuse(Refusal::NotAMember),
        Some(row) if row.acts() => Err(Verdict::Repeated),
        Some(row) if row.state == MemberState::Removed => refuse(Refusal::NotAMember),
        None if terms.offered && !terms.invited.contains(&member) => refuse(Refusal::NotInvited),
        _ if board.is_full() => refuse(Refusal::PodFull),
        Some(_) => Ok(Change::State(member, MemberState::Present)),
        None => Ok(Change::Join),
    }
}

/// A removed member who is let back may step in again, but is not put back automatically.
fn letting_back(board: &Board, member: MemberId) -> Judgement {
    match board.members.get(member) {
        None => refuse(Refusal::UnknownMember),
        Some(row) if row.state == MemberState::Removed => Ok(Change::State(member, MemberState::Left)),
        Some(_) => Err(Verdict::Repeated),
    }
}

/// A member is no longer with the circle.
fn gone(board: &Board, member: MemberId) -> Judgement {
    let invited = board.terms().is_some_and(|terms| terms.invited.contains(&member));
    match board.members.get(member) {
        Some(row) if row.acts() => Ok(Change::State(member, MemberState::Left)),
        _ if invited => Ok(Change::DeclinePod),
        _ => Err(Verdict::Repeated),
    }
}

fn inviting(board: &Board, terms: &Terms, member: MemberId) -> Judgement {
    match board.members.get(member) {
        Some(row) if row.acts() => Err(Verdict::Repeated),
        Some(row) if row.state == MemberState::Removed => refuse(Refusal::NotAMember),
        _ if terms.invited.contains(&member) => Err(Verdict::Repeated),
        _ if terms.invited.len() >= POD_INVITED_MAX => refuse(Refusal::TooManyInvited),
        _ => Ok(Change::InviteToPod(member)),
    }
}

/// Whether a server appended an entry without an author. Members' entries always have one.
fn is_server(event: &Event) -> bool {
    event.head.by.0.is_nil() && event.head.imported.is_none()
}
