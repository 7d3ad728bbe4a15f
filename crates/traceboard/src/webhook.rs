//! `webhook`: what changes, told to a server of the community's own.

use traceboard_board::EntryId;
use traceboard_protocol::{HookOn, NewHook};
use uuid::Uuid;

use crate::{
    cli::{WebhookAddArgs, WebhookArgs, WebhookCommand, WebhookListArgs},
    misuse::Mistakes,
    output,
    program::connect,
    retry,
};

pub(crate) async fn run(command: WebhookCommand, mistakes: Mistakes) -> anyhow::Result<()> {
    match command {
        WebhookCommand::Add(WebhookAddArgs { address, circle, json }) => {
            let ((), api) = connect(Ok(()), &circle, mistakes).await?;
            // Sent again under the same id it would be refused: the secret is in the first answer alone.
            let added = api.add_hook(&NewHook { id: EntryId(Uuid::now_v7()), address }).await?;
            if json { output::json(&added) } else { output::line(&added.secret) }
        }
        WebhookCommand::List(WebhookListArgs { circle, json }) => {
            let ((), api) = connect(Ok(()), &circle, mistakes).await?;
            let all = retry::call(|| api.hooks()).await?;
            if json {
                return output::json(&all);
            }
            for hook in all {
                let state = match (hook.off, hook.failing_since_ms) {
                    (true, _) => " (switched off)",
                    (false, Some(_)) => " (takes nothing just now)",
                    (false, None) => "",
                };
                output::line(&output::one_line(&format!("{} {}{state}", hook.id, hook.to)))?;
            }
            Ok(())
        }
        WebhookCommand::On(WebhookArgs { id, circle }) => {
            let (hook, api) = connect(parse_id(&id), &circle, mistakes).await?;
            let request = HookOn { id: EntryId(Uuid::now_v7()) };
            Ok(retry::call(|| api.switch_hook_on(hook, &request)).await?)
        }
        WebhookCommand::Remove(WebhookArgs { id, circle }) => {
            let (hook, api) = connect(parse_id(&id), &circle, mistakes).await?;
            Ok(retry::call(|| api.remove_hook(hook)).await?)
        }
    }
}

fn parse_id(id: &str) -> Result<EntryId, String> {
    id.parse().map(EntryId).map_err(|_| format!("{id:?}: expected the id of a webhook"))
}
