//! A story: traces of several members, put in order and told.

use traceboard_board::{Facet, StoryPart, TraceId};
use traceboard_protocol::Deed;

use super::retreat::Left;
use crate::demo::stage::Stage;

/// Week 5: Lark tells how the swing was built, citing the traces of those who built it, and somebody builds on the story.
pub(super) async fn play(stage: &mut Stage, left: &Left) -> anyhow::Result<()> {
    stage.tell(
        5,
        "Lark tells how the swing came, in the words of those who built it. A story can be built on like any trace.",
    );
    let of = |name: &str| left.get(name).copied().ok_or_else(|| anyhow::anyhow!("the retreat left no trace {name}"));
    let cites = [of("r08")?, of("r11")?, of("r12")?, of("r15")?];
    let told = [
        StoryPart::Words("It began with a rope that nobody had asked for.".to_owned()),
        StoryPart::Cite(0),
        StoryPart::Cite(1),
        StoryPart::Cite(2),
        StoryPart::Words("By then there was a queue.".to_owned()),
        StoryPart::Cite(3),
    ];
    let story = stage.leaves("Lark", story("How the swing came", &cites, &told)).await?;
    stage.left("Finch", "Drew the swing on the wall of the shed", &[story]).await?;
    Ok(())
}

fn story(title: &str, cited: &[TraceId], parts: &[StoryPart]) -> Deed {
    let mut deed = Deed::leave(title, None, Vec::new());
    if let Deed::Leave { facet, cites, told, .. } = &mut deed {
        (*facet, *cites, *told) = (Some(Facet::Story), cited.to_vec(), parts.to_vec());
    }
    deed
}
