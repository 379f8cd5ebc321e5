// One station of a simulated network: an engine, its SecY, and the world's eyes on both.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frame_watch.hpp"
#include "mka/kay.hpp"
#include "model_secy.hpp"
#include "pace_watch.hpp"
#include "secy_desk.hpp"
#include "transmit_watch.hpp"

namespace sim {

class World;

struct Key {
  std::string ckn;            // hexadecimal
  std::string secret = "us";  // stands for the CAK: the same word, the same key
  std::size_t size = 16;
  bool listen_only = false;
  bool leaving = false;  // serves until the traffic has moved
};

struct PortSetup {
  std::string name{};
  std::uint8_t priority = 16;
  mka::CipherSuite suite = mka::CipherSuite::gcm_aes_xpn_256;
  mka::EncryptionMode mode = mka::EncryptionMode::must_encrypt;
  std::function<void(mka::PortPolicy&)> tune{};  // what the above does not say
  std::optional<mka::Sci> sci{};                 // otherwise 02:00:00:00:00:0a and up
  std::optional<mka::Mi> first_mi{};
};

mka::Cak cak_of(const Key& key);

class Port {
 public:
  Port(World& world, PortId id, PortSetup setup);

  // ---- what a story does ----
  void associate(const Key& key, std::size_t place = 0);  // the newest, or behind so many
  void replace(const Key& key);                           // its CAK; it keeps its place
  void disassociate(std::string_view ckn);
  void listen_only(std::string_view ckn, bool on);  // from now on
  // As the agent does it: while it carries traffic that another key could carry, it stays and comes
  // last, 18 s at most.
  void retire_key(std::string_view ckn);
  void use_only(const Key& key);  // in the place of all others, at once
  void link(bool up);
  void die();      // the process: the SecY goes on with what it has
  void restart();  // a new engine, an empty SecY
  void resume();   // a new engine, which adopts what the SecY holds
  mka::RekeyAnswer rotate_key();
  void probe_path(std::size_t frame_octets, mka::Duration time);
  void change_policy(const std::function<void(mka::PortPolicy&)>& change);
  void hear(const std::vector<std::uint8_t>& frame);

  // ---- what a story asks ----
  bool secured() const { return status().secured; }
  mka::KayStatus status() const;
  mka::PathStatus paths() const { return kay_->paths(); }
  std::optional<mka::Ki> transmit_key() const;
  std::size_t keys_installed() const;  // SAKs of transmit SAs
  std::size_t live_peers() const;
  std::uint64_t events(mka::EventKind kind) const {
    return events_[static_cast<std::size_t>(kind)];
  }
  // The last of its kind.
  std::optional<mka::Event> last(mka::EventKind kind) const {
    return last_events_[static_cast<std::size_t>(kind)];
  }
  // SecY operations of that name so far.
  std::uint64_t requests(const std::string& name) const;
  std::uint64_t drops(mka::DropReason reason) const;
  std::uint64_t refusals(mka::RefuseReason reason) const;
  std::optional<mka::NewSakReason> last_sak_reason() const { return last_sak_reason_; }
  std::uint64_t distributed() const { return events(mka::EventKind::sak_distributed); }
  std::optional<mka::Mi> mi() const;  // of the newest key's participant

  const std::string& name() const { return setup_.name; }
  PortId id() const { return id_; }
  mka::Sci sci() const { return identity_.sci(); }
  bool has_key(std::string_view ckn) const { return key(ckn) != nullptr; }
  const Key* key(std::string_view ckn) const;
  const std::vector<Key>& keys() const { return keys_; }  // in order of preference
  bool has_live_peer(std::string_view ckn) const;
  bool carries_traffic(std::string_view ckn) const;  // a SAK of that key does
  bool alive() const { return alive_; }
  bool on_line() const { return alive_ && link_; }
  ModelSecy& secy() { return secy_; }
  const ModelSecy& secy() const { return secy_; }
  SecyTemper& secy_temper() { return desk_.temper; }
  SeededRandom& random() { return random_; }
  const mka::PortPolicy& policy() const { return policy_; }

  // ---- what the world does ----
  void arm();
  void observe();
  void drain();
  std::optional<DataFrame> send_data(mka::Pn packets);
  mka::Duration tick_lateness{0};

 private:
  void start_engine();
  void wake();
  void learn_ick(const Key& key);
  void hand_keys();
  void let_go(const std::string& ckn, mka::Time at_the_latest);
  void transmit(const mka::TransmitFrame& frame);
  void request(mka::SecyRequest request);
  void tell(const mka::Event& event);
  void done(const mka::SecyOp& op);
  void object(const Complaint& complaint) const;
  TransmitWatch::View view(const mka::Ki& ki) const;

  World& world_;
  PortId id_;
  PortSetup setup_;
  mka::PortPolicy policy_;
  mka::PortIdentity identity_;
  SeededRandom random_;
  ModelSecy secy_;
  SecyDesk desk_;
  PaceWatch pace_;
  std::vector<Key> keys_;  // newest first, those that leave last
  Icks icks_;
  std::unique_ptr<mka::Kay> kay_;
  std::array<std::optional<mka::Ki>, 4> asked_;  // transmit SAs requested
  std::array<std::uint64_t, mka::event_kind_count> events_{};
  std::array<std::optional<mka::Event>, mka::event_kind_count> last_events_{};
  std::map<std::string, std::uint64_t> requests_;
  std::optional<mka::NewSakReason> last_sak_reason_{};
  std::optional<mka::Time> armed_{};
  std::uint64_t alarm_ = 0;
  bool link_ = false;
  bool alive_ = true;
  bool draining_ = false;
};

}  // namespace sim
