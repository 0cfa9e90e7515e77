//! An output file that appears when it is complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Component, Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use super::error::WriteError;
use super::even::Even;
use super::stale;

const BUFFER: usize = 256 << 10;

/// A file under a temporary name in its final folder, or standard output.
///
/// [`commit`](Self::commit) gives the file its name. If it is dropped before, the file disappears,
/// and an earlier file of that name stays as it was. If the program is killed, the next output of
/// that name removes what is left. Files are compressed if their name ends in
/// `.gz` or `.zst`. A device or pipe is written to directly, and a link to a file stays a link.
///
/// ```
/// use std::io::Write;
///
/// use sayso_corpus::Output;
///
/// # let folder = tempfile::tempdir()?;
/// let path = folder.path().join("claims.jsonl");
/// let mut output = Output::create(&path)?;
/// writeln!(output, "{{}}")?;
/// assert!(!path.exists());
/// output.commit()?;
/// assert_eq!(std::fs::read_to_string(&path)?, "{}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Output {
    path: PathBuf,
    encoder: Encoder,
}

enum Encoder {
    Plain(BufWriter<Target>),
    Gzip(Even<GzEncoder<BufWriter<Target>>>),
    Zstd(zstd::Encoder<'static, BufWriter<Target>>),
}

enum Target {
    Temporary(NamedTempFile),
    Direct(File),
    Stdout(Stdout),
}

impl Output {
    /// Starts the file `path`.
    ///
    /// # Errors
    /// If no file can be created in its folder.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, WriteError> {
        let path = follow_link(path.as_ref());
        let target = Target::create(&path).map_err(WriteError::io(&path, "created"))?;
        let target = BufWriter::with_capacity(BUFFER, target);
        let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
        let encoder = match extension.as_deref().and_then(|extension| extension.to_str()) {
            Some("gz") => Encoder::Gzip(Even::new(GzEncoder::new(target, Compression::default()))),
            Some("zst") => Encoder::Zstd(
                zstd::Encoder::new(target, zstd::DEFAULT_COMPRESSION_LEVEL)
                    .map_err(WriteError::io(&path, "compressed"))?,
            ),
            _ => Encoder::Plain(target),
        };
        Ok(Self { path, encoder })
    }

    /// Standard output, buffered: flush it if someone is waiting for it.
    pub fn stdout() -> Self {
        let target = BufWriter::with_capacity(BUFFER, Target::Stdout(io::stdout()));
        Self { path: PathBuf::from("<stdout>"), encoder: Encoder::Plain(target) }
    }

    /// Writes out the buffer and gives the file its name.
    ///
    /// # Errors
    /// If the disk is full or the folder is gone; then there is no file.
    pub fn commit(self) -> Result<(), WriteError> {
        let target = match self.encoder {
            Encoder::Plain(writer) => Ok(writer),
            Encoder::Gzip(encoder) => encoder.finish().and_then(GzEncoder::finish),
            Encoder::Zstd(encoder) => encoder.finish(),
        };
        target
            .and_then(|writer| writer.into_inner().map_err(io::IntoInnerError::into_error))
            .and_then(|target| target.keep(&self.path))
            .map_err(WriteError::io(&self.path, "completed"))
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.encoder {
            Encoder::Plain(writer) => writer,
            Encoder::Gzip(encoder) => encoder,
            Encoder::Zstd(encoder) => encoder,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}

impl Target {
    fn create(path: &Path) -> io::Result<Self> {
        let existing = fs::metadata(path).ok();
        if existing.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            return Ok(Target::Direct(OpenOptions::new().write(true).open(path)?));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // The leading dot keeps a walk over the folder from reading it.
        let prefix = format!(".{name}.");
        stale::remove(folder, &prefix);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        let permissions = existing.map(|metadata| metadata.permissions()).or_else(usual);
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        let file = builder.tempfile_in(folder)?;
        // So that no other run takes it for stale. Some network disks cannot lock.
        let _ = file.as_file().try_lock();
        Ok(Target::Temporary(file))
    }

    fn keep(self, path: &Path) -> io::Result<()> {
        match self {
            Target::Temporary(file) => {
                file.as_file().sync_all()?;
                file.persist(path)?;
                Ok(())
            }
            Target::Direct(mut file) => file.flush(),
            Target::Stdout(mut stdout) => stdout.flush(),
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Temporary(file) => file.write(bytes),
            Target::Direct(file) => file.write(bytes),
            Target::Stdout(stdout) => stdout.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Temporary(file) => file.flush(),
            Target::Direct(file) => file.flush(),
            Target::Stdout(stdout) => stdout.flush(),
        }
    }
}

/// The permissions of a new file: by default, temporary files are readable by their owner only.
#[cfg(unix)]
fn usual() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual() -> Option<fs::Permissions> {
    None
}

/// The file that a link leads to, whether it is there or not, or the path itself: renaming onto a link would replace
/// the link. Neither leads through itself (`said/../said`) or ends with a slash.
///
/// ```
/// assert_eq!(sayso_corpus::follow_link("said.jsonl".as_ref()), std::path::Path::new("said.jsonl"));
/// ```
pub fn follow_link(path: &Path) -> PathBuf {
    const LONGEST: usize = 40;
    let mut path: PathBuf = path.components().collect();
    if path.components().any(|part| part == Component::ParentDir)
        && let (Some(folder), Some(name)) = (path.parent(), path.file_name())
        && let Ok(folder) = folder.canonicalize()
    {
        path = folder.join(name);
    }
    for _ in 0..LONGEST {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => break,
        }
    }
    path
}
