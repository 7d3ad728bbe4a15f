//! The arguments of `pod`.

use clap::{Args, Subcommand};

use super::CircleArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum PodCommand {
    /// Print the pods of a circle, newest first
    #[command(after_help = "Each line: the pod's id, the places that are taken, its last day, what it is for.")]
    List(PodListArgs),
    /// Call a pod
    #[command(
        after_help = "Example:\n  traceboard pod call 'Learn to dry fruit' --until 2026-12-04 --circle retreat-kea\n\n\
        Prints the id of the pod, which the other commands and `leave --pod` take."
    )]
    Call(PodCallArgs),
    /// Step into a pod
    StepIn(PodOneArgs),
    /// Decline an invitation to a pod
    Decline(PodOneArgs),
    /// Invite a member of the circle into a pod (its host)
    Invite(PodInviteArgs),
    /// Leave a pod
    Leave(PodOneArgs),
    /// Close a pod for ever (its host; from its last day on each of its members)
    Close(PodOneArgs),
}

#[derive(Args, Debug)]
pub(crate) struct PodListArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Closed ones too
    #[arg(long, env = "TRACEBOARD_ALL")]
    pub(crate) all: bool,
    /// Print each pod as one line of JSON
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct PodCallArgs {
    /// What it is for, in 1 to 140 characters; everyone in the circle reads it
    pub(crate) intention: String,
    /// How many can be in it, 2 to 8
    #[arg(long, value_name = "N", env = "TRACEBOARD_PLACES", default_value = "5")]
    pub(crate) places: u8,
    /// Its last day, at most half a year ahead [default: in six weeks]
    #[arg(long, value_name = "DATE", env = "TRACEBOARD_UNTIL")]
    pub(crate) until: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct PodOneArgs {
    /// The pod's id
    pub(crate) pod: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct PodInviteArgs {
    /// The pod's id
    pub(crate) pod: String,
    /// The member's id
    pub(crate) member: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}
