//! Lists of feature templates: one line a template, with its name and what it looks at.

use crate::table::FORM;

/// A feature template: what [`feature`](crate::feature) needs to tell its features from those of others, and what
/// people are told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// What goes into the hash of its features: a hash of its list and name.
    pub id: u32,
    /// What it looks at, in a few words.
    pub description: &'static str,
}

impl Template {
    /// The template called `name`, which begins with that of its list.
    pub const fn new(name: &str, description: &'static str) -> Self {
        let hash = hash(name);
        Self { id: (hash ^ (hash >> 32)) as u32, description }
    }

    /// A number for the header of a model. It changes when a template is added, removed or renamed, and with the form of
    /// [`WeightTable`](crate::WeightTable)s, but not with the order of the lines.
    ///
    /// # Panics
    /// If two templates have the same hash; as a constant, it then does not compile.
    pub const fn schema(lists: &[&[Self]]) -> u64 {
        let mut sum = FORM;
        let mut list = 0;
        while list < lists.len() {
            let mut i = 0;
            while i < lists[list].len() {
                let id = lists[list][i].id;
                assert!(!Self::precedes(lists, list, i), "two templates share a hash: rename one");
                let own = (id as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let own = (own ^ (own >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                sum = sum.wrapping_add(own ^ (own >> 32));
                i += 1;
            }
            list += 1;
        }
        sum
    }

    /// Whether the hash of template `i` of list `list` occurs before it.
    const fn precedes(lists: &[&[Self]], list: usize, i: usize) -> bool {
        let id = lists[list][i].id;
        let mut earlier = 0;
        while earlier <= list {
            let end = if earlier == list { i } else { lists[earlier].len() };
            let mut j = 0;
            while j < end {
                if lists[earlier][j].id == id {
                    return true;
                }
                j += 1;
            }
            earlier += 1;
        }
        false
    }
}

/// FNV-1a, in a form that works at compile time.
const fn hash(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

/// Makes a module of feature templates from a list.
///
/// Each line has a name and a description. What goes into the hash of a feature is a hash of the names of list and
/// template, so that a line can be added anywhere. The module has a constant for each template, the list `ALL` for
/// [`Template::schema`](crate::Template::schema), and `describe` to look a template up.
///
/// ```
/// use sayso_linear::{Template, feature, templates, text_hash};
///
/// templates! {
///     /// What the classifier of cues looks at.
///     mod cue {
///         ALWAYS "always",
///         LEMMA "lemma",
///         LEMMA_AND_NEXT "lemma and next word",
///     }
/// }
/// const SCHEMA: u64 = Template::schema(&[cue::ALL]);
///
/// let said = feature(cue::LEMMA, &[text_hash("say")]);
/// assert_ne!(said, feature(cue::LEMMA_AND_NEXT, &[text_hash("say"), text_hash("that")]));
/// assert_eq!(cue::describe(cue::LEMMA), Some("lemma"));
/// assert_ne!(SCHEMA, Template::schema(&[&cue::ALL[1..]]));
/// ```
#[macro_export]
macro_rules! templates {
    ($(#[$meta:meta])* $vis:vis mod $list:ident {
        $($name:ident $description:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[allow(dead_code, unreachable_pub)]
        $vis mod $list {
            /// Every template, in the order of the list.
            pub const ALL: &[$crate::Template] = &[$($crate::Template::new(
                concat!(stringify!($list), " ", stringify!($name)),
                $description,
            )),+];

            $(
                #[doc = $description]
                pub const $name: u32 =
                    $crate::Template::new(concat!(stringify!($list), " ", stringify!($name)), "").id;
            )+

            /// What the template with this hash looks at.
            pub fn describe(id: u32) -> Option<&'static str> {
                ALL.iter().find(|template| template.id == id).map(|template| template.description)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn the_schema_knows_names_but_no_order() {
        let [a, b, c] = ["list A", "list B", "other A"].map(|name| Template::new(name, ""));
        let schema = Template::schema(&[&[a, b]]);
        assert_eq!(schema, Template::schema(&[&[b], &[a]]));
        for other in [&[a][..], &[a, c], &[b, c], &[a, b, c]] {
            assert_ne!(schema, Template::schema(&[other]));
        }
    }
}
