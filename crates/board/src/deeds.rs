//! How valid deeds change a board, and which rows they touch.

use crate::{
    Board, Budding, CardState, CircleRow, Event, Facet, Meets, MemberState, NameOf, Role, Step, TraceId, What,
    glow::{self, From},
    members::{COLOURS, Member},
    order::RowKey::{Card, Circle, Light, Member as MemberKey, Trail},
    reaches::{Reach, weave},
    rules::Change,
    traces::{NONE, Trace},
    trails::Deed,
    warmth,
};

impl Board {
    pub(crate) fn make(&mut self, step: Step, event: &Event, change: Change) {
        let at_ms = event.at_ms();
        let head = &event.head;
        match change {
            Change::Found => self.found(step, event),
            Change::Settings => self.settle(step, event),
            Change::Rhythm | Change::Meeting => self.meet(step, &head.what),
            Change::Join => self.join(step, event),
            Change::AddProgram => self.add_program(step, event),
            Change::Claim(member) => self.change_member(step, at_ms, member, |row| {
                row.imported = false;
                row.names.insert(0, head.id);
            }),
            Change::Rename => {
                let What::MemberRenamed { colour } = head.what else { return };
                self.change_member(step, at_ms, head.by, |row| {
                    row.colour = colour % COLOURS;
                    row.names = vec![head.id];
                });
            }
            Change::State(member, state) => self.change_member(step, at_ms, member, |row| {
                row.state = state;
                row.resting = false;
            }),
            Change::Rest => self.change_member(step, at_ms, head.by, |row| row.resting = true),
            Change::Role(member, role) => self.change_member(step, at_ms, member, |row| row.role = role),
            Change::Leave { parents } => self.leave(step, event, &parents),
            Change::Reword(n) => self.reword(step, event, n),
            Change::Retell(n) => self.retell(step, event, n),
            Change::AskToTell(n) => self.ask_to_tell(step, n),
            Change::Move(n, to) => self.move_facet(step, n, to),
            Change::Withdraw(n) => self.withdraw(step, at_ms, n),
            Change::Hide(n) => {
                let by = self.members.number(head.by).unwrap_or(NONE);
                let why = matches!(event.head.what, What::TraceHidden { why: true, .. }).then_some(head.id);
                self.traces.change_rare(n, |rare| (rare.hidden, rare.hidden_why) = (Some((by, at_ms)), why));
                self.change_card(step, n, |row| row.state = CardState::Hidden);
                self.standing_changed(step, n);
            }
            Change::Restore(n) => {
                self.traces.change_rare(n, |rare| (rare.hidden, rare.hidden_why) = (None, None));
                self.change_card(step, n, |row| row.state = CardState::Shown);
                self.standing_changed(step, n);
            }
            Change::Warm(n) => {
                let Some(by) = self.members.number(head.by) else { return };
                self.personal.warm(by, n, at_ms, &mut self.traces);
                self.marks.touch(step, by, n);
                self.deposit(step, From::At(n), by, at_ms, Deed::Tap);
            }
            Change::OpenRound => self.open_round(step, event),
            Change::Give { round, passed } => self.give(step, event, round, passed),
            Change::TakeBack(round) => self.take_back(step, event, round),
            Change::EndRound(round) => self.end_round(step, at_ms, round),
            Change::PutCard { round, card, onto } => self.put_card(step, round, card, onto),
            Change::OpenGathering => self.open_gathering(step, event),
            Change::Gathering { n, from_ms, to_ms, named } => self.change_gathering(step, n, |row| {
                // A gathering with a new end no longer counts as ended early.
                row.ended &= row.to_ms == to_ms;
                row.from_ms = from_ms;
                row.to_ms = to_ms;
                if named {
                    row.name = head.id;
                }
            }),
            Change::EndGathering(n) => self.change_gathering(step, n, |row| {
                row.to_ms = at_ms.max(row.from_ms);
                row.ended = true;
            }),
            Change::CallPod => self.call_pod(step, event),
            Change::UpdatePod(n) => self.update_pod(step, event, n),
            Change::FoundPod => self.found_pod(step, event),
            Change::InviteToPod(member) => self.invite_to_pod(step, member),
            Change::DeclinePod => match head.what {
                What::PodMemberGone { member } => self.uninvite(step, member),
                _ => self.uninvite(step, head.by),
            },
            Change::ExtendPod => self.extend_pod(step, event),
            Change::RestPod(resting) => self.rest_pod(step, resting),
            Change::Bud => self.bud(step, event),
            Change::ClosePod => self.close_pod(step),
        }
        self.after_pod_deed(step, event);
        self.wake(step, at_ms, head);
    }

