//! A voice pack: a folder of recorded clips, and which text each says. Sentences are put together from the
//! fewest clips that say all of their words.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::sentence::{Pause, Word, words};
use crate::sound::Sound;
use crate::wav::Recording;

/// The manifest in a pack's folder.
pub(crate) const MANIFEST: &str = "pack.toml";

/// A voice pack, read whole.
///
/// Its folder holds WAV files (8 to 48 kHz, one or two channels) and `pack.toml`, which says for each language's
/// code what text is heard in which file:
///
/// ```toml
/// [vi]
/// "mời công dân có số thứ tự" = "moi.wav"
/// "không" = "so/0.wav"
/// ```
///
/// Capitals and marks in a text don't count. A whole sentence may have a clip of its own.
#[derive(Debug, Default)]
pub struct Pack {
    languages: BTreeMap<String, Clips>,
}

/// The clips of one language by the words they say.
type Clips = BTreeMap<Vec<String>, Sound>;

impl Pack {
    /// Reads a pack. A clip that can't be used is left out and told in the log: [`crate::check`] names all that
    /// is wrong. Fails without a manifest that can be read.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let mut pack = Self::default();
        for entry in entries(folder)? {
            match Recording::open(&entry.file) {
                Ok(recording) => pack.put(&entry.language, &entry.text, recording.sound().trimmed()),
                Err(why) => {
                    tracing::warn!(file = %entry.file.display(), ?why, "a clip of the voice pack is left out")
                }
            }
        }
        Ok(pack)
    }

    pub(crate) fn put(&mut self, language: &str, text: &str, sound: Sound) {
        let key: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
        if !key.is_empty() && !sound.is_empty() {
            self.languages.entry(language.to_owned()).or_default().insert(key, sound);
        }
    }

    /// A sentence from clips; `None` unless there are clips for all of it.
    pub(crate) fn speak(&self, language: &str, text: &str) -> Option<Sound> {
        let clips = self.languages.get(language)?;
        let words = words(text);
        let mut spoken = Sound::default();
        for (clip, pause) in fewest(clips, &words)? {
            spoken.append(clip);
            spoken.append(&Sound::silence(pause.length_ms()));
        }
        Some(spoken)
    }
}

/// The fewest clips that say these words one after the other, each with the pause after it.
fn fewest<'a>(clips: &'a Clips, words: &[Word]) -> Option<Vec<(&'a Sound, Pause)>> {
    let texts: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
    // For each number of words: how many clips say so many from the start, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
    for end in 1..=texts.len() {
        let ways = (0..end).filter(|start| clips.contains_key(&texts[*start..end]));
        best.push(ways.filter_map(|start| Some((best[start]?.0 + 1, start))).min());
    }
    let mut chosen = Vec::new();
    let mut end = texts.len();
    while end > 0 {
        let (_, start) = best[end]?;
        chosen.push((&clips[&texts[start..end]], words[end - 1].pause));
        end = start;
    }
    chosen.reverse();
    Some(chosen)
}

/// A line of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) language: String,
    pub(crate) text: String,
    pub(crate) file: PathBuf,
}

/// What the manifest of a folder names.
pub(crate) fn entries(folder: &Path) -> anyhow::Result<Vec<Entry>> {
    let path = folder.join(MANIFEST);
    let manifest = std::fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
    let manifest: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(&manifest).with_context(|| format!("read {}", path.display()))?;
    let all = manifest.into_iter().flat_map(|(language, clips)| {
        let entry = move |(text, file)| Entry { language: language.clone(), text, file: folder.join(file) };
        clips.into_iter().map(entry)
    });
    Ok(all.collect())
}
