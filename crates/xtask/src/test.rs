//! Everything that CI runs, what fails fastest first. The first step that fails ends the run.

use std::{
    ffi::OsString,
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};

use crate::{
    advisories,
    checkout::{Checkout, cargo},
    generate, licences,
    process::watch,
    tidy, tools,
    totals::Totals,
};

/// A run of all steps.
struct Run<'a> {
    checkout: &'a Checkout,
    totals: Totals,
    took: Vec<(&'static str, Duration)>,
}

/// Runs everything, and closes with `N passed, N failed`, summed from what the runners printed.
///
/// # Errors
/// Where a step fails.
pub(crate) fn run(checkout: &Checkout) -> anyhow::Result<()> {
    tools::set_up()?;
    let mut run = Run { checkout, totals: Totals::default(), took: Vec::new() };
    let ended = run.all();
    println!();
    for (step, took) in &run.took {
        println!("{:>7.1} s  {step}", took.as_secs_f64());
    }
    // A step that is no test runner, or that died before it could count, reports no failed test: it counts as one
    // failure.
    if ended.is_err() && run.totals.failed == 0 {
        run.totals.failed = 1;
    }
    if run.totals.failures.lines().next().is_some() {
        println!();
        run.totals.failures.lines().for_each(|line| println!("{line}"));
        println!();
    }
    if let Err(error) = &ended {
        println!("failed: {error:#}");
    }
    println!("{} passed, {} failed", run.totals.passed, run.totals.failed);
    if ended.is_ok() && (run.totals.failed > 0 || run.totals.passed == 0) {
        bail!("the runners' own counts are not those of a run that succeeded");
    }
    ended
}

impl Run<'_> {
    fn all(&mut self) -> anyhow::Result<()> {
        let checkout = self.checkout;
        self.cargo("format", &["fmt", "--all", "--check"])?;
        self.step("tidy", |_| tidy::run(checkout))?;
        self.step("licences", |_| licences::check(checkout))?;
        self.step("advisories", |_| {
            advisories::report(checkout);
            Ok(())
        })?;
        self.command("compose file", "docker-compose", &["config", "--quiet"], ".", &[])?;
        self.web()?;
        self.cargo("clippy", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
        // One build for all that follows: the same profile and the same features as the tests'.
        self.cargo("build", &["build", "--workspace", "--all-targets", "--locked"])?;
        self.step("generated files", |_| generate::compare(checkout))?;
        let binary = checkout.built("traceboard").into_os_string();
        let settings = [("TRACEBOARD_BIN", binary.clone())];
        self.command("tests in Rust", &cargo(), &["test", "--workspace", "--locked"], ".", &settings)?;
        self.browser(binary)
    }

    fn web(&mut self) -> anyhow::Result<()> {
        let root = &self.checkout.root;
        self.step("page: packages", |_| install(&root.join("web")))?;
        self.command("page: types", "npm", &["run", "--silent", "check"], "web", &[])?;
        self.command("page: lint", "npm", &["run", "--silent", "lint"], "web", &[])?;
        self.command("page: tests", "npm", &["run", "--silent", "test"], "web", &[])?;
        self.command("page: size", "npm", &["run", "--silent", "size"], "web", &[])
    }

    fn browser(&mut self, binary: OsString) -> anyhow::Result<()> {
        let root = &self.checkout.root;
        self.step("browser: packages", |_| install(&root.join("tests/browser")))?;
        let settings = [("TRACEBOARD_BIN", binary), ("CHROMIUM", tools::chromium()?.into_os_string())];
        self.command("browser: tests", "npm", &["run", "--silent", "test"], "tests/browser", &settings)
    }

    fn cargo(&mut self, name: &'static str, arguments: &[&str]) -> anyhow::Result<()> {
        self.command(name, &cargo(), arguments, ".", &[])
    }

    fn command(
        &mut self,
        name: &'static str,
        program: &(impl AsRef<std::ffi::OsStr> + ?Sized),
        arguments: &[&str],
        folder: &str,
        settings: &[(&str, OsString)],
    ) -> anyhow::Result<()> {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.checkout.path(folder)).env("NO_COLOR", "1");
        command.envs(settings.iter().map(|(name, value)| (name, value)));
        self.step(name, |totals| if watch(&mut command, totals)? { Ok(()) } else { bail!("{name} failed") })
    }

    fn step(&mut self, name: &'static str, step: impl FnOnce(&mut Totals) -> anyhow::Result<()>) -> anyhow::Result<()> {
        println!("\n==> {name}");
        let began = Instant::now();
        let ended = step(&mut self.totals);
        self.took.push((name, began.elapsed()));
        ended
    }
}

/// Installs the packages of a lock, unless a stamp says that just this lock is installed. The stamp is the one that the
/// server's build script keeps, so that the page's packages are installed once.
pub(crate) fn install(folder: &Path) -> anyhow::Result<()> {
    let lock =
        fs::read(folder.join("package-lock.json")).with_context(|| format!("cannot read {}", folder.display()))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        println!("installed already");
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]).current_dir(folder);
    if !watch(&mut npm, &mut Totals::default())? {
        bail!("npm ci failed in {}", folder.display());
    }
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}
