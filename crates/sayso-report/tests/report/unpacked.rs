//! A page taken apart: what it says itself, and the data that it holds packed.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::DeflateDecoder;
use serde_json::Value;

const OPENING: &str = "<script type=\"text/plain\" class=\"";

pub(crate) struct Unpacked {
    /// The page without its data.
    pub(crate) shell: String,
    /// Names, articles, attributions and tables.
    pub(crate) counted: Value,
    /// Of each text: the number of its article, whether it is all of it, the text, and the places in it.
    pub(crate) texts: Vec<Value>,
}

impl Unpacked {
    pub(crate) fn new(page: &str) -> Self {
        let (mut shell, mut blocks) = (String::new(), Vec::new());
        let mut rest = page;
        while let Some((before, block)) = rest.split_once(OPENING) {
            let (packed, behind) = block.split_once("</script>\n").expect("an end");
            let (class, packed) = packed.split_once("\">").expect("a class");
            assert!(packed.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b)));
            blocks.push((class, unpack(packed)));
            shell.push_str(before);
            rest = behind;
        }
        shell.push_str(rest);
        let counted = blocks.remove(0);
        assert_eq!(counted.0, "counted");
        let texts = blocks.into_iter().flat_map(|(class, block)| {
            assert_eq!(class, "texts");
            block.as_array().expect("a list").clone()
        });
        Self { shell, counted: counted.1, texts: texts.collect() }
    }
}

fn unpack(base64: &str) -> Value {
    let bytes = BASE64_STANDARD.decode(base64).expect("base64");
    serde_json::from_reader(DeflateDecoder::new(&*bytes)).expect("JSON")
}
