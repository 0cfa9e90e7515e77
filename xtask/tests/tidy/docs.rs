//! The documents that a newcomer reads first must name what is there.

use std::fs;

use crate::workspace::{packages, root};

#[test]
fn the_map_names_every_crate() {
    let map = fs::read_to_string(root().join("docs/architecture.md")).expect("the map");
    for package in packages() {
        let name = format!("`{}`", package.name);
        assert!(map.contains(&name), "docs/architecture.md does not mention {name}");
    }
}

#[test]
fn every_shipped_model_has_its_origin_written_down() {
    let models = fs::read_to_string(root().join("docs/models.md")).expect("the list of models");
    for package in packages() {
        let Ok(folder) = fs::read_dir(package.folder().join("data")) else { continue };
        for entry in folder {
            let name = entry.expect("an entry").file_name();
            let name = name.to_string_lossy();
            let known = !name.ends_with(".bin") || models.contains(&*name);
            assert!(known, "docs/models.md does not mention {name} of {}", package.name);
        }
    }
}
