// A client that changes the keys of one connection as fast as it can, and remembers what was
// acknowledged; what was under way when the agent died may have happened or not.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "control/client.hpp"

namespace kills {

class KeyLoad {
 public:
  KeyLoad(std::string connection, unsigned seed) : name_(std::move(connection)), dice_(seed) {}

  // Until the agent is gone.
  void run(const std::filesystem::path& socket);
  // Throws what is wrong.
  void check(macsec::Client& client);
  unsigned acknowledged() const { return acknowledged_; }
  std::size_t keys() const { return caks_.size(); }

 private:
  struct Change {
    std::string ckn;
    std::optional<std::string> cak;  // none: it is deleted
  };
  bool step(macsec::Client& client);
  bool add(macsec::Client& client);
  bool remove(macsec::Client& client);
  macsec::Result<macsec::Json> associate(macsec::Client& client, const std::string& ckn,
                                         const std::string& cak);
  std::string digits(std::size_t count);

  std::string name_;
  std::mt19937 dice_;
  std::map<std::string, std::string> caks_;
  std::optional<Change> under_way_;
  unsigned acknowledged_ = 0;
};

// Moves the vault to another key, again and again.
unsigned rewrap_load(const std::filesystem::path& socket);

}  // namespace kills
