//! A season of six weeks: the acts in their order. Each is what a circle could do with one of the patterns, by the calls that everyone has.

mod agreement;
mod founding;
mod growth;
mod pods;
mod promises;
mod quiet;
mod retreat;
mod retro;
mod story;

use traceboard_client::Api;

use super::stage::Stage;

/// Plays the season to its end. Everyone stays on the board afterwards.
pub(super) async fn play(stage: &mut Stage, founder: &Api) -> anyhow::Result<()> {
    founding::play(stage, founder).await?;
    // From here on whoever comes to watch sees it go on.
    stage.waits = true;
    let left = retreat::play(stage).await?;
    let pods = pods::play(stage).await?;
    let agreement = agreement::propose(stage).await?;
    promises::play(stage, &left).await?;
    quiet::rest(stage).await?;
    let retro = retro::play(stage).await?;
    quiet::come_back(stage).await?;
    agreement::review(stage, agreement).await?;
    growth::play(stage).await?;
    story::play(stage, &left).await?;
    retro::again(stage, &retro).await?;
    pods::end(stage, &pods).await
}
