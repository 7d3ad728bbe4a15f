//! `story`: tells stories, lists, exports and shares them.

use std::collections::HashMap;

use serde::Serialize;
use traceboard_board::{EntryId, Facet, StoryPart, TraceId};
use traceboard_client::Api;
use traceboard_protocol::{CardPage, Deed, OpenEndQuery, StoryForm, trace_text};
use uuid::Uuid;

use crate::{
    cli::{
        CircleArgs, StoryCommand, StoryCrossArgs, StoryExportArgs, StoryFormat, StoryListArgs, StoryOneArgs, Telling,
    },
    misuse::Mistakes,
    output,
    pod::pod_id,
    post, profile, retry,
};

/// How many stories one request asks for.
const PAGE: u32 = 100;

/// The line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    id: TraceId,
    by: &'a str,
    title: &'a str,
}

pub(crate) async fn run(command: StoryCommand, mistakes: Mistakes) -> anyhow::Result<()> {
    match command {
        StoryCommand::List(args) => list(args, mistakes).await,
        StoryCommand::Tell(args) => tell(None, args.telling, mistakes).await,
        StoryCommand::Retell(args) => tell(Some(args.story), args.telling, mistakes).await,
        StoryCommand::Export(args) => export(args, mistakes).await,
        StoryCommand::Share(args) => {
            let (story, api) = story_and_api(args, mistakes).await?;
            let link = EntryId(Uuid::now_v7());
            output::line(&retry::call(|| api.share_story(story, link)).await?.link)
        }
        StoryCommand::Cross(StoryCrossArgs { story, back }) => {
            let (story, api) = story_and_api(story, mistakes).await?;
            let request = EntryId(Uuid::now_v7());
            Ok(retry::call(|| api.let_cross(story, request, !back)).await?)
        }
        StoryCommand::Unshare(args) => {
            let (story, api) = story_and_api(args, mistakes).await?;
            Ok(retry::call(|| api.unshare_story(story)).await?)
        }
    }
}

async fn list(args: StoryListArgs, mistakes: Mistakes) -> anyhow::Result<()> {
    let ((), api) = connect(Some(()), args.pod.as_deref(), &args.circle, mistakes).await?;
    let mut before = None;
    loop {
        let query = OpenEndQuery { before, limit: Some(PAGE), at_least: None };
        let page = retry::call(|| api.stories(&query)).await?;
        print_page(&page, args.json)?;
        let Some(edge) = page.edge else { return Ok(()) };
        before = Some(format!("{},{}", edge.at_ms, edge.n));
    }
}

fn print_page(page: &CardPage, json: bool) -> anyhow::Result<()> {
    let cards: HashMap<u32, _> = page.rows.cards.iter().map(|card| (card.n, card)).collect();
    let name = |id| page.rows.members.iter().find(|member| member.id == id).and_then(|member| member.name.as_deref());
    for card in page.feed.iter().filter_map(|n| cards.get(n)) {
        let line = Line {
            id: card.id,
            by: name(card.by).unwrap_or("(without a name)"),
            title: card.text.as_deref().unwrap_or("(without words)"),
        };
        if json {
            output::json(&line)?;
        } else {
            output::line(&output::one_line(&format!("{} {}: {}", line.id, line.by, line.title)))?;
        }
    }
    Ok(())
}

/// Tells a new story, or `story` anew, and prints the entry's id, which is also a new story's id.
async fn tell(story: Option<String>, telling: Telling, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let Telling { title: text, parts, pod, circle, json } = telling;
    mistakes.collect(trace_text(&text).map_err(|(_, fault)| fault));
    let retold = story.map(|story| mistakes.collect(story_id(&story)));
    let (cites, told) = parse_parts(parts);
    let ((), api) = connect(Some(()), pod.as_deref(), &circle, mistakes).await?;
    match retold.flatten() {
        Some(trace) => post::deed(&api, Deed::Retell { trace, text, cites, told }, "tell the story anew", json).await,
        None => {
            let deed = Deed::Leave {
                text,
                open_end: None,
                builds_on: Vec::new(),
                takes_up: Some(Vec::new()),
                facet: Some(Facet::Story),
                why: None,
                round: None,
                tries: None,
                learned: false,
                joint: None,
                cites,
                told,
                crossed: None,
                photo: None,
                off_wall: false,
            };
            post::deed(&api, deed, "tell the story", json).await
        }
    }
}

/// Parses the parts of a story: an id cites a trace, anything else is text.
fn parse_parts(parts: Vec<String>) -> (Vec<TraceId>, Vec<StoryPart>) {
    let (mut cites, mut told) = (Vec::new(), Vec::new());
    for part in parts {
        match part.parse::<TraceId>() {
            Ok(trace) => {
                // Too many are refused by the server.
                told.push(StoryPart::Cite(u16::try_from(cites.len()).unwrap_or(u16::MAX)));
                cites.push(trace);
            }
            Err(_) => told.push(StoryPart::Words(part)),
        }
    }
    (cites, told)
}

async fn export(args: StoryExportArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let story = mistakes.collect(story_id(&args.story));
    let (story, api) = connect(story, args.pod.as_deref(), &args.circle, mistakes).await?;
    let form = match args.format {
        StoryFormat::Md => StoryForm::Md,
        StoryFormat::Html => StoryForm::Html,
    };
    let mut pieces = retry::call(|| api.export_story(story, form)).await?;
    while let Some(piece) = pieces.next().await? {
        output::bytes(&piece)?;
    }
    Ok(())
}

async fn story_and_api(args: StoryOneArgs, mut mistakes: Mistakes) -> anyhow::Result<(TraceId, Api)> {
    let story = mistakes.collect(story_id(&args.story));
    connect(story, None, &args.circle, mistakes).await
}

async fn connect<T>(
    read: Option<T>,
    pod: Option<&str>,
    circle: &CircleArgs,
    mut mistakes: Mistakes,
) -> anyhow::Result<(T, Api)> {
    let pod = pod.and_then(|pod| mistakes.collect(pod_id(pod).map_err(|why| format!("--pod {why}"))));
    let target = profile::target(circle, &mut mistakes);
    let (read, target) = mistakes.finish(read.zip(target))?;
    let api = Api::new(&profile::session(target, circle).await?)?;
    Ok((read, pod.map_or(api.clone(), |pod| api.in_pod(pod))))
}

fn story_id(text: &str) -> Result<TraceId, String> {
    text.parse().map_err(|_| format!("{text:?}: expected the id of a story"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cites_a_trace_and_anything_else_is_text() {
        let id = "019aaf00-0000-7000-8000-000000000001";
        let (cites, told) = parse_parts(vec!["It began".to_owned(), id.to_owned(), "so".to_owned()]);
        let words = |words: &str| StoryPart::Words(words.to_owned());
        assert_eq!(
            (cites, told),
            (vec![id.parse().unwrap()], vec![words("It began"), StoryPart::Cite(0), words("so")])
        );
    }
}
