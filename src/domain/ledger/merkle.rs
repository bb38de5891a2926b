//! The Merkle tree over the entries of a log: RFC 6962, section 2.1, with SHA-256.
//!
//! Appending needs only the tree's `Frontier`, which is kept with the log's head. Whole trees are built from a log's commitments
//! where something is to be proved.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

const LEAF: [u8; 1] = [0];
const NODE: [u8; 1] = [1];

/// The hash of a leaf: SHA-256(0x00 || what it holds).
#[must_use]
pub fn leaf_hash(held: &[u8]) -> Hash {
    Sha256::new().chain_update(LEAF).chain_update(held).finalize().into()
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let hasher = Sha256::new().chain_update(NODE).chain_update(left);
    hasher.chain_update(right).finalize().into()
}

/// What appending needs of a tree: how many leaves it has, and the roots of its complete subtrees, the largest first, one for
/// each bit that is set in the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

impl Frontier {
    /// The frontier as `encode` wrote it. `None` if that is not the frontier of a tree of this size.
    #[must_use]
    pub fn decode(size: u64, text: &str) -> Option<Self> {
        let bytes = hex::decode(text).ok()?;
        let (roots, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && u32::try_from(roots.len()).ok()? == size.count_ones();
        fits.then(|| Self {
            size,
            roots: roots.to_vec(),
        })
    }

    /// The roots, in hexadecimal.
    #[must_use]
    pub fn encode(&self) -> String {
        hex::encode(self.roots.as_flattened())
    }

    /// How many leaves there are.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf.
    pub fn push(&mut self, held: &[u8]) {
        let mut hash = leaf_hash(held);
        // As many complete subtrees as the size has low bits set grow together with the new leaf.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.roots.push(hash);
        self.size = self.size.saturating_add(1);
    }

    /// The tree's root; SHA-256 of nothing for a tree without leaves.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut from_right = self.roots.iter().rev();
        let Some(last) = from_right.next() else {
            return Sha256::digest([]).into();
        };
        from_right.fold(*last, |right, left| node_hash(left, &right))
    }
}

/// A whole tree, for proofs.
#[derive(Default)]
pub struct Tree(MemoryBackedTree<Sha256, Hash>);

impl FromIterator<Hash> for Tree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut tree = Self::default();
        for held in leaves {
            tree.0.push(held);
        }
        tree
    }
}

impl Tree {
    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.0.len()
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> Hash {
        (*self.0.root().as_bytes()).into()
    }

    /// The path from a leaf to the root, RFC 6962 2.1.1. `None` if there is no such leaf.
    #[must_use]
    pub fn inclusion(&self, index: u64) -> Option<Vec<Hash>> {
        let place = usize::try_from(index).ok().filter(|_| index < self.size())?;
        Some(self.0.prove_inclusion(place).as_bytes().as_chunks().0.to_vec())
    }

    /// The proof that the tree of the first `older` leaves is the beginning of this one, RFC 6962 2.1.2. `None` if there is no
    /// such tree, or it has no leaf.
    #[must_use]
    pub fn consistency(&self, older: u64) -> Option<Vec<Hash>> {
        if older == 0 {
            return None;
        }
        let added = usize::try_from(self.size().checked_sub(older)?).ok()?;
        Some(self.0.prove_consistency(added).as_bytes().as_chunks().0.to_vec())
    }
}

/// The size and root of a tree, as a checkpoint names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many leaves
    pub size: u64,
    /// Root hash
    pub root: Hash,
}

impl Head {
    fn as_root(&self) -> RootHash<Sha256> {
        RootHash::new(self.root.into(), self.size)
    }

    /// Whether the leaf that holds this stands at this index of the tree.
    #[must_use]
    pub fn includes(&self, held: &Hash, index: u64, path: &[Hash]) -> bool {
        InclusionProof::try_from_bytes(path.as_flattened().to_vec())
            .is_ok_and(|proof| self.as_root().verify_inclusion(held, index, &proof).is_ok())
    }