    fn found(&mut self, step: Step, event: &Event) {
        let What::CircleFounded { name, half_life_ms, time_zone } = &event.head.what else { return };
        let name = name_in(event, name.as_ref(), true).unwrap_or_default();
        self.circle = Some(CircleRow {
            name,
            half_life_ms: warmth::half_life(*half_life_ms),
            off: Vec::new(),
            time_zone: time_zone.clone().filter(|name| may_be_a_zone(name)),
            meets: Meets::default(),
            pod: None,
            budding: Budding::default(),
        });
        self.founder = Some(event.head.by);
        self.rows.touch(step, Circle);
    }

    fn settle(&mut self, step: Step, event: &Event) {
        let Some(circle) = &mut self.circle else { return };
        let What::CircleChanged { name, named, half_life_ms, off, time_zone } = &event.head.what else { return };
        if let Some(name) = name_in(event, name.as_ref(), *named) {
            circle.name = name;
        }
        if let Some(off) = off {
            circle.off.clone_from(off);
            circle.off.sort_unstable();
            circle.off.dedup();
        }
        if let Some(name) = time_zone.as_ref().filter(|name| may_be_a_zone(name)) {
            circle.time_zone = Some(name.clone());
        }
        let from_ms = circle.half_life_ms;
        let to_ms = half_life_ms.map_or(from_ms, warmth::half_life);
        circle.half_life_ms = to_ms;
        if from_ms != to_ms {
            let rescale = |s| warmth::rescale(s, event.at_ms(), from_ms, to_ms);
            self.traces.change_glows(rescale);
            self.trails.change_warmths(rescale);
            // All lights and trails changed at once: readers before this need a snapshot.
            self.half_life_step = step;
            self.rows.forget(step.saturating_sub(1));
        }
        self.rows.touch(step, Circle);
        if off.is_some() {
            self.wake_where_off(step, event.at_ms());
        }
    }

    pub(crate) fn join(&mut self, step: Step, event: &Event) {
        let What::MemberJoined { member, colour, role } = event.head.what else { return };
        // Without this, an interrupted founding could leave a circle without a host.
        // The first member to step into an offered pod hosts it.
        let first = self.terms().is_some_and(|terms| terms.offered) && self.members.hosts().is_empty();
        let role = if self.founder == Some(member) || first { Role::Host } else { role };
        let n = self.members.add(Member {
            id: member,
            colour: colour % COLOURS,
            role,
            state: MemberState::Present,
            imported: event.head.imported.is_some(),
            resting: false,
            joined_at_ms: event.at_ms(),
            names: vec![event.head.id],
        });
        self.personal.joined(n);
        self.rows.touch(step, MemberKey(n));
        if event.head.imported.is_none() {
            self.awaited_changed(step, event.at_ms(), n, true);
            self.count_for_budding(step);
        }
    }

