//! Bounds of a story's citations and parts.

use std::collections::HashSet;

use traceboard_board::{EntryId, Facet, StoryPart, TraceId};

use super::{Checked, Fault, check_own_id, refuse};
use crate::{
    Code, Limits, NewStoryLink,
    text::{self, clean},
};

impl NewStoryLink {
    /// Checks that its id was made by its author.
    ///
    /// # Errors
    /// As [`Draft::check`](crate::Draft::check).
    pub fn check(&self) -> Checked<()> {
        check_own_id("link", self.id)
    }
}

/// Only a story has citations and parts.
pub(super) fn leave(id: EntryId, facet: Option<Facet>, cites: &[TraceId], told: &[StoryPart]) -> Checked<()> {
    if facet != Some(Facet::Story) && !(cites.is_empty() && told.is_empty()) {
        return refuse(format!("cannot leave trace {id}: it cites or tells, and is no story"));
    }
    Ok(())
}

/// A story's parts with words as a page can show them: each trace that it cites is told once, and it fits into one entry.
pub(super) fn told(id: EntryId, cites: &[TraceId], told: Vec<StoryPart>) -> Checked<Vec<StoryPart>> {
    let bad = |why: String| refuse(format!("cannot tell story {id}: {why}"));
    if told.is_empty() {
        return bad("it has neither words nor traces".to_owned());
    }
    if cites.len() > Limits::CITES_MAX {
        return bad(format!("it cites {} traces, over {}", cites.len(), Limits::CITES_MAX));
    }
    if told.len() > Limits::STORY_PARTS_MAX {
        return bad(format!("it has {} parts, over {}", told.len(), Limits::STORY_PARTS_MAX));
    }
    let mut seen = HashSet::new();
    for cited in cites {
        if cited.0 == id.0 {
            return bad("it cites itself".to_owned());
        }
        if !seen.insert(cited) {
            return bad(format!("it cites {cited} twice"));
        }
    }
    let mut places = vec![false; cites.len()];
    for part in &told {
        let StoryPart::Cite(place) = part else { continue };
        match places.get_mut(usize::from(*place)) {
            None => return bad(format!("it tells the trace in place {place}, and cites {}", cites.len())),
            Some(told) if *told => return bad(format!("it tells the trace in place {place} twice")),
            Some(told) => *told = true,
        }
    }
    if let Some(place) = places.iter().position(|told| !told) {
        return bad(format!("it cites {} and doesn't tell it", cites[place]));
    }
    let told = told.into_iter().map(|part| match part {
        StoryPart::Words(words) => clean(&words, text::STORY).map(StoryPart::Words),
        cite @ StoryPart::Cite(_) => Ok(cite),
    });
    let told: Vec<_> = told.collect::<Checked<_>>()?;
    let bytes: usize = told.iter().map(bytes_of).sum();
    if bytes > Limits::STORY_BYTES_MAX {
        let max = Limits::STORY_BYTES_MAX;
        return Err((Code::BadText, Fault(format!("cannot take the story: its words have {bytes} bytes, over {max}"))));
    }
    Ok(told)
}

fn bytes_of(part: &StoryPart) -> usize {
    match part {
        StoryPart::Words(words) => words.len(),
        StoryPart::Cite(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn trace(n: u128) -> TraceId {
        TraceId(Uuid::from_u128(n))
    }

    fn words(words: &str) -> StoryPart {
        StoryPart::Words(words.to_owned())
    }

    #[test]
    fn each_trace_that_is_cited_is_told_once_and_the_words_fit_into_one_entry() {
        let id = EntryId(Uuid::from_u128(1));
        let check = |cites: &[u128], parts: Vec<StoryPart>| {
            let cites: Vec<_> = cites.iter().map(|n| trace(*n)).collect();
            told(id, &cites, parts).map_err(|(code, fault)| (code, fault.0))
        };
        let parts = vec![words(" it began "), StoryPart::Cite(1), StoryPart::Cite(0), words("and went on")];
        let clean = vec![words("it began"), StoryPart::Cite(1), StoryPart::Cite(0), words("and went on")];
        assert_eq!(check(&[7, 8], parts), Ok(clean));
        for (cites, parts, why) in [
            (vec![], vec![], "it has neither words nor traces"),
            (vec![1], vec![StoryPart::Cite(0)], "it cites itself"),
            (vec![7, 7], vec![StoryPart::Cite(0), StoryPart::Cite(1)], "twice"),
            (vec![7], vec![StoryPart::Cite(1)], "it tells the trace in place 1, and cites 1"),
            (vec![7], vec![StoryPart::Cite(0), StoryPart::Cite(0)], "it tells the trace in place 0 twice"),
            (vec![7], vec![words("a")], "and doesn't tell it"),
            ((2..103).collect(), vec![words("a")], "it cites 101 traces, over 100"),
            (vec![], vec![words("a"); 202], "it has 202 parts, over 201"),
        ] {
            let (code, told) = check(&cites, parts).unwrap_err();
            assert_eq!(code, Code::BadRequest);
            assert!(told.starts_with("cannot tell story") && told.ends_with(why), "{told}");
        }
        let long = words(&"a".repeat(4_096));
        assert!(check(&[], vec![long.clone(); 5]).is_ok());
        let refused = |parts| check(&[], parts).unwrap_err();
        assert_eq!(refused(vec![words(&"a".repeat(4_097))]).0, Code::BadText);
        assert_eq!(refused(vec![words(" ")]), (Code::BadText, "cannot take the story's words: it is empty".to_owned()));
        let (code, told) = refused([vec![long; 5], vec![words("b")]].concat());
        assert_eq!(
            (code, told.as_str()),
            (Code::BadText, "cannot take the story: its words have 20481 bytes, over 20480")
        );
    }

    #[test]
    fn the_longest_story_fits_into_a_frame() {
        let cites: Vec<_> = (0..Limits::CITES_MAX as u128).map(|n| trace(u128::MAX - n)).collect();
        let mut parts: Vec<_> = (0..Limits::CITES_MAX as u16).map(StoryPart::Cite).collect();
        // Of what goes out as two bytes each.
        let each = Limits::STORY_BYTES_MAX / (Limits::STORY_PARTS_MAX - parts.len());
        parts.resize(Limits::STORY_PARTS_MAX, words(&"\\".repeat(each)));
        let deed = crate::Deed::Leave {
            text: "\"".repeat(Limits::TEXT_GRAPHEMES_MAX),
            open_end: None,
            builds_on: cites[..3].to_vec(),
            takes_up: Some(Vec::new()),
            facet: Some(Facet::Story),
            why: None,
            round: None,
            tries: None,
            learned: false,
            joint: None,
            off_wall: false,
            cites,
            told: parts,
            crossed: None,
            photo: None,
        };
        let id = EntryId("019aaf00-0000-7000-8000-000000000001".parse().unwrap());
        let draft = crate::Draft { id, written_at_ms: 1, deed };
        assert!(draft.clone().check(traceboard_board::MemberId(id.0)).is_ok());
        let frame = serde_json::json!({"type": "post", "draft": draft, "space": id}).to_string();
        assert!(frame.len() < Limits::FRAME_BYTES_MAX, "{} bytes", frame.len());
    }
}
