//! Week 3: promises, kept, moved to another day, and let go.

use jiff::civil::Date;
use traceboard_board::{Facet, TraceId, TriedCard};
use traceboard_protocol::Deed;

use super::retreat::Left;
use crate::demo::stage::{Stage, in_days};

pub(super) async fn play(stage: &mut Stage, left: &Left) -> anyhow::Result<()> {
    stage.tell(3, "Three say what they will do, and by when.");
    let kept = stage.leaves("Siskin", promise("Tune the old piano", in_days(5), None)).await?;
    let changed = stage.leaves("Curlew", promise("Carve spoons for the kitchen", in_days(9), None)).await?;
    let let_go = stage.leaves("Heron", promise("Stack all the wood alone", in_days(4), None)).await?;
    stage.tell(3, "One is kept, one gets another day, one is let go. Nothing marks who did which.");
    stage.leaves("Siskin", keeps("The piano is in tune with itself again", kept)).await?;
    let to = Facet::Promise { due: in_days(20) };
    stage.does("Curlew", moves(changed, to)).await?;
    stage.does("Heron", Deed::Withdraw { trace: let_go }).await?;
    let fire: Vec<_> = left.get("r23").copied().into_iter().collect();
    stage.left("Heron", "Stacked the wood with four others, singing", &fire).await?;
    Ok(())
}

/// A promise for a day; with `tries`, one that comes from a retro's third prompt.
pub(super) fn promise(text: &str, due: Date, tried: Option<TriedCard>) -> Deed {
    let mut deed = Deed::leave(text, None, Vec::new());
    if let Deed::Leave { facet, tries, .. } = &mut deed {
        (*facet, *tries) = (Some(Facet::Promise { due }), tried);
    }
    deed
}

/// The trace by which a promise is kept.
pub(super) fn keeps(text: &str, promise: TraceId) -> Deed {
    let mut deed = Deed::leave(text, None, vec![promise]);
    if let Deed::Leave { takes_up, .. } = &mut deed {
        *takes_up = Some(vec![promise]);
    }
    deed
}

fn moves(trace: TraceId, to: Facet) -> Deed {
    Deed::MoveFacet { trace, to, review: None }
}
