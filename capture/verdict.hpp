// Whether a frame is by a holder of the CAK, as somebody says who holds it: a key file, or the
// agent.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "capture/seen_frame.hpp"
#include "control/result.hpp"

namespace capture {

struct Verdict {
  enum class Icv : std::uint8_t { no_key, right, wrong };
  Icv icv = Icv::no_key;
  std::optional<bool> sak_unwraps{};  // nothing: no SAK, or no key
};

// ok | wrong | no-key
std::string_view to_string(Verdict::Icv icv);
std::optional<Verdict::Icv> icv_from(std::string_view word);

// One verdict for each frame.
using Judge =
    std::function<macsec::Result<std::vector<Verdict>>(const std::vector<SeenFrame>& frames)>;

// Without any key.
macsec::Result<std::vector<Verdict>> no_judge(const std::vector<SeenFrame>& frames);

}  // namespace capture
