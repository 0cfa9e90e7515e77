//! Model files.

use std::borrow::Cow;

use sayso_attribution::AttributionModel;
use sayso_entities::EntityModel;
use sayso_lexicon::Lexicon;
use sayso_linear::{ModelError, ModelFile};
use sayso_syntax::SyntaxModel;
use sayso_text::SegmentationModel;

type Load = fn(Vec<u8>) -> Result<(), ModelError>;

/// The kind in the header, the file that is shipped, and its reader.
const MODELS: [(&str, &[u8], Load); 5] = [
    ("boundaries", include_bytes!("../../crates/sayso-text/data/boundaries.bin"), |bytes| {
        SegmentationModel::from_bytes(bytes).map(drop)
    }),
    ("clusters", include_bytes!("../../crates/sayso-lexicon/data/clusters.bin"), |bytes| {
        Lexicon::from_bytes(bytes).map(drop)
    }),
    ("syntax", include_bytes!("../../crates/sayso-syntax/data/syntax.bin"), |bytes| {
        SyntaxModel::from_bytes(bytes).map(drop)
    }),
    ("names", include_bytes!("../../crates/sayso-entities/data/names.bin"), |bytes| {
        EntityModel::from_bytes(bytes).map(drop)
    }),
    (
        "attribution",
        include_bytes!("../../crates/sayso-attribution/data/attribution.model"),
        |bytes| AttributionModel::from_bytes(bytes).map(drop),
    ),
];

/// The first byte chooses the model, the second what is done to it, the rest how.
pub fn check(data: &[u8]) {
    let Some((&[model, change], data)) = data.split_first_chunk::<2>() else { return };
    let (kind, shipped, load) = MODELS[usize::from(model) % MODELS.len()];
    let mut sections = sections(shipped);
    let bytes = match change % 4 {
        0 => data.to_vec(),
        1 => file(kind, shipped, &data.chunks(64).map(Cow::Borrowed).collect::<Vec<_>>()),
        change => {
            edit(&mut sections, data, change == 2);
            file(kind, shipped, &sections)
        }
    };
    if let Err(error) = load(bytes) {
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

/// A file with these sections whose header is right.
fn file(kind: &str, shipped: &[u8], sections: &[Cow<'_, [u8]>]) -> Vec<u8> {
    let schema = u64::from_le_bytes(std::array::from_fn(|i| shipped[32 + i]));
    ModelFile::write(kind, schema, &sections.iter().map(|section| &**section).collect::<Vec<_>>())
}

fn sections(mut shipped: &'static [u8]) -> Vec<Cow<'static, [u8]>> {
    let mut sections = Vec::new();
    shipped = &shipped[48..];
    while let Some((length, rest)) = shipped.split_first_chunk() {
        let (section, rest) = rest.split_at(u32::from_le_bytes(*length) as usize);
        sections.push(Cow::Borrowed(section));
        shipped = rest;
    }
    sections
}

/// Overwrites bytes near the ends of sections, where lengths are, or cuts sections.
fn edit(sections: &mut [Cow<'static, [u8]>], data: &[u8], overwrite: bool) {
    for &[which, low, high, value] in data.as_chunks().0 {
        let index = usize::from(which & 0x7f) % sections.len();
        let section = sections[index].to_mut();
        let mut at = usize::from(u16::from_le_bytes([low, high])) % section.len().max(1);
        if which & 0x80 > 0 && !section.is_empty() {
            at = section.len() - 1 - at;
        }
        match section.get_mut(at) {
            Some(byte) if overwrite => *byte = value,
            Some(_) => section.truncate(at),
            None => section.push(value),
        }
    }
}
