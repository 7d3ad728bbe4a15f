//! `circle new`: another circle on a running server.

use traceboard_client::Api;

use crate::{cli::CircleNewArgs, misuse::Mistakes, output, profile};

/// Founds a circle and prints its links.
pub(crate) async fn new(args: CircleNewArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let name = mistakes.take(traceboard_protocol::circle_name(&args.name).map_err(|(_, fault)| fault));
    let target = profile::target(&args.circle, &mut mistakes);
    let (name, target) = mistakes.none(name.zip(target))?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    // Not tried again: a call whose answer was lost may have founded one.
    let links = api.found_circle(&name).await?;
    if args.json {
        return output::json(&links);
    }
    output::line(&format!("Host link (holds for 24 hours):\n  {}\n", links.host_link))?;
    output::line(&format!("Invite link (holds for 24 hours):\n  {}", links.invite_link))
}
