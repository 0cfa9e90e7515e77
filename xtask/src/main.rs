//! The workspace's own tasks, run as `cargo xtask TASK`.

fn main() -> anyhow::Result<()> {
    Ok(())
}
