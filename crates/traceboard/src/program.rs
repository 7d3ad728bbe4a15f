//! `program` and `feed`: what writes and reads by itself.

use traceboard_board::{EntryId, MemberId};
use traceboard_client::Api;
use traceboard_protocol::{NewFeed, NewProgram};
use uuid::Uuid;

use crate::{
    cli::{CircleArgs, FeedArgs, ProgramArgs, ProgramCommand, ProgramLetInArgs, ProgramListArgs},
    misuse::Mistakes,
    output, profile, retry,
};

pub(crate) async fn run(command: ProgramCommand, mistakes: Mistakes) -> anyhow::Result<()> {
    match command {
        ProgramCommand::LetIn(ProgramLetInArgs { called, circle, json }) => {
            let ((), api) = connect(Ok(()), &circle, mistakes).await?;
            // Sent again under the same id it would be refused: the token is in the first answer alone.
            let made = api.let_program_in(&NewProgram { id: EntryId(Uuid::now_v7()), name: called }).await?;
            if json { output::json(&made) } else { output::line(&made.token) }
        }
        ProgramCommand::List(ProgramListArgs { circle, json }) => {
            let ((), api) = connect(Ok(()), &circle, mistakes).await?;
            let all = retry::call(|| api.programs()).await?;
            if json {
                return output::json(&all);
            }
            for program in all {
                let name = program.name.as_deref().unwrap_or("(without a name)");
                output::line(&output::one_line(&format!("{} {name}", program.id)))?;
            }
            Ok(())
        }
        ProgramCommand::End(ProgramArgs { id, circle }) => {
            let read = id.parse().map(MemberId).map_err(|_| format!("{id:?}: expected the id of a program"));
            let (program, api) = connect(read, &circle, mistakes).await?;
            Ok(retry::call(|| api.end_program(program)).await?)
        }
    }
}

/// Makes the address of a feed, and prints it.
pub(crate) async fn feed(args: FeedArgs, mistakes: Mistakes) -> anyhow::Result<()> {
    let ((), api) = connect(Ok(()), &args.circle, mistakes).await?;
    let new = NewFeed { id: EntryId(Uuid::now_v7()) };
    // Sent again under the same id it would be refused: the address is in the first answer alone.
    let made = api.make_feed(&new).await?;
    if args.json { output::json(&made) } else { output::line(&made.address) }
}

pub(crate) async fn connect<T>(
    read: Result<T, String>,
    circle: &CircleArgs,
    mut mistakes: Mistakes,
) -> anyhow::Result<(T, Api)> {
    let read = mistakes.collect(read);
    let target = profile::target(circle, &mut mistakes);
    let (read, target) = mistakes.finish(read.zip(target))?;
    Ok((read, Api::new(&profile::session(target, circle).await?)?))
}
