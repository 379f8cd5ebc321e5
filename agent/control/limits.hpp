// Every bound on what a client can make the agent keep or do, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace macsec::limits {

using namespace std::chrono_literals;

// One request with its envelope, and all that a client may send ahead of our answers. The largest
// request of the interface is below 2 KiB; each octet costs the loop time, and others wait for it.
inline constexpr std::size_t request = 16 * 1024;
// Brackets inside brackets; the interface itself needs 6.
inline constexpr std::size_t request_depth = 16;
// Members and elements of one request, so that looking them up stays cheap.
inline constexpr std::size_t request_values = 256;
// Requests sent ahead of our answers, however short they are.
inline constexpr std::size_t requests_ahead = 64;
// Key material is the only thing passed.
inline constexpr std::size_t descriptors_per_message = 1;
// Descriptors in requests ahead of our answers.
inline constexpr std::size_t descriptors_ahead = 4;
// Monitors, scripts and people of one machine.
inline constexpr std::size_t clients = 64;
// The rest is root's, whoever else comes.
inline constexpr std::size_t clients_but_root = 56;
// All that may only look: they leave room for two users at least that may change things.
inline constexpr std::size_t clients_reading = 24;
// One user's.
inline constexpr std::size_t clients_of_user = 16;
// The last descriptors below RLIMIT_NOFILE are for the links, not for clients.
inline constexpr std::size_t descriptors_for_links = 128;
// A client that neither asks, nor finishes its request, nor reads its answer.
inline constexpr std::chrono::milliseconds idle = 60s;
// What waits for a slow reader of a stream before it is dropped: some thousand events.
inline constexpr std::size_t queued_octets = 1024 * 1024;
// What the audit keeps of a request: a text, an array, all parameters together. Names have 64
// octets at most, and a CKN 64 digits.
inline constexpr std::size_t audited_text = 128;
inline constexpr std::size_t audited_elements = 16;
inline constexpr std::size_t audited_parameters = 1024;
// What a client accepts as one reply: 1000 connections with all their keys and peers.
inline constexpr std::size_t reply = 16 * 1024 * 1024;

}  // namespace macsec::limits
