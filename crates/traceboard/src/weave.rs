//! `weave` and `reconnect`: prints who builds with whom, and finds groups in which new ties would arise.

use std::collections::HashMap;

use serde::Serialize;
use traceboard_board::MemberId;
use traceboard_client::Api;
use traceboard_protocol::{Deed, GroupsQuery, Member, Thickness, Tie};

use crate::{
    cli::{ReconnectArgs, WeaveArgs},
    misuse::Mistakes,
    output, pod, post, profile, retry, stderr,
};

/// A tie, as a line of `--json`.
#[derive(Serialize)]
struct TieLine<'a> {
    people: [&'a str; 2],
    thickness: Thickness,
}

/// A group, as a line of `--json`.
#[derive(Serialize)]
struct GroupLine<'a> {
    people: Vec<&'a str>,
    ids: Vec<MemberId>,
}

/// Prints all ties, thickest first.
pub(crate) async fn weave(args: WeaveArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let page = retry::call(|| api.weave()).await?;
    let people = by_number(&page.members);
    let mut ties = page.ties;
    ties.sort_by_key(|Tie(_, _, thickness)| std::cmp::Reverse(*thickness));
    for Tie(one, other, thickness) in ties {
        let people = [name(&people, one), name(&people, other)];
        if args.json {
            output::json(&TieLine { people, thickness })?;
        } else {
            let thickness = match thickness {
                Thickness::Thin => "thin",
                Thickness::Middle => "middle",
                Thickness::Thick => "thick",
            };
            output::line(&output::one_line(&format!("{thickness}: {} and {}", people[0], people[1])))?;
        }
    }
    Ok(())
}

/// Prints the groups. With `--offer`, offers each group a pod.
pub(crate) async fn reconnect(args: ReconnectArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let query = GroupsQuery { size: Some(args.size), at_least: None };
    let page = retry::call(|| api.groups(&query)).await?;
    let people = by_number(&page.members);
    let ends_on = jiff::Zoned::now().date().saturating_add(jiff::Span::new().days(pod::DAYS));
    for group in page.groups {
        let names: Vec<_> = group.iter().map(|n| name(&people, *n)).collect();
        let ids: Vec<_> = group.iter().filter_map(|n| Some(people.get(n)?.id)).collect();
        match &args.offer {
            Some(intention) => {
                stderr::line(&output::one_line(&names.join(", ")));
                let places = u8::try_from(ids.len().max(2))?;
                let deed = Deed::CallPod { intention: intention.clone(), places, ends_on, rhythm: None, offer_to: ids };
                post::deed(&api, deed, "offer the pod", args.json).await?;
            }
            None if args.json => output::json(&GroupLine { people: names, ids })?,
            None => output::line(&output::one_line(&names.join(", ")))?,
        }
    }
    Ok(())
}

fn by_number(members: &[Member]) -> HashMap<u32, &Member> {
    members.iter().map(|member| (member.n, member)).collect()
}

fn name<'a>(people: &HashMap<u32, &'a Member>, n: u32) -> &'a str {
    people.get(&n).and_then(|member| member.name.as_deref()).unwrap_or("(without a name)")
}
