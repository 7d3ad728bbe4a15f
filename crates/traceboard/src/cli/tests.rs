use super::*;

#[test]
fn every_command_can_be_typed() {
    Cli::command().debug_assert();
    let commands: [&[&str]; 25] = [
        &[],
        &["serve", "--listen", "127.0.0.1:0", "--json", "--posts-burst", "9", "--idle-close", "60"],
        &["leave", "text", "--builds-on", "a", "--builds-on", "b", "--open-end", "end", "--circle", "x"],
        &["rest", "--circle", "x"],
        &["trails", "--coldest-first", "--limit", "9", "--circle", "x", "--json"],
        &["tail", "--circle", "x", "--after", "1-2-0000000000000003", "--json"],
        &["import", "-", "--circle", "x", "--live", "--speed", "10"],
        &["export", "--circle", "x", "--format", "md"],
        &["circle", "new", "Kitchen", "--circle", "x", "--name", "Kea"],
        &["round", "open", "--kind", "retro", "--ends-at", "2026-10-02T18:00Z", "--circle", "x"],
        &["round", "answer", "id", "one", "", "three", "--circle", "x", "--json"],
        &["gathering", "open", "Retreat", "--from", "a", "--to", "b", "--circle", "x", "--name", "Kea"],
        &["pod", "call", "Dry fruit", "--places", "4", "--until", "2026-12-04", "--circle", "x"],
        &["pod", "list", "--all", "--json", "--circle", "x"],
        &["pod", "step-in", "p", "--circle", "x"],
        &["pod", "invite", "p", "m", "--circle", "x"],
        &["agreement", "propose", "On time", "--why", "the light", "--instead-of", "a", "--circle", "x"],
        &["agreement", "move", "a", "--stage", "let-go", "--review", "r", "--circle", "x"],
        &["agreement", "word", "a", "as I see it", "--not-shared", "--circle", "x"],
        &["story", "tell", "The pond", "It began", "t", "--pod", "p", "--circle", "x"],
        &["story", "retell", "s", "The pond", "t", "--circle", "x", "--json"],
        &["story", "export", "s", "--format", "html", "--circle", "x"],
        &["backup", "data", "/backups/monday"],
        &["check", "data"],
        &["demo", "--listen", "127.0.0.1:0", "--speed", "4"],
    ];
    for typed in commands {
        // Parsing also reads every flag by its type, which fails where two flags share an id.
        let typed = ["traceboard"].iter().chain(typed);
        Cli::try_parse_from(typed).unwrap();
    }
}
#[test]
fn all_mistakes_of_a_command_line_are_reported_at_once_each_in_a_line() {
    for (typed, told) in [
        (
            &["serve", "--port", "x", "--bogus"][..],
            &["--port: traceboard serve has no such flag", "--bogus: traceboard serve has no such flag"][..],
        ),
        (&["servee"], &["\"servee\": traceboard has no such command; did you mean serve?"]),
        (&["story", "new"], &["\"new\": traceboard story has no such command; expected list, tell"]),
        (&["circle"], &["a command is missing after traceboard circle; expected new, seed"]),
        (&["leave", "--wat"], &["--wat: traceboard leave", "<TEXT> is missing", "--circle <LINK> is missing"]),
        (&["leave", "--wat=7", "hi", "--circle"], &["--wat: traceboard leave", "--circle: expected a value"]),
        (
            &["export", "--format", "xx", "--circle", "a", "b"],
            &["--format \"xx\": expected jsonl or md", "\"b\": traceboard export takes no further words"],
        ),
        (
            &["serve", "--data", "a", "--data", "b", "--no-found=maybe", "--jsn"],
            &[
                "--data: given more than once",
                "--no-found=maybe: --no-found takes no value",
                "--jsn: traceboard serve has no such flag; did you mean --json?",
            ],
        ),
        (
            &["leave", "x", "--promise", "a", "--open-end", "b", "--limit", "3"],
            &["give only one of them", "--limit", "--circle <LINK> is missing"],
        ),
        (
            &["--log-format", "json", "leave", "x", "--circle", "a"],
            &["--log-format: write flags after the command leave"],
        ),
        (
            &["trails", "--limit", "many", "--circle", "a", "--log-format", "yaml"],
            &["--limit \"many\": expected a whole number", "--log-format \"yaml\": expected text or json"],
        ),
    ] {
        let words = ["traceboard"].iter().chain(typed).map(OsString::from);
        let (_, mistakes) = Cli::read(words).unwrap();
        let lines = mistakes.finish(None::<()>).unwrap_err().to_string();
        for mistake in told {
            assert!(lines.contains(mistake), "{typed:?}: {mistake:?} is missing in {lines:?}");
        }
        assert_eq!(lines.lines().count(), told.len() + usize::from(told.len() > 1), "{typed:?}: {lines:?}");
        assert!(!lines.contains(MISSING), "{typed:?}: {lines:?}");
    }
}
