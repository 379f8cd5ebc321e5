// Every bound on what others can make the engine keep or do, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "mka/time.hpp"

namespace mka::limits {

using namespace std::chrono_literals;

// EAPOL body of an MKPDU in a 1500-octet frame: 1500 - 4 octets of EAPOL header.
inline constexpr std::size_t mkpdu_body = 1496;
inline constexpr std::size_t mkpdu_frame = 14 + 4 + mkpdu_body;
// Members of one CA that we keep track of. A replayed old MKPDU makes a potential peer at will.
inline constexpr std::size_t peers = 32;
// Participants of one port: the product's keychain holds up to 8.
inline constexpr std::size_t keys = 8;
// Events, frames and SecY requests waiting for poll(). A drained caller never comes near it.
inline constexpr std::size_t queued_outputs = 256;
// Own MKPDUs remembered for liveness proofs: 6.5 s at the triggered rate and the fastest hello.
// With slower hellos a peer echoes an older one, but then they are further apart.
inline constexpr std::size_t sent_mkpdus = 64;
// Known-CKN MKPDUs per second and port that are worth an AES-CMAC; 32 peers at 0.5 s need 64.
inline constexpr unsigned verified_mkpdus_per_second = 400;
// Triggered MKPDUs: a burst, then one per refill, so that two engines cannot answer each other in a
// loop.
inline constexpr unsigned triggered_burst = 5;
inline constexpr Duration triggered_refill = 200ms;
// More often than the bounded hello time nobody needs to hear of us.
inline constexpr Duration shortest_hello = 500ms;
// Message and key numbers near their end force a new MI.
inline constexpr std::uint32_t last_message_number = 0xFFFFFF00;
inline constexpr std::uint32_t last_key_number = 0xFFFFFF00;
// A new MI makes every peer start over; nobody may force it more often (= MKA Life Time).
inline constexpr Duration mi_change_interval = 6s;
// Our own former MIs, to tell a reflected old frame from a second station with our SCI.
inline constexpr std::size_t former_mis = 4;
// Foreign CKNs told in the status. Anybody on the link can make them up.
inline constexpr std::size_t foreign_ckns = 8;
inline constexpr Duration foreign_ckn_memory = 60s;
// Without progress a participant starts over after three MKA Life Times, then after twice as long.
inline constexpr Duration longest_patience = 300s;
// Replaced peer MIs whose late frames are dropped.
inline constexpr std::size_t replaced_mis = 8;
// Two SAK rotations closer than this would meet an AN whose SA is still alive (802.1X 9.8; four
// ANs).
inline constexpr Duration shortest_rekey_interval = 10s;

}  // namespace mka::limits
