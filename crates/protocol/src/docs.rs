//! The tables of errors and close codes as Markdown, for the pages that are generated.

use std::fmt::Write as _;

use crate::{CloseCode, ERRORS};

/// The error table, one row per code.
#[must_use]
pub fn error_table_md() -> String {
    let mut table = "| code | status | retry | meaning |\n|---|---|---|---|\n".to_owned();
    for row in ERRORS {
        let retry = if row.retry { "yes" } else { "no" };
        // Writing to a string can't fail.
        let _ = writeln!(table, "| `{}` | {} | {retry} | {} |", row.name, row.status, row.meaning);
    }
    table
}

/// The close codes of the socket, one row each.
#[must_use]
pub fn close_code_md() -> String {
    let mut table = "| code | name | come back | meaning |\n|---|---|---|---|\n".to_owned();
    for code in CloseCode::ALL {
        let row = code.row();
        let _ = writeln!(table, "| {} | `{}` | {} | {} |", *code as u16, row.name, row.come_back.words(), row.meaning);
    }
    table
}
