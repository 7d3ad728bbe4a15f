//! `circle new`: another circle on a running server.

use traceboard_client::Api;

use crate::{cli::CircleNewArgs, misuse::Misuse, output, profile};

/// Founds a circle and prints its links.
pub(crate) async fn new(args: CircleNewArgs) -> anyhow::Result<()> {
    let name = match traceboard_protocol::circle_name(&args.name) {
        Ok(name) => name,
        Err((_, fault)) => return Misuse::err(fault.to_string()),
    };
    let api = Api::new(&profile::session(&args.circle).await?)?;
    // Not tried again: a call whose answer was lost may have founded one.
    let links = api.found_circle(&name).await?;
    if args.json {
        return output::json(&links);
    }
    output::line(&format!("Host link (holds for 24 hours):\n  {}\n", links.host_link))?;
    Ok(output::line(&format!("Invite link (holds for 24 hours):\n  {}", links.invite_link))?)
}
