// Connection: the facts by which it is decided why it is not secured.
#include "connection.hpp"
#include "suite_choice.hpp"

namespace macsecd {

DiagnosisFacts Connection::diagnosis_facts() const {
  const auto present = status();
  DiagnosisFacts facts{.settings = saved_.settings,
                       .suite = suite_in_use(saved_.settings, saved_.device),
                       .problem = attachment_.problem(),
                       .reasons = reasons(present)};
  if (attachment_.port() != nullptr) facts.refusal = attachment_.port()->secy().last_error();
  for (const Key& key : saved_.keys.keys()) {
    const KeyFacts known = facts_of(key, present);
    facts.keys.push_back({key.ckn, known, key_state(known)});
  }
  return facts;
}

Look Connection::look() const {
  Look out{.mka = status()};
  if (attachment_.port() == nullptr) return out;
  out.paths = attachment_.port()->port().paths();
  out.eapol = attachment_.port()->eapol();
  return out;
}

void Connection::probe_path(std::size_t frame_octets, mka::Duration time) {
  if (attachment_.port() != nullptr) attachment_.port()->port().probe_path(frame_octets, time);
}

}  // namespace macsecd
