//! What is handed out carries its licences.

use std::fs;
use std::process::Command;

use crate::workspace::{packages, root};

#[test]
fn every_crate_carries_the_licences() {
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let text = fs::read(root().join(licence)).expect("a licence");
        for package in packages() {
            // The workspace's own tools are not handed out.
            if package.folder().starts_with(root().join("crates")) {
                let copy = fs::read(package.folder().join(licence));
                assert!(copy.is_ok_and(|copy| copy == text), "{}: {licence}", package.name);
            }
        }
    }
}

#[test]
fn notices_say_what_the_page_of_models_does() {
    let mut check = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = check.args(["notice", "--check"]).output().expect("xtask starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
