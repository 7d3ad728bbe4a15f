use proptest::prelude::*;
use traceboard_board::{FORMAT_VERSION, RoundCard, RoundKind, TriedCard};
use uuid::Uuid;

use super::*;
use crate::{member_name, trace_text};

fn v7(n: u128) -> Uuid {
    Uuid::from_u128(0x019a_af00_0000_7000_8000_0000_0000_0000 + n)
}

fn me() -> MemberId {
    MemberId(v7(1))
}

fn draft(deed: Deed) -> Draft {
    Draft { id: EntryId(v7(2)), written_at_ms: 1_780_000_000_000, deed }
}

fn leave(text: &str, builds_on: &[u128]) -> Draft {
    let builds_on = builds_on.iter().map(|n| TraceId(v7(*n))).collect();
    draft(Deed::leave(text, None, builds_on))
}

fn changed(half_life_ms: Option<i64>, time_zone: Option<&str>) -> Deed {
    Deed::ChangeCircle { name: None, half_life_ms, off: None, time_zone: time_zone.map(str::to_owned) }
}

fn refused(draft: Draft) -> (Code, String) {
    let (code, fault) = draft.check(me()).unwrap_err();
    (code, fault.0)
}

#[test]
fn a_draft_becomes_an_entry_in_its_senders_name() {
    let deed = Deed::Leave {
        text: "  fixed the tap\r\nand the drain\r\n".to_owned(),
        open_end: Some("someone could paint it".to_owned()),
        builds_on: vec![TraceId(v7(9)), TraceId(v7(8))],
        takes_up: Some(vec![TraceId(v7(8))]),
        facet: None,
        why: None,
        round: None,
        tries: None,
        learned: false,
        joint: None,
        off_wall: false,
        cites: Vec::new(),
        told: Vec::new(),
        crossed: None,
        photo: None,
    };
    let (head, body) = draft(deed).check(me()).unwrap();
    assert_eq!((head.v, head.by, head.imported), (FORMAT_VERSION, me(), None));
    let builds_on = vec![TraceId(v7(9)), TraceId(v7(8))];
    let takes_up = Some(vec![TraceId(v7(8))]);
    assert_eq!(
        head.what,
        What::TraceLeft {
            builds_on,
            open: true,
            takes_up,
            facet: None,
            round: None,
            tries: None,
            learned: false,
            joint: None,
            off_wall: false,
            cites: Vec::new(),
        }
    );
    assert_eq!(body.unwrap().text.unwrap(), "fixed the tap\nand the drain");
}

#[test]
fn a_text_is_1_to_280_grapheme_clusters_and_at_most_4_kib() {
    // A family is one cluster of 25 bytes, a flag one of 8.
    let family = "👨‍👩‍👧‍👦";
    assert_eq!(family.len(), 25);
    for text in ["a".repeat(280), "é".repeat(280), "🇳🇿".repeat(280), family.repeat(163)] {
        assert_eq!(trace_text(&text).unwrap(), text);
    }
    for (text, why) in [
        ("a".repeat(281), "cannot take the text: it has 281 characters, over 280"),
        (family.repeat(164), "cannot take the text: it has 4100 bytes, over 4096"),
        ("a".repeat(1_000_000), "cannot take the text: it has 1000000 bytes, over 4096"),
        (format!("a{}", "\u{301}".repeat(2_100)), "cannot take the text: it has 4201 bytes, over 4096"),
    ] {
        assert_eq!(trace_text(&text).unwrap_err(), (Code::BadText, Fault(why.to_owned())));
    }
}

#[test]
fn a_text_without_visible_characters_is_empty() {
    for text in ["", " \n\t ", "\u{200b}\u{2060}", "\u{202e}", "\u{200f}\u{fe0f}", "\u{3164}"] {
        assert_eq!(trace_text(text).unwrap_err().1.0, "cannot take the text: it is empty", "{text:?}");
    }
}

