//! Prints the wire types in TypeScript.
fn main() {
    print!("{}", traceboard_protocol::export::typescript());
}
