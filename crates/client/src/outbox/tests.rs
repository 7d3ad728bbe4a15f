use traceboard_board::TraceId;
use traceboard_protocol::Deed;
use uuid::Uuid;

use super::*;

fn id(number: u128) -> EntryId {
    EntryId(Uuid::from_u128(number))
}

fn draft(number: u128, builds_on: &[u128]) -> Draft {
    let builds_on = builds_on.iter().map(|&parent| TraceId(Uuid::from_u128(parent))).collect();
    let deed = Deed::leave(format!("did {number}"), None, builds_on);
    Draft { id: id(number), written_at_ms: 0, deed }
}

fn outbox(drafts: &[(u128, &[u128])]) -> Outbox {
    let mut outbox = Outbox::default();
    for (number, builds_on) in drafts {
        outbox.add(draft(*number, builds_on)).unwrap();
    }
    outbox
}

fn send_all(outbox: &mut Outbox) -> Vec<u128> {
    std::iter::from_fn(|| outbox.send(Instant::now())).map(|draft| draft.id.0.as_u128()).collect()
}

fn at(term: u64, seq: u64) -> Position {
    Position { term, seq, nonce: term * 10 }
}

#[test]
fn drafts_go_in_order_and_no_more_than_the_pipeline_takes() {
    let mut outbox = Outbox::default();
    for number in 0..20 {
        outbox.add(draft(number, &[])).unwrap();
    }
    assert_eq!(send_all(&mut outbox), (0..PIPELINE_MAX as u128).collect::<Vec<_>>());
    outbox.acked(id(0), at(1, 0), Instant::now());
    assert_eq!(send_all(&mut outbox), [PIPELINE_MAX as u128]);
}

#[test]
fn unanswered_drafts_are_sent_again_in_order_after_a_loss() {
    let mut outbox = outbox(&[(1, &[]), (2, &[]), (3, &[])]);
    assert_eq!(send_all(&mut outbox), [1, 2, 3]);
    outbox.acked(id(2), at(1, 0), Instant::now());
    outbox.lost();
    assert_eq!(send_all(&mut outbox), [1, 3]);
}

#[test]
fn a_draft_waits_until_what_it_builds_on_is_answered() {
    let mut outbox = outbox(&[(1, &[]), (2, &[1]), (3, &[])]);
    assert_eq!(send_all(&mut outbox), [1], "and what comes behind it keeps its place");
    outbox.acked(id(1), at(1, 0), Instant::now());
    assert_eq!(send_all(&mut outbox), [2, 3]);
}

#[test]
fn a_refused_draft_is_set_aside_and_only_drafts_on_it_wait() {
    let mut outbox = outbox(&[(1, &[]), (2, &[1]), (3, &[2]), (4, &[])]);
    assert_eq!(send_all(&mut outbox), [1]);
    outbox.refused(id(1), Code::BadText, "cannot take the trace: it has no words".to_owned());
    assert_eq!(send_all(&mut outbox), [4]);
    assert_eq!((outbox.open(), outbox.pending().count()), (1, 3));
    assert_eq!(outbox.aside()[0].code, Code::BadText);
}

#[test]
fn a_retried_draft_goes_before_what_builds_on_it() {
    let mut outbox = outbox(&[(1, &[]), (2, &[1]), (3, &[])]);
    assert_eq!(send_all(&mut outbox), [1]);
    outbox.refused(id(1), Code::UnknownTrace, String::new());
    assert!(outbox.retry(id(1)));
    assert!(!outbox.retry(id(1)));
    assert_eq!(send_all(&mut outbox), [1]);
    outbox.acked(id(1), at(1, 0), Instant::now());
    assert_eq!(send_all(&mut outbox), [2, 3]);
}

#[test]
fn a_discarded_draft_removes_the_drafts_that_waited_for_it() {
    let mut outbox = outbox(&[(1, &[]), (2, &[1]), (3, &[2]), (4, &[])]);
    assert_eq!(send_all(&mut outbox), [1]);
    outbox.refused(id(1), Code::BadText, String::new());
    let gone: Vec<u128> = outbox.discard(id(1)).iter().map(|draft| draft.id.0.as_u128()).collect();
    assert_eq!(gone, [1, 2, 3]);
    assert_eq!(send_all(&mut outbox), [4]);
}

#[tokio::test(start_paused = true)]
async fn a_draft_refused_for_now_delays_those_behind_it() {
    let mut outbox = outbox(&[(1, &[]), (2, &[])]);
    assert_eq!(send_all(&mut outbox), [1, 2]);
    let later = Instant::now() + Duration::from_secs(2);
    outbox.put_off(id(1), later);
    outbox.put_off(id(2), later - Duration::from_secs(1));
    outbox.add(draft(3, &[])).unwrap();
    assert_eq!(send_all(&mut outbox), Vec::<u128>::new());
    assert_eq!(outbox.not_before(), Some(later));
    tokio::time::advance(Duration::from_secs(2)).await;
    assert_eq!(send_all(&mut outbox), [1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn a_new_term_gets_the_drafts_acked_in_the_last_ten_minutes() {
    let mut outbox = outbox(&[(1, &[]), (2, &[]), (3, &[])]);
    assert_eq!(send_all(&mut outbox), [1, 2, 3]);
    outbox.acked(id(1), at(1, 0), Instant::now());
    tokio::time::advance(ACKED_KEPT).await;
    outbox.acked(id(2), at(1, 1), Instant::now());
    tokio::time::advance(Duration::from_secs(1)).await;
    outbox.reached(at(1, 1), Instant::now());
    assert_eq!(send_all(&mut outbox), Vec::<u128>::new(), "the same term has what it acked");
    outbox.reached(at(2, 0), Instant::now());
    assert_eq!(send_all(&mut outbox), [2], "1 was acked too long ago, and 3 is on its way");
    // The log had it after all, and answers with its first position.
    outbox.acked(id(2), at(1, 1), Instant::now());
    outbox.lost();
    outbox.reached(at(2, 0), Instant::now());
    assert_eq!(send_all(&mut outbox), [3], "asking once a term is enough");
}

#[tokio::test(start_paused = true)]
async fn an_ack_of_a_new_term_sends_drafts_of_the_old_one_again() {
    let mut outbox = outbox(&[(1, &[]), (2, &[])]);
    assert_eq!(send_all(&mut outbox), [1, 2]);
    outbox.acked(id(1), at(1, 5), Instant::now());
    outbox.acked(id(2), at(2, 0), Instant::now());
    assert_eq!(send_all(&mut outbox), [1]);
    outbox.acked(id(1), at(2, 1), Instant::now());
    assert_eq!(outbox.pending().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn acked_drafts_are_bounded_and_keep_their_ids() {
    let mut outbox = Outbox::default();
    for number in 0..ACKED_MAX as u128 + 5 {
        outbox.add(draft(number, &[])).unwrap();
        outbox.send(Instant::now()).unwrap();
        outbox.acked(id(number), at(1, 0), Instant::now());
    }
    assert_eq!(outbox.acked.len(), ACKED_MAX);
    assert_eq!(outbox.add(draft(ACKED_MAX as u128, &[])), Err(OutboxError::IdTaken));
}

#[test]
fn an_outbox_is_bounded() {
    let mut outbox = Outbox::default();
    for number in 0..OUTBOX_DRAFTS_MAX as u128 {
        outbox.add(draft(number, &[])).unwrap();
    }
    assert_eq!(outbox.add(draft(9_999, &[])), Err(OutboxError::Full));
    assert_eq!(outbox.add(draft(1, &[])), Err(OutboxError::Full));
}
