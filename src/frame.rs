//! The form of what the program keeps for itself between two runs: a line that says which program wrote it, a checksum, a
//! value. Whatever another program wrote, or a disk has damaged, is as if it were not there. A leaf.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::digest::Digest;

/// Who wrote it: everything that the program is made from.
const WRITER: &str = concat!("gongkai ", env!("CARGO_PKG_VERSION"), " ", env!("GONGKAI_FINGERPRINT"), "\n");

/// How long a digest is.
const DIGEST: usize = 16;

/// A value in its frame, and the digest of it.
pub(crate) fn write(value: &impl BorshSerialize) -> (Vec<u8>, Digest) {
    let start = WRITER.len() + DIGEST;
    let mut bytes = Vec::from(WRITER);
    bytes.resize(start, 0);
    // Writing to memory cannot fail.
    let _ = value.serialize(&mut bytes);
    let digest = Digest::of_bytes(&bytes[start..]);
    bytes[WRITER.len()..start].copy_from_slice(&digest.bytes());
    (bytes, digest)
}

/// The value in a frame, and the digest of it.
pub(crate) fn read<T: BorshDeserialize>(bytes: &[u8]) -> Option<(T, Digest)> {
    let rest = bytes.strip_prefix(WRITER.as_bytes())?;
    let (checksum, value) = rest.split_at_checked(DIGEST)?;
    let digest = Digest::of_bytes(value);
    (digest.bytes() == checksum).then_some(())?;
    Some((T::try_from_slice(value).ok()?, digest))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_damaged_is_not_there() {
        let value = vec!["a".to_owned(), "b".to_owned()];
        let (bytes, digest) = super::write(&value);
        assert_eq!(super::read::<Vec<String>>(&bytes), Some((value, digest)));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(super::read::<Vec<String>>(&damaged).is_none(), "byte {at}");
            assert!(super::read::<Vec<String>>(&bytes[..at]).is_none(), "cut at {at}");
        }
    }
}
