// What the other end of a connection must be told, as it is described by the agent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "command.hpp"

namespace macsecctl {

struct PeerFacts {
  std::string connection;
  std::string interface;  // of the other end
  std::string ckn;
  std::vector<std::string> other_ckns;  // of further keys in service
  std::size_t cak_digits = 0;
  std::string suite;
  std::string mode;
  bool encrypts = true;  // else it protects the integrity alone
  bool sends_sci = true;
  bool icv_indicator = false;
  bool by_live_list = false;   // SSCIs, with XPN
  bool pads_ckn = false;       // --ckn-match auto
  bool standard_eapol = true;  // group address and EtherType of 802.1X
  std::string group_address;
  std::string ether_type;
  std::int64_t priority = 0;       // of this end
  std::int64_t peer_priority = 0;  // of the other: another one, so that it is clear who makes SAKs
  std::int64_t rekey_seconds = 0;  // 0: not by time
  std::int64_t replay_window = 0;

  bool is_xpn() const { return suite.find("xpn") != std::string::npos; }
  bool has_short_ckn() const { return ckn.size() < 64; }
  bool must_encrypt() const { return mode == "must_encrypt"; }
};

// With the key of this CKN; empty: the newest that is in service.
Result<PeerFacts> peer_facts(const Json& connection, const std::string& ckn);

}  // namespace macsecctl
