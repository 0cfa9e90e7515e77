//! `GET /openapi.json`: the interface in words for programs, made of the routes and of the types.

use std::sync::LazyLock;

use sayso_record::{Layer, Record};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::app::{ROUTES, Route};
use super::article::ArticleRequest;
use super::problem::Problem;

/// Where OpenAPI keeps schemas.
const SCHEMAS: &str = "/components/schemas";

pub(super) static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_string());

fn document() -> Value {
    let settings = SchemaSettings::draft2020_12();
    let mut generator = settings.with(|s| s.definitions_path = SCHEMAS.into()).into_generator();
    let article = generator.subschema_for::<ArticleRequest>();
    let problem = generator.subschema_for::<Problem>();
    let mut paths = Map::new();
    for route in ROUTES {
        paths.insert(route.path.to_owned(), path(route, article.as_value(), problem.as_value()));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Sayso",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Reads news and says who said what. Offsets count code points unless another unit is asked for.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas(&mut generator),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    })
}

/// The schema of records has definitions of its own: they become neighbours of the others.
fn schemas(generator: &mut SchemaGenerator) -> Value {
    let mut all = generator.take_definitions(true);
    let record = Record::schema().to_string().replace("#/$defs/", &format!("#{SCHEMAS}/"));
    let mut record: Value = serde_json::from_str(&record).expect("it was JSON");
    if let Some(Value::Object(definitions)) = record.as_object_mut().and_then(|r| r.remove("$defs"))
    {
        all.extend(definitions);
    }
    all.insert("Record".to_owned(), record);
    Value::Object(all)
}

fn path(route: &Route, article: &Value, problem: &Value) -> Value {
    let text = json!({"type": "string"});
    let content = |media: &[&str], json: &Value| -> Value {
        let schema = |media: &str| if media == "application/json" { json } else { &text };
        let one = |media: &&str| ((*media).to_owned(), json!({"schema": schema(media)}));
        Value::Object(media.iter().map(one).collect())
    };
    let answer = match route.is_record {
        true => json!({"$ref": format!("#{SCHEMAS}/Record")}),
        false => Value::Bool(true),
    };
    let mut operation = json!({
        "summary": route.does,
        "parameters": route.parameters.iter().map(|name| parameter(name)).collect::<Value>(),
        "responses": {
            "200": {"description": "The answer", "content": content(route.gives, &answer)},
            "default": {
                "description": "What is wrong, with the field and the remedy",
                "content": {"application/problem+json": {"schema": problem}},
            },
        },
    });
    if !route.takes.is_empty() {
        let body = json!({"required": true, "content": content(route.takes, article)});
        operation["requestBody"] = body;
    }
    json!({route.method: operation})
}

fn parameter(name: &str) -> Value {
    let schema = match name {
        "at" | "top" => json!({"type": "integer", "minimum": 0, "maximum": u32::MAX}),
        "min_confidence" => json!({"type": "number", "minimum": 0, "maximum": 1}),
        "model" => json!({"enum": ["fast", "accurate"]}),
        "offsets" => json!({"enum": ["char", "byte", "utf16"]}),
        "layers" => json!({"type": "array", "items": {"enum": Layer::ALL.map(Layer::as_str)}}),
        "date" => json!({"type": "string", "format": "date"}),
        _ => json!({"type": "string"}),
    };
    // Lists are written with commas.
    json!({"name": name, "in": "query", "required": name == "at", "explode": false, "schema": schema})
}
