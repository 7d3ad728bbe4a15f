//! Who builds with whom, and groups in which new ties arise, by command.

use anyhow::ensure;
use serde_json::Value;
use traceboard_testkit::{Scratch, Server, Store};

use crate::run;

#[tokio::test(flavor = "multi_thread")]
async fn ties_are_printed_in_three_classes_and_a_host_offers_each_group_a_pod() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let (kea, tui) = (Scratch::new()?, Scratch::new()?);
    let (host, invite) = (server.ready().host_link.as_str(), server.ready().invite_link.as_str());
    let leave = async |config: &Scratch, name: &str, more: &[&str]| {
        let came =
            run(config.path(), &[&["leave", "built"], more, &["--name", name, "--circle", invite]].concat()).await?;
        ensure!(came.code == Some(0), "{came:?}");
        Ok(came.stdout.trim().to_owned())
    };
    let seed = leave(&kea, "Kea", &[]).await?;
    leave(&tui, "Tui", &["--builds-on", &seed]).await?;
    let ties = run(kea.path(), &["weave", "--name", "Kea", "--circle", invite]).await?;
    ensure!(ties.stdout == "thin: Kea and Tui\n" || ties.stdout == "thin: Tui and Kea\n", "{ties:?}");
    let tie: Value = serde_json::from_str(
        &run(kea.path(), &["weave", "--json", "--name", "Kea", "--circle", invite]).await?.stdout,
    )?;
    ensure!(tie["thickness"] == "thin" && tie["people"].as_array().is_some_and(|people| people.len() == 2), "{tie}");
    let refused = run(kea.path(), &["reconnect", "--name", "Kea", "--circle", invite]).await?;
    ensure!(refused.code == Some(1) && refused.stderr.contains("only a host"), "{refused:?}");
    let groups = run(kea.path(), &["reconnect", "--size", "3", "--circle", host]).await?;
    ensure!(groups.stdout.lines().count() == 1 && groups.stdout.contains("Tui"), "{groups:?}");
    let offered = run(kea.path(), &["reconnect", "--size", "3", "--offer", "Cook a meal", "--circle", host]).await?;
    ensure!(offered.code == Some(0), "{offered:?}");
    let pod = offered.stdout.trim();
    let stepped = run(tui.path(), &["pod", "step-in", pod, "--name", "Tui", "--circle", invite]).await?;
    ensure!(stepped.code == Some(0), "{stepped:?}");
    let inside = run(tui.path(), &["leave", "cooked", "--pod", pod, "--name", "Tui", "--circle", invite]).await?;
    ensure!(inside.code == Some(0), "{inside:?}");
    Ok(())
}
