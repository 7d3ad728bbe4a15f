//! Starts the process anew with smaller reservations where its address space is limited (`ulimit -v`).
//!
//! Each thread reserves addresses that it hardly ever touches: 64 MB for what it allocates, by glibc, and two for its stack. Counted as
//! memory they are more than a small machine has. Both are read from the environment as a process begins, and setting
//! them later would need unsafe code.

use std::{env, os::unix::process::CommandExt as _, process::Command};

use rustix::process::{Resource, getrlimit};

/// Below so many bytes of addresses room is made.
const SMALL: u64 = 2 * 1024 * 1024 * 1024;
/// One place to allocate from for all threads (glibc: `mallopt`(3)), and a stack of a megabyte each.
const SETTINGS: [(&str, &str); 2] = [("MALLOC_ARENA_MAX", "1"), ("RUST_MIN_STACK", "1048576")];

/// Replaces the process by itself with these settings, unless it has them or was told others. Its id and its arguments stay.
pub(crate) fn make_room() {
    let limited = getrlimit(Resource::As).current.is_some_and(|bytes| bytes < SMALL);
    if !limited || SETTINGS.iter().any(|(name, _)| env::var_os(name).is_some()) {
        return;
    }
    // Without its own path it goes on as it is, and so it does where it can't be replaced.
    if let Ok(program) = env::current_exe() {
        let mut arguments = env::args_os();
        let name = arguments.next().unwrap_or_else(|| program.clone().into_os_string());
        let error = Command::new(&program).arg0(name).args(arguments).envs(SETTINGS).exec();
        crate::stderr::line(&format!("traceboard: cannot make room in its address space: {error}"));
    }
}
