//! `search`: prints the traces that have some words, newest first.

use std::{collections::HashMap, time::Duration};

use anyhow::{bail, ensure};
use jiff::civil::Date;
use serde::Serialize;
use traceboard_board::{MemberId, TraceId};
use traceboard_client::Api;
use traceboard_protocol::{SearchPage, SearchRequest};

use crate::{cli::SearchArgs, misuse::Mistakes, output, pod::pod_id, profile, retry, stderr};

/// How many traces one request asks for.
const PAGE: u32 = 50;
/// How often it asks again while the server is still reading older traces.
const AGAIN_MAX: u32 = 30;
/// The pause before it asks again, as the protocol says.
const AGAIN_AFTER: Duration = Duration::from_secs(1);

/// The line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    id: TraceId,
    at_ms: i64,
    by: Option<&'a str>,
    text: Option<&'a str>,
    open_end: Option<&'a str>,
}

/// Prints all that is found, or as many as `--limit` says.
pub(crate) async fn search(args: SearchArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let from = mistakes.collect(day("--from", args.from.as_deref()));
    let to = mistakes.collect(day("--to", args.to.as_deref()));
    let pod = args.pod.as_deref().and_then(|pod| mistakes.collect(pod_id(pod).map_err(|why| format!("--pod {why}"))));
    if args.words.is_empty() && args.by.is_none() && args.from.is_none() && args.to.is_none() && !args.open {
        mistakes.collect(Err::<(), _>("what to look for? Give words, --by, --from, --to or --open".to_owned()));
    }
    let target = profile::target(&args.circle, &mut mistakes);
    let ((from, to), target) = mistakes.finish(from.zip(to).zip(target))?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let by = match &args.by {
        Some(named) => Some(member(&api, named).await?),
        None => None,
    };
    let api = pod.map_or(api.clone(), |pod| api.in_pod(pod));
    let words = Some(args.words.join(" ")).filter(|words| !words.is_empty());
    let mut request = SearchRequest { words, by, from, to, open: args.open, ..SearchRequest::default() };
    let mut left = args.limit.unwrap_or(u32::MAX);
    while left > 0 {
        request.limit = Some(left.min(PAGE));
        let page = whole(&api, &request).await?;
        print_page(&page, args.json)?;
        left = left.saturating_sub(u32::try_from(page.listed.len()).unwrap_or(u32::MAX));
        let Some(edge) = page.edge else { break };
        request.before = Some(edge);
    }
    Ok(())
}

/// Asks until the server has looked at older traces, too: so lines come in order, and none is missing.
async fn whole(api: &Api, request: &SearchRequest) -> anyhow::Result<SearchPage> {
    for _ in 0..AGAIN_MAX {
        let page = retry::call(|| api.search(request)).await?;
        if !page.partial {
            return Ok(page);
        }
        tokio::time::sleep(AGAIN_AFTER).await;
    }
    stderr::line("the server is still reading this board: older traces may be missing here");
    Ok(retry::call(|| api.search(request)).await?)
}

/// Finds a member by id, or by a name in any case.
async fn member(api: &Api, named: &str) -> anyhow::Result<MemberId> {
    if let Ok(id) = named.parse() {
        return Ok(id);
    }
    let (_, members) = retry::call(|| api.all_members(None)).await?;
    let wanted = named.trim().to_lowercase();
    let mut found = members.iter().filter(|member| {
        member.name.as_ref().is_some_and(|name| match member.twin {
            Some(twin) => [name.to_lowercase(), format!("{} ({twin})", name.to_lowercase())].contains(&wanted),
            None => name.to_lowercase() == wanted,
        })
    });
    let Some(one) = found.next() else { bail!("nobody in the circle is called {named:?}") };
    let others: Vec<_> = found.map(|member| member.id.to_string()).collect();
    ensure!(
        others.is_empty(),
        "several are called {named:?}: say which by id, --by {}",
        [vec![one.id.to_string()], others].concat().join(" or --by ")
    );
    Ok(one.id)
}

fn print_page(page: &SearchPage, json: bool) -> anyhow::Result<()> {
    let cards: HashMap<u32, _> = page.rows.cards.iter().map(|card| (card.n, card)).collect();
    let names: HashMap<MemberId, String> =
        page.rows.members.iter().filter_map(|member| Some((member.id, member.called()?))).collect();
    for card in page.listed.iter().filter_map(|n| cards.get(n)) {
        let line = Line {
            id: card.id,
            at_ms: card.at_ms,
            by: names.get(&card.by).map(String::as_str),
            text: card.text.as_deref(),
            open_end: card.open_end.as_deref(),
        };
        if json {
            output::json(&line)?;
            continue;
        }
        let time = jiff::Timestamp::from_millisecond(line.at_ms).map(|time| format!("{time:.0}")).unwrap_or_default();
        let open = line.open_end.map(|end| format!(" (open end: {end})")).unwrap_or_default();
        let by = line.by.unwrap_or("somebody");
        let text = line.text.unwrap_or("(without words)");
        output::line(&output::one_line(&format!("{} {time} {by}: {text}{open}", line.id)))?;
    }
    Ok(())
}

fn day(flag: &str, text: Option<&str>) -> Result<Option<Date>, String> {
    let parsed = text.map(str::parse).transpose();
    parsed.map_err(|_| format!("{flag} {:?}: expected a day, as 2026-12-04", text.unwrap_or_default()))
}
