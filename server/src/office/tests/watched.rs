//! Signs of life: none is given while the office's thread stands still.
use std::sync::mpsc::channel;

use super::*;
use crate::pulse::any_answers;

#[tokio::test(start_paused = true)]
async fn an_office_that_stands_still_gives_no_sign_of_life() {
    let mut house = House::new();
    let ((begin, begun), (let_go, held)) = (oneshot::channel(), channel::<()>());
    let hang = move |_: &View<'_>| begin.send(()).is_ok() && held.recv().is_err();
    let office = house.office();
    let hanging = tokio::spawn(async move { office.read(hang).await });
    begun.await.unwrap();
    assert!(!any_answers(house.offices.as_ref().unwrap()).await);
    drop(let_go);
    assert_eq!(hanging.await.unwrap(), Ok(true));
    tokio::time::resume();
    assert!(any_answers(house.offices.as_ref().unwrap()).await);
    house.stop();
}

#[tokio::test]
async fn a_server_whose_every_office_is_damaged_lives_and_says_so_elsewhere() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("offices")).unwrap();
    std::fs::write(folder.path().join("offices/broken.db"), b"not a database at all").unwrap();
    let offices = Offices::open(folder.path(), &Clock::new(|| 0, || Duration::ZERO)).unwrap();
    assert!(any_answers(&offices).await);
}
