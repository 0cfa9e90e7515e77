//! What an analyzer of Python's is made of: options that have been read, and workers that analyse with them.

use std::sync::Arc;

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use sayso::OffsetUnit;
use sayso_cli::{AnalysisSettings, AnalysisSources, ModelChoice, OptionFile};
use sayso_record::{Header, Layer, Layers, Meta, Record};

use crate::text;
use crate::worker::{Workers, interruptible};

/// A file that Python has read: what complaints call it, and its bytes.
type Source = Option<(String, PyBackedBytes)>;

/// The name of a built-in model, or a file.
#[derive(FromPyObject)]
enum Model {
    Named(String),
    File((String, PyBackedBytes)),
}

/// What Python knows of a text.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Head {
    id: Option<String>,
    title: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
}

impl From<Head> for Header {
    fn from(Head { id, title, date, publisher, url }: Head) -> Self {
        let extra = url.map(|url| ("url".to_owned(), url.into())).into_iter().collect();
        let meta = Meta { title, date, publisher, extra, ..Meta::default() };
        Self { id: id.unwrap_or_default(), meta, ..Self::default() }
    }
}

/// Workers with the options of an analyzer, and the form of its records.
#[pyclass(frozen, module = "sayso._native")]
pub(crate) struct Engine {
    pub(crate) workers: Arc<Workers>,
    pub(crate) form: Form,
}

/// What records hold, and what their offsets count.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    pub(crate) layers: Layers,
    pub(crate) offsets: OffsetUnit,
}

#[pymethods]
impl Engine {
    #[new]
    #[allow(
        clippy::too_many_arguments,
        reason = "the options of an analyzer, passed by one function"
    )]
    fn new(
        py: Python<'_>,
        model: Option<Model>,
        gazetteer: Source,
        patterns: Source,
        cues: Source,
        min_confidence: f32,
        layers: Option<Vec<String>>,
        offsets: &str,
    ) -> PyResult<Self> {
        let form = Form::new(layers, offsets)?;
        let file = |(name, contents): (String, PyBackedBytes)| OptionFile {
            name,
            contents: contents.to_vec(),
        };
        let model = match model {
            None => ModelChoice::default(),
            Some(Model::File(source)) => ModelChoice::File(file(source)),
            Some(Model::Named(name)) => ModelChoice::named(&name)
                .ok_or_else(|| PyValueError::new_err(format!("no model is called {name}")))?,
        };
        let [gazetteer, patterns, cues] =
            [gazetteer, patterns, cues].map(|source| source.map(file));
        let brought = [&gazetteer, &patterns, &cues].into_iter().any(Option::is_some);
        if !brought && matches!(model, ModelChoice::Fast) && min_confidence == 0.0 {
            return Ok(Self { workers: Workers::builtin(), form });
        }
        let sources = AnalysisSources { gazetteer, patterns, cues, model, min_confidence };
        let settings =
            py.detach(|| AnalysisSettings::new(sources)).map_err(PyValueError::new_err)?;
        Ok(Self { workers: Workers::new(&settings), form })
    }

    /// The names of the layers in records.
    #[getter]
    fn layers(&self) -> Vec<&'static str> {
        let chosen = Layer::ALL.into_iter().filter(|&layer| self.form.layers.has(layer));
        chosen.map(Layer::as_str).collect()
    }

    /// The record of a text as JSON, without the text, which Python has. Where that takes long, `stop` is called
    /// now and then, and ends it if it is true.
    #[pyo3(signature = (text, head, stop = None))]
    fn analyze<'py>(
        &self,
        text: &Bound<'py, PyAny>,
        head: Head,
        stop: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        record(&self.workers, text, head.into(), self.form, stop)
    }

    /// Why there is an attribution at an offset, or none: as JSON, and as lines to read.
    fn explain(
        &self,
        text: &Bound<'_, PyAny>,
        at: u64,
        date: Option<String>,
    ) -> PyResult<(String, String)> {
        let (workers, words) = (Arc::clone(&self.workers), text::borrow(text)?.to_owned());
        let (at, offsets) = (u32::try_from(at).unwrap_or(u32::MAX), self.form.offsets);
        let work = move || workers.explain(&words, date.as_deref(), at, offsets);
        interruptible(text.py(), None, work)?
            .map_err(PyRuntimeError::new_err)?
            .map_err(|problem| PyValueError::new_err(format!("the text {problem}")))
    }
}

