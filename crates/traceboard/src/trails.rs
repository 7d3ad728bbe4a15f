//! `trails`: prints the trails of a board, warmest or coldest first.

use std::collections::HashMap;

use serde::Serialize;
use traceboard_board::TraceId;
use traceboard_client::Api;
use traceboard_protocol::{TrailOrder, TrailsPage, TrailsQuery};

use crate::{cli::TrailsArgs, misuse::Mistakes, output, profile, retry};

/// How many trails one request asks for.
const PAGE: u32 = 100;

/// The line of `--json`. It has no warmth: warmth orders trails, and is never shown as a number.
#[derive(Serialize)]
struct Line<'a> {
    seed: TraceId,
    newest: TraceId,
    text: Option<&'a str>,
    people: Vec<&'a str>,
}

/// Prints all trails, or as many as `--limit` says.
pub(crate) async fn trails(args: TrailsArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let order = if args.coldest_first { TrailOrder::Coldest } else { TrailOrder::Warmest };
    let (mut after, mut left) = (None, args.limit.unwrap_or(u32::MAX));
    while left > 0 {
        let query = TrailsQuery { after, order: Some(order), limit: Some(left.min(PAGE)), at_least: None };
        let page = retry::call(|| api.trails(&query)).await?;
        print_page(&page, args.json)?;
        left = left.saturating_sub(u32::try_from(page.warm.len()).unwrap_or(u32::MAX));
        let Some(edge) = page.warm_edge else { break };
        after = Some(format!("{},{}", edge.warmth_ms, edge.n));
    }
    Ok(())
}

fn print_page(page: &TrailsPage, json: bool) -> anyhow::Result<()> {
    let cards: HashMap<u32, _> = page.rows.cards.iter().map(|card| (card.n, card)).collect();
    let names: HashMap<u32, String> =
        page.rows.members.iter().filter_map(|member| Some((member.n, member.called()?))).collect();
    let trails: HashMap<u32, _> = page.rows.trails.iter().map(|trail| (trail.n, trail)).collect();
    for trail in page.warm.iter().filter_map(|n| trails.get(n)) {
        let (Some(seed), Some(newest)) = (cards.get(&trail.n), cards.get(&trail.newest)) else { continue };
        let people: Vec<_> = trail.people.iter().filter_map(|n| names.get(n).map(String::as_str)).collect();
        let line = Line { seed: seed.id, newest: newest.id, text: seed.text.as_deref(), people };
        if json {
            output::json(&line)?;
        } else {
            let text = line.text.unwrap_or("(without words)");
            output::line(&output::one_line(&format!("{} {}: {text}", line.newest, line.people.join(", "))))?;
        }
    }
    Ok(())
}