#[test]
fn words_of_every_script_stay_as_they_were_written() {
    for text in [
        "שלום, תיקנתי את הברז",
        "\u{200f}مرحبا\u{200f} 2026",
        "می\u{200c}خواهم",
        "हिन्दी और ไทย",
        "<img src=x onerror=alert(1)>",
        "a\u{2067}אבג\u{2069}b",
        "👩🏽‍🌾 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️",
        "one\n\ntwo",
    ] {
        assert_eq!(trace_text(text).unwrap(), text);
    }
}

#[test]
fn controls_are_refused_and_overrides_left_out() {
    for (text, why) in [("a\0b", "U+0000"), ("\u{1b}[31m", "U+001B"), ("a\u{9b}b", "U+009B"), ("a\u{ffff}", "U+FFFF")] {
        let (code, fault) = trace_text(text).unwrap_err();
        assert_eq!((code, fault.0), (Code::BadText, format!("cannot take the text: no page can show {why}")));
    }
    assert_eq!(trace_text("pay \u{202e}001\u{202c} now").unwrap(), "pay 001 now");
    assert_eq!(trace_text("a\tb\rc\u{2028}d\u{85}e").unwrap(), "a b\nc\nd\ne");
}

#[test]
fn a_name_is_one_line() {
    assert_eq!(member_name(" Ana \n  María\t\u{2067}B\u{2069} ").unwrap(), "Ana María B");
    assert_eq!(member_name(&"n".repeat(40)).unwrap().len(), 40);
    assert_eq!(member_name(&"n".repeat(41)).unwrap_err().0, Code::BadText);
    assert_eq!(member_name(&"👨‍👩‍👧‍👦".repeat(11)).unwrap_err().1.0, "cannot take the name: it has 275 bytes, over 256");
}

#[test]
fn names_are_normalised_to_one_form() {
    for spelling in ["Zoé", "Zoe\u{301}", " Zoé\u{a0}", "\tZoe\u{301}\u{2003}", "\u{feff}Zoé\u{202a}"] {
        assert_eq!(member_name(spelling).unwrap(), "Zoé", "{spelling:?}");
    }
    assert_eq!(member_name("\u{1112}\u{1161}\u{11ab}").unwrap(), "한");
    assert_ne!(member_name("Ann").unwrap(), member_name("ann").unwrap());
    for unseen in ["\u{200b}", "\u{2800}", "\u{301}", "\u{20dd} \u{308}", " \u{3164} ", "\u{e0061}"] {
        assert_eq!(member_name(unseen).unwrap_err().1.0, "cannot take the name: it is empty", "{unseen:?}");
    }
}

#[test]
fn only_ids_made_by_their_author_are_accepted() {
    for id in [Uuid::nil(), Uuid::max(), Uuid::new_v5(&Uuid::NAMESPACE_URL, b"t1"), Uuid::from_u128(7 << 76)] {
        let (code, why) = refused(Draft { id: EntryId(id), ..leave("a", &[]) });
        assert_eq!(code, Code::BadRequest);
        assert!(why.ends_with("its id is not a UUID of version 7"), "{why}");
    }
    // A parent may have come from a file, under a derived id.
    let imported = TraceId(Uuid::new_v5(&Uuid::NAMESPACE_URL, b"t1"));
    let mut draft = leave("a", &[]);
    let Deed::Leave { builds_on, .. } = &mut draft.deed else { panic!("another deed") };
    builds_on.push(imported);
    assert!(draft.check(me()).is_ok());
}

#[test]
fn parents_are_at_most_three_distinct_other_traces() {
    assert!(leave("a", &[7, 8, 9]).check(me()).is_ok());
    for (parents, why) in [
        (&[6, 7, 8, 9][..], "it builds on 4 traces, over 3"),
        (&[7, 8, 7], "it builds on 019aaf00-0000-7000-8000-000000000007 twice"),
        (&[7, 2], "it builds on itself"),
    ] {
        let (code, told) = refused(leave("a", parents));
        assert_eq!(code, Code::BadRequest);
        assert!(told.ends_with(why), "{told}");
    }
}

