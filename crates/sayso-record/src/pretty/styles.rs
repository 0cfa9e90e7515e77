//! The colours: few, from the terminal's own sixteen, so that they suit light and dark themes.

use std::fmt;

use anstyle::{AnsiColor, Style};
use sayso::Stance;

use super::marks::Role;

/// One style a purpose; all plain where colour is off.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Styles {
    pub(super) title: Style,
    pub(super) faint: Style,
    pub(super) warning: Style,
    pub(super) source: Style,
    pub(super) cue: Style,
    pub(super) content: Style,
    denial: Style,
}

impl Styles {
    pub(super) fn new(color: bool) -> Self {
        if !color {
            return Self::default();
        }
        let of = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        Self {
            title: Style::new().bold(),
            faint: Style::new().dimmed(),
            warning: of(AnsiColor::Yellow),
            source: of(AnsiColor::Cyan).bold(),
            cue: of(AnsiColor::Magenta),
            content: of(AnsiColor::Green),
            denial: of(AnsiColor::Red),
        }
    }

    pub(super) fn role(&self, role: Role) -> Style {
        match role {
            Role::None => Style::new(),
            Role::Content => self.content,
            Role::Cue => self.cue,
            Role::Source => self.source,
        }
    }

    /// Denials are what a reader must not miss.
    pub(super) fn stance(&self, stance: Stance) -> Style {
        if stance == Stance::Deny { self.denial } else { self.faint }
    }
}

/// Text that shows in a style.
pub(super) trait Paint {
    fn paint(&self, style: Style) -> Painted<'_>;
}

impl Paint for str {
    fn paint(&self, style: Style) -> Painted<'_> {
        Painted { text: self, style }
    }
}

pub(super) struct Painted<'t> {
    text: &'t str,
    style: Style,
}

impl fmt::Display for Painted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.style.render(), self.text, self.style.render_reset())
    }
}
