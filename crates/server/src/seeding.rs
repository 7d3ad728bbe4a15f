//! What a circle gives to one that it seeds: how it is set, when it meets, its agreements and its prompts. None of its traces, and
//! nobody's name.
//!
//! All of it goes into the registry's entry that opens the new circle, so that any server can finish what another began.

use serde::{Deserialize, Serialize};
use traceboard_board::{Audience, Body, CircleId, EntryId, Facet, Head, MemberId, Pattern, RoundKind, Stage, What};
use traceboard_protocol::Code;
use traceboard_rhythm::Rhythm;

use crate::{circle::Circle, names, refusal::Refused, state::Opened};

/// How many agreements go along, those that are reviewed soonest: more than anybody holds on to.
const AGREEMENTS_MAX: usize = 20;
/// How many prompts go along, those that were used last.
const PROMPTS_MAX: usize = 6;
/// How many rounds are looked through for them.
const ROUNDS_LOOKED_AT: usize = 100;

/// What a new circle takes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seed {
    from: CircleId,
    off: Vec<Pattern>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time_zone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rhythm: Option<Rhythm>,
}

/// The words of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SeedWords {
    /// The name of the circle that it grew from.
    from: String,
    agreements: Vec<Agreed>,
    prompts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Agreed {
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

impl Circle {
    /// What this circle gives to one that it seeds, as it is now.
    pub(crate) async fn seed(&self) -> Result<(Seed, SeedWords), Refused> {
        let (seed, agreements, rounds) = {
            let board = &self.board.read().state;
            let circle = board.circle().ok_or_else(|| Refused::internal("seed a circle", &"this one isn't founded"))?;
            let rhythm = circle.meets.rhythm.clone().filter(|_| !circle.is_off(Pattern::Rhythm));
            let seed = Seed { from: self.id, off: circle.off.clone(), time_zone: circle.time_zone.clone(), rhythm };
            let (mut agreements, mut rounds) = (Vec::new(), Vec::new());
            if !circle.is_off(Pattern::Agreements) {
                let page = board.agreements_page(Audience::Member, None, AGREEMENTS_MAX);
                let words = |n: &u32| page.rows.cards.iter().find(|card| card.n == *n).and_then(|card| card.words);
                agreements.extend(page.listed.iter().filter_map(words));
            }
            if !circle.is_off(Pattern::Rounds) {
                let page = board.rounds_page(None, Some(RoundKind::Own), ROUNDS_LOOKED_AT);
                rounds.extend(page.rows.rounds.iter().filter_map(|round| round.words));
                // What it was given along itself comes after what it wrote.
                rounds.extend(circle.budding.grown_from.map(|kin| kin.words));
            }
            (seed, agreements, rounds)
        };
        let bodies = self.bodies(&agreements).await?;
        let agreed = agreements.iter().filter_map(|entry| {
            let body = bodies.get(entry)?;
            Some(Agreed { text: body.text.clone()?, why: body.why.clone() })
        });
        let agreements = agreed.collect();
        let bodies = self.bodies(&rounds).await?;
        let mut prompts: Vec<String> = Vec::new();
        for prompt in rounds.iter().filter_map(|entry| bodies.get(entry)).flat_map(|body| &body.prompts) {
            if prompts.len() < PROMPTS_MAX && !prompts.contains(prompt) {
                prompts.push(prompt.clone());
            }
        }
        Ok((seed, SeedWords { from: self.name().await?, agreements, prompts }))
    }

    /// Writes down that a host seeds a circle, before it is founded: more than three are none. Of one that stands there nothing is written.
    pub(crate) async fn remember_bud(
        &self,
        id: EntryId,
        by: MemberId,
        bud: CircleId,
        name: &str,
    ) -> Result<(), Refused> {
        let stands = || {
            let board = self.board.read();
            board.state.circle().is_some_and(|circle| circle.budding.buds.iter().any(|kin| kin.circle == bud))
        };
        if stands() {
            return Ok(());
        }
        let what = What::CircleSeeded { bud };
        let head = Head::new(id, by, self.now_ms(), what);
        let body = Body { name: Some(name.to_owned()), ..Body::default() };
        let posted = self.post_entry(head, Some(body)).await;
        if let Err(refused) = posted {
            // The same request was there first, maybe on another server: it is written down, which is what was asked for.
            self.board.reach_head().await?;
            return if stands() { Ok(()) } else { Err(refused) };
        }
        Ok(())
    }
}

/// Appends to a new circle what it was given along; what stands there already isn't appended again.
pub(crate) async fn plant(circle: &Circle, opened: &Opened, seed: &Seed, words: SeedWords) -> Result<(), Refused> {
    let from = Body { name: Some(words.from), prompts: words.prompts, ..Body::default() };
    let mut all = vec![(What::GrewFrom { circle: seed.from }, Some(from))];
    if !seed.off.is_empty() {
        let off = Some(seed.off.clone());
        all.push((What::CircleChanged { name: None, named: false, half_life_ms: None, off, time_zone: None }, None));
    }
    if let Some(rhythm) = &seed.rhythm {
        all.push((What::RhythmSet { rhythm: Some(rhythm.clone()) }, None));
    }
    // Whoever comes into the new circle begins with them anew: none was tried there yet.
    let facet = Some(Facet::Agreement { stage: Stage::Awareness, review_on: None });
    all.extend(words.agreements.into_iter().map(|Agreed { text, why }| {
        let (builds_on, cites) = (Vec::new(), Vec::new());
        let (takes_up, round, tries, joint) = (Some(Vec::new()), None, None, None);
        let what = What::TraceLeft {
            builds_on,
            open: false,
            takes_up,
            facet,
            round,
            tries,
            learned: false,
            joint,
            cites,
            off_wall: false,
        };
        (what, Some(Body { text: Some(text), why, ..Body::default() }))
    }));
    for ((what, body), at) in all.into_iter().zip(0_u32..) {
        let head = opened.head(planted(opened.circle, at), what);
        match circle.post_entry(head, body).await {
            // Whatever the new circle refuses, it is founded all the same.
            Err(refused) if refused.code != Code::LogUnavailable => {
                tracing::warn!(error = %refused, circle.id = %opened.circle, "a new circle doesn't take all of its seed");
            }
            posted => drop(posted?),
        }
    }
    Ok(())
}

/// The entry that holds the k-th of what a circle was given along.
fn planted(circle: CircleId, at: u32) -> EntryId {
    names::derived("seed", &[circle.0.as_bytes(), at.to_be_bytes().as_slice()].concat())
}
