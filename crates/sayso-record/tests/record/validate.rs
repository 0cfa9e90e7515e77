//! As much of JSON Schema as the schema of the record uses; any other keyword is an error. The crates that know all
//! of it bring thirty others.

use serde_json::{Map, Value};

/// What is wrong with `value`, and where.
pub(crate) fn complaint(schema: &Value, value: &Value) -> Option<String> {
    check(schema, schema.as_object().expect("a schema"), value, "").err()
}

fn check(root: &Value, schema: &Map<String, Value>, value: &Value, at: &str) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{at}: {value} is not as {what} says"));
    for (keyword, rule) in schema {
        let holds = match keyword.as_str() {
            "$ref" => {
                let path =
                    rule.as_str().and_then(|path| path.strip_prefix('#')).expect("a path here");
                let definition = root.pointer(path).and_then(Value::as_object).expect(path);
                check(root, definition, value, at)?;
                true
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|name| is(name, value)),
                name => is(name, value),
            },
            "const" => value == rule,
            "enum" => rule.as_array().expect("values").contains(value),
            "minimum" => value.as_f64().is_none_or(|n| Some(n) >= rule.as_f64()),
            "maximum" => value.as_f64().is_none_or(|n| Some(n) <= rule.as_f64()),
            "minItems" => length(value).is_none_or(|length| Some(length) >= rule.as_u64()),
            "maxItems" => length(value).is_none_or(|length| Some(length) <= rule.as_u64()),
            "required" => {
                let mut names = rule.as_array().expect("names").iter().filter_map(Value::as_str);
                value.as_object().is_none_or(|fields| names.all(|name| fields.contains_key(name)))
            }
            "properties" => {
                for (name, rule) in rule.as_object().expect("rules by name") {
                    if let Some(field) = value.get(name) {
                        let rule = rule.as_object().expect("a rule");
                        check(root, rule, field, &format!("{at}/{name}"))?;
                    }
                }
                true
            }
            "items" => {
                let rule = rule.as_object().expect("a rule");
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{at}/{i}"))?;
                }
                true
            }
            "prefixItems" => {
                let rules = rule.as_array().expect("rules").iter().filter_map(Value::as_object);
                let items = value.as_array().into_iter().flatten();
                for (i, (rule, item)) in rules.zip(items).enumerate() {
                    check(root, rule, item, &format!("{at}/{i}"))?;
                }
                true
            }
            "additionalProperties" => rule == true,
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
            _ => return Err(format!("{at}: no test knows the keyword {keyword}")),
        };
        if !holds {
            return wrong(keyword);
        }
    }
    Ok(())
}

fn is(name: &Value, value: &Value) -> bool {
    match name.as_str().expect("the name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}
