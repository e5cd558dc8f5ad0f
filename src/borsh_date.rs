//! How a day is written to the state: year, month, day. For borsh's `serialize_with`.

use std::io::{Error, ErrorKind, Read, Result, Write};

use borsh::{BorshDeserialize as _, BorshSerialize as _};
use jiff::civil::Date;

pub(crate) fn write<W: Write>(date: &Date, writer: &mut W) -> Result<()> {
    (date.year(), date.month(), date.day()).serialize(writer)
}

pub(crate) fn read<R: Read>(reader: &mut R) -> Result<Date> {
    let (year, month, day) = <(i16, i8, i8)>::deserialize_reader(reader)?;
    Date::new(year, month, day).map_err(|error| Error::new(ErrorKind::InvalidData, error.to_string()))
}

pub(crate) fn write_some<W: Write>(date: &Option<Date>, writer: &mut W) -> Result<()> {
    date.map(|date| (date.year(), date.month(), date.day())).serialize(writer)
}

pub(crate) fn read_some<R: Read>(reader: &mut R) -> Result<Option<Date>> {
    bool::deserialize_reader(reader)?.then(|| read(reader)).transpose()
}
