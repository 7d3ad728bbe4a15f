//! How valid deeds about pods change the board.

use super::{POD_INVITED_MAX, Pod, PodSays, Terms, Told};
use crate::{
    Board, Budding, CircleRow, Event, Meets, MemberId, NameOf, PodId, Role, Step, What,
    order::RowKey::{Circle, Member as MemberKey, Pod as PodKey},
    warmth,
};

impl Board {
    pub(crate) fn call_pod(&mut self, step: Step, event: &Event) {
        let What::PodCalled { places, ends_on, rhythm, offered } = &event.head.what else { return };
        let Some(by) = self.members.number(event.head.by) else { return };
        let says = PodSays { taken: u8::from(!offered), ends_on: *ends_on, resting: false, closed: false };
        let told = Told { as_of: None, at_ms: event.accepted_at_ms, says };
        let n = self.pods.add(Pod {
            id: PodId(event.head.id.0),
            by,
            places: *places,
            rhythm: rhythm.clone(),
            offered: *offered,
            called_ms: event.at_ms(),
            told,
        });
        // Its caller's row comes with it, as a trace's author does.
        self.rows.touch(step, MemberKey(by));
        self.rows.touch(step, PodKey(n));
    }

    pub(crate) fn update_pod(&mut self, step: Step, event: &Event, n: u32) {
        let What::PodTold { as_of, says, .. } = &event.head.what else { return };
        self.pods.update(n, Told { as_of: Some(*as_of), at_ms: event.accepted_at_ms, says: *says });
        self.rows.touch(step, PodKey(n));
    }

    /// Makes the board a pod's. Its name is its intention, which is in the circle's log.
    pub(crate) fn found_pod(&mut self, step: Step, event: &Event) {
        let What::PodFounded { places, ends_on, half_life_ms, rhythm, offered_to } = &event.head.what else { return };
        let offered = offered_to.is_some();
        // A log may hold a longer list than a server accepts.
        let mut invited: Vec<MemberId> = offered_to.iter().flatten().copied().take(POD_INVITED_MAX).collect();
        invited.sort_unstable();
        invited.dedup();
        let mut pod = Terms {
            places: *places,
            ends_on: *ends_on,
            resting: false,
            // Nobody can come.
            closed: offered && invited.is_empty(),
            invited,
            offered,
            active_ms: event.accepted_at_ms,
        };
        let mut meets = Meets { rhythm: rhythm.clone(), ..Meets::default() };
        // What happened in it since a founding that is lost stays.
        if let Some(stand_in) = self.circle.take() {
            pod = stand_in.pod.map_or(pod, |known| Terms { places: *places, ends_on: *ends_on, offered, ..known });
            meets = if stand_in.meets == Meets::default() { meets } else { stand_in.meets };
        }
        let half_life_ms = warmth::half_life(*half_life_ms);
        self.circle = Some(CircleRow {
            name: NameOf { entries: vec![event.head.id], head: None },
            half_life_ms,
            off: Vec::new(),
            time_zone: None,
            meets,
            pod: Some(pod),
            budding: Budding::default(),
        });
        self.founder = Some(event.head.by);
        self.rows.touch(step, Circle);
    }

    pub(crate) fn extend_pod(&mut self, step: Step, event: &Event) {
        let What::PodExtended { ends_on } = event.head.what else { return };
        self.change_terms(step, |terms| terms.ends_on = ends_on);
    }

    pub(crate) fn rest_pod(&mut self, step: Step, resting: bool) {
        self.change_terms(step, |terms| terms.resting = resting);
    }

    pub(crate) fn close_pod(&mut self, step: Step) {
        self.change_terms(step, |terms| {
            terms.closed = true;
            terms.resting = false;
            terms.invited.clear();
        });
    }

    pub(crate) fn invite_to_pod(&mut self, step: Step, member: MemberId) {
        self.change_terms(step, |terms| terms.invited.push(member));
    }

    pub(crate) fn uninvite(&mut self, step: Step, member: MemberId) {
        if self.terms().is_some_and(|terms| terms.invited.contains(&member)) {
            self.change_terms(step, |terms| terms.invited.retain(|invited| *invited != member));
        }
    }

    /// The effects of any deed in a pod: it wakes, members who stepped in are no longer invited, it gets a host as long
    /// as it has members, and it is closed once nobody is in it or invited.
    pub(crate) fn after_pod_deed(&mut self, step: Step, event: &Event) {
        if !self.is_pod() {
            return;
        }
        let (what, by) = (&event.head.what, event.head.by);
        if let What::MemberJoined { member, .. } = what {
            self.uninvite(step, *member);
        }
        let quiet = matches!(
            what,
            What::MemberLeft
                | What::MemberRemoved { .. }
                | What::MemberLetBack { .. }
                | What::PodDeclined
                | What::PodRested { .. }
                | What::PodClosed
                | What::TraceWithdrawn { .. }
                | What::AnswerWithdrawn { .. }
                | What::TellingAsked { .. }
        );
        if !by.0.is_nil() && !quiet {
            self.wake_pod(step, event.accepted_at_ms);
        } else if matches!(what, What::PodRested { resting: false }) {
            self.note_pod_activity(event.accepted_at_ms);
        }
        // The founding itself has nobody yet.
        let goes = matches!(
            what,
            What::MemberLeft | What::MemberRemoved { .. } | What::PodMemberGone { .. } | What::PodDeclined
        );
        if goes {
            self.replace_pod_host(step);
        }
    }

    fn wake_pod(&mut self, step: Step, at_ms: i64) {
        self.note_pod_activity(at_ms);
        if self.terms().is_some_and(|terms| terms.resting) {
            self.rest_pod(step, false);
        }
    }

    /// Counts as activity in it. No row changes.
    fn note_pod_activity(&mut self, at_ms: i64) {
        if let Some(terms) = self.circle.as_mut().and_then(|circle| circle.pod.as_mut()) {
            terms.active_ms = at_ms;
        }
    }

    /// If its last host left, the earliest of the others becomes host.
    fn replace_pod_host(&mut self, step: Step) {
        let Some(first) = self.here().next() else {
            // Invited members can still step into an offered one.
            if self.terms().is_some_and(|terms| !terms.closed && (!terms.offered || terms.invited.is_empty())) {
                self.close_pod(step);
            }
            return;
        };
        if self.members.hosts().is_empty()
            && let Some(n) = self.members.change(first, |row| row.role = Role::Host)
        {
            self.rows.touch(step, MemberKey(n));
        }
    }

    fn change_terms(&mut self, step: Step, change: impl FnOnce(&mut Terms)) {
        if let Some(terms) = self.circle.as_mut().and_then(|circle| circle.pod.as_mut()) {
            change(terms);
            self.rows.touch(step, Circle);
        }
    }
}
