//! From claims of keys and indices to claims of names.

use sayso_claims::{Claim, Evidence, Member, Series, Statement};

use super::{ClaimEntry, ClaimMention, ClaimNumbers, ClaimValue};
use crate::common::Known;
use crate::dates::shown_day;

pub(super) struct Builder<'k> {
    pub(super) known: &'k Known<'k>,
    pub(super) statements: Vec<&'k Statement>,
}

impl Builder<'_> {
    pub(super) fn entry(&self, claim: &Claim) -> ClaimEntry {
        let name = |&key: &u64| self.known.identities.name(key).map(str::to_owned);
        ClaimEntry {
            claim: shown_key(claim.key),
            wording: claim.wording.clone(),
            about: claim.about.iter().filter_map(name).collect(),
            story: shown_key(claim.story),
            events: claim.events.iter().copied().map(str::to_owned).collect(),
            first: claim.first.map(shown_day),
            last: claim.last.map(shown_day),
            articles: claim.documents,
            origins: claim.origins,
            outlets: claim.outlets.iter().map(|name| name.as_ref().to_owned()).collect(),
            mentions: claim.members.iter().map(|&member| self.mention(member)).collect(),
            numbers: claim.series.iter().map(|series| numbers(claim, series)).collect(),
        }
    }

    fn mention(&self, member: Member) -> ClaimMention {
        let statement = self.statements[member.statement];
        ClaimMention {
            document: statement.document.as_ref().to_owned(),
            attribution: statement.attribution,
            start: statement.span.0,
            end: statement.span.1,
            day: statement.day.map(shown_day),
            publisher: statement.publisher.as_deref().map(str::to_owned),
            source: self.known.source_name(statement).to_owned(),
            voice: member.voice.as_str(),
            score: shown_score(member),
            evidence: statement.evidence.map(Evidence::as_str),
            hedged: statement.hedged,
            chain: statement.chain.iter().map(|link| link.as_ref().to_owned()).collect(),
            content: statement.content.as_ref().to_owned(),
        }
    }
}

/// The key of a claim or story as text.
pub(super) fn shown_key(key: u64) -> String {
    format!("{key:016x}")
}

/// To three places.
pub(super) fn shown_score(member: Member) -> f32 {
    (member.score * 1000.0).round() / 1000.0
}

fn numbers(claim: &Claim, series: &Series) -> ClaimNumbers {
    let place = |index: usize| claim.members.iter().position(|member| member.statement == index);
    ClaimNumbers {
        thing: series.thing.clone(),
        unit: series.unit.clone(),
        trend: series.trend().as_str(),
        values: series
            .values
            .iter()
            .map(|value| ClaimValue {
                mention: place(value.statement).unwrap_or_default(),
                low: value.low,
                high: value.high,
                approximate: value.approximate,
                words: value.words.clone(),
            })
            .collect(),
        conflicts: series.conflicts(),
    }
}
