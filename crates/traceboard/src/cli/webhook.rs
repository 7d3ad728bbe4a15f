//! The arguments of `webhook`.

use clap::{Args, Subcommand};

use super::CircleArgs;

pub(super) const HELP: &str = "Example:
  traceboard webhook add https://hooks.example/traces --circle our-circle-host

It prints the secret once, by which the receiver checks each message (Standard Webhooks).";

#[derive(Debug, Subcommand)]
pub(crate) enum WebhookCommand {
    /// Add a webhook, and print its secret
    Add(WebhookAddArgs),
    /// Print the webhooks, a line each
    List(WebhookListArgs),
    /// Switch a webhook on that was switched off
    On(WebhookArgs),
    /// Remove a webhook
    Remove(WebhookArgs),
}

#[derive(Args, Debug)]
pub(crate) struct WebhookAddArgs {
    /// Where messages go, an https address
    pub(crate) address: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, secret
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct WebhookListArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON instead
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct WebhookArgs {
    /// The id of the webhook, as `webhook list` prints it
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
}
