//! `round` and `gathering`: rounds, which ask everyone, and gatherings, which are named spans of time.

use std::collections::HashMap;

use traceboard_board::{EntryId, MemberId, RoundKind};
use traceboard_client::Api;
use traceboard_protocol::{AnswersQuery, Deed, GatheringsQuery, RoundsQuery, Rows};

use crate::{
    cli::{GatheringCommand, GatheringRetroArgs, ListArgs, RoundAnswerArgs, RoundArgs, RoundCommand, RoundOpenArgs},
    misuse::Mistakes,
    output, post, profile,
};

/// Runs a `round` command.
pub(crate) async fn round(command: RoundCommand, mistakes: Mistakes) -> anyhow::Result<()> {
    match command {
        RoundCommand::Open(args) => open(args, mistakes).await,
        RoundCommand::Answer(args) => answer(args, mistakes).await,
        RoundCommand::Pass(args) => deed(args, mistakes, |round| Deed::Pass { round }, "pass in the round").await,
        RoundCommand::TakeBack(args) => {
            deed(args, mistakes, |round| Deed::TakeAnswerBack { round }, "take the answer back").await
        }
        RoundCommand::End(args) => deed(args, mistakes, |round| Deed::EndRound { round }, "end the round").await,
        RoundCommand::Answers(args) => answers(args, mistakes).await,
        RoundCommand::List(args) => rounds(args, mistakes).await,
    }
}

/// Runs a `gathering` command.
pub(crate) async fn gathering(command: GatheringCommand, mut mistakes: Mistakes) -> anyhow::Result<()> {
    match command {
        GatheringCommand::Open(args) => {
            let from_ms = mistakes.collect(time("--from", &args.from));
            let to_ms = mistakes.collect(time("--to", &args.to));
            let target = profile::target(&args.circle, &mut mistakes);
            let ((from_ms, to_ms), target) = mistakes.finish(from_ms.zip(to_ms).zip(target))?;
            let api = Api::new(&profile::session(target, &args.circle).await?)?;
            let deed = Deed::OpenGathering { name: args.name, from_ms, to_ms };
            post::deed(&api, deed, "open the gathering", args.json).await
        }
        GatheringCommand::Retro(args) => retro(args, mistakes).await,
        GatheringCommand::End(args) => {
            let id = mistakes.collect(id("the gathering", &args.gathering));
            let target = profile::target(&args.circle, &mut mistakes);
            let (gathering, target) = mistakes.finish(id.zip(target))?;
            let api = Api::new(&profile::session(target, &args.circle).await?)?;
            post::deed(&api, Deed::EndGathering { gathering }, "end the gathering", args.json).await
        }
        GatheringCommand::List(args) => gatherings(args, mistakes).await,
    }
}

/// Opens a gathering that begins now, and a retro in it.
async fn retro(args: GatheringRetroArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let from_ms = jiff::Timestamp::now().as_millisecond();
    let to_ms = from_ms + i64::from(args.minutes) * 60_000;
    let deed = Deed::OpenGathering { name: args.name, from_ms, to_ms };
    let gathering = Some(post::deed_with_id(&api, deed, "open the gathering", args.json).await?);
    let (kind, prompts) = (RoundKind::Retro, Vec::new());
    let deed = Deed::OpenRound { kind, prompts, ends_at_ms: None, about: None, gathering };
    post::deed(&api, deed, "open the retro", args.json).await
}

async fn open(args: RoundOpenArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let own = !args.prompt.is_empty();
    let kind = args.kind.map_or(if own { RoundKind::Own } else { RoundKind::CheckIn }, RoundKind::from);
    let ends_at_ms = args.ends_at.as_deref().and_then(|at| mistakes.collect(time("--ends-at", at)));
    let about = args.about.as_deref().and_then(|text| mistakes.collect(id("--about", text)));
    let gathering = args.gathering.as_deref().and_then(|text| mistakes.collect(id("--gathering", text)));
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let deed = Deed::OpenRound { kind, prompts: args.prompt, ends_at_ms, about: about.map(Into::into), gathering };
    post::deed(&api, deed, "open the round", args.json).await
}

