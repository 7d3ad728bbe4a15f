//! The one table of errors, for the API and the socket.

use serde::{Deserialize, Serialize};
use traceboard_board::Refusal;

macro_rules! errors {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $status:literal, $retry:literal, $meaning:literal;)*) => {
        /// Why something was refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        /// Every error, in the order of the table.
        pub const ERRORS: &[ErrorRow] = &[
            $(ErrorRow { code: Code::$variant, name: $code, status: $status, retry: $retry, meaning: $meaning },)*
        ];
    };
}

/// One row of the error table.
#[derive(Clone, Copy, Debug)]
pub struct ErrorRow {
    /// The code.
    pub code: Code,
    /// The code as it is written in JSON.
    pub name: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// Whether the same request may succeed later.
    pub retry: bool,
    /// What it means, for a person.
    pub meaning: &'static str,
}

errors! {
    BadRequest, "bad_request", 400, false, "the request or frame is not of the documented form";
    BadText, "bad_text", 422, false, "the words are empty, too long, or of characters that no page can show";
    NotSignedIn, "not_signed_in", 401, false, "no session of this circle came with the request, or it was closed";
    NotAMember, "not_a_member", 403, false, "the session's member left the circle or was removed";
    NotAHost, "not_a_host", 403, false, "only a host may do this";
    NotTheAuthor, "not_the_author", 403, false, "only the author may do this";
    WrongOrigin, "wrong_origin", 403, false, "the request comes from a page of another origin";
    UnknownCircle, "unknown_circle", 404, false, "this server holds no such circle";
    UnknownSpace, "unknown_space", 404, false, "no such space in this circle";
    UnknownTrace, "unknown_trace", 404, false, "no such trace on this board";
    UnknownMember, "unknown_member", 404, false, "no such member in this circle";
    UnknownMeeting, "unknown_meeting", 404, false, "by the rhythm no meeting falls on that day";
    UnknownInvite, "unknown_invite", 404, false, "no such invite";
    UnknownLink, "unknown_link", 404, false, "no such link, or it was revoked";
    InviteExpired, "invite_expired", 410, false, "the invite's time is over";
    InviteUsedUp, "invite_used_up", 410, false, "the invite was used as often as it can be";
    InviteRevoked, "invite_revoked", 410, false, "a host revoked the invite";
    IdTaken, "id_taken", 409, false, "the same id was sent before with other content";
    TooLate, "too_late", 409, false, "the ten minutes for rewording are over";
    RewordedTooOften, "reworded_too_often", 409, false, "the trace was reworded as often as it can be";
    Withdrawn, "withdrawn", 409, false, "the trace was withdrawn";
    Hidden, "hidden", 409, false, "the trace is hidden";
    OwnTrace, "own_trace", 409, false, "nobody warms a trace of their own, or asks for it";
    TooManyLinks, "too_many_links", 409, false, "the member has as many links as a member can have";
    LastHost, "last_host", 409, false, "a circle keeps at least one host";
    NotInPod, "not_in_pod", 403, false, "only the pod's members see what is in it";
    NotHere, "not_here", 409, false, "this isn't done in this space: in a pod, or outside of one";
    TooManyPods, "too_many_pods", 409, false, "one member can have called three pods at a time that aren't closed";
    PodFull, "pod_full", 409, false, "all places of the pod are taken";
    PodClosed, "pod_closed", 409, false, "the pod is closed";
    NotInvited, "not_invited", 403, false, "the pod was offered to others";
    TooManyInvited, "too_many_invited", 409, false, "sixteen members are invited to the pod and have not answered";
    PatternOff, "pattern_off", 409, false, "the circle has switched this pattern off";
    TooManyBuds, "too_many_buds", 409, false, "a circle seeds up to three";
    TooManySisters, "too_many_sisters", 409, false, "a circle has as many sisters by links as it can have";
    UnknownSister, "unknown_sister", 404, false, "the circle has no such sister, or none that lets that cross";
    SisterUnreachable, "sister_unreachable", 502, true, "no circle answered by that link";
    NotAPromise, "not_a_promise", 409, false, "the trace is no promise";
    UnknownStory, "unknown_story", 404, false, "no such story on this board, or it isn't shown any more";
    IsAStory, "is_a_story", 409, false, "a story is told anew, not reworded";
    Kept, "kept", 409, false, "the promise was kept already";
    NotAnAgreement, "not_an_agreement", 409, false, "the trace is no agreement";
    NotReviewed, "not_reviewed", 409, false, "an agreement is tried before it is lived, and moves on only as its last review, ended and answered, concludes";
    ReviewOpen, "review_open", 409, false, "a review of the agreement is open already";
    LetGo, "let_go", 409, false, "the agreement was let go";
    UnknownRound, "unknown_round", 404, false, "no such round on this board";
    RoundEnded, "round_ended", 409, false, "the round is over: nobody answers it any more";
    AnsweredAlready, "answered_already", 409, false, "they answered the round or passed already, maybe on another device";
    AnswerFirst, "answer_first", 403, false, "answers are for those who gave theirs, or passed";
    UnknownAnswer, "unknown_answer", 404, false, "there is no answer of theirs to take back";
    TooManyRounds, "too_many_rounds", 409, false, "as many rounds are open as can be at once: end one first";
    UnknownCard, "unknown_card", 404, false, "no such card in this retro, or the other one is of another prompt";
    GroupFull, "group_full", 409, false, "as many cards were put together as can be";
    UnknownGathering, "unknown_gathering", 404, false, "no such gathering on this board";
    TooManyGatherings, "too_many_gatherings", 409, false, "as many gatherings are planned as can be at once";
    UnknownPhoto, "unknown_photo", 404, false, "no such photo with that trace, or nobody sent it here before";
    NotAPhoto, "not_a_photo", 422, false, "the file is no picture that can be shown: JPEG, PNG and WebP can";
    TooManyPhotos, "too_many_photos", 429, true, "as many photos wait for their traces as can: leave those first";
    ResumeImpossible, "resume_impossible", 409, false, "no history goes on from this position: begin anew";
    Reload, "reload", 409, false, "the server speaks another version: a page loads itself anew, a program is updated";
    TooLarge, "too_large", 413, false, "the body or frame is over its bound";
    BodyBrokenOff, "body_broken_off", 408, true, "the body ended before it was whole: send it again";
    NotFound, "not_found", 404, false, "no such address";
    MethodNotAllowed, "method_not_allowed", 405, false, "this address does not take this method";
    TooManyRequests, "too_many_requests", 429, true, "too much at once from this member or invite";
    Internal, "internal", 500, true, "the server failed; its log says why";
    Draining, "draining", 503, true, "the server is going down: come back in a moment";
    LogUnavailable, "log_unavailable", 503, true, "the log can't be reached";
}

