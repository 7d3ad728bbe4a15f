//! The arguments of `round` and `gathering`.

use clap::{Args, Subcommand, ValueEnum};
use traceboard_board::{Joint, RoundKind};

use super::CircleArgs;

pub(super) const ROUND_HELP: &str = "Example:
  traceboard round open --kind check-in --circle our-circle
  traceboard round answer 019a… 'glad to be here' --circle our-circle
  traceboard round answers 019a… --circle our-circle

Only those who answered or passed can read the answers.";

pub(super) const GATHERING_HELP: &str = "Example:
  traceboard gathering open 'Autumn retreat' --from 2026-10-02T18:00+02:00 --to 2026-10-04T15:00+02:00 --circle our-circle-host
  traceboard gathering retro --minutes 90 --circle our-circle-host
  traceboard gathering list --circle our-circle";

#[derive(Debug, Subcommand)]
pub(crate) enum RoundCommand {
    /// Open a round, and print its id
    Open(RoundOpenArgs),
    /// Answer a round, once
    Answer(RoundAnswerArgs),
    /// Pass: read the answers without answering
    Pass(RoundArgs),
    /// Print the answers, a line each, in an order made for you
    Answers(RoundArgs),
    /// Take your own answer back
    TakeBack(RoundArgs),
    /// End a round (its opener, hosts)
    End(RoundArgs),
    /// Print the newest rounds, a line each
    List(ListArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum GatheringCommand {
    /// Open a gathering (hosts), and print its id
    Open(GatheringOpenArgs),
    /// Look back together: open a gathering and a retro in it, and print the ids of both
    Retro(GatheringRetroArgs),
    /// End a gathering now, or call off one to come (its opener, hosts)
    End(GatheringArgs),
    /// Print the gatherings that end last, a line each
    List(ListArgs),
}

/// What a round asks for, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// What each brings
    Opening,
    /// What each takes along
    Closing,
    /// How each is
    CheckIn,
    /// What works, what to change, what to try
    Retro,
    /// Keep, change or let go
    Review,
    /// How a trace looks from where each stands
    Perspectives,
    /// What --prompt says
    Own,
}

impl From<Kind> for RoundKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Opening => Self::Opening,
            Kind::Closing => Self::Closing,
            Kind::CheckIn => Self::CheckIn,
            Kind::Retro => Self::Retro,
            Kind::Review => Self::Review,
            Kind::Perspectives => Self::Perspectives,
            Kind::Own => Self::Own,
        }
    }
}

/// Between whom a trace happens, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum At {
    /// With yourself
    Me,
    /// In a few that know each other well
    Pod,
    /// In the circle
    Circle,
    /// Between circles
    Network,
}

impl From<At> for Joint {
    fn from(at: At) -> Self {
        match at {
            At::Me => Self::Me,
            At::Pod => Self::Pod,
            At::Circle => Self::Circle,
            At::Network => Self::Network,
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct RoundOpenArgs {
    /// What it asks for [default: own where --prompt is given]
    #[arg(long, value_name = "KIND", env = "TRACEBOARD_KIND")]
    pub(crate) kind: Option<Kind>,
    /// What it asks, in your own words; up to three times
    #[arg(long, value_name = "TEXT")]
    pub(crate) prompt: Vec<String>,
    /// When it ends at the latest, like 2026-10-02T18:00+02:00 [default: when all have answered]
    #[arg(long, value_name = "TIME", env = "TRACEBOARD_ENDS_AT")]
    pub(crate) ends_at: Option<String>,
    /// The id of the trace that it is about
    #[arg(long, value_name = "ID", env = "TRACEBOARD_ABOUT")]
    pub(crate) about: Option<String>,
    /// The id of the gathering that it belongs to
    #[arg(long, value_name = "ID", env = "TRACEBOARD_GATHERING")]
    pub(crate) gathering: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct RoundAnswerArgs {
    /// The id of the round
    pub(crate) round: String,
    /// Your answer, one for each prompt; an empty one says nothing to it
    #[arg(required = true)]
    pub(crate) answers: Vec<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct RoundArgs {
    /// The id of the round
    pub(crate) round: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print lines of JSON
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print lines of JSON
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct GatheringOpenArgs {
    /// Its name
    #[arg(id = "gathering_name", value_name = "NAME")]
    pub(crate) name: String,
    /// When it begins, like 2026-10-02T18:00+02:00
    #[arg(long, value_name = "TIME", env = "TRACEBOARD_FROM")]
    pub(crate) from: String,
    /// When it ends
    #[arg(long, value_name = "TIME", env = "TRACEBOARD_TO")]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct GatheringRetroArgs {
    /// Its name
    #[arg(id = "gathering_name", value_name = "NAME", default_value = "Retro")]
    pub(crate) name: String,
    /// How long it lasts, in minutes
    #[arg(long, value_name = "MINUTES", env = "TRACEBOARD_MINUTES", default_value = "60",
        value_parser = clap::value_parser!(u32).range(1..=44_640))]
    pub(crate) minutes: u32,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print two lines of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct GatheringArgs {
    /// The id of the gathering
    pub(crate) gathering: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}
