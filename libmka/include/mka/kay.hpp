// The key agreement entity of one port (802.1X clause 9): a value machine over all keys of the
// port. One input, drain poll() until empty, then wait for the next input or next_deadline(). Never
// blocks, throws, reads a clock or logs; the same inputs and random octets give the same outputs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "mka/config.hpp"
#include "mka/output.hpp"
#include "mka/paths.hpp"
#include "mka/random.hpp"
#include "mka/status.hpp"
#include "mka/time.hpp"

namespace mka {

class Kay {
 public:
  // `random` must outlive the engine. The link is down and no key is set to begin with.
  Kay(Random& random, PortIdentity identity, PortPolicy policy);
  ~Kay();
  Kay(const Kay&) = delete;
  Kay& operator=(const Kay&) = delete;

  // ---- in ----
  // The SecY is at work: the engine before us ended without a word, and its traffic flows. Once,
  // before everything else. The SAs stay until a fresh SAK is in use, for one MKA Life Time and a
  // hello at most without a live peer. Their ANs and key identifiers are not used again.
  void adopt(Time now, const HeldSecy& held);
  // A frame of the policy's EtherType as it came off the wire; anything else is counted and
  // dropped.
  void receive(Time now, std::span<const std::uint8_t> frame);
  // Due work; harmless at any time, needed no later than next_deadline().
  void tick(Time now);
  // The answer to a SecyRequest; unknown ids are ignored.
  void secy_done(Time now, OpId op, SecyOutcome outcome);
  void observe(Time now, const SecyCounters& counters);
  // Newest first, at most limits::keys. Participants of keys that stay go on undisturbed.
  void set_keys(Time now, std::vector<KeyConfig> keys);
  void set_policy(Time now, PortPolicy policy);
  void link_changed(Time now, bool up);
  // Asks for a fresh SAK; it comes once the one before is retired.
  RekeyAnswer rekey(Time now);
  // Until then the principal follows each of its MKPDUs with one of this size, while it has a live
  // peer; at most eight. What comes of it is in paths().
  void probe_path(Time now, std::size_t frame_octets, Time until);

  // ---- out ----
  std::optional<Output> poll();
  std::optional<Time> next_deadline() const;
  KayStatus status(Time now) const;
  PathStatus paths() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace mka
