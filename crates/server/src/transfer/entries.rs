//! The entries that a line of a file becomes. All ids are derived from what the line says, so that the same line
//! gives the same entries whenever, wherever and however often it is imported.

use traceboard_board::{Body, EntryId, FORMAT_VERSION, Head, Imported, MemberId, MemberState, Role, TraceId, What};
use traceboard_log::{NewEntry, Touch};
use traceboard_protocol::{HiddenMark, MemberLine, agreement_reason, member_name};
use uuid::Uuid;

use crate::{
    names,
    refusal::Refused,
    space::{Naming, held_by, json, new_entry},
};

/// An entry that a line becomes, before it is written.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) id: EntryId,
    pub(super) by: MemberId,
    at_ms: i64,
    written_at_ms: i64,
    origin: Option<String>,
    pub(super) what: What,
    body: Option<Body>,
    touches: Vec<Touch>,
    hidden: bool,
}

impl Part {
    pub(super) fn new(id: EntryId, by: MemberId, at_ms: i64, what: What) -> Self {
        Self { id, by, at_ms, written_at_ms: at_ms, origin: None, what, body: None, touches: Vec::new(), hidden: false }
    }

    pub(super) fn written(self, at_ms: i64) -> Self {
        Self { written_at_ms: at_ms, ..self }
    }

    pub(super) fn called(self, origin: Option<String>) -> Self {
        Self { origin, ..self }
    }

    pub(super) fn saying(self, body: Option<Body>) -> Self {
        Self { body, ..self }
    }

    /// Whom it brings in, by the name that the file has for them.
    pub(super) fn naming(&self) -> Option<Naming> {
        let (What::MemberJoined { member, .. } | What::ProgramAdded { program: member, .. }) = self.what else {
            return None;
        };
        let name = self.body.as_ref()?.name.clone()?;
        Some(Naming { entry: self.id, member, name })
    }

    /// With the name that the board has for them, which may have a number.
    pub(super) fn name(&mut self, body: Body) {
        self.body = Some(body);
    }

    /// The trace is a hidden one, also before the entry that says by whom.
    pub(super) fn hidden(self, hidden: bool) -> Self {
        Self { hidden, ..self }
    }

    pub(super) fn concealing(self, bodies: &[EntryId]) -> Self {
        Self { touches: bodies.iter().map(|id| Touch::Conceal(id.0)).collect(), ..self }
    }

    /// The entry, in the name of the host who imports it.
    pub(super) fn entry(self, host: MemberId) -> Result<NewEntry, Refused> {
        let head = Head {
            v: FORMAT_VERSION,
            id: self.id,
            by: self.by,
            written_at_ms: self.written_at_ms,
            imported: Some(Imported { host, at_ms: self.at_ms, origin: self.origin, concealed: self.hidden }),
            what: self.what,
        };
        // What a line says of a trace beyond its words touches those of the entries before it.
        let unsettles = matches!(
            head.what,
            What::TraceReworded { .. }
                | What::StoryRetold { .. }
                | What::TraceWithdrawn { .. }
                | What::TraceHidden { .. }
                | What::MemberRenamed { .. }
        );
        let mut entry = new_entry(self.id, json(&head)?, self.body.as_ref())?;
        entry.unsettles = unsettles || !self.touches.is_empty();
        entry.touches = self.touches;
        entry.photo = held_by(self.body.as_ref());
        Ok(entry)
    }
}

/// A trace's id, and what it is called in its file where that is no UUID.
pub(super) fn trace_id(called: &str) -> (TraceId, Option<String>) {
    match called.parse::<Uuid>() {
        // One spelling each: another one is a name like any other.
        Ok(id) if id.to_string() == called => (TraceId(id), None),
        _ => (TraceId(names::derived("imported trace", called.as_bytes()).0), Some(called.to_owned())),
    }
}

/// The member whom a file knows by name alone. One name is one member of that file, and never a live member of that name.
pub(super) fn member_named(name: &str) -> MemberId {
    // What reads as one name is one member. One that can't be taken is refused where its member joins.
    let name = member_name(name).unwrap_or_else(|_| name.to_owned());
    MemberId(names::derived("imported member", name.as_bytes()).0)
}

pub(super) fn joining(member: MemberId, at_ms: i64, name: Option<String>, colour: u8, role: Role) -> Part {
    coming(member, at_ms, name, What::MemberJoined { member, colour, role })
}

/// A member of a file comes, or a program.
pub(super) fn of_line(line: &MemberLine, at_ms: i64, name: Option<String>) -> Part {
    match line.state {
        MemberState::Program => {
            coming(line.id, at_ms, name, What::ProgramAdded { program: line.id, colour: line.colour })
        }
        _ => joining(line.id, at_ms, name, line.colour, line.role),
    }
}

fn coming(member: MemberId, at_ms: i64, name: Option<String>, what: What) -> Part {
    let id = names::derived("imported joining", member.0.as_bytes());
    let body = name.map(|name| Body { name: Some(name), ..Body::default() });
    Part::new(id, member, at_ms, what).saying(body)
}

/// A host hides a trace. Why is for its author and hosts alone, so its body is concealed from its first moment.
pub(super) fn hiding(trace: TraceId, mark: &HiddenMark, at_ms: i64) -> Result<Part, Refused> {
    let id = of_trace("imported hiding", trace, mark.by);
    let why = mark.why.as_deref().map(agreement_reason).transpose()?;
    let part = Part::new(id, mark.by, at_ms, What::TraceHidden { trace, why: why.is_some() });
    let conceals: &[EntryId] = if why.is_some() { &[id] } else { &[] };
    Ok(part.saying(why.map(|why| Body { why: Some(why), ..Body::default() })).concealing(conceals))
}

/// An id for something that happens to a trace at most once in a file.
pub(super) fn of_trace(what: &str, trace: TraceId, by: MemberId) -> EntryId {
    names::derived(what, &[trace.0.as_bytes(), by.0.as_bytes().as_slice()].concat())
}
