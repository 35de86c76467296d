//! The routes as their callers see them, over real offices in a folder of their own, with a clock set by hand.
mod connections;
mod counters;
mod desk;
mod document;
mod hall;
mod holders;
mod inside;
mod issuing;
mod managers;
mod manner;
mod notices;
mod pages;
mod pairing;
mod sign_in;
mod streams;
mod tickets;
mod tls;
