//! A member rests and comes back, and a quiet trail becomes warm again.

use anyhow::Context;
use traceboard_board::TraceId;
use traceboard_protocol::{Deed, TrailOrder, TrailsQuery};

use crate::demo::stage::Stage;

/// Week 3: Plover rests, without a reason.
pub(super) async fn rest(stage: &mut Stage) -> anyhow::Result<()> {
    stage.tell(3, "Plover rests, and says no reason.");
    stage.does("Plover", Deed::Rest).await?;
    Ok(())
}

/// Week 5: somebody builds on a quiet trail, and Plover's next deed ends their rest.
pub(super) async fn come_back(stage: &mut Stage) -> anyhow::Result<()> {
    stage.tell(5, "A trail that went quiet last spring is lit again. That brings Plover back.");
    let trees = quiet(stage).await?;
    let pruned = stage.left("Dunlin", "The apple trees stand. Pruned two of them", &[trees]).await?;
    let third = stage.left("Plover", "Pruned the third, and found an old nest", &[pruned]).await?;
    stage.does("Dunlin", Deed::Warm { trace: third }).await.map(drop)
}

/// The newest trace of the trail that went quiet longest ago.
async fn quiet(stage: &mut Stage) -> anyhow::Result<TraceId> {
    let api = stage.person("Dunlin").await?.api;
    let page = api.trails(&TrailsQuery { order: Some(TrailOrder::Coldest), ..TrailsQuery::default() }).await?;
    let coldest = page.warm.first().context("no trail went quiet")?;
    let card = page.rows.cards.iter().find(|card| card.n == *coldest).context("a trail without its seed")?;
    Ok(card.id)
}
