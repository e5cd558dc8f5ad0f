//! Digests: what stands for a value where only sameness matters, and the hash of a file that readers see. A leaf: it must not know what it digests.

use std::hash::{Hash, Hasher};

use borsh::{BorshDeserialize, BorshSerialize};
use sha2::{Digest as _, Sha256};

/// The first 128 bits of the BLAKE3 hash of everything that a value hashes. Integers come in this machine's form: a digest
/// never leaves it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, BorshSerialize, BorshDeserialize,
)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of a value.
    pub fn of(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = DigestHasher { buffer: Vec::with_capacity(BUFFER), hasher: blake3::Hasher::new() };
        value.hash(&mut hasher);
        hasher.hasher.update(&hasher.buffer);
        Self::first(&hasher.hasher.finalize())
    }

    /// The digest of bytes as they are: of a file.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::first(&blake3::hash(bytes))
    }

    /// Its bytes.
    pub const fn bytes(self) -> [u8; 16] {
        self.0
    }

    fn first(hash: &blake3::Hash) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&hash.as_bytes()[..16]);
        Self(first)
    }
}

/// The SHA-256 of bytes as front matter and `SHA256SUMS` have it: 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many bytes are gathered before they are hashed: a value hashes itself in many small pieces.
const BUFFER: usize = 8 << 10;

struct DigestHasher {
    buffer: Vec<u8>,
    hasher: blake3::Hasher,
}

impl Hasher for DigestHasher {
    fn write(&mut self, bytes: &[u8]) {
        if self.buffer.len() + bytes.len() > BUFFER {
            self.hasher.update(&self.buffer);
            self.buffer.clear();
        }
        if bytes.len() > BUFFER {
            self.hasher.update(bytes);
        } else {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// Nobody asks for it: the whole hash is the digest.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn pieces_are_gathered_in_order() {
        let long = "長".repeat(5000);
        let parts: Vec<&str> = vec!["a", &long, "b", &long[..9000], "c"];
        assert_eq!(Digest::of(&parts), Digest::of(&parts.clone()));
        let mut other = parts.clone();
        other.swap(0, 2);
        assert_ne!(Digest::of(&parts), Digest::of(&other));
        assert_ne!(Digest::of("ab"), Digest::of("a"));
    }
}