impl Form {
    fn new(layers: Option<Vec<String>>, offsets: &str) -> PyResult<Self> {
        let layers = match layers {
            None => Layers::default(),
            Some(names) => names.iter().map(|name| layer(name)).collect::<PyResult<_>>()?,
        };
        let offsets = match offsets {
            "chars" | "char" => OffsetUnit::Char,
            "bytes" | "byte" => OffsetUnit::Byte,
            "utf16" => OffsetUnit::Utf16,
            other => {
                let problem = format!("offsets must be 'chars', 'bytes' or 'utf16', not {other:?}");
                return Err(PyValueError::new_err(problem));
            }
        };
        Ok(Self { layers, offsets })
    }

    /// The same with one layer more.
    pub(crate) fn with(self, layer: Layer) -> Self {
        let all = Layer::ALL.into_iter().filter(|&l| l == layer || self.layers.has(l));
        Self { layers: all.collect(), ..self }
    }

    /// The same without what takes names and attributions.
    pub(crate) fn syntax_only(self) -> Self {
        let found = [Layer::Entities, Layer::Attributions, Layer::Transfers];
        let others = Layer::ALL.into_iter().filter(|l| !found.contains(l) && self.layers.has(*l));
        Self { layers: others.collect(), ..self }
    }

    /// What Python is given of a text: it has the text itself.
    pub(crate) fn without_text(self) -> Self {
        let others = Layer::ALL.into_iter().filter(|&l| l != Layer::Text && self.layers.has(l));
        Self { layers: others.collect(), ..self }
    }
}

/// Layers that do not depend on any option, as a record in JSON.
#[pyfunction]
pub(crate) fn annotate<'py>(
    text: &Bound<'py, PyAny>,
    layers: Vec<String>,
    offsets: &str,
) -> PyResult<Bound<'py, PyBytes>> {
    record(&Workers::builtin(), text, Header::default(), Form::new(Some(layers), offsets)?, None)
}

/// A text of so many bytes takes long enough for somebody to interrupt it, and for a thread to cost nothing.
const LONG: usize = 16 << 10;

/// The record of one document as JSON.
pub(crate) fn json(record: &Record) -> Vec<u8> {
    let mut line = Vec::new();
    record.write_line(&mut line);
    line
}

fn record<'py>(
    workers: &Arc<Workers>,
    text: &Bound<'py, PyAny>,
    header: Header,
    form: Form,
    stop: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyBytes>> {
    let (py, words) = (text.py(), text::borrow(text)?);
    let line = move |workers: &Arc<Workers>, words: &str| {
        let record = workers.lend().record(header, words, form.without_text());
        record.map(|record| json(&record))
    };
    let line = if words.len() < LONG {
        py.detach(|| line(workers, words))
    } else {
        let (workers, words) = (Arc::clone(workers), words.to_owned());
        interruptible(py, stop, move || line(&workers, &words))?
    };
    Ok(PyBytes::new(py, &line.map_err(PyRuntimeError::new_err)?))
}

fn layer(name: &str) -> PyResult<Layer> {
    let found = Layer::ALL.into_iter().find(|layer| layer.as_str() == name);
    found.ok_or_else(|| {
        let names = Layer::ALL.map(Layer::as_str).join(", ");
        PyValueError::new_err(format!("there is no layer {name:?}; the layers are {names}"))
    })
}
