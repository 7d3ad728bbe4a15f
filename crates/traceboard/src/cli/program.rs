//! The arguments of `program` and `feed`.

use clap::{Args, Subcommand};

use super::CircleArgs;

pub(super) const HELP: &str = "Example:
  token=$(traceboard program let-in 'Kitchen board' --circle our-circle-host)
  curl -H \"Authorization: Bearer $token\" --json '{\"text\": \"Bread is out of the oven\"}' \\
    https://board.example/api/c/0199aa00-…/programs/traces

The token is printed once. It leaves traces, and does nothing else.";

#[derive(Debug, Subcommand)]
pub(crate) enum ProgramCommand {
    /// Let a program in, and print its token
    LetIn(ProgramLetInArgs),
    /// Print the programs that may leave traces, a line each
    List(ProgramListArgs),
    /// End a program; its traces stay
    End(ProgramArgs),
}

#[derive(Args, Debug)]
pub(crate) struct ProgramLetInArgs {
    /// The name under which it leaves traces
    // The name of the circle's arguments is that of who acts.
    #[arg(value_name = "NAME")]
    pub(crate) called: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, token, address
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ProgramListArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON instead
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ProgramArgs {
    /// The id of the program, as `program list` prints it
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
}

#[derive(Args, Debug)]
pub(crate) struct FeedArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, address
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}
