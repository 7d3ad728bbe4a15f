//! The acts of the season, in order. Each shows what a circle can do with one of the patterns, by the public API.

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

/// Plays the season to its end. The cast stays connected.
pub(super) async fn play(stage: &mut Stage, founder: &Api) -> anyhow::Result<()> {
    founding::play(stage, founder).await?;
    // From here on the play waits while nobody watches.
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
