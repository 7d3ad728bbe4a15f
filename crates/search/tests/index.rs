//! An index of words: what is found, and what is gone.
#![allow(clippy::unwrap_used)]

use std::{fs, path::PathBuf};

use traceboard_search::{Index, Terms};

fn found(index: &Index, typed: &str) -> Vec<u32> {
    index.find(&Terms::read(typed).unwrap()).unwrap()
}

fn filled(texts: &[&str]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::make(folder.path()).unwrap();
    let texts: Vec<_> = texts.iter().zip(0..).map(|(text, n)| (n, (*text).to_owned())).collect();
    index.put(&texts).unwrap();
    (folder, index)
}

/// The files without a name that this process has open below a folder.
fn open_files(folder: &std::path::Path) -> Vec<PathBuf> {
    let folder = folder.canonicalize().unwrap();
    let descriptors = fs::read_dir("/proc/self/fd").unwrap().map(|entry| entry.unwrap().path());
    descriptors.filter(|path| fs::read_link(path).is_ok_and(|target| target.starts_with(&folder))).collect()
}

fn bytes(folder: &std::path::Path) -> Vec<u8> {
    let files = open_files(folder);
    assert_eq!(files.len(), 1, "an index has one file");
    fs::read(&files[0]).unwrap()
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn words_of_any_script_are_found_however_short() {
    let (_folder, index) = filled(&[
        "Dug the garden with Tui",
        "Te whānau o Ōtepoti",
        "東京タワーに登った",
        "Η άνοιξη ήρθε",
        "قرأتُ الكِتَاب",
        "ठंडा पानी पिया",
        "Im Schulgarten gegraben",
        "모임은 즐거웠다",
        "ไปตลาดนัด",
        "say \"hi\" AND NOT more* 🌱",
    ]);
    for (typed, numbers) in [
        ("gar", &[0, 6][..]),
        ("GARDEN tui", &[0]),
        ("whanau", &[1]),
        ("ōtepoti", &[1]),
        ("京", &[2]),
        ("東京", &[2]),
        ("たわー", &[2]),
        ("ΑΝΟΙΞΗ", &[3]),
        ("كتاب", &[4]),
        ("पानी", &[5]),
        ("पा", &[5]),
        ("모임", &[7]),
        ("ตลาด", &[8]),
        ("te", &[1]),
        ("o", &[1]),
        ("a", &[]),
        ("\"hi\"", &[9]),
        ("and not", &[9]),
        ("🌱", &[9]),
        ("garden whanau", &[]),
    ] {
        assert_eq!(found(&index, typed), numbers, "{typed}");
    }
}

#[test]
fn a_text_takes_the_place_of_the_former_one() {
    let (_folder, index) = filled(&["made soup"]);
    index.put(&[(0, "made bread".to_owned())]).unwrap();
    assert_eq!((found(&index, "soup"), found(&index, "bread")), (vec![], vec![0]));
}

#[test]
fn removed_words_leave_the_file_at_once() {
    let texts: Vec<String> = (0..500).map(|n| format!("left {n} stones by the river")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).chain(["xylophone quartz"]).collect();
    let (folder, index) = filled(&texts);
    // The text as it is kept; its trigrams stand in the file without what they share with the one before.
    assert!(holds(&bytes(folder.path()), "xylophone"));
    index.remove(&[500]).unwrap();
    let left = bytes(folder.path());
    assert!(["xyl", "ylo", "pho", "artz"].iter().all(|part| !holds(&left, part)), "its trigrams are gone too");
    assert!(found(&index, "xylophone").is_empty());
    assert_eq!(found(&index, "stones").len(), 500);
}

#[test]
fn its_file_has_no_name_and_is_nobody_elses() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, index) = filled(&["words"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let file = fs::metadata(&open_files(folder.path())[0]).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
    drop(index);
    assert_eq!(open_files(folder.path()).len(), 0);
}

#[test]
fn a_damaged_file_is_an_error_and_another_can_be_made() {
    let texts: Vec<String> =
        (0..8_000).map(|n| format!("stone {n} lies by river {}", "and further ".repeat(n % 40))).collect();
    let (folder, index) = filled(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let file = &open_files(folder.path())[0];
    let len = fs::metadata(file).unwrap().len();
    fs::write(file, vec![0xa5; usize::try_from(len).unwrap()]).unwrap();
    // More than what is kept in memory has to be read for this.
    assert!(index.remove(&(0..8_000).collect::<Vec<_>>()).is_err());
    assert!(found(&Index::make(folder.path()).unwrap(), "stone").is_empty());
    assert!(Index::make(&folder.path().join("nowhere")).is_err());
}
