//! Bounds of a round's prompts and answers, and of a gathering's span.

use traceboard_board::{Body, GATHERING_MS_MAX, PROMPTS_MAX, RoundKind, is_span};

use super::{Checked, refuse};
use crate::text::{self, clean};

/// How many prompts a round of a kind has, and the body that holds one's own. `is_about`: whether it names a trace.
///
/// # Errors
/// Where a ready kind comes with prompts, one's own with none or over three, words that no page can show, or perspectives on nothing.
pub fn round_prompts(kind: RoundKind, own: &[String], is_about: bool) -> Checked<(u8, Option<Body>)> {
    if kind == RoundKind::Perspectives && !is_about {
        return refuse("cannot open a round of perspectives: it is about no trace".to_owned());
    }
    if let Some(count) = kind.prompts() {
        return match own.len() {
            0 => Ok((count, None)),
            _ => refuse("cannot open the round: a ready kind has its own prompts".to_owned()),
        };
    }
    if !(1..=PROMPTS_MAX).contains(&own.len()) {
        return refuse(format!("cannot open a round of {} prompts: 1 to {PROMPTS_MAX} are taken", own.len()));
    }
    let prompts: Result<Vec<_>, _> = own.iter().map(|prompt| clean(prompt, text::PROMPT)).collect();
    let prompts = prompts?;
    let count = u8::try_from(prompts.len()).unwrap_or(1);
    Ok((count, Some(Body { prompts, ..Body::default() })))
}

/// The body with a member's answers. An answer without words to any prompt is refused: that is a pass.
pub(super) fn answers(answers: &[String]) -> Checked<Body> {
    if !(1..=PROMPTS_MAX).contains(&answers.len()) {
        return refuse(format!("cannot take {} answers: 1 to {PROMPTS_MAX} are taken", answers.len()));
    }
    if let [one] = answers {
        return Ok(Body { answers: vec![clean(one, text::ANSWER)?], ..Body::default() });
    }
    let blank = |answer: &String| answer.trim().is_empty();
    if answers.iter().all(blank) {
        // The message for an empty answer.
        clean("", text::ANSWER)?;
    }
    let answers =
        answers.iter().map(|answer| if blank(answer) { Ok(String::new()) } else { clean(answer, text::ANSWER) });
    Ok(Body { answers: answers.collect::<Result<_, _>>()?, ..Body::default() })
}

/// Checks that a gathering ends after it begins, and is not too long. The board checks how far ahead it is.
pub(super) fn span(from_ms: i64, to_ms: i64) -> Checked<()> {
    if is_span(from_ms, to_ms) {
        return Ok(());
    }
    if to_ms <= from_ms {
        return refuse("cannot take the gathering: it ends before it begins".to_owned());
    }
    refuse(format!("cannot take the gathering: it is longer than {} days", GATHERING_MS_MAX / 86_400_000))
}