    fn leave(&mut self, step: Step, event: &Event, parents: &[u32]) {
        let What::TraceLeft { open, facet, round, tries, learned, joint, ref cites, off_wall, .. } = event.head.what
        else {
            return;
        };
        let (head, at_ms) = (&event.head, event.at_ms());
        let Some(by) = self.members.number(head.by) else { return };
        for parent in parents {
            self.change_light(step, *parent, |row| row.grew += 1);
        }
        let n = u32::try_from(self.traces.len()).unwrap_or(NONE);
        let (list, further) = self.reach(n, parents);
        let concealed = head.imported.as_ref().is_some_and(|imported| imported.concealed);
        let mut places = [NONE; 3];
        for (place, parent) in places.iter_mut().zip(parents) {
            *place = *parent;
        }
        self.traces.add(Trace {
            id: TraceId(head.id.0),
            at_ms,
            accepted_at_ms: event.accepted_at_ms,
            written_at_ms: head.written_at_ms,
            glow_ms: at_ms,
            by,
            grew: 0,
            parents: places,
            list,
            further,
            warm: NONE,
            takers: NONE,
            taken_up: self.taken_up(event, by, parents),
            state: if concealed { CardState::Hidden } else { CardState::Shown },
            // A trace has one facet.
            open: open && facet.is_none(),
            imported: head.imported.is_some(),
            reworded: false,
            learned: learned && facet.is_none(),
            joint,
            off_wall,
        });
        if let Some(imported) = head.imported.as_ref().filter(|imported| imported.concealed) {
            let host = self.members.number(imported.host).unwrap_or(NONE);
            self.traces.change_rare(n, |rare| rare.hidden = Some((host, at_ms)));
        }
        if let Some(origin) = head.imported.as_ref().and_then(|imported| imported.origin.as_deref()) {
            self.origins.add(n, origin);
        }
        if let Some(facet) = facet {
            self.facets.set(n, facet);
            self.take_on(n, facet, tries, by);
        }
        if facet == Some(Facet::Story) {
            self.facets.stories.cite(n, cites);
        }
        self.standing_changed(step, n);
        self.take_up_parents(step, n);
        if let Some(round) = round {
            self.let_out(round, by, n, head.imported.is_some());
        }
        let person = Some(by).filter(|by| !self.is_program_at(*by));
        for reach in self.lists.get(list) {
            self.trails.reached(reach.trail, n, person, |n| self.traces.place(n));
        }
        for author in self.personal.grew(n, &self.traces) {
            self.marks.touch(step, author, n);
        }
        // Its author's row comes with it: a page that never saw them needs no request to show the newest card.
        self.rows.touch(step, MemberKey(by));
        self.touch_card(step, n);
        self.touch_trails(step, list);
        if person.is_none() {
            return;
        }
        self.deposit(step, From::Above(n), by, at_ms, Deed::Trace);
        // Logs of former formats keep their order.
        if head.v >= 3 {
            self.lists.get(list).iter().for_each(|reach| self.trails.light(reach.trail, at_ms));
        }
    }

    /// The list of reaches of a new trace, and how many steps to add to each.
    fn reach(&mut self, n: u32, parents: &[u32]) -> (u32, u32) {
        if let [parent] = parents
            && let Some(row) = self.traces.at(*parent)
        {
            return (row.list, row.further.saturating_add(1));
        }
        if parents.is_empty() {
            let trail = self.trails.begin(n);
            return (self.lists.add(&[Reach { trail, steps: 0 }]), 0);
        }
        let above = parents.iter().filter_map(|parent| self.traces.at(*parent)).flat_map(|row| {
            let further = |reach: &Reach| Reach { steps: reach.steps.saturating_add(row.further), ..*reach };
            self.lists.get(row.list).iter().map(further)
        });
        let woven = weave(above, |trail| self.seed_id(trail));
        (self.lists.add(&woven), 0)
    }

    pub(crate) fn seed_id(&self, trail: u32) -> Option<TraceId> {
        Some(self.traces.at(self.trails.at(trail)?.seed)?.id)
    }

    fn reword(&mut self, step: Step, event: &Event, n: u32) {
        let What::TraceReworded { open, .. } = event.head.what else { return };
        let facet = self.facets.get(n);
        self.traces.change_rare(n, |rare| {
            rare.rewordings.push(event.head.id);
            rare.reworded_at_ms = Some(event.at_ms());
        });
        self.change_card(step, n, |row| {
            row.open = open && facet.is_none();
            row.reworded = true;
        });
    }

