//! An agreement is proposed, tried until a day, reviewed in a round, and lived; two members word it their own way.

use traceboard_board::{Facet, RoundKind, Stage, TraceId};
use traceboard_protocol::Deed;

use crate::demo::stage::{Stage as Play, in_days};

/// Week 2: Linnet proposes it, and others notice. Then it is tried.
pub(super) async fn propose(play: &mut Play) -> anyhow::Result<TraceId> {
    play.tell(2, "How do we want to be together? Linnet proposes one sentence, and it is tried until a day.");
    let mut proposal = Deed::leave("Who cooks doesn’t wash up", None, Vec::new());
    if let Deed::Leave { facet, why, .. } = &mut proposal {
        *facet = Some(Facet::Agreement { stage: Stage::Awareness, review_on: None });
        *why = Some("The same three were in the kitchen until midnight".to_owned());
    }
    let agreement = play.leaves("Linnet", proposal).await?;
    let to = Facet::Agreement { stage: Stage::Test, review_on: Some(in_days(21)) };
    play.does("Linnet", Deed::MoveFacet { trace: agreement, to, review: None }).await?;
    Ok(agreement)
}

/// Week 5: after a review it is lived. Two word it their own way; one of them doesn't share it.
pub(super) async fn review(play: &mut Play, agreement: TraceId) -> anyhow::Result<()> {
    play.tell(5, "The agreement is looked at in a round, and lived from now on. Two say it in their own words.");
    let round = play.asks("Linnet", RoundKind::Review, Some(agreement), None).await?;
    let said: [(&str, &[&str]); 3] = [
        ("Robin", &["Keep it. I cook better when I know I can sit down after"]),
        ("Heron", &["Keep it, and let the washers sing"]),
        ("Curlew", &["I can live with it"]),
    ];
    play.answers(round, &said).await?;
    play.does("Linnet", Deed::EndRound { round }).await?;
    let to = Facet::Agreement { stage: Stage::Mastery, review_on: None };
    play.does("Linnet", Deed::MoveFacet { trace: agreement, to, review: Some(round) }).await?;
    let words = |text: &str, shares| {
        let mut words = Deed::leave(text, None, vec![agreement]);
        if let Deed::Leave { facet, .. } = &mut words {
            *facet = Some(Facet::Wording { shares });
        }
        words
    };
    play.leaves("Plover", words("Whoever fed me may put their feet up", true)).await?;
    play.leaves("Dipper", words("I wash up alone, gladly. It is my quiet hour", false)).await?;
    Ok(())
}
