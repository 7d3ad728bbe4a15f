//! The arguments of `agreement`.

use clap::{Args, Subcommand, ValueEnum};
use traceboard_board::Stage;

use super::{CircleArgs, ListArgs};

pub(super) const AGREEMENT_HELP: &str = "Example:
  traceboard agreement propose 'We begin on time' --why 'waiting costs us the light' --circle our-circle
  traceboard agreement move 019a… --stage test --review-on 2026-12-04 --circle our-circle
  traceboard round open --kind review --about 019a… --circle our-circle
  traceboard agreement move 019a… --stage mastery --review 019b… --circle our-circle

Only the move to a trial needs no review: every other move needs --review, the latest review, ended and answered.";

#[derive(Debug, Subcommand)]
pub(crate) enum AgreementCommand {
    /// Propose an agreement, and print its id
    Propose(ProposeArgs),
    /// Try it, live it, or let it go (its author, hosts, and who opened the review)
    Move(MoveArgs),
    /// Say it in your own words, or that you don't share it
    Word(WordArgs),
    /// Print the agreements that weren't let go, soonest review first, a line each
    List(ListArgs),
}

/// The stage that an agreement moves to, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// Try it until --review-on
    Test,
    /// Live it
    Mastery,
    /// Let it go; an agreement that was proposed instead of it takes its place
    LetGo,
}

impl From<To> for Stage {
    fn from(to: To) -> Self {
        match to {
            To::Test => Self::Test,
            To::Mastery => Self::Mastery,
            To::LetGo => Self::LetGo,
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct ProposeArgs {
    /// The agreement, in one sentence
    pub(crate) text: String,
    /// Why
    #[arg(long, value_name = "TEXT", env = "TRACEBOARD_WHY")]
    pub(crate) why: Option<String>,
    /// The id of an agreement that this one would change
    #[arg(long, value_name = "ID", env = "TRACEBOARD_INSTEAD_OF")]
    pub(crate) instead_of: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct MoveArgs {
    /// The agreement's id
    pub(crate) agreement: String,
    /// The stage that it moves to
    #[arg(long, value_name = "STAGE", env = "TRACEBOARD_STAGE")]
    pub(crate) stage: To,
    /// The day on which it is looked at again, from tomorrow to half a year ahead
    #[arg(long, value_name = "DATE", env = "TRACEBOARD_REVIEW_ON")]
    pub(crate) review_on: Option<String>,
    /// The id of the review round in which this was decided
    #[arg(long, value_name = "ID", env = "TRACEBOARD_REVIEW")]
    pub(crate) review: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct WordArgs {
    /// The agreement's id
    pub(crate) agreement: String,
    /// What you say
    pub(crate) text: String,
    /// Say that you don't share it; you belong all the same
    #[arg(long, env = "TRACEBOARD_NOT_SHARED")]
    pub(crate) not_shared: bool,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}
