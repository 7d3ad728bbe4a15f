//! The arguments of `weave` and `reconnect`.

use clap::Args;

use super::CircleArgs;

pub(super) const RECONNECT_HELP: &str = "Examples:
  traceboard reconnect --size 5 --circle our-circle-host
  traceboard reconnect --size 4 --offer 'Cook one meal together' --circle our-circle-host

Each line is a group. With --offer each group is invited to a new pod: the first who steps in is its host, and nobody learns who
declined.";

#[derive(Args, Debug)]
pub(crate) struct WeaveArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print each tie as one line of JSON
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ReconnectArgs {
    /// How many people a group has at the most, 2 to 8
    #[arg(long, value_name = "N", env = "TRACEBOARD_SIZE", default_value = "5", value_parser = clap::value_parser!(u32).range(2..=8))]
    pub(crate) size: u32,
    /// Offer each group a pod with this intention, in 1 to 140 characters
    #[arg(long, value_name = "INTENTION", env = "TRACEBOARD_OFFER")]
    pub(crate) offer: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print each group as one line of JSON
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}
