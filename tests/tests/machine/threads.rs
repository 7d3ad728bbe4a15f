//! A machine that lets the process start no threads.

use anyhow::ensure;
use tokio::process::Command;
use traceboard_testkit::{Scratch, binary};

/// A user who runs nothing else: the bound counts all that one runs, and none holds for the superuser.
const NOBODY_ELSE: &str = "61234";

#[tokio::test(flavor = "multi_thread")]
async fn where_no_threads_may_be_started_one_sentence_says_so() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    for threads in [1, 2, 3, 6] {
        let bounded = format!("ulimit -u {threads}; exec \"$0\" \"$@\"");
        let mut command = if rustix::process::getuid().is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", NOBODY_ELSE, "--clear-groups", "bash"]);
            command
        } else {
            Command::new("bash")
        };
        command.arg("-c").arg(bounded).arg(binary()?).args(["serve", "--listen", "127.0.0.1:0", "--data"]);
        let came = command.arg(folder.join("data")).output().await?;
        let told = String::from_utf8(came.stderr)?;
        ensure!(came.status.code() == Some(1), "{threads}: {:?}: {told}", came.status);
        ensure!(told.starts_with("traceboard: cannot start threads: the system allows no more"), "{threads}: {told}");
        ensure!(told.lines().count() == 1, "{threads}: {told}");
    }
    Ok(())
}
