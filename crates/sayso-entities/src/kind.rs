//! The kinds of things that are tagged.

/// What a mention names or is worth.
///
/// ```
/// use sayso_entities::EntityKind;
///
/// assert_eq!(EntityKind::from_name("nationality"), Some(EntityKind::Nationality));
/// assert!(EntityKind::Person.is_name() && !EntityKind::Money.is_name());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[repr(u8)]
pub enum EntityKind {
    /// One human being.
    Person,
    /// Companies, parties, ministries, governments, outlets, teams.
    Organisation,
    /// Countries, cities, rivers.
    Place,
    /// Nations, peoples, faiths, members of parties: "Ukrainian", "Western", "Shia", "Republicans".
    Nationality,
    /// Named wars, elections, storms, games.
    Event,
    /// Laws, treaties, books, films.
    Work,
    /// Buildings, bridges, bases.
    Facility,
    /// What is made and sold.
    Product,
    /// Weapons by designation or class: "KN-25", "artillery shells".
    Weapon,
    /// Vehicles, ships, aircraft: "T-72", "tanks".
    Platform,
    /// A day or a stretch of days.
    Date,
    /// A time of day.
    Time,
    /// A bare number.
    Number,
    /// A place in a row: "third", "21st".
    Ordinal,
    /// A number of things or a measure.
    Quantity,
    /// A sum of money.
    Money,
    /// A share in hundredths.
    Percent,
    /// How old somebody is.
    Age,
    /// A web address.
    Url,
    /// A mail address.
    Email,
    /// An account name.
    Handle,
}

impl EntityKind {
    /// Every kind.
    pub const ALL: [Self; 21] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Nationality,
        Self::Event,
        Self::Work,
        Self::Facility,
        Self::Product,
        Self::Weapon,
        Self::Platform,
        Self::Date,
        Self::Time,
        Self::Number,
        Self::Ordinal,
        Self::Quantity,
        Self::Money,
        Self::Percent,
        Self::Age,
        Self::Url,
        Self::Email,
        Self::Handle,
    ];

    /// The kinds that are learned: those before [`EntityKind::Date`].
    pub const NAMES: usize = 10;

    /// The word that records use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Nationality => "nationality",
            Self::Event => "event",
            Self::Work => "work",
            Self::Facility => "facility",
            Self::Product => "product",
            Self::Weapon => "weapon",
            Self::Platform => "platform",
            Self::Date => "date",
            Self::Time => "time",
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Quantity => "quantity",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Age => "age",
            Self::Url => "url",
            Self::Email => "email",
            Self::Handle => "handle",
        }
    }

    /// The kind that records call `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether mentions of it are names, not expressions with a value.
    pub const fn is_name(self) -> bool {
        (self as usize) < Self::NAMES
    }
}
