//! Finds all mistakes of a command line. clap stops at the first one: so each is noted in one sentence and removed from the command
//! line, and the rest is parsed again.

use std::ffi::OsString;

use clap::{
    Arg, Command, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::misuse::Mistakes;

/// Stands in for a missing value, so that the other arguments are checked too. It is valid as a name, a text and an id. No message
/// shows it.
pub(crate) const MISSING: &str = "00000000-0000-7000-8000-006d69737369";
/// After so many mistakes the rest is not parsed: nobody corrects more at once.
const MISTAKES_MAX: usize = 64;

/// A command line whose mistakes are removed one by one.
pub(super) struct Typed {
    words: Vec<OsString>,
    /// Flags whose environment variables are ignored, because their values were mistakes.
    without_variable: Vec<String>,
    /// The word after an unknown flag: the flag's value, unless the command accepts the word.
    stray: Option<String>,
}

impl Typed {
    pub(super) fn new(words: impl IntoIterator<Item = OsString>) -> Self {
        Self { words: words.into_iter().collect(), without_variable: Vec::new(), stray: None }
    }

    /// What `read` returns once the mistakes are removed, and the mistakes. None where the rest can't be parsed without them.
    ///
    /// # Errors
    /// `--help` or `--version`.
    pub(super) fn read<T>(
        mut self,
        command: &Command,
        read: impl Fn(Command, &[OsString], &[String]) -> Result<T, Error>,
    ) -> Result<(Option<T>, Mistakes), Error> {
        let mut mistakes = Mistakes::default();
        let mut built = command.clone();
        built.build();
        for number in 0..MISTAKES_MAX {
            let error = match read(command.clone(), &self.words, &self.without_variable) {
                Ok(read) => return Ok((Some(read), mistakes)),
                Err(error) => error,
            };
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
                return if number == 0 { Err(error) } else { Ok((None, mistakes)) };
            }
            let goes_on = self.note(&built, &error, &mut mistakes);
            if !goes_on {
                break;
            }
        }
        Ok((None, mistakes))
    }

    /// Notes a mistake and removes it from the command line. False where the rest can't be parsed without it.
    fn note(&mut self, command: &Command, error: &Error, mistakes: &mut Mistakes) -> bool {
        let (command, called) = self.command(command);
        let (arg, value) = (text(error, ContextKind::InvalidArg), text(error, ContextKind::InvalidValue));
        let name = name(&arg);
        let mut note = |mistake: String| {
            mistakes.collect::<()>(Err(mistake));
        };
        match error.kind() {
            ErrorKind::UnknownArgument if self.stray.as_ref() == Some(&arg) => self.remove(&arg, false),
            ErrorKind::UnknownArgument if !arg.starts_with('-') => {
                note(format!("{arg:?}: {called} takes no further words"));
                self.remove(&arg, false)
            }
            ErrorKind::UnknownArgument => {
                let meant = text(error, ContextKind::SuggestedArg);
                let meant = if meant.is_empty() { meant } else { format!("; did you mean {}?", self::name(&meant)) };
                note(format!("{arg}: {called} has no such flag{meant}"));
                self.stray = self.behind(&arg);
                self.remove(&arg, false)
            }
            ErrorKind::InvalidSubcommand
                if self.stray.as_ref() == Some(&text(error, ContextKind::InvalidSubcommand)) =>
            {
                self.remove(&text(error, ContextKind::InvalidSubcommand), false)
            }
            ErrorKind::InvalidSubcommand => {
                // clap sorts the likeliest last.
                let meant = list(error, ContextKind::SuggestedSubcommand).pop();
                let meant = meant.map_or_else(|| expected(command), |meant| format!("did you mean {meant}?"));
                note(format!(
                    "{:?}: {called} has no such command; {meant}",
                    text(error, ContextKind::InvalidSubcommand)
                ));
                false
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                note(format!("a command is missing after {called}; {}", expected(command)));
                false
            }
            ErrorKind::InvalidValue => {
                let known = list(error, ContextKind::ValidValue);
                let wanted = if known.is_empty() { "a value".to_owned() } else { known.join(" or ") };
                let given = if value.is_empty() { String::new() } else { format!(" {value:?}") };
                note(format!("{name}{given}: expected {wanted}"));
                self.replace(&arg, &value, known.first().map_or(MISSING, String::as_str))
            }
            ErrorKind::ValueValidation => {
                let source = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
                let source = if source.contains("digit") { "expected a whole number".to_owned() } else { source };
                note(format!("{name} {value:?}: {source}"));
                name.starts_with('-') && self.remove_arg(&arg, true)
            }
            ErrorKind::TooManyValues => {
                note(format!("{name}={value}: {name} takes no value"));
                self.remove_arg(&arg, false)
            }
            ErrorKind::ArgumentConflict => {
                let others = list(error, ContextKind::PriorArg);
                let behind = text(error, ContextKind::InvalidSubcommand);
                let out = if behind.is_empty() { vec![arg.clone()] } else { others.clone() };
                let others = others.iter().map(|other| self::name(other)).collect::<Vec<_>>().join(" and ");
                note(match behind.as_str() {
                    "" if others == name => format!("{name}: given more than once"),
                    "" => format!("{name} and {others}: give only one of them"),
                    behind => format!("{others}: write flags after the command {behind}"),
                });
                out.iter().all(|arg| self.remove_arg(arg, takes_value(command, arg)))
            }
            ErrorKind::MissingRequiredArgument => {
                let missing = list(error, ContextKind::InvalidArg);
                missing.iter().for_each(|arg| note(format!("{arg} is missing")));
                missing.iter().all(|arg| self.fill(command, arg))
            }
            _ => {
                let told = error.to_string();
                note(told.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned());
                false
            }
        }
    }

    /// The (sub)command of this command line, and its full name.
    fn command<'a>(&self, all: &'a Command) -> (&'a Command, String) {
        let words = self.words.iter().skip(1).filter_map(|word| word.to_str());
        words.fold((all, all.get_name().to_owned()), |(command, called), word| match command.find_subcommand(word) {
            Some(sub) => (sub, format!("{called} {word}")),
            None => (command, called),
        })
    }

    /// The last index of a flag or a word.
    fn place(&self, name: &str) -> Option<usize> {
        let is_it = |word: &str| word == name || word.strip_prefix(name).is_some_and(|rest| rest.starts_with('='));
        let short = |word: &str| !name.starts_with("--") && name.starts_with('-') && word.starts_with(name);
        self.words.iter().rposition(|word| word.to_str().is_some_and(|word| is_it(word) || short(word)))
    }

    fn behind(&self, name: &str) -> Option<String> {
        let next = self.words.get(self.place(name)? + 1)?.to_str()?;
        (!next.starts_with('-')).then(|| next.to_owned())
    }

    fn remove(&mut self, name: &str, with_value: bool) -> bool {
        let Some(place) = self.place(name) else { return false };
        let stands_alone = self.words.remove(place) == *name;
        if with_value && stands_alone && place < self.words.len() {
            self.words.remove(place);
        }
        true
    }

    /// Removes a flag, or ignores the variable that set it.
    fn remove_arg(&mut self, arg: &str, with_value: bool) -> bool {
        self.remove(name(arg), with_value) || self.forget_variable(arg)
    }

    /// Replaces a value by `good`, which can be parsed.
    fn replace(&mut self, arg: &str, value: &str, good: &str) -> bool {
        let name = name(arg);
        let is_flag = name.starts_with('-');
        match self.place(if is_flag { name } else { value }) {
            Some(place) if !is_flag => self.words[place] = good.into(),
            Some(place) if self.words[place] != *name => self.words[place] = format!("{name}={good}").into(),
            Some(place) if !value.is_empty() || self.words.get(place + 1).is_some_and(|word| word.is_empty()) => {
                self.words[place + 1] = good.into();
            }
            Some(place) => self.words.insert(place + 1, good.into()),
            None => return self.forget_variable(arg),
        }
        true
    }

    /// Adds a missing argument, with a value that can be parsed.
    fn fill(&mut self, command: &Command, arg: &str) -> bool {
        let known = find(command, arg).map(Arg::get_possible_values).unwrap_or_default();
        let good = known.first().map_or(MISSING, |known| known.get_name()).to_owned();
        let name = name(arg);
        match name.starts_with('-') {
            true if takes_value(command, arg) => self.words.push(format!("{name}={good}").into()),
            true => self.words.push(name.into()),
            false => self.words.push(good.into()),
        }
        // After `--` everything is a positional argument.
        !name.starts_with('-') || !self.words.iter().any(|word| word == "--")
    }

    fn forget_variable(&mut self, arg: &str) -> bool {
        let flag = name(arg).to_owned();
        let is_new = !self.without_variable.contains(&flag);
        self.without_variable.push(flag);
        is_new
    }
}

/// The flag of `--circle <LINK>`.
fn name(arg: &str) -> &str {
    arg.split([' ', '=']).next().unwrap_or(arg)
}

fn find<'a>(command: &'a Command, arg: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|known| known.to_string() == arg)
}

fn takes_value(command: &Command, arg: &str) -> bool {
    // A flag that this command doesn't have belongs to the command before it.
    find(command, arg).map_or(arg.contains('<'), |arg| arg.get_action().takes_values())
}

fn expected(command: &Command) -> String {
    let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    format!("expected {}", known.join(", "))
}

fn text(error: &Error, kind: ContextKind) -> String {
    list(error, kind).into_iter().next().unwrap_or_default()
}

fn list(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}
