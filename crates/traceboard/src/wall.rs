//! `wall`: makes the link of a wall.

use traceboard_board::EntryId;
use traceboard_client::Api;
use traceboard_protocol::NewWall;
use uuid::Uuid;

use crate::{cli::WallArgs, misuse::Mistakes, output, profile, retry};

/// Makes it, and prints it.
pub(crate) async fn wall(args: WallArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let delay_ms = i64::from(args.delay).saturating_mul(1_000);
    let new = NewWall { id: EntryId(Uuid::now_v7()), delay_ms, join: args.join };
    let made = retry::call(|| api.make_wall(&new)).await?;
    if args.json { output::json(&made) } else { output::line(&made.link) }
}
