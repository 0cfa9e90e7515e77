//! What a client may decide about the analysis of one text.

use std::str::FromStr;

use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Layer, Layers};
use schemars::JsonSchema;
use serde::Deserialize;

use super::engine::Engine;
use super::problem::Problem;
use crate::analysis::Depth;

/// A model that is compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ModelName {
    /// The fast one.
    Fast,
    /// The accurate one, some forty times slower.
    Accurate,
}

impl FromStr for ModelName {
    type Err = Problem;

    fn from_str(name: &str) -> Result<Self, Problem> {
        match name {
            "fast" => Ok(Self::Fast),
            "accurate" => Ok(Self::Accurate),
            _ => {
                Err(Problem::field("model", format!("`{name}` is no model; use fast or accurate")))
            }
        }
    }
}

/// Options of one analysis. What is left out is as the server was started.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestOptions {
    /// Which model finds attributions.
    #[serde(default)]
    pub(super) model: Option<ModelName>,
    /// Attributions with less confidence, from 0 to 1, are left out.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub(super) min_confidence: Option<f32>,
    /// The layers that the record contains: text, sentences, words, tokens, quotations, entities, boilerplate, attributions, transfers.
    #[serde(default)]
    pub(super) layers: Option<Vec<String>>,
    /// What offsets count: char, byte or utf16.
    #[serde(default)]
    pub(super) offsets: Option<String>,
}

/// Options that were understood.
pub(super) struct Chosen {
    pub(super) analyzer: Analyzer,
    pub(super) layers: Layers,
    pub(super) offsets: OffsetUnit,
}

impl RequestOptions {
    /// Takes what is set in `parameters`, a query, over what is set here.
    pub(super) fn with_query(mut self, name: &str, value: &str) -> Result<Option<Self>, Problem> {
        match name {
            "model" => self.model = Some(value.parse()?),
            "min_confidence" => {
                let wrong = |_| Problem::field("min_confidence", "write a number from 0 to 1");
                self.min_confidence = Some(value.parse().map_err(wrong)?);
            }
            "layers" => self.layers = Some(value.split(',').map(str::to_owned).collect()),
            "offsets" => self.offsets = Some(value.to_owned()),
            _ => return Ok(None),
        }
        Ok(Some(self))
    }

    /// Finds what they mean. Without a `depth`, the layers tell how much of a text is to be found out.
    pub(super) fn choose(&self, engine: &Engine, depth: Option<Depth>) -> Result<Chosen, Problem> {
        let layers = match &self.layers {
            None => Layers::default(),
            Some(names) => names.iter().map(|name| layer(name)).collect::<Result<_, _>>()?,
        };
        let offsets = match self.offsets.as_deref() {
            None | Some("char") => OffsetUnit::Char,
            Some("byte") => OffsetUnit::Byte,
            Some("utf16") => OffsetUnit::Utf16,
            Some(other) => {
                let detail = format!("`{other}` is no unit; use char, byte or utf16");
                return Err(Problem::field("offsets", detail));
            }
        };
        let min_confidence = self.min_confidence.unwrap_or(0.0);
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(Problem::field("min_confidence", "write a number from 0 to 1"));
        }
        let settings = engine.settings(self.model)?;
        let depth = depth.unwrap_or_else(|| Depth::of(layers));
        let analyzer = settings.analyzer_from(depth, min_confidence);
        Ok(Chosen { analyzer, layers, offsets })
    }
}

fn layer(name: &str) -> Result<Layer, Problem> {
    let found = Layer::ALL.into_iter().find(|layer| layer.as_str() == name.trim());
    found.ok_or_else(|| {
        let names = Layer::ALL.map(Layer::as_str).join(", ");
        Problem::field("layers", format!("`{name}` is no layer; use some of {names}"))
    })
}
