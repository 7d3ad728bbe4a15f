//! Mistakes on the command line: collected, reported together, and with an exit code of their own.

use std::path::PathBuf;

use crate::cli::MISSING;

/// The mistakes of a command line; at least one.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n  "))]
pub(crate) struct Misuse(Vec<String>);

impl Misuse {
    /// An error of one mistake.
    pub(crate) fn err<T>(words: impl Into<String>) -> anyhow::Result<T> {
        Err(Self(vec![words.into()]).into())
    }
}

/// The mistakes found so far. A command checks all its arguments before it reports any.
#[derive(Debug, Default)]
pub(crate) struct Mistakes(Vec<String>);

impl Mistakes {
    /// The value; or none, after adding the mistake. A value that stands in for a missing one adds none: that it is missing was
    /// added before.
    pub(crate) fn collect<T>(&mut self, read: Result<T, impl ToString>) -> Option<T> {
        let read = read.map_err(|mistake| mistake.to_string());
        read.map_err(|mistake| self.0.extend((!mistake.contains(MISSING)).then_some(mistake))).ok()
    }

    /// The checked arguments, if there were no mistakes. `read` is none only after one was collected.
    ///
    /// # Errors
    /// [`Misuse`] with all of them.
    pub(crate) fn finish<T>(mut self, read: Option<T>) -> anyhow::Result<T> {
        match read {
            Some(read) if self.0.is_empty() => Ok(read),
            _ => {
                if self.0.len() > 1 {
                    self.0.insert(0, format!("{} mistakes:", self.0.len()));
                }
                Err(Misuse(self.0).into())
            }
        }
    }
}

/// A number above 0, as `--speed` takes it.
pub(crate) fn speed(text: &str, at_most: f64) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(speed) if speed > 0.0 && speed <= at_most => Ok(speed),
        _ => Err(format!("--speed {text:?}: expected a number above 0 and up to {at_most}")),
    }
}

/// An address with a port, as `--listen` takes it.
pub(crate) fn listen(text: &str) -> Result<std::net::SocketAddr, String> {
    text.parse().map_err(|_| format!("--listen {text:?}: expected an address and a port, like 0.0.0.0:7777"))
}

/// A folder or a file as it was typed. One that begins with a tilde was meant to be at home: a shell writes that out, but not between
/// quotes, behind `=` or from a service's settings, and a folder called `~` would be made.
pub(crate) fn path(name: &str, typed: impl Into<PathBuf>) -> Result<PathBuf, String> {
    let typed = typed.into();
    let first = typed.components().next();
    if first.is_some_and(|first| first.as_os_str().as_encoded_bytes().starts_with(b"~")) {
        let typed = typed.display();
        return Err(format!("{name} {typed}: no shell wrote the ~ out; name the whole path, or ./{typed}"));
    }
    Ok(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_that_no_shell_wrote_out_is_refused() {
        for typed in ["~", "~/x", "~/", "~kea/x"] {
            let told = path("--data", typed).unwrap_err();
            assert!(told.contains(typed), "{told}");
        }
        for typed in ["./~/x", "/x/~", "x~", "a/~b"] {
            assert_eq!(path("--data", typed), Ok(PathBuf::from(typed)));
        }
    }
}
