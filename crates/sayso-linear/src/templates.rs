//! Lists of feature templates: one line a template, with its name and what it looks at.

/// A feature template: what [`feature`](crate::feature) needs to tell its features from those of others, and what
/// people are told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// The number that goes into the hash of its features.
    pub id: u32,
    /// Its name in the list.
    pub name: &'static str,
    /// What it looks at, in a few words.
    pub description: &'static str,
}

impl Template {
    /// The number of a template that is listed without one: a hash of its name.
    pub const fn id_of(name: &str) -> u32 {
        let hash = hash(name);
        (hash ^ (hash >> 32)) as u32
    }

    /// A number that changes when a template is added, removed, renamed or renumbered, but not with the order of
    /// the list.
    ///
    /// # Panics
    /// If two templates have the same number. A list made by [`templates!`](crate::templates) then does not compile.
    pub const fn schema(templates: &[Self]) -> u64 {
        let mut sum = 0u64;
        let mut i = 0;
        while i < templates.len() {
            let Self { id, name, .. } = templates[i];
            let mut j = 0;
            while j < i {
                assert!(templates[j].id != id, "two templates have the same number");
                j += 1;
            }
            let own = (hash(name) ^ id as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            sum = sum.wrapping_add(own ^ (own >> 29));
            i += 1;
        }
        sum
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
/// Each line has a name, an optional number and a description. A template without a number gets one from its name,
/// so a line can be inserted without renumbering others. The module has a constant for each template, the list
/// `ALL`, its `SCHEMA` for the header of the model, and `name` and `describe` to look a number up. A name or number
/// that occurs twice does not compile.
///
/// ```
/// use sayso_linear::{feature, templates, text_hash};
///
/// templates! {
///     /// What the classifier of cues looks at.
///     mod cue {
///         BIAS = 0 "always",
///         LEMMA = 1 "lemma",
///         LEMMA_AND_NEXT "lemma and next word",
///     }
/// }
///
/// let said = feature(cue::LEMMA, &[text_hash("say")]);
/// assert_ne!(said, feature(cue::LEMMA_AND_NEXT, &[text_hash("say"), text_hash("that")]));
/// assert_eq!(cue::describe(cue::LEMMA), Some("lemma"));
/// assert_eq!(cue::name(1), Some("LEMMA"));
/// assert_eq!(cue::ALL.len(), 3);
/// assert_ne!(cue::SCHEMA, 0);
/// ```
#[macro_export]
macro_rules! templates {
    (@id $name:ident $id:literal) => { $id };
    (@id $name:ident) => { $crate::Template::id_of(stringify!($name)) };
    ($(#[$meta:meta])* $vis:vis mod $module:ident {
        $($name:ident $(= $id:literal)? $description:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[allow(dead_code, unreachable_pub)]
        $vis mod $module {
            $(
                #[doc = $description]
                pub const $name: u32 = $crate::templates!(@id $name $($id)?);
            )+

            /// Every template, in the order of the list.
            pub const ALL: &[$crate::Template] = &[$($crate::Template {
                id: $name,
                name: stringify!($name),
                description: $description,
            }),+];

            /// Changes with every name and number of the list.
            pub const SCHEMA: u64 = $crate::Template::schema(ALL);

            fn find(id: u32) -> Option<&'static $crate::Template> {
                ALL.iter().find(|template| template.id == id)
            }

            /// The name of the template with this number.
            pub fn name(id: u32) -> Option<&'static str> {
                find(id).map(|template| template.name)
            }

            /// What the template with this number looks at.
            pub fn describe(id: u32) -> Option<&'static str> {
                find(id).map(|template| template.description)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn the_schema_knows_names_and_numbers_but_no_order() {
        let template = |id, name| Template { id, name, description: "" };
        let schema = Template::schema(&[template(1, "A"), template(2, "B")]);
        assert_eq!(schema, Template::schema(&[template(2, "B"), template(1, "A")]));
        for other in [template(1, "B"), template(3, "A")] {
            assert_ne!(schema, Template::schema(&[other, template(2, "C")]));
            assert_ne!(schema, Template::schema(&[other]));
        }
    }
}
