//! The network as GEXF, for Gephi and its kind.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::clean;
use crate::Network;

const NAMESPACE: &str = "http://gexf.net/1.3";
const SCHEMA: &str = "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd";

/// What is said of a node or edge: id, title and type.
type Column = (&'static str, &'static str, &'static str);

const NODE: [Column; 3] = [
    ("kind", "kind", "string"),
    ("attributions", "attributions", "long"),
    ("mentions", "attributions about it", "long"),
];
const EDGE: [Column; 2] =
    [("denials", "denials", "long"), ("denied", "share of denials", "double")];

/// Appends the network in GEXF 1.3. Nodes have the key as their id, the name as their label, and their kind and counts;
/// edges are directed and have the number of attributions as their weight.
///
/// ```
/// use sayso_report::{Aggregate, ReportOptions, write_gexf};
///
/// let mut out = Vec::new();
/// write_gexf(&mut out, &Aggregate::new(ReportOptions::default()).network());
/// let text = String::from_utf8(out).unwrap();
/// assert!(text.contains("<graph defaultedgetype=\"directed\">"));
/// ```
pub fn write_gexf(out: &mut Vec<u8>, network: &Network) {
    document(&mut Writer::new_with_indent(out, b' ', 2), network).expect("memory");
}

fn document(xml: &mut Writer<&mut Vec<u8>>, network: &Network) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("gexf")
        .with_attribute(("xmlns", NAMESPACE))
        .with_attribute(("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"))
        .with_attribute(("xsi:schemaLocation", SCHEMA))
        .with_attribute(("version", "1.3"))
        .write_inner_content(|xml| {
            xml.create_element("meta").write_inner_content(|xml| {
                let creator = concat!("Sayso ", env!("CARGO_PKG_VERSION"));
                xml.create_element("creator").write_text_content(BytesText::new(creator))?;
                let about = "Who speaks about whom: sources, and what is named in their words";
                xml.create_element("description").write_text_content(BytesText::new(about))?;
                Ok(())
            })?;
            let graph = xml.create_element("graph").with_attribute(("defaultedgetype", "directed"));
            graph.write_inner_content(|xml| {
                columns(xml, "node", &NODE)?;
                columns(xml, "edge", &EDGE)?;
                nodes(xml, network)?;
                edges(xml, network)
            })?;
            Ok(())
        })?;
    xml.get_mut().push(b'\n');
    Ok(())
}

fn columns(
    xml: &mut Writer<&mut Vec<u8>>,
    class: &'static str,
    columns: &[Column],
) -> io::Result<()> {
    let attributes = xml.create_element("attributes").with_attribute(("class", class));
    attributes.write_inner_content(|xml| {
        for &(id, title, kind) in columns {
            let attribute = xml.create_element("attribute");
            let parts = [("id", id), ("title", title), ("type", kind)];
            attribute.with_attributes(parts).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn nodes(xml: &mut Writer<&mut Vec<u8>>, network: &Network) -> io::Result<()> {
    xml.create_element("nodes").write_inner_content(|xml| {
        for node in &network.nodes {
            let (id, label) = (node.key.to_string(), in_xml(&node.name));
            let element = xml.create_element("node");
            let element = element.with_attributes([("id", &*id), ("label", &*label)]);
            let (said, mentions) = (node.attributions.to_string(), node.mentions.to_string());
            element
                .write_inner_content(|xml| values(xml, &NODE, &[node.kind, &said, &mentions]))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn edges(xml: &mut Writer<&mut Vec<u8>>, network: &Network) -> io::Result<()> {
    xml.create_element("edges").write_inner_content(|xml| {
        for (i, edge) in network.edges.iter().enumerate() {
            let (id, weight) = (i.to_string(), edge.attributions.to_string());
            let (source, target) = (edge.source.to_string(), edge.about.to_string());
            let share = edge.denials as f64 / edge.attributions.max(1) as f64;
            let (denials, share) =
                (edge.denials.to_string(), crate::table::rounded(share).to_string());
            let parts =
                [("id", &*id), ("source", &*source), ("target", &*target), ("weight", &*weight)];
            let element = xml.create_element("edge").with_attributes(parts);
            element.write_inner_content(|xml| values(xml, &EDGE, &[&denials, &share]))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn values(xml: &mut Writer<&mut Vec<u8>>, columns: &[Column], values: &[&str]) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for ((id, ..), value) in columns.iter().zip(values) {
            let element = xml.create_element("attvalue");
            element.with_attributes([("for", *id), ("value", value)]).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The words without what XML cannot hold.
fn in_xml(text: &str) -> String {
    clean(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
