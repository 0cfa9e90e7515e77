//! Closed sets of labels: parts of speech and relations.

macro_rules! labels {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the names are those of the annotation guidelines")]
        pub enum $type {
            $($variant),*
        }

        impl $type {
            /// Every value, in the order of the definition.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in treebanks and records.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }

            /// The value with that name: the inverse of [`as_str`](Self::as_str).
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

labels! {
    /// A universal part of speech (Universal Dependencies 2).
    ///
    /// ```
    /// use sayso_syntax::Upos;
    ///
    /// // "Pyongyang" in "Pyongyang denied arms supplies."
    /// assert_eq!(Upos::from_name("PROPN"), Some(Upos::Propn));
    /// ```
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

labels! {
    /// A part of speech of the Penn Treebank, as the English treebanks of UD extend them.
    ///
    /// ```
    /// use sayso_syntax::Xpos;
    ///
    /// // "denied" in "Pyongyang denied arms supplies."
    /// assert_eq!(Xpos::from_name("VBD"), Some(Xpos::Vbd));
    /// ```
    Xpos {
        Nn = "NN", In = "IN", Dt = "DT", Nnp = "NNP", Jj = "JJ", Prp = "PRP", Stop = ".", Rb = "RB",
        Comma = ",", Nns = "NNS", Vb = "VB", Cc = "CC", Vbd = "VBD", Vbp = "VBP", Vbz = "VBZ",
        Cd = "CD", Vbn = "VBN", Vbg = "VBG", To = "TO", Md = "MD", PrpS = "PRP$", Uh = "UH",
        Colon = ":", Rrb = "-RRB-", Lrb = "-LRB-", Wdt = "WDT", Wrb = "WRB", Wp = "WP",
        Hyph = "HYPH", Open = "``", Close = "''", Rp = "RP", Pos = "POS", Nnps = "NNPS",
        Jjr = "JJR", Jjs = "JJS", Ex = "EX", Rbr = "RBR", Sym = "SYM", Fw = "FW", Nfp = "NFP",
        Dollar = "$", Gw = "GW", Add = "ADD", Pdt = "PDT", Rbs = "RBS", Ls = "LS", Afx = "AFX",
        WpS = "WP$", Xx = "XX",
    }
}

labels! {
    /// The relation of a word to its head (Universal Dependencies 2, with the subtypes of English).
    ///
    /// ```
    /// use sayso_syntax::Relation;
    ///
    /// // "Pyongyang" in "Pyongyang denied arms supplies."
    /// assert_eq!(Relation::Nsubj.as_str(), "nsubj");
    /// assert_eq!(Relation::NsubjPass.universal(), Relation::Nsubj);
    /// ```
    Relation {
        Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl",
        AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux",
        AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp",
        Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop",
        Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep",
        Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated",
        Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj",
        List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan",
        Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Vocative = "vocative",
        Xcomp = "xcomp",
    }
}

impl Relation {
    /// The relation without its subtype.
    pub fn universal(self) -> Self {
        match self.as_str().split_once(':') {
            Some((universal, _)) => Self::from_name(universal).unwrap_or(self),
            None => self,
        }
    }
}
