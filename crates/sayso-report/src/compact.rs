//! How some values are written to [bytes](super::Aggregate::to_bytes). These carry no names of fields, so that
//! nothing can be left out.

/// A place: its JSON leaves out a missing attribution.
pub(crate) mod place {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::table::Place;

    pub(crate) fn serialize<S: Serializer>(
        place: &Option<Place>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        place.as_ref().map(|place| (&place.document, place.attribution)).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Place>, D::Error> {
        let place = Option::<(Arc<str>, Option<u32>)>::deserialize(deserializer)?;
        Ok(place.map(|(document, attribution)| Place { document, attribution }))
    }
}

/// A stance, by its name.
pub(crate) mod stance {
    use sayso::Stance;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        stance: &Option<Stance>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        stance.map(Stance::as_str).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Stance>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        Ok(name.and_then(|name| Stance::from_name(&name)))
    }
}
