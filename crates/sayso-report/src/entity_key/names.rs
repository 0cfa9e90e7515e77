//! What a document adds to the names of the corpus, from which it is settled who is who.

use sayso::EntityKind;
use sayso_record::MentionRecord;

use super::words::names_people;
use super::{EntityKey, Form, Keys, Named, fold};
use crate::identity::NameStatistics;
use crate::statistics::{shown_name, shown_role};

impl Keys<'_> {
    /// What the document adds to the names of the corpus.
    pub(crate) fn names(&self) -> Vec<NameStatistics> {
        let mut names: Vec<NameStatistics> = Vec::new();
        for (entity, named) in self.reader.entities.iter().zip(&self.entities) {
            let Some(kind) = named.kind(entity) else { continue };
            let Named { key, form, shorts, acting, .. } = named;
            let acts = |m: &&MentionRecord| m.acts && acting.is_some();
            if let Some(acting) = acting.as_ref().filter(|_| entity.mentions.iter().any(|m| m.acts))
                && names.iter().all(|known| known.key != acting.key)
            {
                let EntityKey { key, shown, rank, .. } = acting.clone();
                names.push(NameStatistics {
                    key,
                    shown,
                    rank,
                    form: Form::Fixed,
                    kind,
                    roles: Vec::new(),
                    affiliations: Vec::new(),
                    shorts: Vec::new(),
                });
            }
            if !entity.mentions.is_empty() && entity.mentions.iter().all(|m| acts(&m)) {
                continue;
            }
            match names.iter_mut().find(|known| known.key == key.key) {
                Some(known) => known.shorts.extend(shorts),
                None => names.push(NameStatistics {
                    key: key.key,
                    shown: key.shown.clone(),
                    rank: key.rank,
                    form: *form,
                    kind,
                    roles: Vec::new(),
                    affiliations: Vec::new(),
                    shorts: shorts.clone(),
                }),
            }
        }
        for attribution in self.reader.attributions {
            let source = &attribution.source;
            let named = self.named_source(attribution);
            let key = match self.own_entity(attribution) {
                Some((id, acts)) => Some(self.mentioned(id, acts).key),
                None => named.as_ref().map(|named| named.key.key),
            };
            let Some(key) = key else { continue };
            let known = names.iter().position(|known| known.key == key);
            let known = match (known, named) {
                (Some(known), _) => known,
                (None, Some(named)) => {
                    let Named { key: EntityKey { key, shown, rank, .. }, form, .. } = named;
                    let kind = match form {
                        Form::Body if names_people(&shown) => EntityKind::Nationality,
                        Form::Body | Form::Owned(_) => EntityKind::Organisation,
                        _ => EntityKind::Person,
                    };
                    names.push(NameStatistics {
                        key,
                        shown,
                        rank,
                        form,
                        kind,
                        roles: Vec::new(),
                        affiliations: Vec::new(),
                        shorts: Vec::new(),
                    });
                    names.len() - 1
                }
                // A description.
                (None, None) => continue,
            };
            names[known].roles.extend(source.role.and_then(|span| told_role(self.reader.at(span))));
            let body = source.affiliation.map(|span| shown_name(self.reader.at(span)));
            names[known].affiliations.extend(body);
        }
        // Sources say it in more words.
        for (entity, named) in self.reader.entities.iter().zip(&self.entities) {
            let key = named.acting.as_ref().filter(|_| named.acts).unwrap_or(&named.key).key;
            let known = names.iter_mut().find(|known| known.key == key);
            let Some(known) = known.filter(|_| named.kind(entity).is_some()) else { continue };
            if known.roles.is_empty() {
                known.roles.extend(entity.role.as_deref().and_then(told_role));
            }
            if known.affiliations.is_empty() {
                let body = entity.affiliation.and_then(|id| self.reader.entities.get(id as usize));
                known.affiliations.extend(body.map(|body| shown_name(&body.name)));
            }
        }
        for name in &mut names {
            name.shorts.sort_unstable_by(|a, b| b.cmp(a));
            name.shorts.dedup_by_key(|&mut (short, _)| short);
            name.shorts.retain(|&(short, _)| short != name.key);
        }
        names
    }
}

/// A role as the whole corpus may say it: without words that lead to the name, and nothing that is an age, is the owner of
/// something else, or is said from one speaker's view.
fn told_role(role: &str) -> Option<String> {
    const LEADING: [&str; 11] =
        ["mr", "mrs", "ms", "miss", "dr", "sir", "named", "called", "and", "who", "then"];
    let mut words: Vec<&str> = role.split_whitespace().collect();
    let leads = |word: &str| LEADING.contains(&&*fold(word.trim_matches(['.', ','])));
    while words.last().is_some_and(|word| leads(word)) {
        words.pop();
    }
    let view = words.first().is_some_and(|word| matches!(&*fold(word), "my" | "your" | "our"));
    let last = fold(words.last()?);
    let owner = last.ends_with("'s");
    let age = words.len() <= 2 && last.ends_with("-year-old");
    (!view && !owner && !age).then(|| shown_role(&words.join(" ")))
}
