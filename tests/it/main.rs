//! Integration tests: the library and the program from outside, on whole sites in temporary folders. One binary, a
//! file a subject; [`scene`] builds the sites.

mod bad_input;
mod first_site;
mod pages;
mod round_trip;
mod scene;
