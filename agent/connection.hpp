// One connection: its settings and keychain, and what becomes of them on its interface.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "attachment.hpp"
#include "clear_time.hpp"
#include "describe.hpp"
#include "diagnosis_facts.hpp"
#include "disassociation.hpp"
#include "fallback.hpp"
#include "lag_rules.hpp"
#include "preflight.hpp"
#include "secy_totals.hpp"
#include "state.hpp"
#include "world.hpp"

namespace macsecd {

// So long a key that is disassociated may serve until the traffic has moved: three MKA life times.
inline constexpr mka::Duration longest_leave{18000};

class Connection {
 public:
  // `worth_saving`: when there is time; `save_now`: before it is done.
  Connection(const World& world, SavedConnection saved, std::function<void()> worth_saving,
             std::function<void()> save_now);

  const std::string& name() const { return saved_.settings.name; }
  const SavedConnection& saved() const { return saved_; }
  const ConnectionSettings& settings() const { return saved_.settings; }

  macsec::Result<void> attach() { return attachment_.attach(); }
  // Leaves the device and its SAs as they are.
  macsec::Result<void> detach();
  // Deletes the device if it is ours, else frees it from our SAs.
  macsec::Result<void> release_device();
  // And the parent becomes as it was before.
  macsec::Result<void> release();
  void on_link(netlink::LinkChange change, const netlink::Link& link);
  void on_filters(std::uint32_t ifindex) { attachment_.parent_care().on_filters(ifindex); }
  void on_counters(const netlink::MacsecDevice& device);
  // Nothing while there is no port.
  std::optional<mka::Duration> poll_interval() const;

  // Why these settings cannot be taken as things are.
  macsec::Result<void> check(const ConnectionSettings& settings) const;
  macsec::Result<void> update(const ConnectionSettings& settings);
  // What becomes of keys is in connection_keys.cpp.
  macsec::Result<void> add_key(mka::Ckn ckn, mka::DerivedKeys derived, KeyStart start,
                               std::optional<KeySession> session = {});
  // The same, with the CAK of a named secret.
  macsec::Result<void> add_key_of(const std::string& secret, mka::Ckn ckn, mka::DerivedKeys derived,
                                  KeyStart start, std::optional<KeySession> session);
  macsec::Result<void> reassociate_key(const mka::Ckn& ckn);
  // A key whose CAK is in a token (connection_tokens.cpp).
  macsec::Result<void> add_token_key(mka::Ckn ckn, mka::DerivedKeys derived, std::string uri,
                                     KeyStart start, std::optional<KeySession> session);
  // What taking the key out of service would do, and the same done.
  macsec::Result<Disassociation> foresee(const mka::Ckn& ckn) const;
  macsec::Result<Disassociation> disassociate_key(const mka::Ckn& ckn);
  // Only a disassociated one.
  macsec::Result<void> delete_key(const mka::Ckn& ckn);
  // The secret of a key could be read, or could not; or it is in the vault from now on.
  void key_readable(const mka::Ckn& ckn, mka::DerivedKeys derived);
  void key_unreadable(const mka::Ckn& ckn, macsec::Error why);
  void keep_in_vault(const mka::Ckn& ckn, std::string secret_name);
  // What became of that is told, and the engine gets its keys.
  void take_up_keys();
  // As disassociate_key(), and the rule for the last key cannot refuse: its secret goes.
  macsec::Result<Disassociation> withdraw_key(const mka::Ckn& ckn);
  // What is known of its secret.
  void note_secret(const mka::Ckn& ckn, const SecretFacts& facts);
  // As if it had never been added.
  void forget_key(const mka::Ckn& ckn);
  macsec::Result<void> rekey();

  // Without a new key only the connection is looked at (connection_preflight.cpp).
  std::vector<Check> preflight(const Key* fresh, std::vector<Reason> warnings) const;
  // What becomes of a rotation is in connection_rotation.cpp.
  // The key that a rotation to this one would replace.
  std::optional<mka::Ckn> replaced_by(const mka::Ckn& fresh) const;
  macsec::Result<void> start_rotation(Rotation wanted, mka::DerivedKeys derived);
  // What becomes of the new key.
  macsec::Result<Reason> abort_rotation();
  // As if it had never been started.
  void forget_rotation() { saved_.rotation.reset(); }

  // As a member of a LAG; what becomes of it is in connection_lag.cpp. Empty: it is none.
  const std::string& lag() const { return saved_.lag; }
  void set_lag(std::string name);
  MemberFacts member_facts() const;
  // Mode, policy and keys become those of this member; that it fits was asked before.
  macsec::Result<void> become_like(const Connection& member);
  // Users' frames may pass, protected or in clear.
  bool is_open() const;
  // The LAG does not want it, though it is open.
  void hold_out(bool held_out);

