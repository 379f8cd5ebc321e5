#include "sak.hpp"

#include <algorithm>
#include <span>

#include "crypto/wiped.hpp"
#include "timers.hpp"

namespace mka {

namespace {

// While someone is still trying to join, distributions keep a distance, so that a flapping newcomer
// cannot cause a storm of SAKs.
std::optional<Duration> restrained_for(const SakFacts& f) {
  if (!f.potential_peers || !f.since_distribution) return std::nullopt;
  if (*f.since_distribution >= timers::life) return std::nullopt;
  return timers::life - *f.since_distribution;
}

std::optional<NewSakReason> periodic_reason(const SakFacts& f) {
  const bool spaced = f.age >= limits::shortest_rekey_interval;
  if (f.age_limit > Duration{0} && f.age >= f.age_limit && spaced)
    return NewSakReason::lifetime_over;
  if (f.octet_limit > 0 && f.octets >= f.octet_limit && spaced) return NewSakReason::volume_used;
  return std::nullopt;
}

}  // namespace

std::optional<NewSakReason> why_new_sak(const SakFacts& f) {
  if (!f.may_distribute) return std::nullopt;
  if (!f.missing && f.settled && f.highest_pn >= f.pn_threshold)
    return NewSakReason::packet_numbers_low;  // knows no restraint
  if (restrained_for(f)) return std::nullopt;
  if (f.missing) return f.missing;
  if (f.membership) return f.membership;
  if (!f.settled) return std::nullopt;
  if (f.policy_changed) return NewSakReason::policy_changed;
  if (f.data_plane_mismatch) return NewSakReason::data_plane_mismatch;
  if (f.asked) return NewSakReason::asked;
  return periodic_reason(f);
}

std::optional<Duration> new_sak_due_in(const SakFacts& f) {
  if (!f.may_distribute) return std::nullopt;
  std::optional<Duration> due;
  const auto earliest = [&](Duration d) { due = due ? std::min(*due, d) : d; };
  if (f.age_limit > Duration{0} && !f.missing && f.settled) {
    const Duration limit = std::max(f.age_limit, limits::shortest_rekey_interval);
    earliest(std::max(limit - f.age, Duration{0}));
  }
  if (const auto wait = restrained_for(f)) earliest(*wait);
  return due;
}

Pn exhaustion_threshold(CipherSuite suite, Pn configured) {
  if (configured != 0) return configured;
  return is_xpn(suite) ? 0xC000000000000000u : 0xC0000000u;
}

std::optional<Sak> generate_sak(std::size_t size, Random& random) {
  crypto::Wiped<Sak::max_size> octets;
  const auto key = std::span(octets.octets).first(size);
  if (!random.fill(key)) return std::nullopt;
  if (std::ranges::all_of(key, [](std::uint8_t octet) { return octet == 0; })) return std::nullopt;
  return Sak::copy_from(key);
}

}  // namespace mka
