//! The record as JSON Schema, for those who read records in other languages.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use crate::Record;

impl Record {
    /// The JSON Schema (draft 2020-12) of the records that this version writes.
    ///
    /// It allows fields that it does not name, since fields are added without a new [`FORMAT`](crate::FORMAT).
    /// That spans are in bounds and in order, no schema can say.
    ///
    /// ```
    /// use sayso_record::Record;
    ///
    /// let schema = Record::schema();
    /// assert_eq!(schema["title"], "Record");
    /// assert_eq!(schema["properties"]["offsets"]["enum"][1], "char");
    /// ```
    pub fn schema() -> Value {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let settings = settings.with_transform(RecursiveTransform(absent_is_not_null));
        let settings = settings.with_transform(RecursiveTransform(plain_description));
        settings.into_generator().into_root_schema_for::<Self>().to_value()
    }
}

/// A field that need not be there is never null: what has no value is left out.
fn absent_is_not_null(schema: &mut Schema) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required =
        |name: &str| required.as_array().is_some_and(|all| all.iter().any(|n| n == name));
    let Some(Value::Object(properties)) = schema.get_mut("properties") else { return };
    let optional = properties.iter_mut().filter(|(name, _)| !is_required(name));
    for property in optional.filter_map(|(_, property)| property.as_object_mut()) {
        if let Some(Value::Array(types)) = property.get_mut("type") {
            types.retain(|name| name != "null");
            if let [only] = types.as_slice() {
                property["type"] = only.clone();
            }
        }
        if let Some(Value::Array(choices)) = property.get_mut("anyOf") {
            choices.retain(|choice| choice["type"] != "null");
            if let [Value::Object(only)] = choices.as_mut_slice() {
                let only = std::mem::take(only);
                property.remove("anyOf");
                property.extend(only);
            }
        }
    }
}

/// A description is one paragraph of plain text: documentation has examples and links to other types as well.
fn plain_description(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        let text = description.split("```").next().unwrap_or_default();
        let words: Vec<&str> = text.split_whitespace().collect();
        *description = words.join(" ").replace("[`", "`").replace("`]", "`");
    }
}