#[test]
fn everything_else_has_bounds_too() {
    for deed in [
        changed(None, None),
        changed(Some(59_999), None),
        changed(Some(366 * 86_400_000), None),
        changed(None, Some("Europe/Atlantis")),
        changed(None, Some("")),
        Deed::Rename { name: "Ana".to_owned(), colour: 12 },
    ] {
        assert_eq!(refused(draft(deed)).0, Code::BadRequest);
    }
    for written_at_ms in [i64::MIN, i64::MAX] {
        assert_eq!(refused(Draft { written_at_ms, ..leave("a", &[]) }).0, Code::BadRequest);
    }
    let mut empty = leave("a", &[]);
    let Deed::Leave { open_end, .. } = &mut empty.deed else { panic!("another deed") };
    *open_end = Some(" ".to_owned());
    assert_eq!(refused(empty), (Code::BadText, "cannot take the open end: it is empty".to_owned()));
}

#[test]
fn what_is_taken_up_is_among_the_parents_and_a_promise_holds_out_no_open_end() {
    let facet = Some(Facet::Promise { due: "2026-12-04".parse().unwrap() });
    let leaving = |open_end: Option<&str>, takes_up: &[u128]| Deed::Leave {
        text: "a".to_owned(),
        open_end: open_end.map(str::to_owned),
        builds_on: vec![TraceId(v7(7))],
        takes_up: Some(takes_up.iter().map(|n| TraceId(v7(*n))).collect()),
        facet,
        why: None,
        round: None,
        tries: None,
        learned: false,
        joint: None,
        off_wall: false,
        cites: Vec::new(),
        told: Vec::new(),
        crossed: None,
        photo: None,
    };
    assert!(draft(leaving(None, &[])).check(me()).is_ok() && draft(leaving(None, &[7])).check(me()).is_ok());
    for (deed, why) in [
        (leaving(None, &[7, 9]), "it takes up 019aaf00-0000-7000-8000-000000000009, and doesn't build on it"),
        (leaving(Some("paint it"), &[]), "it is a promise, and holds out an open end"),
    ] {
        let (code, told) = refused(draft(deed));
        assert_eq!(code, Code::BadRequest);
        assert!(told.ends_with(why), "{told}");
    }
    for facet in [r#"{"is":"dance"}"#, r#"{"is":"promise","due":"2026-02-30"}"#, r#"{"is":"promise"}"#] {
        let json = format!(r#"{{"type":"leave","text":"a","facet":{facet}}}"#);
        assert!(serde_json::from_str::<Deed>(&json).is_err(), "{facet}");
    }
}

#[test]
fn a_time_zone_gets_the_spelling_of_the_zone_data() {
    let (head, _) = draft(changed(None, Some("europe/vienna"))).check(me()).unwrap();
    assert!(matches!(head.what, What::CircleChanged { time_zone: Some(name), .. } if name == "Europe/Vienna"));
}

#[test]
fn a_rhythm_begins_in_a_year_that_people_meet_in() {
    let rhythm = |from: &str, time_zone: &str| {
        let rhythm =
            serde_json::json!({"every": "week", "on": "thu", "at": "19:30", "time_zone": time_zone, "from": from});
        draft(Deed::SetRhythm { rhythm: Some(serde_json::from_value(rhythm).unwrap()) })
    };
    for from in ["-000001-01-01", "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"] {
        let (code, why) = refused(rhythm(from, "Europe/Vienna"));
        assert_eq!(code, Code::BadRequest);
        assert_eq!(why, format!("cannot meet from {from} on: expected a day of the years 1900 to 2199"));
    }
    for from in ["1900-01-01", "2026-12-04", "2199-12-31"] {
        assert!(rhythm(from, "Europe/Vienna").check(me()).is_ok(), "{from}");
    }
    assert_eq!(refused(rhythm("2026-12-04", "Europe/Nowhere")).0, Code::BadRequest);
}

#[test]
fn an_invite_gets_defaults_and_is_bounded() {
    let plain = NewInvite { id: EntryId(v7(3)), member: None, role: None, holds_ms: None, uses_max: None, label: None };
    let invite = plain.clone().check().unwrap();
    assert_eq!((invite.role, invite.uses_max, invite.holds_ms), (Role::Member, 200, 7 * 86_400_000));
    assert_eq!(NewInvite { member: Some(me()), ..plain.clone() }.check().unwrap().uses_max, 1);
    for bad in [
        NewInvite { holds_ms: Some(91 * 86_400_000), ..plain.clone() },
        NewInvite { holds_ms: Some(i64::MIN), ..plain.clone() },
        NewInvite { uses_max: Some(0), ..plain.clone() },
        NewInvite { uses_max: Some(2_001), ..plain.clone() },
        NewInvite { id: EntryId(Uuid::nil()), ..plain.clone() },
    ] {
        assert_eq!(bad.check().unwrap_err().0, Code::BadRequest);
    }
    assert_eq!(NewInvite { label: Some("\0".to_owned()), ..plain }.check().unwrap_err().0, Code::BadText);
}

#[test]
fn a_refused_join_request_does_not_repeat_its_secret() {
    let request = JoinRequest { request: EntryId(v7(3)), secret: "s".repeat(129), name: None, colour: None };
    assert_eq!(request.check().unwrap_err().1.0, "cannot use a secret of 129 bytes: 1 to 128 are taken");
}

proptest! {
    #[test]
    fn a_checked_text_passes_the_check_again_unchanged(text in "\\PC{0,300}|.{0,300}|[\\s\u{202a}-\u{202e}a\u{0}-\u{9f}]{0,30}") {
        for clean in [trace_text, member_name] {
            if let Ok(taken) = clean(&text) {
                prop_assert_eq!(clean(&taken), Ok(taken.clone()));
                prop_assert!(taken.len() <= 4096 && taken.trim() == taken && !taken.is_empty());
                prop_assert!(!taken.chars().any(|char| char != '\n' && char.is_control()));
            }
        }
    }
}

fn open_round(kind: RoundKind, prompts: &[&str], about: Option<TraceId>) -> Deed {
    let prompts = prompts.iter().map(ToString::to_string).collect();
    Deed::OpenRound { kind, prompts, ends_at_ms: None, about, gathering: None }
}

#[test]
fn a_ready_round_has_its_own_prompts_and_another_one_to_three() {
    let asks = |deed| match draft(deed).check(me()).unwrap() {
        (Head { what: What::RoundOpened { prompts, .. }, .. }, body) => (prompts, body.map(|body| body.prompts)),
        other => panic!("{other:?}"),
    };
    assert_eq!(asks(open_round(RoundKind::Opening, &[], None)), (1, None));
    assert_eq!(asks(open_round(RoundKind::Retro, &[], None)), (3, None));
    let own = Some(vec!["What now?".to_owned(), "And then?".to_owned()]);
    assert_eq!(asks(open_round(RoundKind::Own, &[" What now? ", "And then?"], None)), (2, own));
    assert_eq!(asks(open_round(RoundKind::Perspectives, &[], Some(TraceId(v7(9))))), (1, None));
    for (deed, code, why) in [
        (open_round(RoundKind::Own, &[], None), Code::BadRequest, "cannot open a round of 0 prompts"),
        (open_round(RoundKind::Own, &["a", "b", "c", "d"], None), Code::BadRequest, "cannot open a round of 4 prompts"),
        (open_round(RoundKind::Own, &["a", " "], None), Code::BadText, "cannot take the prompt: it is empty"),
        (open_round(RoundKind::CheckIn, &["a"], None), Code::BadRequest, "cannot open the round: a ready kind"),
        (open_round(RoundKind::Perspectives, &[], None), Code::BadRequest, "cannot open a round of perspectives"),
    ] {
        let (was, fault) = refused(draft(deed));
        assert!(was == code && fault.starts_with(why), "{was:?} {fault}");
    }
}

#[test]
fn an_answer_says_something_to_one_prompt_at_least() {
    let answer = |answers: &[&str]| {
        let answers = answers.iter().map(ToString::to_string).collect();
        draft(Deed::Answer { round: EntryId(v7(3)), answers }).check(me())
    };
    let words = |answers: &[&str]| answer(answers).unwrap().1.unwrap().answers;
    assert_eq!(words(&[" well "]), ["well"]);
    assert_eq!(words(&["the soup", "  ", "bells"]), ["the soup", "", "bells"]);
    for (answers, code) in [
        (&[][..], Code::BadRequest),
        (&[""][..], Code::BadText),
        (&["", " ", "\n"][..], Code::BadText),
        (&["a", "b", "c", "d"][..], Code::BadRequest),
        (&["a", "\u{7}"][..], Code::BadText),
    ] {
        assert_eq!(answer(answers).unwrap_err().0, code, "{answers:?}");
    }
    let (head, body) = draft(Deed::Pass { round: EntryId(v7(3)) }).check(me()).unwrap();
    assert_eq!((head.what, body), (What::RoundAnswered { round: EntryId(v7(3)), passed: true }, None));
}

#[test]
fn a_gathering_ends_after_it_begins_and_has_a_name() {
    let gather = |name: &str, from_ms, to_ms| draft(Deed::OpenGathering { name: name.to_owned(), from_ms, to_ms });
    let (head, body) = gather("Spring retreat", 5, 9).check(me()).unwrap();
    assert_eq!(head.what, What::GatheringOpened { from_ms: 5, to_ms: 9 });
    assert_eq!(body.unwrap().name.unwrap(), "Spring retreat");
    for (name, from_ms, to_ms, why) in [
        ("a", 9, 9, "cannot take the gathering: it ends before it begins"),
        ("a", 9, 5, "cannot take the gathering: it ends before it begins"),
        ("a", 0, Limits::GATHERING_MS_MAX + 1, "cannot take the gathering: it is longer than 31 days"),
        ("a", i64::MIN, i64::MAX, "cannot take the gathering: it is longer than 31 days"),
        (" ", 5, 9, "cannot take the gathering's name: it is empty"),
    ] {
        assert_eq!(refused(gather(name, from_ms, to_ms)).1, why);
    }
    let change = |name, to_ms| Deed::ChangeGathering { gathering: EntryId(v7(3)), name, from_ms: None, to_ms };
    assert_eq!(refused(draft(change(None, None))).0, Code::BadRequest);
    let (head, body) = draft(change(None, Some(7))).check(me()).unwrap();
    let changed = What::GatheringChanged { gathering: EntryId(v7(3)), from_ms: None, to_ms: Some(7), named: false };
    assert_eq!((head.what, body), (changed, None));
}

#[test]
fn a_card_is_put_onto_another_of_its_prompt_and_only_a_promise_takes_a_try_on() {
    let card = |prompt, line| RoundCard { answer: EntryId(v7(4)), prompt, line };
    let put = |card, onto| draft(Deed::PutCard { round: EntryId(v7(3)), card, onto });
    assert!(put(card(0, 0), Some(card(0, 11))).check(me()).is_ok() && put(card(2, 0), None).check(me()).is_ok());
    for (one, other, why) in [
        (card(0, 0), Some(card(0, 0)), "cannot put the card onto itself"),
        (card(0, 0), Some(card(1, 0)), "cannot put the card onto one of another prompt"),
        (card(3, 0), None, "cannot take the card of prompt 3 and line 0"),
        (card(0, 0), Some(card(0, 12)), "cannot take the card of prompt 0 and line 12"),
    ] {
        let (code, told) = refused(put(one, other));
        assert!(code == Code::BadRequest && told.starts_with(why), "{told}");
    }
    let promise = Some(Facet::Promise { due: "2026-12-04".parse().unwrap() });
    let leaving = |facet, prompt: Option<u8>, learned| {
        let mut draft = leave("a", &[]);
        let Deed::Leave { facet: of, tries, learned: says, .. } = &mut draft.deed else { panic!("another deed") };
        *tries = prompt.map(|prompt| TriedCard { round: EntryId(v7(3)), card: card(prompt, 0) });
        (*of, *says) = (facet, learned);
        draft
    };
    assert!(leaving(promise, Some(2), false).check(me()).is_ok() && leaving(None, None, true).check(me()).is_ok());
    for (draft, why) in [
        (leaving(None, Some(2), false), "it takes a try on, and is no promise"),
        (leaving(promise, Some(1), false), "what it takes on answers another prompt than the third"),
        (leaving(promise, None, true), "it has a facet, and says what was learned"),
    ] {
        let (code, told) = refused(draft);
        assert!(code == Code::BadRequest && told.ends_with(why), "{told}");
    }
}
