//! `circle`: founds another circle on a running server, an empty one or one seeded by this circle.

use traceboard_board::EntryId;
use traceboard_client::{Api, CircleLinks};
use traceboard_protocol::SeedRequest;
use uuid::Uuid;

use crate::{cli::CircleNewArgs, misuse::Mistakes, output, profile, retry};

/// Founds a circle and prints its links.
pub(crate) async fn new(args: CircleNewArgs, mistakes: Mistakes) -> anyhow::Result<()> {
    let (name, api) = name_and_api(&args, mistakes).await?;
    // Not repeated: this call has no id, so one whose answer was lost would found a second circle.
    print_links(&api.found_circle(&name).await?, args.json)
}

/// Seeds a circle and prints its links.
pub(crate) async fn seed(args: CircleNewArgs, mistakes: Mistakes) -> anyhow::Result<()> {
    let (name, api) = name_and_api(&args, mistakes).await?;
    let seed = SeedRequest { id: EntryId(Uuid::now_v7()), name };
    print_links(&retry::call(|| api.seed_circle(&seed)).await?, args.json)
}

async fn name_and_api(args: &CircleNewArgs, mut mistakes: Mistakes) -> anyhow::Result<(String, Api)> {
    let name = mistakes.collect(traceboard_protocol::circle_name(&args.name).map_err(|(_, fault)| fault));
    let target = profile::target(&args.circle, &mut mistakes);
    let (name, target) = mistakes.finish(name.zip(target))?;
    Ok((name, Api::new(&profile::session(target, &args.circle).await?)?))
}

fn print_links(links: &CircleLinks, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return output::json(links);
    }
    output::line(&format!("Host link (holds for 24 hours):\n  {}\n", links.host_link))?;
    output::line(&format!("Invite link (holds for 24 hours):\n  {}", links.invite_link))
}
