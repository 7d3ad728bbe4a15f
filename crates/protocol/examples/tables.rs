//! Prints the table that the first argument names, as Markdown: `errors` or `close-codes`.
use traceboard_protocol::docs::{close_code_md, error_table_md};

fn main() -> Result<(), String> {
    match std::env::args().nth(1).as_deref() {
        Some("errors") => print!("{}", error_table_md()),
        Some("close-codes") => print!("{}", close_code_md()),
        other => return Err(format!("expected errors or close-codes, and got {other:?}")),
    }
    Ok(())
}
