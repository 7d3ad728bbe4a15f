//! Weeks 5 and 6: the circle grows to thirty.

use crate::demo::stage::Stage;

const NEWCOMERS: [&str; 16] = [
    "Swift",
    "Rook",
    "Kite",
    "Nuthatch",
    "Redstart",
    "Goldcrest",
    "Thrush",
    "Sparrow",
    "Starling",
    "Swallow",
    "Avocet",
    "Bittern",
    "Stonechat",
    "Wagtail",
    "Whinchat",
    "Osprey",
];

pub(super) async fn play(stage: &mut Stage) -> anyhow::Result<()> {
    stage.tell(5, "More come in by the link at the door, until they are thirty.");
    stage.join(&NEWCOMERS).await?;
    let chairs = stage.left("Swift", "Counted chairs, and built two", &[]).await?;
    stage.left("Thrush", "Painted the two new chairs green", &[chairs]).await?;
    Ok(())
}
