// What the files ask for: connections with the names and types of the control interface, and the
// keys that each shall have.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/config_file.hpp"

namespace macsecctl {

// Where something stands, to complain about it later.
struct Origin {
  const ConfigFile* file = nullptr;
  std::string pointer;

  Origin below(const std::string& member) const { return {file, pointer + "/" + member}; }
  Complaint complaint(std::string what, std::string hint = {}) const {
    return file->complaint(pointer, std::move(what), std::move(hint));
  }
};

struct WishedKey {
  Json members;  // secretName | ckn [pkcs11Uri], session, startOn, activateWhenPeerSeen
  Origin origin;
};

struct WishedConnection {
  std::string name;
  Json settings;                               // as PlanConnection takes them
  std::optional<std::vector<WishedKey>> keys;  // none: the files say nothing of its keys
  Origin origin;
};

// What has another form than the interface gives it is complained about and left out.
std::vector<WishedConnection> wishes_of(const std::vector<ConfigFile>& files,
                                        Complaints& complaints);

}  // namespace macsecctl
