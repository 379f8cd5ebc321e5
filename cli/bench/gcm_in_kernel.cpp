#include <linux/if_alg.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "bench/gcm_frame.hpp"
#include "control/unique_fd.hpp"

namespace macsecctl {
namespace {

using macsec::UniqueFd;

UniqueFd gcm_socket(const GcmFrame& frame) {
  UniqueFd socket(::socket(AF_ALG, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  sockaddr_alg name{};
  name.salg_family = AF_ALG;
  std::strcpy(reinterpret_cast<char*>(name.salg_type), "aead");
  std::strcpy(reinterpret_cast<char*>(name.salg_name), "gcm(aes)");
  const std::array<std::uint8_t, 32> key{1, 2, 3};  // no secret: it protects nothing
  if (!socket || ::bind(socket.get(), reinterpret_cast<sockaddr*>(&name), sizeof name) != 0 ||
      ::setsockopt(socket.get(), SOL_ALG, ALG_SET_KEY, key.data(),
                   static_cast<socklen_t>(key_octets(frame))) != 0 ||
      ::setsockopt(socket.get(), SOL_ALG, ALG_SET_AEAD_AUTHSIZE, nullptr, icv_octets) != 0)
    return {};
  return UniqueFd(::accept4(socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
}

// What goes with each frame: to encrypt, under which IV, and how much of it is authenticated only.
class Operation {
 public:
  explicit Operation(std::vector<std::uint8_t>& octets) : place_{octets.data(), octets.size()} {
    message_.msg_iov = &place_;
    message_.msg_iovlen = 1;
    message_.msg_control = control_.data();
    message_.msg_controllen = control_.size();
    cmsghdr* at = CMSG_FIRSTHDR(&message_);
    const std::uint32_t encrypt = ALG_OP_ENCRYPT;
    put(at, ALG_SET_OP, &encrypt, sizeof encrypt);
    at = CMSG_NXTHDR(&message_, at);
    const std::uint32_t authenticated = authenticated_octets;
    put(at, ALG_SET_AEAD_ASSOCLEN, &authenticated, sizeof authenticated);
    iv_ = CMSG_NXTHDR(&message_, at);
    set_iv_of(0);
  }

  const msghdr* with_iv(std::uint64_t number) {
    set_iv_of(number);
    return &message_;
  }

 private:
  struct Iv {
    std::uint32_t length = iv_octets;
    std::array<std::uint8_t, iv_octets> octets{};
  };

  static void put(cmsghdr* at, int type, const void* value, std::size_t size) {
    at->cmsg_level = SOL_ALG;
    at->cmsg_type = type;
    at->cmsg_len = CMSG_LEN(size);
    std::memcpy(CMSG_DATA(at), value, size);
  }
  void set_iv_of(std::uint64_t number) {
    Iv iv;
    set_iv(iv.octets, number);
    put(iv_, ALG_SET_IV, &iv, sizeof iv);
  }

  alignas(cmsghdr)
      std::array<char, 2 * CMSG_SPACE(sizeof(std::uint32_t)) + CMSG_SPACE(sizeof(Iv))> control_{};
  iovec place_;
  msghdr message_{};
  cmsghdr* iv_ = nullptr;
};

}  // namespace

std::optional<double> frames_per_second_in_kernel(const GcmFrame& frame,
                                                  std::chrono::milliseconds time) {
  const UniqueFd socket = gcm_socket(frame);
  if (!socket) return std::nullopt;
  std::vector<std::uint8_t> octets(authenticated_octets + encrypted_octets(frame));
  std::vector<std::uint8_t> out(octets.size() + icv_octets);
  Operation operation(octets);
  return times_per_second(time, [&](std::uint64_t number) {
    return ::sendmsg(socket.get(), operation.with_iv(number), 0) ==
               static_cast<ssize_t>(octets.size()) &&
           ::read(socket.get(), out.data(), out.size()) == static_cast<ssize_t>(out.size());
  });
}

// /proc/crypto: paragraphs of "name : value", the driver below its algorithm. The one of the
// highest priority is taken.
std::string kernel_gcm_driver() {
  std::ifstream file("/proc/crypto");
  std::string name, driver, best;
  int highest = -1;
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) continue;
    const std::string value = line.substr(colon + 2);
    if (line.starts_with("name ")) name = value;
    if (line.starts_with("driver ")) driver = value;
    if (!line.starts_with("priority ") || name != "gcm(aes)") continue;
    if (const int priority = std::atoi(value.c_str()); priority > highest) {
      highest = priority;
      best = driver;
    }
  }
  return best;
}

}  // namespace macsecctl
