//! Prints the API as an OpenAPI document.
fn main() {
    print!("{}", traceboard_server::openapi());
}