    /// Whether the other tree is the beginning of this one.
    #[must_use]
    pub fn continues(&self, older: &Self, path: &[Hash]) -> bool {
        ConsistencyProof::try_from_bytes(path.as_flattened().to_vec())
            .is_ok_and(|proof| self.as_root().verify_consistency(&older.as_root(), &proof).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Leaves, and roots of the trees of their first 0, 1, 2 … : the vectors that Certificate Transparency's implementations share.
    const LEAVES: [&str; 8] = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn roots_are_those_of_certificate_transparency() {
        let mut frontier = Frontier::default();
        assert_eq!(hex::encode(frontier.root()), ROOTS[0]);
        for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
            frontier.push(&hex::decode(leaf).unwrap());
            assert_eq!(hex::encode(frontier.root()), *root);
        }
    }

    fn leaves(count: usize) -> Vec<Hash> {
        (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
    }

    fn count(number: usize) -> u64 {
        u64::try_from(number).unwrap()
    }

    fn frontier(leaves: &[Hash]) -> Frontier {
        let mut frontier = Frontier::default();
        for leaf in leaves {
            frontier.push(leaf);
        }
        frontier
    }

    fn head(leaves: &[Hash]) -> Head {
        let frontier = frontier(leaves);
        Head {
            size: frontier.size(),
            root: frontier.root(),
        }
    }

    #[test]
    fn a_frontier_outlives_its_text_and_no_text_of_another_size_is_taken() {
        for size in 0..40 {
            let frontier = frontier(&leaves(size));
            let text = frontier.encode();
            let number = frontier.size();
            assert_eq!(Frontier::decode(number, &text), Some(frontier));
            let other = (0..40).find(|other: &u64| other.count_ones() != number.count_ones());
            assert_eq!(Frontier::decode(other.unwrap(), &text), None);
            assert_eq!(Frontier::decode(number, &format!("{text}00")), None);
        }
    }

    proptest! {
        #[test]
        fn what_is_appended_has_the_root_and_the_proofs_of_the_whole_tree(size in 1_usize..300, at in any::<prop::sample::Index>(), before in any::<prop::sample::Index>()) {
            let leaves = leaves(size);
            let tree: Tree = leaves.iter().copied().collect();
            let whole = head(&leaves);
            prop_assert_eq!(tree.root(), whole.root);
            let index = at.index(size);
            let path = tree.inclusion(count(index)).unwrap();
            prop_assert!(whole.includes(&leaves[index], count(index), &path));
            let older = before.index(size) + 1;
            let beginning = head(&leaves[..older]);
            let proof = tree.consistency(count(older)).unwrap();
            prop_assert!(whole.continues(&beginning, &proof));
        }

        #[test]
        fn no_changed_bit_leaves_a_proof_standing(size in 2_usize..80, at in any::<prop::sample::Index>(), bit in any::<prop::sample::Index>()) {
            let leaves = leaves(size);
            let tree: Tree = leaves.iter().copied().collect();
            let whole = head(&leaves);
            let index = at.index(size);
            let mut path = tree.inclusion(count(index)).unwrap();
            let flip = bit.index(path.len() * 256);
            path[flip / 256][flip % 256 / 8] ^= 1 << (flip % 8);
            prop_assert!(!whole.includes(&leaves[index], count(index), &path));
        }
    }

    #[test]
    fn what_is_not_there_has_no_proof() {
        let tree: Tree = leaves(5).into_iter().collect();
        assert_eq!(tree.inclusion(5), None);
        assert_eq!(tree.consistency(0), None);
        assert_eq!(tree.consistency(6), None);
        let whole = head(&leaves(5));
        assert!(!whole.includes(&leaves(6)[5], 5, &[]));
        assert!(!whole.continues(&head(&leaves(6)), &[]));
    }
}
