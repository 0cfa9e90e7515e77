//! The names of closed sets of values in a record, for serde's `with` and for the schema.

use sayso::{
    Actuality, OffsetUnit, Polarity, QuotationType, QuoteStyle, Relation, SourceKind, Stance,
    ThingKind, TransferStatus, Upos, Xpos,
};

macro_rules! by_name {
    ($module:ident: $type:ty, $all:expr, $to_name:expr, $from_name:expr) => {
        pub(super) mod $module {
            use super::*;
            use serde::{Deserialize, Deserializer, Serializer, de::Error};

            pub(in crate::record) fn serialize<S: Serializer>(
                value: &$type,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($to_name(*value))
            }

            pub(in crate::record) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$type, D::Error> {
                let name = String::deserialize(deserializer)?;
                $from_name(&name).ok_or_else(|| {
                    D::Error::custom(format!("no {} is called `{name}`", stringify!($type)))
                })
            }

            #[cfg(feature = "schema")]
            pub(in crate::record) fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let names: Vec<&str> = $all.iter().map(|&value| $to_name(value)).collect();
                schemars::json_schema!({ "type": "string", "enum": names })
            }
        }
    };
}

by_name!(stance: Stance, Stance::ALL, Stance::as_str, Stance::from_name);
by_name!(polarity: Polarity, Polarity::ALL, Polarity::as_str, Polarity::from_name);
by_name!(actuality: Actuality, Actuality::ALL, Actuality::as_str, Actuality::from_name);
by_name!(source_kind: SourceKind, SourceKind::ALL, SourceKind::as_str, SourceKind::from_name);
by_name!(quotation_type: QuotationType, QuotationType::ALL, QuotationType::as_str, QuotationType::from_name);
by_name!(thing_kind: ThingKind, ThingKind::ALL, ThingKind::as_str, ThingKind::from_name);
by_name!(transfer_status: TransferStatus, TransferStatus::ALL, TransferStatus::as_str, TransferStatus::from_name);
by_name!(upos: Upos, Upos::ALL, Upos::as_str, Upos::from_name);
by_name!(xpos: Xpos, Xpos::ALL, Xpos::as_str, Xpos::from_name);
by_name!(relation: Relation, Relation::ALL, Relation::as_str, Relation::from_name);
by_name!(offset_unit: OffsetUnit, OffsetUnit::ALL, OffsetUnit::as_str, OffsetUnit::from_name);
by_name!(quote_style: QuoteStyle, QUOTE_STYLES, quote_style_name, quote_style_from_name);

const QUOTE_STYLES: [QuoteStyle; 2] = [QuoteStyle::Double, QuoteStyle::Single];

fn quote_style_name(style: QuoteStyle) -> &'static str {
    match style {
        QuoteStyle::Double => "double",
        QuoteStyle::Single => "single",
    }
}

fn quote_style_from_name(name: &str) -> Option<QuoteStyle> {
    QUOTE_STYLES.into_iter().find(|&style| quote_style_name(style) == name)
}
