// Judges what keychains owe to their ports: the traffic does not stop while a shared key works, and
// once nothing has changed for a while it is secured under the newest shared key.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "world.hpp"

namespace sim {

class KeychainWatch {
 public:
  // Two MKA Life Times (12 s): within them a key is proved live, lives for three hellos (6 s)
  // before traffic moves to it, and its SAK is brought into use. On top comes what these assume
  // away: a rotation under the key before that has just begun to transmit ends first (SAK Retire
  // Time, 3 s), and a lost MKPDU is made good by the next hello (2 s).
  static constexpr mka::Duration due_after{12'000 + 3'000 + 2'000};
  // Within which a port that says nothing loses no peer, where no MKPDU is lost: MKA Life Time less
  // the hello before it and what it takes to be met again.
  static constexpr mka::Duration bearable_absence{2'000};

  KeychainWatch(World& world, std::vector<Port*> ports);

  // No MKPDU of that key passes any more, or all do again.
  void mute(const std::string& ckn);
  void unmute(const std::string& ckn);
  void was_restarted();  // under another MI, be it that it was away or not
  // Takes note of what the operators have just done; every tenth of a second without being asked.
  void look();

  // The newest key that all share, in the order of preference of the key server: it decides, and
  // the others follow. Nothing if none is shared.
  std::optional<std::string> newest_shared() const;
  bool secured() const;
  bool secured_under(const std::string& ckn) const;
  // Traffic passes, and must go on.
  bool owed() const { return owed_since_.has_value(); }
  // For so long nothing has changed that matters.
  mka::Duration quiet() const { return world_.now() - changed_; }

 private:
  struct Bond {
    mka::Time since{};
    bool works = false;  // was live at all ends, or is shared for long enough
  };

  void keep_looking();
  void judge_loss(mka::Time sent, const std::string& what);
  void judge_delay();
  void judge_choice();
  mka::Duration bearable() const;
  bool fair() const;
  void heed_losses();
  bool present(const Port& port) const;
  bool shared(const Key& key) const;
  bool live_at_all(const std::string& ckn) const;
  const Port* key_server() const;
  std::string configuration() const;

  World& world_;
  std::vector<Port*> ports_;
  std::map<std::string, Bond> bonds_;  // by CKN
  std::map<std::string, bool> muted_;
  std::map<PortId, mka::Time> last_seen_;
  std::string configuration_;
  mka::Time changed_{};
  // Peers are said to be live that may have been lost meanwhile, until that has shown.
  mka::Time live_trusted_{};
  std::uint64_t restarts_ = 0;
  std::uint64_t peers_lost_ = 0;
  mka::Time unfair_until_{};
  std::optional<mka::Time> owed_since_;
  bool chosen_ = false;  // judged since the last change
};

}  // namespace sim
