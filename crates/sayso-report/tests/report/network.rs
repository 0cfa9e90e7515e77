//! The network as Gephi reads it, against the table of the same name.

use std::collections::{BTreeSet, HashMap};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sayso::OffsetUnit;
use sayso_report::{Aggregate, Cell, Network, ReportOptions, write_gexf};

use crate::corpus::{aggregate, corpus};

fn counted() -> Aggregate {
    let options = ReportOptions { top: 0, ..ReportOptions::default() };
    aggregate(&corpus(OffsetUnit::Byte), options)
}

fn written(network: &Network) -> String {
    let mut out = Vec::new();
    write_gexf(&mut out, network);
    String::from_utf8(out).expect("UTF-8")
}

fn attributes(element: &BytesStart<'_>) -> HashMap<String, String> {
    let attributes = element.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let name = attribute.key.as_ref().to_owned();
        let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0);
        (name, value.expect("a value").into_owned())
    });
    attributes.collect()
}

/// The attributes of all elements of a name, in their order, with the values behind them.
fn elements(gexf: &str, name: &str) -> Vec<HashMap<String, String>> {
    let mut reader = Reader::from_str(gexf);
    let mut found: Vec<HashMap<String, String>> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => return found,
            Event::Start(element) if element.name().as_ref() == name => {
                inside = true;
                found.push(attributes(&element));
            }
            Event::End(element) if element.name().as_ref() == name => inside = false,
            Event::Empty(element) if inside && element.name().as_ref() == "attvalue" => {
                let value = attributes(&element);
                let last = found.last_mut().expect("an element");
                last.insert(value["for"].clone(), value["value"].clone());
            }
            _ => {}
        }
    }
}

#[test]
fn edges_are_the_rows_of_the_table() {
    let counted = counted();
    let gexf = written(&counted.network());
    let nodes = elements(&gexf, "node");
    let names: HashMap<&str, &str> =
        nodes.iter().map(|node| (&*node["id"], &*node["label"])).collect();
    assert_eq!(names.len(), nodes.len(), "ids are unique");
    let edges = elements(&gexf, "edge");
    let ids: BTreeSet<&str> = edges.iter().map(|edge| &*edge["id"]).collect();
    assert_eq!(ids.len(), edges.len(), "ids are unique");
    let report = counted.finish();
    let table = report.table("network").expect("the table");
    assert!(table.rows.len() > 3);
    assert_eq!(edges.len(), table.rows.len());
    for (edge, row) in edges.iter().zip(&table.rows) {
        let shown = [names[&*edge["source"]], names[&*edge["target"]]].map(Cell::from);
        assert_eq!(row.cells[..2], shown);
        let counts = ["weight", "denials"].map(|name| Cell::Count(edge[name].parse().unwrap()));
        assert_eq!([&row.cells[2], &row.cells[4]], [&counts[0], &counts[1]]);
        let [Cell::Count(all), Cell::Count(denials)] = counts else { panic!("counts") };
        let share: f64 = edge["denied"].parse().expect("a share");
        assert!((share - denials as f64 / all as f64).abs() < 1e-4);
    }
    // Nobody stands alone.
    let ends: BTreeSet<&str> =
        edges.iter().flat_map(|edge| [&*edge["source"], &*edge["target"]]).collect();
    assert_eq!(ends, names.keys().copied().collect());
}

#[test]
fn counts_of_nodes_are_those_of_the_tables() {
    let counted = counted();
    let report = counted.finish();
    for node in counted.network().nodes {
        for (table, count) in [("sources", node.attributions), ("about", node.mentions)] {
            let table = report.table(table).expect("the table");
            let column = table.column("attributions").expect("the column");
            let rows = table.rows.iter().filter(|row| row.cells[0] == Cell::from(&*node.name));
            let counts: Vec<Cell> = rows.map(|row| row.cells[column].clone()).collect();
            let found = if count > 0 { vec![Cell::Count(count)] } else { Vec::new() };
            assert_eq!(counts, found, "{} {}", table.name, node.name);
        }
    }
}

#[test]
fn fewer_edges_have_fewer_nodes() {
    let mut network = counted().network();
    network.keep(1);
    assert_eq!((network.nodes.len(), network.edges.len()), (2, 1));
}

#[test]
fn names_cannot_write_markup() {
    let mut network = counted().network();
    network.keep(1);
    network.nodes[0].name = "<a b=\"c\">&\u{1}\u{ffff}".into();
    let nodes = elements(&written(&network), "node");
    assert_eq!(nodes[0]["label"], "<a b=\"c\">&\u{fffd}\u{fffd}");
}
