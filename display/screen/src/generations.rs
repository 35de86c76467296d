//! A bounded cache: what was not asked for while the newest `capacity` of weight came in is forgotten.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Two generations of entries. When the young one is full it becomes the old one and the former old one is
/// dropped; whatever is found in the old one becomes young again. Simpler than an exact order of use, and
/// as good for pictures that repeat from frame to frame.
#[derive(Debug)]
pub(crate) struct Generations<K, V> {
    young: HashMap<K, (V, usize)>,
    old: HashMap<K, (V, usize)>,
    weight: usize,
    capacity: usize,
}

impl<K: Hash + Eq, V> Generations<K, V> {
    /// Keeps between one and two times `capacity` of weight.
    pub(crate) fn new(capacity: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), weight: 0, capacity }
    }

    /// The entry of this key, if it is still kept.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        if !self.young.contains_key(key)
            && let Some((key, (value, weight))) = self.old.remove_entry(key)
        {
            self.insert(key, value, weight);
        }
        self.young.get_mut(key).map(|(value, _)| value)
    }

    /// Keeps an entry; `weight` in the unit of the capacity.
    pub(crate) fn insert(&mut self, key: K, value: V, weight: usize) {
        if self.weight + weight > self.capacity {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += weight;
        self.young.insert(key, (value, weight));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let mut kept = Generations::new(2);
        for key in 0..10 {
            kept.insert(key, key * 10, 1);
            assert_eq!(kept.get(&0), Some(&mut 0), "used after every insertion");
        }
        assert_eq!(kept.get(&4), None);
        assert!(kept.young.len() + kept.old.len() <= 4);
    }
}
