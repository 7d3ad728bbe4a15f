//! `sister`: links with other circles, and the stories that they let this one read.

use traceboard_board::{CircleId, Crossed, EntryId, TraceId};
use traceboard_client::Api;
use traceboard_protocol::{CrossedPiece, NewSister, SisterStoryView};
use uuid::Uuid;

use crate::{
    cli::{CircleArgs, SisterAddArgs, SisterCommand, SisterListArgs, SisterOneArgs, SisterShowArgs},
    misuse::Mistakes,
    output, profile, retry,
};

pub(crate) async fn run(command: SisterCommand, mistakes: Mistakes) -> anyhow::Result<()> {
    match command {
        SisterCommand::List(args) => list(args, mistakes).await,
        SisterCommand::Show(SisterShowArgs { story, circle }) => {
            let ((sister, story), api) = connect(parse_story(&story), &circle, mistakes).await?;
            print_story(&retry::call(|| api.sister_story(sister, story)).await?)
        }
        SisterCommand::Link(SisterListArgs { circle, json }) => {
            let ((), api) = connect(Ok(()), &circle, mistakes).await?;
            let id = EntryId(Uuid::now_v7());
            let made = retry::call(|| api.make_sister_link(id)).await?;
            if json { output::json(&made) } else { output::line(&made.link) }
        }
        SisterCommand::Unlink(SisterOneArgs { id, circle }) => {
            let (id, api) = connect(parse_id(&id, "link").map(EntryId), &circle, mistakes).await?;
            Ok(retry::call(|| api.revoke_sister_link(id)).await?)
        }
        SisterCommand::Add(SisterAddArgs { link, circle }) => {
            let ((), api) = connect(Ok(()), &circle, mistakes).await?;
            let new = NewSister { id: EntryId(Uuid::now_v7()), link };
            let sister = retry::call(|| api.add_sister(&new)).await?;
            output::line(&output::one_line(&format!("{} {}", sister.circle, sister.name.unwrap_or_default())))
        }
        SisterCommand::Leave(SisterOneArgs { id, circle }) => {
            let (id, api) = connect(parse_id(&id, "circle").map(CircleId), &circle, mistakes).await?;
            Ok(retry::call(|| api.let_sister_go(id)).await?)
        }
    }
}

async fn list(args: SisterListArgs, mistakes: Mistakes) -> anyhow::Result<()> {
    let ((), api) = connect(Ok(()), &args.circle, mistakes).await?;
    let page = retry::call(|| api.sisters()).await?;
    if args.json {
        return output::json(&page);
    }
    for sister in page.sisters {
        let name = sister.name.as_deref().unwrap_or("(never reached)");
        let away = if sister.reached { "" } else { " (doesn't answer now)" };
        output::line(&output::one_line(&format!("{} {name}{away}", sister.circle)))?;
        for story in sister.stories {
            let line = format!("{}/{} {}: {}", sister.circle, story.id, story.by, story.title);
            output::line(&format!("  {}", output::one_line(&line)))?;
        }
    }
    Ok(())
}

/// Prints a story as plain text.
fn print_story(view: &SisterStoryView) -> anyhow::Result<()> {
    let SisterStoryView { circle, story, .. } = view;
    output::line(&output::one_line(&story.title))?;
    output::line(&output::one_line(&format!("told by {} of {circle}, {}", story.by, story.on)))?;
    for piece in &story.pieces {
        output::line("")?;
        match piece {
            CrossedPiece::Words(words) => output::line(&output::one_line(words))?,
            CrossedPiece::Cited { text, by, on } => {
                output::line(&output::one_line(&format!("> {text}")))?;
                output::line(&output::one_line(&format!("  {by}, {on}")))?;
            }
            CrossedPiece::Gone => output::line("> (not there any more)")?,
        }
    }
    Ok(())
}

/// What a trace stores about the sister circle's story that it grew from, with the names that the sister gives now.
pub(crate) async fn crossed(api: &Api, (sister, story): (CircleId, TraceId)) -> anyhow::Result<Box<Crossed>> {
    let view = retry::call(|| api.sister_story(sister, story)).await?;
    Ok(Box::new(Crossed { sister, story, circle: view.circle, title: view.story.title }))
}

/// Parses `CIRCLE/STORY`, as `sister list` prints it.
pub(crate) fn parse_story(text: &str) -> Result<(CircleId, TraceId), String> {
    let ids = text.split_once('/').and_then(|(circle, story)| Some((circle.parse().ok()?, story.parse().ok()?)));
    ids.ok_or_else(|| format!("{text:?}: expected the ids of a sister circle and its story, as CIRCLE/STORY"))
}

fn parse_id(id: &str, what: &str) -> Result<Uuid, String> {
    id.parse().map_err(|_| format!("{id:?}: expected the id of a {what}"))
}

async fn connect<T>(read: Result<T, String>, circle: &CircleArgs, mut mistakes: Mistakes) -> anyhow::Result<(T, Api)> {
    let read = mistakes.collect(read);
    let target = profile::target(circle, &mut mistakes);
    let (read, target) = mistakes.finish(read.zip(target))?;
    Ok((read, Api::new(&profile::session(target, circle).await?)?))
}
