//! Tests of the converter.
