//! Integration tests: the library and the program from outside, on whole sites in temporary folders. One binary, a
//! file a subject; [`scene`] builds the sites.

#![expect(clippy::disallowed_methods, reason = "tests make and read the files that the program works on")]

mod bad_input;
mod commands;
mod editions;
mod first_site;
mod hong_kong;
mod hosting;
mod memory;
mod output;
mod own_text;
mod pages;
mod permalinks;
mod plans;
mod recipes;
mod registered;
mod regulations;
mod round_trip;
mod scene;
mod serve;
mod themes;
mod verify;