    fn withdraw(&mut self, step: Step, at_ms: i64, n: u32) {
        self.facets.stories.forget(n);
        self.traces.change_rare(n, |rare| rare.withdrawn_at_ms = Some(at_ms));
        self.change_card(step, n, |row| row.state = CardState::Withdrawn);
        self.standing_changed(step, n);
        self.release_parents(step, n);
        let parents: Vec<_> = self.traces.at(n).into_iter().flat_map(|row| row.parents()).collect();
        for parent in parents {
            self.change_light(step, parent, |row| row.grew = row.grew.saturating_sub(1));
        }
        for author in self.personal.ungrew(n, &self.traces) {
            self.marks.touch(step, author, n);
        }
        let Some(Trace { list, by, .. }) = self.traces.at(n).copied() else { return };
        let (traces, members) = (&self.traces, &self.members);
        let person = |by: u32| Some(by).filter(|by| !members.at(*by).is_some_and(Member::is_program));
        let author = |n| traces.at(n).filter(|row| row.state != CardState::Withdrawn).map(|row| person(row.by));
        for reach in self.lists.get(list) {
            self.trails.withdrawn(reach.trail, person(by), author);
        }
        self.touch_trails(step, list);
    }

    /// A trace was left, hidden, restored or withdrawn: updates the lists that hold only standing ones.
    fn standing_changed(&mut self, step: Step, n: u32) {
        self.settle_facet(step, n);
        if let Some(row) = self.traces.at(n).filter(|_| self.facets.stories.is_asked(n)) {
            self.marks.touch(step, row.by, n);
        }
        self.list_marked(n);
        self.taken_on_changed(step, n);
    }

    /// Deposits a deed into the trails that its trace reaches, and, if it counted in one of them, into the cards above
    /// it.
    fn deposit(&mut self, step: Step, from: From, by: u32, at_ms: i64, deed: Deed) {
        let (From::Above(n) | From::At(n)) = from;
        let half_life_ms = self.half_life_ms();
        let Some(list) = self.traces.at(n).map(|row| row.list) else { return };
        let mut largest = None;
        for reach in self.lists.get(list) {
            let share = self.trails.deposit(reach.trail, by, at_ms, deed, half_life_ms);
            largest = largest.max(Some(share));
        }
        let Some(largest) = largest.filter(|share| !share.halvings().is_empty()) else { return };
        self.touch_trails(step, list);
        let rows = &mut self.rows;
        glow::spread(&mut self.traces, from, largest, at_ms, half_life_ms, |n| {
            rows.touch(step, Light(n));
        });
    }

    pub(crate) fn change_member(
        &mut self,
        step: Step,
        at_ms: i64,
        id: crate::MemberId,
        change: impl FnOnce(&mut Member),
    ) {
        let awaited = self.members.get(id).is_some_and(Member::is_awaited);
        let Some(n) = self.members.change(id, change) else { return };
        self.rows.touch(step, MemberKey(n));
        self.count_for_budding(step);
        let is_awaited = self.members.at(n).is_some_and(Member::is_awaited);
        if is_awaited != awaited {
            self.awaited_changed(step, at_ms, n, is_awaited);
        }
    }

    pub(crate) fn change_card(&mut self, step: Step, n: u32, change: impl FnOnce(&mut Trace)) {
        self.traces.change(n, change);
        self.touch_card(step, n);
    }

    /// Changes how many grew.
    fn change_light(&mut self, step: Step, n: u32, change: impl FnOnce(&mut Trace)) {
        self.traces.change(n, change);
        self.rows.touch(step, Light(n));
    }

    /// A card never changes without its light, so that a reader who has a card also has its light.
    pub(crate) fn touch_card(&mut self, step: Step, n: u32) {
        self.rows.touch(step, Card(n));
        self.rows.touch(step, Light(n));
    }

    fn touch_trails(&mut self, step: Step, list: u32) {
        for reach in self.lists.get(list) {
            if let Some(trail) = self.trails.at(reach.trail) {
                self.rows.touch(step, Trail(trail.seed));
            }
        }
    }
}

/// Whether a text can be the name of a time zone. The fold can't know which zones exist: they change over the years.
fn may_be_a_zone(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-/".contains(&byte))
}

/// The name that an entry gives the circle, if it gives one: in the head in the first format, in the body later.
fn name_in(event: &Event, name: Option<&String>, named: bool) -> Option<NameOf> {
    if event.head.v == 1 {
        name.map(|name| NameOf { entries: Vec::new(), head: Some(name.clone()) })
    } else if named {
        Some(NameOf { entries: vec![event.head.id], head: None })
    } else {
        None
    }
}
