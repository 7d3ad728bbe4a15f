//! `rest`: shows a member as resting until their next deed.

use traceboard_client::Api;
use traceboard_protocol::Deed;

use crate::{cli::RestArgs, misuse::Mistakes, post, profile};

/// Posts the deed, and prints its id.
pub(crate) async fn rest(args: RestArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    post::deed(&api, Deed::Rest, "rest", args.json).await
}
