//! Agreements, as they are typed.

use anyhow::ensure;
use jiff::{Span, Zoned};
use traceboard_testkit::{Server, Store};

use crate::typist::Typist;

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_is_proposed_tried_reviewed_lived_and_worded() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let (kea, tui) = (Typist::new(&server, "Kea")?, Typist::new(&server, "Tui")?);
    let agreement = kea.types(&["agreement", "propose", "We begin on time", "--why", "Some come far"]).await?;
    let day = Zoned::now().date().checked_add(Span::new().days(20))?.to_string();
    let too_early = kea.is_refused(&["agreement", "move", &agreement, "--stage", "mastery"]).await?;
    ensure!(too_early.contains("tried before it is lived"), "{too_early}");
    kea.types(&["agreement", "move", &agreement, "--stage", "test", "--review-on", &day]).await?;
    let listed = tui.types(&["agreement", "list"]).await?;
    ensure!(listed == format!("{agreement} tried until {day}: We begin on time"), "{listed}");
    tui.types(&["agreement", "word", &agreement, "I have no watch", "--not-shared"]).await?;
    let round = tui.types(&["round", "open", "--kind", "review", "--about", &agreement]).await?;
    kea.types(&["round", "answer", &round, "it holds"]).await?;
    tui.types(&["round", "end", &round]).await?;
    tui.types(&["agreement", "move", &agreement, "--stage", "mastery", "--review", &round]).await?;
    let listed = kea.types(&["agreement", "list"]).await?;
    ensure!(listed == format!("{agreement} lived: We begin on time"), "{listed}");
    let told = kea.types_first(&["tail", "--json"], "I have no watch").await?;
    ensure!(told["head"]["facet"]["is"] == "wording" && told["head"]["facet"]["shares"] == false, "{told}");
    let unread = kea.is_refused(&["agreement", "move", "nonsense", "--stage", "test"]).await;
    ensure!(unread.is_err(), "a command that was mistyped ends with another code: {unread:?}");
    Ok(())
}
