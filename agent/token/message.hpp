// Request and answer between the agent and the worker that holds the PKCS#11 module: one datagram
// each over a SOCK_SEQPACKET pair, one request at a time. Either end checks what it reads.
//
//   request   operation(1) URI(2+n) PIN(2+n) context(2+n) payload(2+n)
//   answer    0(1) payload(2+n), or state(1) detail(2+n)
#pragma once

#include <openssl/crypto.h>

#include <array>
#include <optional>
#include <string>

#include "token/secrets.hpp"
#include "token/state.hpp"

namespace macsecd::token {

enum class Operation : std::uint8_t {
  derive = 1,  // CKN -> ICK || KEK, of a CAK in the token
  wrap,        // key -> wrapped key
  unwrap,      // wrapped key -> key
  create,      // nothing -> nothing: an AES-256 key that can wrap
};

struct Request {
  Operation operation = Operation::derive;
  std::string uri;
  std::optional<Pin> pin{};
  std::string context{};  // what is wrapped is bound to it where the token can do that; no secret
  std::optional<Payload> payload{};
};

// None: it is done and there is nothing to give.
using Answer = Outcome<std::optional<Payload>>;

inline constexpr std::size_t longest_uri = 1024;
inline constexpr std::size_t longest_context = 64;
inline constexpr std::size_t longest_detail = 256;

struct Message {
  // The longest request, and one octet by which a longer one is noticed.
  static constexpr std::size_t capacity =
      9 + longest_uri + Pin::max_size + longest_context + Payload::max_size + 1;
  std::array<std::uint8_t, capacity> octets{};
  std::size_t size = 0;

  Message() = default;
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;
  ~Message() { OPENSSL_cleanse(octets.data(), octets.size()); }
};

// False: something is too long.
bool encode(const Request& request, Message& out);
bool encode(const Answer& answer, Message& out);
std::optional<Request> decode_request(const Message& message);
// The detail comes from foreign code: what is not printable ASCII is replaced.
std::optional<Answer> decode_answer(const Message& message);

}  // namespace macsecd::token