async fn answer(args: RoundAnswerArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let round = mistakes.collect(id("the round", &args.round));
    let target = profile::target(&args.circle, &mut mistakes);
    let (round, target) = mistakes.finish(round.zip(target))?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    post::deed(&api, Deed::Answer { round, answers: args.answers }, "answer the round", args.json).await
}

async fn deed(
    args: RoundArgs,
    mut mistakes: Mistakes,
    deed: impl FnOnce(EntryId) -> Deed,
    what: &str,
) -> anyhow::Result<()> {
    let round = mistakes.collect(id("the round", &args.round));
    let target = profile::target(&args.circle, &mut mistakes);
    let (round, target) = mistakes.finish(round.zip(target))?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    post::deed(&api, deed(round), what, args.json).await
}

async fn answers(args: RoundArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let round = mistakes.collect(id("the round", &args.round));
    let target = profile::target(&args.circle, &mut mistakes);
    let (round, target) = mistakes.finish(round.zip(target))?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let mut query = AnswersQuery::default();
    loop {
        let page = api.answers(round, &query).await?;
        let names: HashMap<MemberId, _> = page.members.iter().map(|one| (one.id, one.name.as_deref())).collect();
        for answer in &page.answers {
            if args.json {
                output::json(answer)?;
                continue;
            }
            let name = names.get(&answer.by).copied().flatten().unwrap_or("someone");
            // A retro's cards are the lines of its answers.
            for (number, text) in (1..).zip(&answer.answers).filter(|(_, text)| !text.is_empty()) {
                let text = text.lines().collect::<Vec<_>>().join(" · ");
                let to = if answer.answers.len() > 1 { format!(" to question {number}") } else { String::new() };
                output::line(&output::one_line(&format!("{name}{to}: {text}")))?;
            }
        }
        query.after = page.answers.last().map(|answer| answer.id);
        if !page.more || query.after.is_none() {
            return Ok(());
        }
    }
}

async fn rounds(args: ListArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let Rows { rounds, .. } = api.rounds(&RoundsQuery::default()).await?.rows;
    for round in rounds {
        if args.json {
            output::json(&round)?;
            continue;
        }
        let kind = serde_json::to_value(round.kind)?.as_str().unwrap_or_default().replace('_', "-");
        let state = if round.ended_at_ms.is_some() { "over" } else { "open" };
        let asks = if round.prompts.is_empty() { ready(round.kind).join(" / ") } else { round.prompts.join(" / ") };
        output::line(&output::one_line(&format!("{} {state} {kind} {asks}", round.id)))?;
    }
    Ok(())
}

/// What a round of a ready kind asks. The log holds no words of it: each who shows it says it in their language.
fn ready(kind: RoundKind) -> &'static [&'static str] {
    match kind {
        RoundKind::Opening => &["What do you bring?"],
        RoundKind::Closing => &["What do you take along?"],
        RoundKind::CheckIn => &["How are you here, right now?"],
        RoundKind::Retro => &["What works?", "What would you change?", "What shall we try?"],
        RoundKind::Review => &["Keep it, change it, or let it go? Say why."],
        RoundKind::Perspectives => &["How does it look from where you stand?"],
        RoundKind::Own => &[],
    }
}

async fn gatherings(args: ListArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let Rows { gatherings, .. } = api.gatherings(&GatheringsQuery::default()).await?.rows;
    for gathering in gatherings {
        if args.json {
            output::json(&gathering)?;
            continue;
        }
        let (from, to) = (format_time(gathering.from_ms), format_time(gathering.to_ms));
        let name = gathering.name.as_deref().unwrap_or("(without a name)");
        output::line(&output::one_line(&format!("{} {from} {to} {name}", gathering.id)))?;
    }
    Ok(())
}

fn format_time(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms).map(|at| format!("{at:.0}")).unwrap_or_default()
}

fn id(what: &str, text: &str) -> Result<EntryId, String> {
    text.parse().map_err(|_| format!("{what} {text:?}: expected an id"))
}

/// Parses an instant. A time without an offset is refused, since it would depend on the machine's time zone.
fn time(flag: &str, text: &str) -> Result<i64, String> {
    let at: Result<jiff::Timestamp, _> = text.parse();
    at.map(jiff::Timestamp::as_millisecond)
        .map_err(|_| format!("{flag} {text:?}: expected a time with its offset, like 2026-10-02T18:00+02:00"))
}
