// How often a client's misdeeds are told: a user some at once, then one now and then; all users
// together a few a second.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

namespace macsec {

class LogLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr unsigned burst = 10;
  static constexpr std::chrono::seconds refill{10};
  static constexpr unsigned burst_of_all = 100;
  static constexpr std::chrono::milliseconds refill_of_all{500};
  // User namespaces give one person thousands of uids.
  static constexpr std::size_t users = 1024;

  // How many of this user were left out before this one; nothing: leave it out.
  std::optional<std::uint64_t> admit(uid_t user, Time now);

 private:
  struct Bucket {
    unsigned tokens;
    Time refilled;
    std::uint64_t left_out = 0;
    void fill(Time now, std::chrono::milliseconds every, unsigned most);
  };
  std::map<uid_t, Bucket> users_;
  std::optional<Bucket> all_;
};

}  // namespace macsec