impl Code {
    /// This code's row of the table.
    #[must_use]
    pub fn row(self) -> &'static ErrorRow {
        // Every variant is made together with its row, so the position is the discriminant.
        &ERRORS[self as usize]
    }
}

impl From<Refusal> for Code {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotAMember => Self::NotAMember,
            Refusal::NotAHost => Self::NotAHost,
            Refusal::NotTheAuthor => Self::NotTheAuthor,
            Refusal::UnknownTrace => Self::UnknownTrace,
            Refusal::UnknownMember => Self::UnknownMember,
            Refusal::UnknownMeeting => Self::UnknownMeeting,
            Refusal::NotAStory => Self::UnknownStory,
            Refusal::IsAStory => Self::IsAStory,
            Refusal::TooLate => Self::TooLate,
            Refusal::RewordedTooOften => Self::RewordedTooOften,
            Refusal::Withdrawn => Self::Withdrawn,
            Refusal::Hidden => Self::Hidden,
            Refusal::OwnTrace => Self::OwnTrace,
            Refusal::LastHost => Self::LastHost,
            Refusal::NotHere => Self::NotHere,
            Refusal::UnknownPod => Self::UnknownSpace,
            Refusal::TooManyPods => Self::TooManyPods,
            Refusal::PodFull => Self::PodFull,
            Refusal::NotInvited => Self::NotInvited,
            Refusal::PodClosed => Self::PodClosed,
            Refusal::TooManyInvited => Self::TooManyInvited,
            Refusal::PatternOff => Self::PatternOff,
            Refusal::TooManyBuds => Self::TooManyBuds,
            Refusal::NotAPromise => Self::NotAPromise,
            Refusal::Kept => Self::Kept,
            Refusal::NotAnAgreement => Self::NotAnAgreement,
            Refusal::NotReviewed => Self::NotReviewed,
            Refusal::ReviewOpen => Self::ReviewOpen,
            Refusal::LetGo => Self::LetGo,
            Refusal::Founding | Refusal::BadTime | Refusal::BadPlaces => Self::BadRequest,
            Refusal::UnknownRound => Self::UnknownRound,
            Refusal::RoundEnded => Self::RoundEnded,
            Refusal::AnsweredAlready => Self::AnsweredAlready,
            Refusal::UnknownAnswer => Self::UnknownAnswer,
            Refusal::TooManyRounds => Self::TooManyRounds,
            Refusal::UnknownGathering => Self::UnknownGathering,
            Refusal::TooManyGatherings => Self::TooManyGatherings,
            Refusal::AnswerFirst => Self::AnswerFirst,
            Refusal::UnknownCard => Self::UnknownCard,
            Refusal::GroupFull => Self::GroupFull,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_written_in_json_as_the_table_says() {
        for (index, row) in ERRORS.iter().enumerate() {
            assert_eq!(serde_json::to_value(row.code).unwrap(), row.name);
            assert_eq!(row.code as usize, index, "row {index} tells about another code");
            assert_eq!(row.code.row().name, row.name);
        }
    }

    #[test]
    fn retryable_errors_have_a_retryable_status() {
        for row in ERRORS {
            assert_eq!(row.retry, matches!(row.status, 408 | 429 | 500..), "{}", row.name);
        }
    }
}
