//! Tagger, lemmatiser and parser of `sayso-syntax`, from the treebanks.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_syntax::train::{Config, Sentence, TreeWord};
use sayso_syntax::{Relation, Upos, Xpos};

use crate::data::treebank::{self, TreebankSentence};

pub(crate) fn train(data: &Path) -> Result<()> {
    let mut treebank = read(&data.join("treebank/ewt-train.conllu"))?;
    treebank.extend(read(&data.join("treebank/gum-train.conllu"))?);
    let dev = read(&data.join("treebank/ewt-dev.conllu"))?;
    let bytes = sayso_syntax::train::train(&treebank, &dev, &Config::default(), &mut |line| {
        eprintln!("{line}");
    });
    let path = Path::new("crates/sayso-syntax/data/syntax.bin");
    fs::write(path, &bytes)?;
    eprintln!("wrote {}, {} bytes", path.display(), bytes.len());
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Sentence>> {
    let documents = treebank::read(path)?;
    let sentences = documents.iter().flat_map(|document| &document.sentences);
    sentences.map(|s| sentence(s).with_context(|| format!("{}", path.display()))).collect()
}

fn sentence(sentence: &TreebankSentence) -> Result<Sentence> {
    let words = sentence.words.iter().map(|word| {
        Ok(TreeWord {
            form: word.form.clone(),
            lemma: word.lemma.clone(),
            upos: Upos::from_name(&word.upos).with_context(|| word.upos.clone())?,
            xpos: Xpos::from_name(&word.xpos).with_context(|| word.xpos.clone())?,
            head: word.head as u32,
            relation: Relation::from_name(&word.deprel).with_context(|| word.deprel.clone())?,
        })
    });
    Ok(Sentence { words: words.collect::<Result<_>>()? })
}