  ConnectionState state() const;
  bool is_secured() const;
  ConnectionView view() const;
  std::optional<KeyView> key_view(const mka::Ckn& ckn) const;
  bool passes_clear_text() const;
  // Nothing while there is no port.
  std::optional<std::uint64_t> mkpdus_heard() const;
  // What it knows itself of why it is not secured; what counts, at this moment; and whether the
  // path carries frames of that size (connection_diagnosis.cpp).
  DiagnosisFacts diagnosis_facts() const;
  Look look() const;
  void probe_path(std::size_t frame_octets, mka::Duration time);

 private:
  ConnectionFacts facts(const std::optional<mka::KayStatus>& status) const;
  std::optional<mka::KayStatus> status() const;
  KeyFacts facts_of(const Key& key, const std::optional<mka::KayStatus>& status) const;
  std::vector<KeyView> key_views(const std::optional<mka::KayStatus>& status) const;
  void add_secret_facts(KeyView& view, const Key& key) const;
  std::vector<Reason> reasons(const std::optional<mka::KayStatus>& status) const;
  SavedDevice device_for(const ConnectionSettings& settings) const;
  macsec::Result<void> check_suite_change() const;
  macsec::Result<void> check_offload_change() const;
  macsec::Result<void> change_suite(const ConnectionSettings& settings, const SavedDevice& device);
  macsec::Result<void> change_offload(const ConnectionSettings& settings,
                                      const SavedDevice& device);
  // With everything as it was if that fails.
  macsec::Result<void> attach_as(const ConnectionSettings& settings, const SavedDevice& device);
  void apply_keys();
  macsec::Result<void> without_twin(const mka::Ckn& ckn) const;
  std::optional<macsec::Error> misfit(const mka::Ckn& ckn,
                                      std::optional<std::size_t> cak_size) const;
  // Why a key leaves: somebody says so, another key relieves it, or its secret goes.
  enum class Cause : std::uint8_t { asked, relieved, secret_goes };
  macsec::Result<Disassociation> foresee(const mka::Ckn& ckn, Cause cause) const;
  macsec::Result<Disassociation> disassociate_key(const mka::Ckn& ckn, Cause cause);
  void put_into_service(const mka::Ckn& ckn);
  void relieve_others(const mka::Ckn& by);
  void downgrade();
  void plan_key_work(const std::optional<mka::KayStatus>& status);
  bool is_due(const Key& key, const std::optional<mka::KayStatus>& status) const;
  void work_on_keys();
  macsec::Result<void> not_while_rotating(const mka::Ckn& ckn) const;
  NewPair compare(const Key& fresh, std::vector<Reason> warnings) const;
  std::optional<mka::Ckn> key_to_replace(const std::optional<mka::KayStatus>& status,
                                         const mka::Ckn* fresh) const;
  std::optional<Reason> why_new_key_stays(const mka::Ckn& fresh) const;
  RotationDecision rotation_step(const std::optional<mka::KayStatus>& status) const;
  std::optional<RotationView> rotation_view(const std::optional<mka::KayStatus>& status,
                                            const std::vector<KeyView>& keys) const;
  void note_carrier(const std::optional<mka::KayStatus>& status);
  void guide_rotation(const std::optional<mka::KayStatus>& status);
  void work_on_rotation();
  void end_rotation(const char* event, Level level, std::string message);
  void tell_rotation(RotationPhase phase);
  void tell_key_ages(const std::vector<KeyView>& keys);
  void tell_fallback(const std::vector<KeyView>& keys, const std::optional<mka::KayStatus>& status);
  void on_event(const mka::Event& event);
  void settle();
  void tell_clear_text(const std::optional<mka::KayStatus>& status);
  void restart_attempts(const std::optional<mka::KayStatus>& status);
  void tell_key_states(const std::vector<KeyView>& keys);
  void tell(AgentEvent event);

  const World& world_;
  SavedConnection saved_;
  std::function<void()> worth_saving_;
  std::function<void()> save_now_;
  SecyTotals totals_;
  std::string sak_failure_;                // the SecY's last refusal, until a SAK is in use again
  std::optional<mka::Event> distributed_;  // the last SAK of our own making
  std::map<mka::Ckn, KeyState> told_;
  ClearTime clear_time_;
  Fallback fallback_;
  std::set<mka::Ckn> told_old_;  // by this run of the agent
  Alarm key_work_;
  std::optional<RotationPhase> told_phase_;
  std::optional<mka::Time> carried_since_;  // by the new key of a rotation, alone
  Alarm rotation_work_;
  Attachment attachment_;
};

}  // namespace macsecd
