//! Parses what a client sent, within bounds, with an error message that says what is wrong.

use serde::{Deserialize, de::DeserializeOwned};
use traceboard_board::EntryId;

use crate::{ClientFrame, Code, Fault, Limits};

/// A frame that is invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableFrame {
    /// Why, by the error table.
    pub code: Code,
    /// Why, in words.
    pub fault: Fault,
    /// The id of the draft in it, where at least that can be read: a `refused` frame with this id takes the draft out
    /// of its author's outbox; after an `error` frame it would be sent for ever.
    pub id: Option<EntryId>,
}

impl ClientFrame {
    /// Reads a frame of at most [`Limits::FRAME_BYTES_MAX`].
    ///
    /// # Errors
    /// [`Code::TooLarge`] over that bound, [`Code::BadRequest`] for what is no frame.
    pub fn read(frame: &str) -> Result<Self, UnreadableFrame> {
        if frame.len() > Limits::FRAME_BYTES_MAX {
            let fault =
                format!("cannot read a frame of {} bytes: at most {} are taken", frame.len(), Limits::FRAME_BYTES_MAX);
            return Err(UnreadableFrame { code: Code::TooLarge, fault: Fault(fault), id: None });
        }
        read_json("frame", frame.as_bytes()).map_err(|(code, fault)| UnreadableFrame {
            code,
            fault,
            id: draft_id(frame),
        })
    }
}

/// Reads a JSON body. The caller has to bound it, because the bound must hold before the bytes are in memory.
///
/// # Errors
/// [`Code::BadRequest`], with what is wrong and where.
pub fn read_json<T: DeserializeOwned>(what: &str, bytes: &[u8]) -> Result<T, (Code, Fault)> {
    serde_json::from_slice(bytes).map_err(|error| {
        // Serde's message quotes the input, however long that is.
        let error: String = error.to_string().chars().take(200).collect();
        (Code::BadRequest, Fault(format!("cannot read {what}: {error}")))
    })
}

fn draft_id(frame: &str) -> Option<EntryId> {
    #[derive(Deserialize)]
    struct Post {
        draft: Draft,
    }
    #[derive(Deserialize)]
    struct Draft {
        id: EntryId,
    }
    serde_json::from_str::<Post>(frame).ok().map(|post| post.draft.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_over_its_bound_is_not_parsed() {
        let beat = r#"{"type":"beat"}"#;
        let frame = format!("{beat}{}", " ".repeat(Limits::FRAME_BYTES_MAX - beat.len()));
        assert_eq!(ClientFrame::read(&frame), Ok(ClientFrame::Beat));
        let error = ClientFrame::read(&format!("{frame} ")).unwrap_err();
        assert_eq!((error.code, error.id), (Code::TooLarge, None));
    }

    #[test]
    fn an_invalid_frame_is_refused_with_the_place_of_the_error() {
        for (frame, told) in [
            ("", "cannot read frame: EOF while parsing a value at line 1 column 0"),
            ("{", "cannot read frame: EOF while parsing an object at line 1 column 1"),
            ("[]", "cannot read frame: "),
            (r#"{"type":"dance"}"#, "cannot read frame: unknown variant `dance`"),
            (r#"{"type":"post"}"#, "cannot read frame: missing field `draft`"),
            (r#"{"type":"hello"}"#, "cannot read frame: missing field `version`"),
            (r#"{"type":"follow","space":"7"}"#, "cannot read frame: "),
        ] {
            let error = ClientFrame::read(frame).unwrap_err();
            assert_eq!(error.code, Code::BadRequest);
            assert!(error.fault.0.starts_with(told), "{frame:?} gives {:?}", error.fault.0);
            assert!(error.fault.0.len() < 300);
        }
    }

    #[test]
    fn a_draft_of_an_unknown_kind_is_refused_by_its_id() {
        let id = "019aaf00-0000-7000-8000-000000000001";
        let frame = format!(r#"{{"type":"post","draft":{{"id":"{id}","written_at_ms":1,"deed":{{"type":"dance"}}}}}}"#);
        let error = ClientFrame::read(&frame).unwrap_err();
        assert_eq!((error.code, error.id), (Code::BadRequest, id.parse().ok()));
    }

    #[test]
    fn deep_nesting_is_refused_without_a_crash() {
        let frame = "[".repeat(Limits::FRAME_BYTES_MAX);
        assert_eq!(ClientFrame::read(&frame).unwrap_err().code, Code::BadRequest);
    }
}
