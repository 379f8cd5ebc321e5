// The daemon of libteam that speaks LACP for a team device. It is started by us and lives on
// without us: it ends when its device is deleted. What it does is seen from its device and its
// control socket, never remembered.
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>

#include "alarm.hpp"
#include "control/result.hpp"

namespace macsecd {

class Teamd {
 public:
  // `ended`: the program that was started has done its work, or failed: then why.
  using Ended = std::function<void(std::optional<macsec::Error>)>;
  Teamd(asio::io_context& io, Ended ended) : watch_(io), ended_(std::move(ended)) {}

  // Whether somebody serves this team device, us having started it or not.
  static bool serves(const std::string& device);

  // Makes the device, or takes it over if it is there without a daemon. Returns at once.
  macsec::Result<void> start(const std::string& device);
  bool starting() const { return child_.has_value(); }

 private:
  void look(const std::string& device);

  std::optional<pid_t> child_;
  int looks_ = 0;
  Alarm watch_;
  Ended ended_;
};

}  // namespace macsecd
