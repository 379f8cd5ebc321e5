// Every bound on what a client can make the agent keep or do, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace macsec::limits {

using namespace std::chrono_literals;

// One request with its envelope, and all that a client may send ahead of our answers. The largest
// request of the interface is below 2 KiB.
inline constexpr std::size_t request = 64 * 1024;
// Brackets inside brackets; the interface itself needs 6.
inline constexpr std::size_t request_depth = 16;
// Members and elements of one request, so that looking them up stays cheap.
inline constexpr std::size_t request_values = 256;
// Requests sent ahead of our answers, however short they are.
inline constexpr std::size_t requests_ahead = 64;
// Key material is the only thing passed.
inline constexpr std::size_t descriptors_per_message = 1;
// Monitors, scripts and people of one machine.
inline constexpr std::size_t clients = 64;
// A client that neither asks, nor finishes its request, nor reads its answer.
inline constexpr std::chrono::milliseconds idle = 60s;
// What waits for a slow reader of a stream before it is dropped: some thousand events.
inline constexpr std::size_t queued_octets = 1024 * 1024;
// What a client accepts as one reply: 1000 connections with all their keys and peers.
inline constexpr std::size_t reply = 16 * 1024 * 1024;

}  // namespace macsec::limits
