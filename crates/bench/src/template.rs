//! The bytes that every server sends for one post: a frame as the product makes it, with a place for the stamp.

use std::{fs, path::Path};

use anyhow::{Context, ensure};

use crate::stamp::{STAMP_BYTES, Stamp, TEXT_BYTES, places};

/// A frame of one new trace, for runs without the product: the shape and the length are those of `docs/PROTOCOL.md`.
const EXAMPLE: &str = r#"{"type":"states","space":"0199f2a4-7c31-7b02-9d5e-3f1a2b4c5d6e","to":"1-4711-8f3a2c9d","cards":[{"id":"0199f2a4-9e52-7d13-8c6f-4a2b3c5d6e7f","n":4711,"by":"0199f2a4-7c45-7e11-b2a3-5c4d3e2f1a0b","at_ms":1764122400000,"text":"{text}","builds_on":[],"trails":[4711],"state":"shown"}],"lights":[[4711,1764122400000,0]],"trails":[{"n":4711,"warmth_ms":1764122400000,"size":1,"newest":4711,"people":[12]}]}"#;

/// A frame's payload, with the place of its stamp.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    payload: Vec<u8>,
    at: usize,
}

impl Template {
    /// The frame of a file, or the example.
    ///
    /// # Errors
    /// Where the file can't be read, or doesn't hold exactly one stamp.
    pub(crate) fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        match file {
            None => Self::new(Self::example(0)),
            Some(file) => Self::new(fs::read(file).with_context(|| format!("cannot read {}", file.display()))?),
        }
    }

    /// The payload of the example with a stamp of this number.
    pub(crate) fn example(seq: u32) -> Vec<u8> {
        EXAMPLE.replace("{text}", &Stamp { poster: 0, seq, at_us: 0 }.text()).into_bytes()
    }

    fn new(payload: Vec<u8>) -> anyhow::Result<Self> {
        let found: Vec<_> = places(&payload).collect();
        ensure!(found.len() == 1, "a template has {} stamps", found.len());
        let at = found[0].start;
        Ok(Self { payload, at })
    }

    /// How long every payload is.
    pub(crate) fn len(&self) -> usize {
        self.payload.len()
    }

    /// The body by which a poster sends the whole payload itself, with `{text}` where its text goes.
    pub(crate) fn body(&self) -> String {
        let text = self.at..self.at + TEXT_BYTES;
        let (before, after) = (&self.payload[..text.start], &self.payload[text.end.min(self.payload.len())..]);
        format!("{}{{text}}{}", String::from_utf8_lossy(before), String::from_utf8_lossy(after))
    }

    /// The payload with another stamp in it.
    pub(crate) fn stamped(&self, stamp: Stamp) -> Vec<u8> {
        let mut payload = self.payload.clone();
        payload[self.at..self.at + STAMP_BYTES].copy_from_slice(stamp.to_string().as_bytes());
        payload
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp::stamps;

    #[test]
    fn a_template_accepts_any_stamp_and_keeps_its_length() {
        let template = Template::load(None).unwrap();
        let stamp = Stamp { poster: 7, seq: 123, at_us: 99 };
        let payload = template.stamped(stamp);
        assert_eq!(stamps(&payload).collect::<Vec<_>>(), [stamp]);
        assert_eq!(payload.len(), Template::example(0).len());
    }

    #[test]
    fn a_body_with_a_text_in_it_is_as_long_as_the_payload() {
        let template = Template::load(None).unwrap();
        let text = Stamp { poster: 0, seq: 0, at_us: 0 }.text();
        assert_eq!(template.body().replace("{text}", &text).into_bytes(), Template::example(0));
        assert_eq!(template.len(), Template::example(0).len());
    }

    #[test]
    fn the_example_is_json() {
        assert!(serde_json::from_slice::<serde_json::Value>(&Template::example(1)).is_ok());
    }
}
