// How many frames a second this machine protects with AES-GCM as MACsec does it, on one core.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace macsecctl {

// A key of 16 or 32 octets.
enum class KeySize { bits128, bits256 };

// On the wire around a frame: SecTAG with SCI, and ICV (802.1AE 9.3, 9.12).
inline constexpr std::size_t sectag_octets = 16;
inline constexpr std::size_t icv_octets = 16;

struct GcmFrame {
  KeySize key = KeySize::bits128;
  std::size_t octets = 64;  // before protection, its check sequence (FCS) included
};

// Addresses and SecTAG are authenticated, EtherType and payload encrypted; a fresh IV for each
// frame. In this program: OpenSSL. Nothing: it refused.
std::optional<double> frames_per_second_here(const GcmFrame& frame, std::chrono::milliseconds time);
// In the kernel, asked through AF_ALG, which costs two system calls a frame. Nothing: it is not
// there.
std::optional<double> frames_per_second_in_kernel(const GcmFrame& frame,
                                                  std::chrono::milliseconds time);

// The driver that the kernel takes for AES-GCM: generic-gcm-aesni. Empty: not known.
std::string kernel_gcm_driver();

}  // namespace macsecctl
