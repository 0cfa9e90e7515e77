//! Names and cues that you list are found, whatever the model makes of them.
#![allow(clippy::print_stdout, reason = "examples show what they find")]

use std::error::Error;

use sayso::{Analyzer, CueList, Gazetteer};

const NAMES: &str = "\
name,kind,canonical,link
Kursk group,organisation,Kursk Grouping,x-7
grouping Kursk,organisation,Kursk Grouping,x-7
";
const CUES: &str = "\
cue,pos,stance
mansplain,verb,assert
go on record,,confirm
";
const TEXT: &str = "The Kursk group mansplained that taxes are low. Later the mayor went on record that they are not.";

fn main() -> Result<(), Box<dyn Error>> {
    let names = Gazetteer::read(NAMES.as_bytes())?;
    let cues = CueList::read(CUES.as_bytes())?;
    let analyzer = Analyzer::builder().gazetteer(names).cues(cues).build();
    let analysis = analyzer.analyze(TEXT);

    for id in analysis.entities.ids() {
        if let Some(entry) = analysis.entities.gazetteer_entry(id) {
            let name = &TEXT[analysis.entities.get(id).name];
            println!("{name} is {}, listed as {}", entry.canonical, entry.link);
        }
    }
    for found in &analysis.attributions {
        let source = found.source.spans.first().map_or("nobody", |&span| &TEXT[span]);
        println!("{source}: {} ({})", found.cue.lemma, found.stance.as_str());
    }
    Ok(())
}
