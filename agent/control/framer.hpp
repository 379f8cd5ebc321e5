// Cuts a stream of octets into messages at NUL, and gives each message the descriptors that came
// with it.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/unique_fd.hpp"

namespace macsec {

struct Message {
  std::string text;
  std::vector<UniqueFd> descriptors;
};

class Framer {
 public:
  // One piece as it was received. False if it breaks a limit; the stream is then beyond repair.
  //
  // The kernel ends a piece after the first segment that carries descriptors, so they belong to the
  // last message that the piece touches.
  bool feed(std::string_view piece, std::vector<UniqueFd> descriptors);
  std::optional<Message> next();
  bool has_message() const { return !complete_.empty(); }

 private:
  bool finish_message();

  Message partial_;
  std::deque<Message> complete_;
  std::size_t held_ = 0;  // octets of all messages kept
  std::size_t held_descriptors_ = 0;
};

}  // namespace macsec
