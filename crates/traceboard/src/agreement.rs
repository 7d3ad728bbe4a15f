//! `agreement`: proposes an agreement, moves it to another stage, words it in one's own way, lists them.

use jiff::civil::Date;
use traceboard_board::{EntryId, Facet, Stage, TraceId};
use traceboard_client::Api;
use traceboard_protocol::{Card, Deed, DueQuery, agreement_reason, trace_text};

use crate::{
    cli::{AgreementCommand, ListArgs, MoveArgs, ProposeArgs, WordArgs},
    misuse::Mistakes,
    output, post, profile,
};

/// Runs an `agreement` command.
pub(crate) async fn run(command: AgreementCommand, mistakes: Mistakes) -> anyhow::Result<()> {
    match command {
        AgreementCommand::Propose(args) => propose(args, mistakes).await,
        AgreementCommand::Move(args) => move_on(args, mistakes).await,
        AgreementCommand::Word(args) => word(args, mistakes).await,
        AgreementCommand::List(args) => list(args, mistakes).await,
    }
}

/// The name of a stage.
pub(crate) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Awareness => "noticed",
        Stage::Test => "tried",
        Stage::Mastery => "lived",
        Stage::LetGo => "let go",
    }
}

async fn propose(args: ProposeArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    mistakes.collect(trace_text(&args.text).map_err(|(_, fault)| fault));
    if let Some(why) = &args.why {
        mistakes.collect(agreement_reason(why).map_err(|(_, fault)| format!("--why: {fault}")));
    }
    let before = args.instead_of.as_deref().and_then(|id| mistakes.collect(trace("--instead-of", id)));
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let facet = Facet::Agreement { stage: Stage::Awareness, review_on: None };
    let builds_on: Vec<_> = before.into_iter().collect();
    let deed = leave(args.text, args.why, builds_on.clone(), builds_on, facet);
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    post::deed(&api, deed, "propose the agreement", args.json).await
}

async fn move_on(args: MoveArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let id = mistakes.collect(trace("the agreement", &args.agreement));
    let review_on = args.review_on.as_deref().and_then(|day| mistakes.collect(date(day)));
    let review = args.review.as_deref().and_then(|id| mistakes.collect(round(id)));
    let target = profile::target(&args.circle, &mut mistakes);
    let (trace, target) = mistakes.finish(id.zip(target))?;
    let to = Facet::Agreement { stage: args.stage.into(), review_on };
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    post::deed(&api, Deed::MoveFacet { trace, to, review }, "move the agreement", args.json).await
}

async fn word(args: WordArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    mistakes.collect(trace_text(&args.text).map_err(|(_, fault)| fault));
    let id = mistakes.collect(trace("the agreement", &args.agreement));
    let target = profile::target(&args.circle, &mut mistakes);
    let (agreement, target) = mistakes.finish(id.zip(target))?;
    let deed = leave(args.text, None, vec![agreement], Vec::new(), Facet::Wording { shares: !args.not_shared });
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    post::deed(&api, deed, "word the agreement", args.json).await
}

async fn list(args: ListArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let mut query = DueQuery::default();
    loop {
        let page = api.agreements(&query).await?;
        for n in &page.agreements {
            let Some(card) = page.rows.cards.iter().find(|card| card.n == *n) else { continue };
            if args.json { output::json(card)? } else { output::line(&output::one_line(&line(card)))? }
        }
        let Some(edge) = page.due_edge else { return Ok(()) };
        query.after = Some(format!("{},{}", edge.due, edge.n));
    }
}

fn line(card: &Card) -> String {
    let text = card.text.as_deref().unwrap_or("(without words)");
    let Some(Facet::Agreement { stage: at, review_on }) = card.facet else { return format!("{} {text}", card.id) };
    let until = review_on.map(|day| format!(" until {day}")).unwrap_or_default();
    format!("{} {}{until}: {text}", card.id, stage(at))
}

fn leave(text: String, why: Option<String>, builds_on: Vec<TraceId>, takes_up: Vec<TraceId>, facet: Facet) -> Deed {
    let (takes_up, facet) = (Some(takes_up), Some(facet));
    Deed::Leave {
        text,
        open_end: None,
        builds_on,
        takes_up,
        facet,
        why,
        round: None,
        tries: None,
        learned: false,
        joint: None,
        cites: Vec::new(),
        told: Vec::new(),
        crossed: None,
        photo: None,
        off_wall: false,
    }
}

fn trace(what: &str, text: &str) -> Result<TraceId, String> {
    text.parse().map_err(|_| format!("{what} {text:?}: expected the id of an agreement"))
}

fn round(text: &str) -> Result<EntryId, String> {
    text.parse().map_err(|_| format!("--review {text:?}: expected the id of a round"))
}

/// Parses a day. The server checks whether it is near enough, since that depends on the circle's time zone.
fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("--review-on {text:?}: expected a day, as 2026-12-04"))
}
