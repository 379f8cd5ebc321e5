// Those who join a LAG, one after the other: the next one's keys change when the one before is
// secured again, or cannot be for a while. So not all members lose their session at once when the
// peer is slow to change its keys.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "alarm.hpp"
#include "connections.hpp"
#include "mka/time.hpp"

namespace macsecd {

class LagJoins {
 public:
  // `joined`: it is a member now; `failed`: it could not become one.
  struct Hooks {
    std::function<void(const std::string& lag, Connection&)> joined;
    std::function<void(const std::string& lag, const std::string& connection, macsec::Error)>
        failed;
  };
  LagJoins(asio::io_context& io, Connections& connections, Vault& vault, Hooks hooks)
      : connections_(connections), vault_(vault), hooks_(std::move(hooks)), next_(io) {}

  // It waits until go_on().
  void add(const std::string& lag, const std::string& connection);
  void forget(std::string_view lag);
  std::vector<std::string> waiting(std::string_view lag) const;
  // Something became secured, perhaps: who waits for it goes on.
  void go_on();

 private:
  struct Join {
    std::string lag;
    std::string connection;
    bool operator==(const Join&) const = default;
  };
  bool may_go_on() const;
  void open_vault(const Join& join);
  void carry_out(const Join& join, const macsec::Result<OpenVault*>& vault);

  Connections& connections_;
  Vault& vault_;
  Hooks hooks_;
  std::deque<Join> waiting_;
  std::string last_;  // joined last, and was secured before
  mka::Time patience_ends_{};
  Alarm next_;
  bool opening_ = false;  // the vault, which may take its time
  bool going_on_ = false;
};

}  // namespace macsecd
